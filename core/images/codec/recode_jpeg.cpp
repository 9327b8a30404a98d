#include "core/images/codec/exif.h"
#include "core/images/codec/jpeg_sink.h"
#include "core/images/codec/recode.h"
#include "core/images/codec/turned.h"

#include <vector>

namespace hostler::images {
namespace {

constexpr int kExifMarker = JPEG_APP0 + 1;

struct Reader {
  explicit Reader(std::string_view file) {
    endAtErrors(errors);
    jpeg.err = &errors;
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(file.data()),
                 static_cast<unsigned long>(file.size()));
    jpeg_save_markers(&jpeg, kExifMarker, 0xffff);
    jpeg_read_header(&jpeg, TRUE);
  }
  ~Reader() { jpeg_destroy_decompress(&jpeg); }
  Reader(const Reader&) = delete;

  jpeg_decompress_struct jpeg{};
  jpeg_error_mgr errors{};
};

int turnOf(const jpeg_decompress_struct& jpeg) {
  for (const auto* marker = jpeg.marker_list; marker != nullptr; marker = marker->next) {
    const std::string_view bytes{reinterpret_cast<const char*>(marker->data), marker->data_length};
    if (marker->marker == kExifMarker && bytes.starts_with("Exif")) return orientationOf(bytes);
  }
  return 1;
}

J_COLOR_SPACE wantedOf(J_COLOR_SPACE stored) {
  switch (stored) {
    case JCS_GRAYSCALE:
      return JCS_GRAYSCALE;
    case JCS_CMYK:
    case JCS_YCCK:
      return JCS_CMYK;
    default:
      return JCS_RGB;
  }
}

// What a printer's four inks leave of white light. Adobe's programs write how much is left rather
// than how much ink there is.
void mixInks(const std::vector<JSAMPLE>& inks, bool inverted, std::vector<std::uint8_t>& colours) {
  const auto left = [inverted](JSAMPLE ink) { return inverted ? ink : 255 - ink; };
  for (std::size_t i = 0; i * 4 < inks.size(); ++i) {
    const int black = left(inks[i * 4 + 3]);
    for (std::size_t c = 0; c < 3; ++c)
      colours[i * 3 + c] = static_cast<std::uint8_t>(left(inks[i * 4 + c]) * black / 255);
  }
}

}  // namespace

void recodeJpeg(std::string_view file, const Task& task) {
  Reader in{file};
  auto& jpeg = in.jpeg;
  requireFewPixels(jpeg.image_width, jpeg.image_height, task);
  jpeg.out_color_space = wantedOf(jpeg.jpeg_color_space);
  const bool inInks = jpeg.out_color_space == JCS_CMYK;
  jpeg_start_decompress(&jpeg);

  JpegSink sink{task.output, task.quality};
  Turned turned{turnOf(jpeg), sink};
  const auto channels = static_cast<std::size_t>(jpeg.output_components);
  const Form form{jpeg.output_width, jpeg.output_height, inInks ? 3 : channels};
  turned.begin(form);
  std::vector<JSAMPLE> row(jpeg.output_width * channels);
  std::vector<std::uint8_t> colours(inInks ? form.rowBytes() : 0);
  while (jpeg.output_scanline < jpeg.output_height) {
    auto* into = row.data();
    jpeg_read_scanlines(&jpeg, &into, 1);
    if (inInks) mixInks(row, jpeg.saw_Adobe_marker != FALSE, colours);
    turned.row(inInks ? colours.data() : row.data());
  }
  jpeg_finish_decompress(&jpeg);
  turned.end();
}

}  // namespace hostler::images
