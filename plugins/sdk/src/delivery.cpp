#include <hostler/delivery.hpp>
#include <hostler/signature.hpp>

#include <algorithm>
#include <charconv>

namespace hostler::sdk {
namespace {

std::string urlDecode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned int byte = 0;
    const auto* first = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(first, first + 2, byte, 16).ptr == first + 2) {
      decoded += static_cast<char>(byte);
      i += 2;
    } else {
      decoded += text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

char lowerCase(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string headerIn(const std::vector<std::vector<std::string>>& headers,
                     std::string_view lowerCaseName) {
  for (const auto& header : headers) {
    if (header.size() != 2) continue;
    if (std::ranges::equal(header[0], lowerCaseName,
                           [](char a, char b) { return lowerCase(a) == b; })) {
      return header[1];
    }
  }
  return {};
}

std::optional<std::string> bytesOf(const std::string& base64, std::size_t limit) {
  bool ok = false;
  auto bytes = base64Decode(base64, ok);
  if (!ok || bytes.size() > limit) return std::nullopt;
  return bytes;
}

std::vector<std::pair<std::string, std::string>> formDecode(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> fields;
  while (!text.empty()) {
    const auto end = text.find('&');
    const auto pair = text.substr(0, end);
    const auto equals = pair.find('=');
    if (!pair.empty()) {
      fields.emplace_back(
          urlDecode(pair.substr(0, equals)),
          equals == std::string_view::npos ? std::string{} : urlDecode(pair.substr(equals + 1)));
    }
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return fields;
}

}  // namespace hostler::sdk
