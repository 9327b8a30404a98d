#include "modules/billing/qr_png.h"

#include <Poco/Checksum.h>
#include <Poco/DeflatingStream.h>
#include <qrcodegen/QrCode.hpp>

#include <cstdint>
#include <optional>
#include <sstream>

namespace hostler {
namespace {

constexpr int kQuietZone = 4;

std::string bigEndian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>((value >> shift) & 0xffU);
  return bytes;
}

std::string chunk(const std::string& type, const std::string& body) {
  Poco::Checksum sum{Poco::Checksum::TYPE_CRC32};
  sum.update(type + body);
  return bigEndian(static_cast<std::uint32_t>(body.size())) + type + body +
         bigEndian(sum.checksum());
}

std::string deflated(const std::string& bytes) {
  std::ostringstream out;
  Poco::DeflatingOutputStream deflate{out, Poco::DeflatingStreamBuf::STREAM_ZLIB};
  deflate << bytes;
  deflate.close();
  return out.str();
}

// Rows of pixels, white ones set, each behind the filter byte "none".
std::string rowsOf(const qrcodegen::QrCode& code, int side, int pixels) {
  std::string rows;
  for (int y = 0; y < side; ++y) {
    std::string row(static_cast<std::size_t>((side + 7) / 8), '\0');
    for (int x = 0; x < side; ++x) {
      if (code.getModule(x / pixels - kQuietZone, y / pixels - kQuietZone)) continue;
      auto& byte = row[static_cast<std::size_t>(x / 8)];
      byte = static_cast<char>(static_cast<unsigned char>(byte) | (0x80U >> (x % 8)));
    }
    rows += '\0';
    rows += row;
  }
  return rows;
}

std::optional<qrcodegen::QrCode> encoded(const std::string& text) {
  try {
    return qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::LOW);
  } catch (const qrcodegen::data_too_long&) {
    return std::nullopt;
  }
}

}  // namespace

std::string qrPng(const std::string& text, int pixels) {
  const auto code = encoded(text);
  if (!code) return {};
  const int side = (code->getSize() + 2 * kQuietZone) * pixels;
  const auto edge = bigEndian(static_cast<std::uint32_t>(side));
  const std::string depthAndKind{"\x01\x00\x00\x00\x00", 5};  // one bit, greyscale
  return std::string{"\x89PNG\r\n\x1a\n", 8} + chunk("IHDR", edge + edge + depthAndKind) +
         chunk("IDAT", deflated(rowsOf(*code, side, pixels))) + chunk("IEND", "");
}

}  // namespace hostler
