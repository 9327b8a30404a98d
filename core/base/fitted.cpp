#include "core/base/fitted.h"

namespace hostler {
namespace {

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace

std::string fitted(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string{text};
  auto end = most;
  while (end > 0 && continues(text[end])) --end;
  return std::string{text.substr(0, end)};
}

}  // namespace hostler
