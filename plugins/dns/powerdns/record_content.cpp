#include "record_content.h"

#include "names.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

namespace hostler::powerdns {
namespace {

constexpr std::size_t kLongestPiece = 255, kLongestText = 4'000;
constexpr std::array<std::string_view, 13> kTypes{
    "A", "AAAA", "ALIAS", "CAA", "CNAME", "DS", "MX", "NS", "PTR", "SRV", "SSHFP", "TLSA", "TXT"};

using Words = std::vector<std::string>;

Words wordsOf(const std::string& text) {
  Words words;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(' ', at)) != std::string::npos) {
    const auto end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

void demand(bool holds, const char* otherwise) {
  if (!holds) throw BadRecord{otherwise};
}

std::string number(const std::string& word, std::uint32_t largest) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  demand(error == std::errc{} && end == word.data() + word.size() && value <= largest,
         "holds a number that is none or too large");
  return std::to_string(value);
}

std::string target(const std::string& name, bool mayBeRoot = false) {
  if (mayBeRoot && name == ".") return name;
  demand(isTargetName(name), "does not point to a host name");
  return name;
}

std::string hex(const Words& words, std::size_t from) {
  std::string digits;
  for (auto i = from; i < words.size(); ++i) digits += lowered(words[i]);
  demand(!digits.empty() && digits.size() % 2 == 0 &&
             digits.find_first_not_of("0123456789abcdef") == std::string::npos,
         "does not end in hexadecimal digits");
  return digits;
}

std::string address(int family, const std::string& text) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  std::array<char, INET6_ADDRSTRLEN> spelled{};
  demand(inet_pton(family, text.c_str(), bytes.data()) == 1 &&
             inet_ntop(family, bytes.data(), spelled.data(), spelled.size()) != nullptr,
         family == AF_INET ? "is no IPv4 address" : "is no IPv6 address");
  return spelled.data();
}

std::string quoted(std::string_view bytes) {
  std::string text = "\"";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      text.append({'\\', c});
    } else if (byte < 0x20 || byte >= 0x7F) {
      text += '\\';
      text.append({static_cast<char>('0' + byte / 100), static_cast<char>('0' + byte / 10 % 10),
                   static_cast<char>('0' + byte % 10)});
    } else {
      text += c;
    }
  }
  return text + "\"";
}

// What stands between the quotes, all pieces joined.
std::string unquoted(std::string_view content) {
  std::string bytes;
  bool inside = false;
  for (std::size_t i = 0; i < content.size(); ++i) {
    const char c = content[i];
    const auto isDigit = [&](std::size_t at) {
      return at < content.size() && content[at] >= '0' && content[at] <= '9';
    };
    if (c == '"') {
      inside = !inside;
    } else if (c == '\\' && isDigit(i + 1) && isDigit(i + 2) && isDigit(i + 3)) {
      bytes += static_cast<char>((content[i + 1] - '0') * 100 + (content[i + 2] - '0') * 10 +
                                 (content[i + 3] - '0'));
      i += 3;
    } else if (c == '\\' && i + 1 < content.size()) {
      bytes += content[++i];
    } else if (inside) {
      bytes += c;
    }
  }
  return bytes;
}

std::string pieces(std::string_view text) {
  std::string content;
  do {
    content += (content.empty() ? "" : " ") + quoted(text.substr(0, kLongestPiece));
    text.remove_prefix(std::min(kLongestPiece, text.size()));
  } while (!text.empty());
  return content;
}

// "0 issue letsencrypt.org; …": flags, tag, and the rest as it is (RFC 8659).
struct Authorization {
  std::string flags, tag, rest;

  explicit Authorization(const std::string& value) {
    const auto first = value.find(' '), second = value.find(' ', first + 1);
    demand(first != std::string::npos && second != std::string::npos, "lacks flags, tag or value");
    flags = number(value.substr(0, first), 255);
    tag = value.substr(first + 1, second - first - 1);
    rest = value.substr(second + 1);
    demand(!tag.empty() &&
               tag.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") == std::string::npos,
           "has a tag that is none");
    demand(rest.size() <= kLongestPiece, "is too long");
  }
};

bool pointsOnly(std::string_view type) {
  return type == "CNAME" || type == "NS" || type == "PTR" || type == "ALIAS";
}
bool endsInHex(std::string_view type) {
  return type == "TLSA" || type == "SSHFP" || type == "DS";
}

// How many numbers come first, and how large each may be.
std::vector<std::uint32_t> numbersOf(std::string_view type) {
  if (type == "MX") return {65535};
  if (type == "SRV") return {65535, 65535, 65535};
  if (type == "TLSA") return {255, 255, 255};
  if (type == "SSHFP") return {255, 255};
  if (type == "DS") return {65535, 255, 255};
  return {};
}

// Numbers, and after them a name or hex; `dot` makes the name absolute.
std::string fields(std::string_view type, const std::string& value, bool dot) {
  const auto words = wordsOf(value);
  const auto numbers = numbersOf(type);
  demand(words.size() > numbers.size() && (endsInHex(type) || words.size() == numbers.size() + 1),
         "does not have as many parts as its type wants");
  std::string text;
  for (std::size_t i = 0; i < numbers.size(); ++i) text += number(words[i], numbers[i]) + " ";
  if (endsInHex(type)) return text + hex(words, numbers.size());
  const auto name = target(words.back(), type == "MX" || type == "SRV");
  return text + (dot ? absolute(name) : name);
}

std::string spelled(std::string_view type, const std::string& value, bool forServer) {
  if (type == "A") return address(AF_INET, value);
  if (type == "AAAA") return address(AF_INET6, value);
  if (type == "TXT") {
    demand(value.size() <= kLongestText, "is too long");
    return forServer ? pieces(value) : value;
  }
  if (type == "CAA") {
    const Authorization caa{value};
    return caa.flags + " " + caa.tag + " " + (forServer ? quoted(caa.rest) : caa.rest);
  }
  demand(isWritableType(type), "is of a type that is not written here");
  return fields(type, value, forServer);
}

}  // namespace

bool isWritableType(std::string_view type) {
  return std::ranges::find(kTypes, type) != kTypes.end();
}

std::string contentOf(std::string_view type, const std::string& value) {
  return spelled(type, value, true);
}

std::string canonicalValue(std::string_view type, const std::string& value) {
  return spelled(type, value, false);
}

std::string valueOf(std::string_view type, const std::string& content) {
  if (type == "TXT") return unquoted(content);
  if (type == "CAA") {
    const auto quote = content.find('"');
    return quote == std::string::npos ? content
                                      : content.substr(0, quote) + unquoted(content.substr(quote));
  }
  if (pointsOnly(type) || type == "MX" || type == "SRV") {
    const auto space = content.rfind(' ');
    const auto split = space == std::string::npos ? 0 : space + 1;
    return content.substr(0, split) + lowered(withoutDot(content.substr(split)));
  }
  return endsInHex(type) ? lowered(content) : content;
}

}  // namespace hostler::powerdns
