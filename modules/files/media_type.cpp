#include "modules/files/media_type.h"

#include "core/http/body.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace hostler {
namespace {

struct Kind {
  std::string_view type;
  std::array<std::string_view, 6> endings;  ///< the first one is the usual one
};

constexpr std::array kKinds{
    Kind{"application/pdf", {".pdf"}},
    Kind{"image/png", {".png"}},
    Kind{"image/jpeg", {".jpg", ".jpeg"}},
    Kind{"image/gif", {".gif"}},
    Kind{"image/webp", {".webp"}},
    Kind{"text/plain", {".txt", ".log", ".csv", ".md", ".json", ".conf"}},
};

using Size = std::pair<std::uint64_t, std::uint64_t>;

std::uint64_t byteAt(std::string_view content, std::size_t at) {
  return at < content.size() ? static_cast<unsigned char>(content[at]) : 0;
}
std::uint64_t bigEndian(std::string_view content, std::size_t at, int bytes) {
  std::uint64_t value = 0;
  for (int i = 0; i < bytes; ++i) value = value << 8 | byteAt(content, at + i);
  return value;
}
std::uint64_t littleEndian(std::string_view content, std::size_t at, int bytes) {
  std::uint64_t value = 0;
  for (int i = bytes; i-- > 0;) value = value << 8 | byteAt(content, at + i);
  return value;
}

std::optional<Size> sizeOfPng(std::string_view content) {
  if (content.size() < 33 || content.substr(12, 4) != "IHDR") return std::nullopt;
  return Size{bigEndian(content, 16, 4), bigEndian(content, 20, 4)};
}

// The frame's head comes after any number of other segments.
std::optional<Size> sizeOfJpeg(std::string_view content) {
  std::size_t at = 2;
  while (at + 9 < content.size()) {
    if (byteAt(content, at) != 0xff) return std::nullopt;
    const auto marker = byteAt(content, at + 1);
    if (marker == 0xff) {  // filling
      ++at;
      continue;
    }
    const bool isFrame =
        marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (isFrame) return Size{bigEndian(content, at + 7, 2), bigEndian(content, at + 5, 2)};
    const auto length = bigEndian(content, at + 2, 2);
    if (length < 2 || marker == 0xda || marker == 0xd9) return std::nullopt;
    at += 2 + static_cast<std::size_t>(length);
  }
  return std::nullopt;
}

std::optional<Size> sizeOfGif(std::string_view content) {
  if (content.size() < 13) return std::nullopt;
  return Size{littleEndian(content, 6, 2), littleEndian(content, 8, 2)};
}

std::optional<Size> sizeOfWebp(std::string_view content) {
  if (content.size() < 30) return std::nullopt;
  const auto form = content.substr(12, 4);
  if (form == "VP8X")
    return Size{littleEndian(content, 24, 3) + 1, littleEndian(content, 27, 3) + 1};
  if (form == "VP8L" && byteAt(content, 20) == 0x2f) {
    const auto bits = littleEndian(content, 21, 4);
    return Size{(bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1};
  }
  if (form == "VP8 " && content.substr(23, 3) == "\x9d\x01\x2a")
    return Size{littleEndian(content, 26, 2) & 0x3fff, littleEndian(content, 28, 2) & 0x3fff};
  return std::nullopt;
}

bool isShown(const std::optional<Size>& size) {
  return size && size->first > 0 && size->second > 0 && size->first <= kMostPixels / size->second;
}

struct Image {
  std::string_view type;  ///< empty: no image
  std::optional<Size> size;
};

Image imageOf(std::string_view content) {
  if (content.starts_with("\x89PNG\r\n\x1a\n")) return {"image/png", sizeOfPng(content)};
  if (content.starts_with("\xff\xd8\xff")) return {"image/jpeg", sizeOfJpeg(content)};
  if (content.starts_with("GIF87a") || content.starts_with("GIF89a"))
    return {"image/gif", sizeOfGif(content)};
  if (content.starts_with("RIFF") && content.substr(8, 4) == "WEBP")
    return {"image/webp", sizeOfWebp(content)};
  return {};
}

std::string beginningOf(std::string_view content) {
  std::string begin{content.substr(0, 4096)};
  std::ranges::transform(begin, begin.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return begin;
}

bool isDrawing(std::string_view content) {
  return beginningOf(content).find("<svg") != std::string::npos;
}

// Whatever a browser might take for a page or a drawing, wherever in the text it begins.
bool isMarkup(std::string_view content) {
  const auto begin = beginningOf(content);
  constexpr std::array<std::string_view, 9> kTags{"<!doctype", "<html", "<head", "<body",  "<svg",
                                                  "<script",   "<?xml", "<?php", "<iframe"};
  return begin.starts_with("#!") || std::ranges::any_of(kTags, [&](std::string_view tag) {
           return begin.find(tag) != std::string::npos;
         });
}

bool isPlainText(std::string_view content) {
  const bool printable = std::ranges::none_of(content, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x7f || (byte < 0x20 && c != '\n' && c != '\r' && c != '\t');
  });
  return printable && http::isText(content) && !isMarkup(content);
}

}  // namespace

std::string mediaTypeOf(std::string_view content) {
  if (content.empty()) return {};
  if (content.starts_with("%PDF-")) return "application/pdf";
  if (const auto image = imageOf(content); !image.type.empty())
    return isShown(image.size) ? std::string{image.type} : "";
  return isPlainText(content) ? "text/plain" : "";
}

NotTaken whyNotTaken(std::string_view content) {
  const auto [type, size] = imageOf(content);
  if (type.empty()) {
    if (isDrawing(content)) {
      return {"type_not_taken",
              "must be no SVG drawing, which can hold scripts: send it as a PNG image or a PDF"};
    }
    return {"type_not_taken", "must be a PDF, a PNG, JPEG, GIF or WebP image, or plain text"};
  }
  if (!size || size->first == 0 || size->second == 0) {
    return {"not_decodable", "is damaged or not whole, and cannot be read as " + std::string{type} +
                                 ": save or export the image once more"};
  }
  return tooManyPixels(std::to_string(size->first) + " × " + std::to_string(size->second));
}

NotTaken tooManyPixels(const std::string& size) {
  const auto millions = std::to_string(kMostPixels / 1'000'000);
  return {"too_many_pixels", "must have at most " + millions + " million pixels" +
                                 (size.empty() ? std::string{} : ", not " + size) +
                                 ": send the image smaller"};
}

bool fitsEnding(std::string_view name, std::string_view mediaType) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  std::string ending{name.substr(dot)};
  std::ranges::transform(ending, ending.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  const auto kind = std::ranges::find(kKinds, mediaType, &Kind::type);
  return kind != kKinds.end() && std::ranges::find(kind->endings, ending) != kind->endings.end();
}

std::string_view endingOf(std::string_view mediaType) {
  const auto kind = std::ranges::find(kKinds, mediaType, &Kind::type);
  return kind == kKinds.end() ? std::string_view{} : kind->endings.front();
}

}  // namespace hostler
