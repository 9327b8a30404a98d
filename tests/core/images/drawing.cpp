#include "tests/core/images/drawing.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <jpeglib.h>
#include <png.h>
#include <stdexcept>
#include <webp/encode.h>

namespace hostler::testing {
namespace {

std::string bigEndian(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(number >> shift));
  return bytes;
}
std::string littleEndian(std::size_t number, int size) {
  std::string bytes;
  for (int i = 0; i < size; ++i) bytes.push_back(static_cast<char>(number >> (8 * i)));
  return bytes;
}

// The checksum of ISO 3309, as PNG has it.
std::uint32_t crc(const std::string& bytes) {
  std::uint32_t value = 0xffffffff;
  for (const char c : bytes) {
    value ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) value = value >> 1 ^ ((value & 1) != 0 ? 0xedb88320u : 0u);
  }
  return ~value;
}

void append(png_structp png, png_bytep bytes, png_size_t size) {
  static_cast<std::string*>(png_get_io_ptr(png))
      ->append(reinterpret_cast<const char*>(bytes), size);
}
void flushed(png_structp) {}
[[noreturn]] void failed(png_structp, png_const_charp why) {
  throw std::runtime_error{why};
}

struct PngFile {
  PngFile()
      : png{png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, failed, nullptr)},
        info{png_create_info_struct(png)} {
    png_set_write_fn(png, &bytes, append, flushed);
  }
  ~PngFile() { png_destroy_write_struct(&png, &info); }
  PngFile(const PngFile&) = delete;

  png_structp png;
  png_infop info;
  std::string bytes;
};

[[noreturn]] void jpegFailed(j_common_ptr jpeg) {
  char why[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, why);
  throw std::runtime_error{why};
}

Picture ofJpeg(const std::string& file) {
  jpeg_decompress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  errors.error_exit = jpegFailed;
  jpeg_create_decompress(&jpeg);
  jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(file.data()),
               static_cast<unsigned long>(file.size()));
  jpeg_read_header(&jpeg, TRUE);
  jpeg.out_color_space = JCS_RGB;
  jpeg_start_decompress(&jpeg);
  Picture picture{jpeg.output_width, jpeg.output_height, {}};
  picture.bytes.resize(std::size_t{3} * picture.width * picture.height);
  while (jpeg.output_scanline < jpeg.output_height) {
    auto* row = picture.bytes.data() + std::size_t{3} * picture.width * jpeg.output_scanline;
    jpeg_read_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_decompress(&jpeg);
  jpeg_destroy_decompress(&jpeg);
  return picture;
}

Picture ofPng(const std::string& file) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0)
    throw std::runtime_error{image.message};
  image.format = PNG_FORMAT_RGB;
  Picture picture{image.width, image.height, {}};
  picture.bytes.resize(PNG_IMAGE_SIZE(image));
  const png_color black{0, 0, 0};  // behind what is clear
  if (png_image_finish_read(&image, &black, picture.bytes.data(), 0, nullptr) == 0)
    throw std::runtime_error{image.message};
  return picture;
}

// A chunk of a RIFF file, filled up to an even size.
std::string riffChunk(const std::string& type, const std::string& data) {
  return type + littleEndian(data.size(), 4) + data + std::string(data.size() % 2, '\0');
}
std::string webpFile(const std::string& chunks) {
  return riffChunk("RIFF", "WEBP" + chunks);
}

constexpr std::array kColours{kRed, kGreen, kBlue, kWhite};
constexpr std::array<std::string_view, 4> kNames{"red", "green", "blue", "white"};

std::size_t nearest(const Colour& colour) {
  const auto distance = [&](const Colour& other) {
    int sum = 0;
    for (std::size_t i = 0; i < 3; ++i) sum += std::abs(colour[i] - other[i]);
    return sum;
  };
  return static_cast<std::size_t>(std::ranges::min_element(kColours, {}, distance) -
                                  kColours.begin());
}

