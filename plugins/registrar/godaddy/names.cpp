#include "names.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>

namespace hostler::godaddy {
namespace {

bool isLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

bool isLabel(std::string_view label) {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-')
    return false;
  return std::ranges::all_of(label, [](char c) { return isLetterOrDigit(c) || c == '-'; });
}

// How many labels there are; 0 where one is none.
int labelsOf(std::string_view text) {
  int count = 0;
  while (true) {
    const auto dot = text.find('.');
    const auto label = text.substr(0, dot);
    if (!isLabel(label)) return 0;
    ++count;
    if (dot == std::string_view::npos) return std::ranges::all_of(label, isDigit) ? 0 : count;
    text = text.substr(dot + 1);
  }
}

}  // namespace

bool isDomainName(std::string_view text) {
  return text.size() <= 253 && labelsOf(text) >= 2;
}

bool isTld(std::string_view text) {
  return text.size() <= 253 && labelsOf(text) >= 1;
}

bool isIpAddress(const std::string& text) {
  unsigned char bytes[16];
  return inet_pton(AF_INET, text.c_str(), bytes) == 1 ||
         inet_pton(AF_INET6, text.c_str(), bytes) == 1;
}

bool isPhone(std::string_view text) {
  const auto dot = text.find('.');
  if (!text.starts_with('+') || dot == std::string_view::npos) return false;
  const auto country = text.substr(1, dot - 1), number = text.substr(dot + 1);
  return country.size() >= 1 && country.size() <= 3 && std::ranges::all_of(country, isDigit) &&
         number.size() >= 4 && number.size() <= 14 && std::ranges::all_of(number, isDigit);
}

bool isCountry(std::string_view text) {
  return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string tldOf(const std::string& domain) {
  return domain.substr(domain.find('.') + 1);
}

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace hostler::godaddy
