// What the real server's record parser would take.
#include "plugins/sandbox/powerdns/zone_state.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <sstream>

namespace hostler::sandbox::powerdns {
namespace {

bool isAddress(int family, const std::string& text) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return inet_pton(family, text.c_str(), bytes.data()) == 1;
}

std::vector<std::string> wordsOf(const std::string& text) {
  std::istringstream stream{text};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

bool isNumber(const std::string& word) {
  return !word.empty() && word.size() <= 10 &&
         word.find_first_not_of("0123456789") == std::string::npos;
}

// One or more texts in quotes, each of at most 255 bytes.
bool isQuotedText(const std::string& content) {
  std::size_t at = 0, pieces = 0;
  while (at < content.size()) {
    if (content[at] != '"') return false;
    std::size_t bytes = 0;
    for (++at; at < content.size() && content[at] != '"'; ++at, ++bytes) {
      if (content[at] != '\\') continue;
      const bool isCode = at + 3 < content.size() && isNumber(content.substr(at + 1, 3));
      at += isCode ? 3 : 1;
    }
    if (at >= content.size() || bytes > 255) return false;
    ++at;
    ++pieces;
    while (at < content.size() && content[at] == ' ') ++at;
  }
  return pieces > 0;
}

// So many numbers, and after them a name.
bool isNumbersAndName(const std::string& content, std::size_t numbers) {
  const auto words = wordsOf(content);
  return words.size() == numbers + 1 && std::all_of(words.begin(), words.end() - 1, isNumber) &&
         isCanonical(words.back());
}

bool isNumbersAndHex(const std::string& content, std::size_t numbers) {
  const auto words = wordsOf(content);
  if (words.size() <= numbers ||
      !std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(numbers), isNumber)) {
    return false;
  }
  return std::all_of(words.begin() + static_cast<std::ptrdiff_t>(numbers), words.end(),
                     [](const std::string& word) {
                       return word.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
                     });
}

bool isAuthorization(const std::string& content) {
  const auto quote = content.find('"');
  if (quote == std::string::npos || !isQuotedText(content.substr(quote))) return false;
  const auto words = wordsOf(content.substr(0, quote));
  return words.size() == 2 && isNumber(words[0]);
}

bool fits(const std::string& type, const std::string& content) {
  if (type == "A") return isAddress(AF_INET, content);
  if (type == "AAAA") return isAddress(AF_INET6, content);
  if (type == "TXT" || type == "SPF") return isQuotedText(content);
  if (type == "CAA") return isAuthorization(content);
  if (type == "MX") return isNumbersAndName(content, 1);
  if (type == "SRV") return isNumbersAndName(content, 3);
  if (type == "TLSA" || type == "DS") return isNumbersAndHex(content, 3);
  if (type == "SSHFP") return isNumbersAndHex(content, 2);
  if (type == "CNAME" || type == "NS" || type == "PTR" || type == "ALIAS")
    return isNumbersAndName(content, 0);
  if (type == "SOA") return wordsOf(content).size() == 7;
  return false;
}

}  // namespace

bool isCanonical(const std::string& name) {
  if (!name.ends_with('.') || name.size() > 254) return false;
  return name == "." || (name.find("..") == std::string::npos && name.front() != '.' &&
                         name.find_first_of(" \t\"") == std::string::npos);
}

void checkContent(const std::string& name, const std::string& type, const std::string& content) {
  if (fits(type, content)) return;
  const bool isAddressType = type == "A" || type == "AAAA";
  throw Refusal{422, "Record " + name + "/" + type + " '" + content + "': " +
                         (isAddressType ? "Parsing record content (try 'pdnsutil check-zone'): "
                                          "unable to parse IP address"
                                        : "Not in expected format")};
}

}  // namespace hostler::sandbox::powerdns
