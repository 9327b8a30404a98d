#include "modules/files/file_name.h"

#include "core/http/body.h"
#include "core/problem/problem.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::size_t kLongest = 120;

bool isHarmless(char c) {
  constexpr std::string_view kHarmful{"\"'`\\/:*?<>|%;&$#~{}"};
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte != 0x7f && kHarmful.find(c) == std::string_view::npos;
}

// Never in the middle of a character.
std::size_t cutAt(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text.size();
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
  return most;
}

}  // namespace

std::string fileLabel(std::string_view given) {
  if (given.size() > 255 || !http::isText(given))
    throw ValidationError{"file", "bad_name", "must have a name of at most 255 bytes of UTF-8"};
  const auto slash = given.find_last_of("/\\");
  auto last = slash == std::string_view::npos ? given : given.substr(slash + 1);
  std::string name;
  for (const char c : last) name.push_back(isHarmless(c) ? c : '_');
  const auto begin = name.find_first_not_of(". ");
  if (begin == std::string::npos) return {};
  name.erase(0, begin);
  while (!name.empty() && (name.back() == ' ' || name.back() == '.')) name.pop_back();
  if (name.size() <= kLongest) return name;
  const auto dot = name.rfind('.');
  const auto ending =
      dot != std::string::npos && name.size() - dot <= 10 ? name.substr(dot) : std::string{};
  return name.substr(0, cutAt(name, kLongest - ending.size())) + ending;
}

std::string asAttachment(std::string_view name) {
  constexpr std::string_view kHex{"0123456789ABCDEF"};
  std::string ascii, encoded;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte < 0x80 && isHarmless(c);
    ascii.push_back(plain ? c : '_');
    const bool unreserved =
        byte < 0x80 && (std::isalnum(byte) != 0 || c == '.' || c == '-' || c == '_');
    if (unreserved) {
      encoded.push_back(c);
    } else {
      encoded.push_back('%');
      encoded.push_back(kHex[byte >> 4]);
      encoded.push_back(kHex[byte & 0xf]);
    }
  }
  return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
}

}  // namespace hostler