// Codes of three bits, lowest first: a table that is thrown away before it would need a fourth.
std::string lzw(const Picture& picture) {
  constexpr unsigned kClear = 4, kEnd = 5;
  std::vector<unsigned> codes;
  for (std::uint32_t i = 0; i < picture.width * picture.height; ++i) {
    if (i % 2 == 0) codes.push_back(kClear);
    codes.push_back(
        static_cast<unsigned>(nearest(picture.at(i % picture.width, i / picture.width))));
  }
  codes.push_back(kEnd);
  std::string bytes((codes.size() * 3 + 7) / 8, '\0');
  for (std::size_t i = 0; i < codes.size() * 3; ++i) {
    const auto bit = codes[i / 3] >> (i % 3) & 1;
    bytes[i / 8] = static_cast<char>(bytes[i / 8] | static_cast<int>(bit << (i % 8)));
  }
  std::string blocks{"\x02", 1};
  for (std::size_t at = 0; at < bytes.size(); at += 255) {
    const auto part = bytes.substr(at, 255);
    blocks += littleEndian(part.size(), 1) + part;
  }
  return blocks + std::string(1, '\0');
}

}  // namespace

Picture Picture::of(std::uint32_t width, std::uint32_t height,
                    const std::array<Colour, 4>& fields) {
  Picture picture{width, height, {}};
  for (std::uint32_t y = 0; y < height; ++y) {
    for (std::uint32_t x = 0; x < width; ++x) {
      const auto& colour = fields[(y * 2 >= height ? 2u : 0u) + (x * 2 >= width ? 1u : 0u)];
      picture.bytes.insert(picture.bytes.end(), colour.begin(), colour.end());
    }
  }
  return picture;
}

Picture Picture::noise(std::uint32_t width, std::uint32_t height) {
  Picture picture{width, height, {}};
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < std::size_t{3} * width * height; ++i) {
    state = state * 1'664'525u + 1'013'904'223u;
    picture.bytes.push_back(static_cast<std::uint8_t>(state >> 24));
  }
  return picture;
}

Colour Picture::at(std::uint32_t x, std::uint32_t y) const {
  const auto* pixel = bytes.data() + (std::size_t{y} * width + x) * 3;
  return {pixel[0], pixel[1], pixel[2]};
}

std::string Picture::fields() const {
  std::string names;
  for (const auto y : {height / 4, height - 1 - height / 4}) {
    for (const auto x : {width / 4, width - 1 - width / 4}) {
      if (!names.empty()) names += ' ';
      names += kNames[nearest(at(x, y))];
    }
  }
  return names;
}

images::ImageSettings imageSettings() {
  images::ImageSettings settings;
  settings.program =
      std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "hostler-image";
  return settings;
}

std::string pngChunk(const std::string& type, const std::string& data) {
  return bigEndian(static_cast<std::uint32_t>(data.size())) + type + data +
         bigEndian(crc(type + data));
}

