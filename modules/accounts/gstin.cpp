#include "modules/accounts/gstin.h"

#include "modules/accounts/pan.h"

#include <array>

namespace hostler {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::size_t kLength = 15;

}  // namespace

std::optional<char> gstinCheck(std::string_view firstFourteen) {
  if (firstFourteen.size() != kLength - 1) return std::nullopt;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < firstFourteen.size(); ++i) {
    const auto value = kAlphabet.find(firstFourteen[i]);
    if (value == std::string_view::npos) return std::nullopt;
    const auto product = value * (i % 2 == 0 ? 1 : 2);
    sum += product / kAlphabet.size() + product % kAlphabet.size();
  }
  return kAlphabet[(kAlphabet.size() - sum % kAlphabet.size()) % kAlphabet.size()];
}

std::optional<Gstin> readGstin(std::string_view text) {
  if (text.size() != kLength) return std::nullopt;
  std::string number{text};
  for (char& c : number) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
  const bool fourteenthIsLetter = number[13] >= 'A' && number[13] <= 'Z';
  if (!isDigit(number[0]) || !isDigit(number[1]) || number[12] == '0' || !fourteenthIsLetter)
    return std::nullopt;
  const auto pan = normalPan(std::string_view{number}.substr(2, 10));
  if (!pan || gstinCheck(std::string_view{number}.substr(0, kLength - 1)) != number.back())
    return std::nullopt;
  return Gstin{number, number.substr(0, 2), *pan};
}

}  // namespace hostler
