#include "core/images/codec/give_up.h"
#include "core/images/codec/png_writer.h"
#include "core/images/codec/recode.h"

#include <cstring>
#include <vector>

namespace hostler::images {
namespace {

[[noreturn]] void failed(png_structp, png_const_charp why) {
  giveUp(Ending::Undecodable, why);
}
void warned(png_structp, png_const_charp) {}

void take(png_structp png, png_bytep into, png_size_t size) {
  auto& rest = *static_cast<std::string_view*>(png_get_io_ptr(png));
  if (size > rest.size()) giveUp(Ending::Undecodable, "the file is cut off");
  std::memcpy(into, rest.data(), size);
  rest.remove_prefix(size);
}

struct Reader {
  explicit Reader(std::string_view& rest)
      : png{png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, failed, warned)},
        info{png != nullptr ? png_create_info_struct(png) : nullptr} {
    if (info == nullptr) giveUp(Ending::TooLarge, "no memory for a PNG file");
    png_set_read_fn(png, &rest, take);
    // Of every other chunk than the five that make the picture only the length is looked at.
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
    png_set_check_for_invalid_index(png, 0);
  }
  ~Reader() { png_destroy_read_struct(&png, &info, nullptr); }
  Reader(const Reader&) = delete;

  png_structp png;
  png_infop info;
};

void copyColours(Reader& in, PngWriter& out, bool alphaIsInPixels) {
  png_colorp palette = nullptr;
  int colours = 0;
  const bool needsPalette = png_get_color_type(in.png, in.info) == PNG_COLOR_TYPE_PALETTE;
  if (needsPalette && png_get_PLTE(in.png, in.info, &palette, &colours) != 0)
    png_set_PLTE(out.png(), out.info(), palette, colours);
  png_bytep alpha = nullptr;
  png_color_16p clear = nullptr;
  int alphas = 0;
  if (!alphaIsInPixels && png_get_tRNS(in.png, in.info, &alpha, &alphas, &clear) != 0)
    png_set_tRNS(out.png(), out.info(), alpha, alphas, clear);
}

}  // namespace

void recodePng(std::string_view file, const Task& task) {
  Reader in{file};
  png_read_info(in.png, in.info);
  const auto width = png_get_image_width(in.png, in.info);
  const auto height = png_get_image_height(in.png, in.info);
  requireFewPixels(width, height, task);

  bool alphaIsInPixels = false;
  if (png_get_bit_depth(in.png, in.info) == 16) {
    png_set_strip_16(in.png);
    alphaIsInPixels = png_get_valid(in.png, in.info, PNG_INFO_tRNS) != 0;
    if (alphaIsInPixels) png_set_tRNS_to_alpha(in.png);
  }
  const bool comesInPasses = png_set_interlace_handling(in.png) > 1;
  png_read_update_info(in.png, in.info);

  PngWriter out{task.output};
  out.begin(width, height, png_get_bit_depth(in.png, in.info), png_get_color_type(in.png, in.info));
  copyColours(in, out, alphaIsInPixels);
  const auto rowBytes = png_get_rowbytes(in.png, in.info);
  if (comesInPasses) {
    std::vector<png_byte> pixels(rowBytes * height);
    std::vector<png_bytep> rows;
    for (std::size_t y = 0; y < height; ++y) rows.push_back(pixels.data() + y * rowBytes);
    png_read_image(in.png, rows.data());
    for (const auto* row : rows) out.row(row);
  } else {
    std::vector<png_byte> row(rowBytes);
    for (std::size_t y = 0; y < height; ++y) {
      png_read_row(in.png, row.data(), nullptr);
      out.row(row.data());
    }
  }
  png_read_end(in.png, nullptr);
  out.end();
}

}  // namespace hostler::images
