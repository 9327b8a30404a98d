#include "core/images/codec/png_writer.h"

#include "core/images/codec/give_up.h"

namespace hostler::images {
namespace {

[[noreturn]] void failed(png_structp, png_const_charp why) {
  giveUp(Ending::Failed, why);
}
void warned(png_structp, png_const_charp) {}

void put(png_structp png, png_bytep bytes, png_size_t size) {
  static_cast<Output*>(png_get_io_ptr(png))->write(bytes, size);
}
void flushed(png_structp) {}

}  // namespace

PngWriter::PngWriter(Output& output)
    : png_{png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, failed, warned)},
      info_{png_ != nullptr ? png_create_info_struct(png_) : nullptr} {
  if (info_ == nullptr) giveUp(Ending::TooLarge, "no memory for a PNG file");
  png_set_write_fn(png_, &output, put, flushed);
  // A colour that its palette does not have is a viewer's to make something of, as it was before.
  png_set_benign_errors(png_, 1);
  png_set_check_for_invalid_index(png_, 0);
}

PngWriter::~PngWriter() {
  png_destroy_write_struct(&png_, &info_);
}

void PngWriter::begin(std::uint32_t width, std::uint32_t height, int bitsOfChannel,
                      int colourType) {
  png_set_IHDR(png_, info_, width, height, bitsOfChannel, colourType, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
}

void PngWriter::row(const std::uint8_t* bytes) {
  if (!begun_) png_write_info(png_, info_);
  begun_ = true;
  png_write_row(png_, bytes);
}

void PngWriter::end() {
  png_write_end(png_, nullptr);
}

void PngSink::begin(const Form& form) {
  writer_.begin(form.width, form.height, 8,
                form.channels == 4 ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB);
}

}  // namespace hostler::images