std::string asPng(const Picture& picture, const std::string& chunks) {
  constexpr std::size_t kHead = 33;
  PngFile file;
  png_set_IHDR(file.png, file.info, picture.width, picture.height, 8, PNG_COLOR_TYPE_RGB,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(file.png, file.info);
  for (std::uint32_t y = 0; y < picture.height; ++y)
    png_write_row(file.png, picture.bytes.data() + std::size_t{3} * picture.width * y);
  png_write_end(file.png, nullptr);
  return file.bytes.substr(0, kHead) + chunks + file.bytes.substr(kHead);
}

std::string blankPng(std::uint32_t width, std::uint32_t height, bool interlaced) {
  PngFile file;
  png_set_IHDR(file.png, file.info, width, height, 8, PNG_COLOR_TYPE_GRAY,
               interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level(file.png, 1);
  png_write_info(file.png, file.info);
  std::vector<png_byte> row(width);
  std::vector<png_bytep> rows(height, row.data());
  png_write_image(file.png, rows.data());
  png_write_end(file.png, nullptr);
  return file.bytes;
}

std::string palettePng() {
  PngFile file;
  png_set_IHDR(file.png, file.info, 4, 2, 1, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  const std::array<png_color, 2> colours{png_color{255, 0, 0}, png_color{0, 0, 255}};
  png_set_PLTE(file.png, file.info, colours.data(), 2);
  const std::array<png_byte, 2> alphas{0, 255};
  png_set_tRNS(file.png, file.info, alphas.data(), 2, nullptr);
  png_write_info(file.png, file.info);
  const png_byte row = 0b0011'0000;
  for (int y = 0; y < 2; ++y) png_write_row(file.png, &row);
  png_write_end(file.png, nullptr);
  return file.bytes;
}

std::string pngBomb(std::uint32_t width, std::uint32_t height) {
  return "\x89PNG\r\n\x1a\n" +
         pngChunk("IHDR", bigEndian(width) + bigEndian(height) + std::string{"\x08\x02\0\0\0", 5}) +
         pngChunk("IDAT", std::string{"\x78\x9c\x63\0\0\x01\0\x01", 8}) + pngChunk("IEND", "");
}

std::string exif(int orientation, const std::string& where) {
  const auto two = [](std::uint32_t number) { return bigEndian(number).substr(2); };
  // A directory of two entries: Orientation (SHORT), and ImageDescription (ASCII) behind it.
  constexpr std::uint32_t kBehind = 8 + 2 + 2 * 12 + 4;
  return std::string{"Exif\0\0", 6} + "MM" + two(42) + bigEndian(8) + two(2) +  //
         two(0x010e) + two(2) + bigEndian(static_cast<std::uint32_t>(where.size())) +
         bigEndian(kBehind) +  //
         two(0x0112) + two(3) + bigEndian(1) + two(static_cast<std::uint32_t>(orientation)) +
         two(0) +  //
         bigEndian(0) + where;
}

std::string asJpeg(const Picture& picture, const std::string& exif) {
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  errors.error_exit = jpegFailed;
  jpeg_create_compress(&jpeg);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &bytes, &size);
  jpeg.image_width = picture.width;
  jpeg.image_height = picture.height;
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, 95, TRUE);
  jpeg_start_compress(&jpeg, TRUE);
  if (!exif.empty()) {
    jpeg_write_marker(&jpeg, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(exif.data()),
                      static_cast<unsigned>(exif.size()));
  }
  while (jpeg.next_scanline < jpeg.image_height) {
    auto* row = const_cast<JSAMPROW>(picture.bytes.data()) +
                std::size_t{3} * picture.width * jpeg.next_scanline;
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  std::string file{reinterpret_cast<const char*>(bytes), size};
  std::free(bytes);
  return file;
}

std::string asWebp(const Picture& picture, bool lossless) {
  std::uint8_t* bytes = nullptr;
  const auto width = static_cast<int>(picture.width), height = static_cast<int>(picture.height);
  const auto size =
      lossless ? WebPEncodeLosslessRGB(picture.bytes.data(), width, height, width * 3, &bytes)
               : WebPEncodeRGB(picture.bytes.data(), width, height, width * 3, 90, &bytes);
  std::string file{reinterpret_cast<const char*>(bytes), size};
  WebPFree(bytes);
  return file;
}

std::string asAnimatedWebp(const std::vector<Picture>& frames) {
  constexpr std::size_t kFileHead = 12;
  const auto size =
      littleEndian(frames.front().width - 1, 3) + littleEndian(frames.front().height - 1, 3);
  auto chunks =
      riffChunk("VP8X", littleEndian(2, 4) + size) + riffChunk("ANIM", std::string(6, '\0'));
  for (const auto& frame : frames) {
    chunks +=
        riffChunk("ANMF", littleEndian(0, 3) + littleEndian(0, 3) + size + littleEndian(100, 3) +
                              littleEndian(0, 1) + asWebp(frame, true).substr(kFileHead));
  }
  return webpFile(chunks);
}

std::string asGif(const std::vector<Picture>& frames) {
  const auto size = littleEndian(frames.front().width, 2) + littleEndian(frames.front().height, 2);
  std::string file = "GIF89a" + size + std::string{"\x91\0\0", 3};
  for (const auto& colour : kColours) file.append(colour.begin(), colour.end());
  for (const auto& frame : frames)
    file += "," + std::string(4, '\0') + size + std::string(1, '\0') + lzw(frame);
  return file + ";";
}

Picture pictureOf(const std::string& file) {
  return file.starts_with("\x89PNG") ? ofPng(file) : ofJpeg(file);
}

}  // namespace hostler::testing
