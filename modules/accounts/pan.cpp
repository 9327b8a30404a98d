#include "modules/accounts/pan.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::size_t kLength = 10;
constexpr std::string_view kHolders = "ABCFGHJLPT";

bool isCapital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::optional<std::string> normalPan(std::string_view text) {
  if (text.size() != kLength) return std::nullopt;
  std::string pan{text};
  for (char& c : pan) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  const std::string_view letters{pan.data(), 5}, number{pan.data() + 5, 4};
  const bool right = std::ranges::all_of(letters, isCapital) &&
                     kHolders.find(pan[3]) != std::string_view::npos &&
                     std::ranges::all_of(number, isDigit) && number != "0000" && isCapital(pan[9]);
  return right ? std::optional{pan} : std::nullopt;
}

std::string maskedPan(std::string_view last4) {
  std::string masked;
  for (std::size_t i = 0; i < kLength - 4; ++i) masked += "•";
  return masked.append(last4);
}

}  // namespace hostler
