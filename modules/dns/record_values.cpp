#include "modules/dns/record_values.h"

#include "core/hostname/hostname.h"
#include "core/json/json.h"
#include "modules/dns/record_set.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <cstdint>

namespace hostler {
namespace {

constexpr std::size_t kLongestText = 4'000, kLongestPiece = 255;

using Value = Result<std::string, RecordFault>;
using Words = std::vector<std::string>;

Failure<RecordFault> fault(std::string code, std::string message) {
  return Failure{RecordFault{std::move(code), std::move(message)}};
}

bool isAscii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string lowered(std::string_view text) {
  std::string lower{text};
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string_view withoutFinalDot(std::string_view name) {
  if (name.size() > 1 && name.ends_with('.')) name.remove_suffix(1);
  return name;
}

Words wordsOf(std::string_view text) {
  Words words;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(" \t", at)) != std::string_view::npos) {
    const auto end = std::min(text.find_first_of(" \t", at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

std::optional<std::string> address(int family, const std::string& text) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  std::array<char, INET6_ADDRSTRLEN> spelled{};
  if (inet_pton(family, text.c_str(), bytes.data()) != 1) return std::nullopt;
  return inet_ntop(family, bytes.data(), spelled.data(), spelled.size());
}

bool isAddress(const std::string& text) {
  return address(AF_INET, text) || address(AF_INET6, text);
}

std::optional<std::uint32_t> number(const std::string& word, std::uint32_t most) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  const bool whole = error == std::errc{} && end == word.data() + word.size();
  return whole && value <= most ? std::optional{value} : std::nullopt;
}

// Labels such as "_dmarc" and "*" stand in front of names that IDNA knows nothing of.
std::size_t endOfSpecialLabels(std::string_view name) {
  std::size_t at = 0;
  while (at < name.size() && (name[at] == '_' || name[at] == '*')) {
    const auto dot = name.find('.', at);
    if (dot == std::string_view::npos) return name.size();
    at = dot + 1;
  }
  return at;
}

bool isLabel(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(label, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

// A name of at least two labels in A-labels, underscores anywhere, a `*` first where that is taken.
std::optional<std::string> anyName(std::string_view text, bool mayBeWild) {
  const auto split = endOfSpecialLabels(text);
  std::string name = lowered(text);
  if (!isAscii(text)) {
    if (!isAscii(text.substr(0, split))) return std::nullopt;
    const auto readable = Hostname::parse(text.substr(split));
    if (!readable) return std::nullopt;
    name = name.substr(0, split) + readable->ascii();
  }
  if (name.size() > 253 || name.find('.') == std::string::npos) return std::nullopt;
  std::string_view rest = name;
  if (mayBeWild && rest.starts_with("*.")) rest.remove_prefix(2);
  while (true) {
    const auto dot = rest.find('.');
    if (!isLabel(rest.substr(0, dot))) return std::nullopt;
    if (dot == std::string_view::npos) return name;
    rest.remove_prefix(dot + 1);
  }
}

Value addressValue(int family, const std::string& text) {
  if (auto good = address(family, text)) return *good;
  const bool wantsOld = family == AF_INET;
  if (address(wantsOld ? AF_INET6 : AF_INET, text))
    return fault("other_address_family", wantsOld ? "is an IPv6 address: use a record of type AAAA"
                                                  : "is an IPv4 address: use a record of type A");
  return fault("not_an_address",
               wantsOld ? "must be an IPv4 address such as 192.0.2.10; a name goes into a CNAME"
                        : "must be an IPv6 address such as 2001:db8::10; a name goes into a CNAME");
}

Value target(std::string_view type, const std::string& text, bool mayBeRoot) {
  if (mayBeRoot && text == ".") return text;
  if (isAddress(text))
    return fault("points_to_address", std::string{type} +
                                          " must point to a name, not to an address; give the "
                                          "address a name with an A or AAAA record");
  if (auto name = targetName(text)) return *name;
  if (text.find('.') == std::string::npos)
    return fault("not_a_name", "must be a whole name such as mail.example.com");
  return fault("not_a_name", "is not a host name");
}

// Numbers first, then a name.
Value numbersAndName(std::string_view type, std::string_view value, std::size_t numbers,
                     const std::string& example) {
  const auto words = wordsOf(value);
  if (words.size() != numbers + 1)
    return fault("wrong_parts", std::string{type} + " must look like: " + example);
  std::string text;
  for (std::size_t i = 0; i < numbers; ++i) {
    const auto good = number(words[i], 65'535);
    if (!good) return fault("bad_number", "its numbers must be from 0 to 65535, as in " + example);
    text += std::to_string(*good) + " ";
  }
  auto name = target(type, words.back(), true);
  if (!name) return Failure{name.error()};
  if (type == "MX" && *name == "." && text != "0 ")
    return fault("bad_number", "that no mail is taken is written 0 .");
  return text + *name;
}

Value numbersAndHex(std::string_view type, std::string_view value,
                    const std::vector<std::uint32_t>& most) {
  const auto words = wordsOf(value);
  if (words.size() <= most.size())
    return fault("wrong_parts", std::string{type} + " needs " + std::to_string(most.size()) +
                                    " numbers and hexadecimal digits");
  std::string text;
  for (std::size_t i = 0; i < most.size(); ++i) {
    const auto good = number(words[i], most[i]);
    if (!good) return fault("bad_number", "number " + std::to_string(i + 1) + " is out of range");
    text += std::to_string(*good) + " ";
  }
  std::string digits;
  for (auto i = most.size(); i < words.size(); ++i) digits += lowered(words[i]);
  if (digits.size() % 2 != 0 || digits.size() > 512 ||
      digits.find_first_not_of("0123456789abcdef") != std::string::npos)
    return fault("not_hex", "must end in pairs of hexadecimal digits");
  return text + digits;
}

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

// What stands between quotes, the pieces joined; nothing where the quotes are not in order.
std::optional<std::string> unquoted(std::string_view text) {
  std::string bytes;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == ' ' || text[at] == '\t') {
      ++at;
      continue;
    }
    if (text[at++] != '"') return std::nullopt;
    while (at < text.size() && text[at] != '"') {
      if (text[at] != '\\') {
        bytes += text[at++];
        continue;
      }
      if (++at >= text.size()) return std::nullopt;
      const bool isCode = at + 2 < text.size() && isDigit(text[at]) && isDigit(text[at + 1]) &&
                          isDigit(text[at + 2]);
      if (!isCode) {
        bytes += text[at++];
        continue;
      }
      const int code = (text[at] - '0') * 100 + (text[at + 1] - '0') * 10 + (text[at + 2] - '0');
      if (code > 255) return std::nullopt;
      bytes += static_cast<char>(code);
      at += 3;
    }
    if (at >= text.size()) return std::nullopt;
    ++at;
  }
  return bytes;
}

bool hasControl(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// What is not UTF-8 has no place in JSON, nor in our tables.
bool isUtf8(std::string_view text) {
  try {
    return !Json(std::string{text}).dump().empty();
  } catch (const Json::exception&) {
    return false;
  }
}

Value text(std::string_view value) {
  std::string bytes{value};
  if (value.starts_with('"')) {
    auto inner = unquoted(value);
    if (!inner)
      return fault(
          "bad_quotes",
          "the quotes do not match: write the text without quotes, or each part in a pair");
    bytes = std::move(*inner);
  }
  if (bytes.empty()) return fault("required", "a text must not be empty");
  if (bytes.size() > kLongestText)
    return fault("too_long", "must have at most " + std::to_string(kLongestText) + " bytes");
  if (hasControl(bytes)) return fault("control_character", "must be one line of text");
  if (!isUtf8(bytes)) return fault("not_utf8", "must be UTF-8 text");
  return bytes;
}

// "0 issue letsencrypt.org" (RFC 8659), the last part with or without quotes.
Value authorization(std::string_view value) {
  const auto first = value.find(' '), second = value.find(' ', first + 1);
  const std::string example = "CAA must look like: 0 issue letsencrypt.org";
  if (first == std::string_view::npos || second == std::string_view::npos)
    return fault("wrong_parts", example);
  const auto flags = number(std::string{value.substr(0, first)}, 255);
  if (!flags) return fault("bad_number", "its first number must be from 0 to 255");
  const auto tag = lowered(value.substr(first + 1, second - first - 1));
  if (tag.empty() || tag.size() > 15 ||
      tag.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") != std::string::npos)
    return fault("bad_tag", "its second word must be issue, issuewild or iodef");
  auto rest = text(trimmed(value.substr(second + 1)));
  if (!rest) return rest;
  if (rest->size() > kLongestPiece) return fault("too_long", "must have at most 255 bytes");
  if (tag == "iodef" && !rest->starts_with("mailto:") && !rest->starts_with("https:") &&
      !rest->starts_with("http:"))
    return fault("bad_contact", "iodef wants an address such as mailto:security@example.com");
  return std::to_string(*flags) + " " + tag + " " + *rest;
}

bool isPointer(std::string_view type) {
  return type == "CNAME" || type == "ALIAS" || type == "NS" || type == "PTR";
}

std::string quotedPieces(std::string_view bytes) {
  std::string out;
  do {
    out += out.empty() ? "\"" : " \"";
    for (const char c : bytes.substr(0, kLongestPiece)) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') {
        out.append({'\\', c});
      } else if (byte < 0x20 || byte >= 0x7F) {
        out.append({'\\', static_cast<char>('0' + byte / 100),
                    static_cast<char>('0' + byte / 10 % 10), static_cast<char>('0' + byte % 10)});
      } else {
        out += c;
      }
    }
    out += '"';
    bytes.remove_prefix(std::min(kLongestPiece, bytes.size()));
  } while (!bytes.empty());
  return out;
}

}  // namespace

const std::vector<std::string>& offeredTypes() {
  static const std::vector<std::string> types{"A",  "AAAA", "ALIAS", "CAA",   "CNAME", "DS", "MX",
                                              "NS", "PTR",  "SRV",   "SSHFP", "TLSA",  "TXT"};
  return types;
}

bool isOfferedType(std::string_view type) {
  return std::ranges::find(offeredTypes(), type) != offeredTypes().end();
}

std::optional<std::string> targetName(std::string_view text) {
  return anyName(withoutFinalDot(text), false);
}

Result<std::string, RecordFault> ownerName(std::string_view raw, const std::string& zone) {
  const auto text = trimmed(raw);
  if (text == "@" || text.empty()) return zone;
  const bool isAbsolute = text.size() > 1 && text.ends_with('.');
  const auto bare = withoutFinalDot(text);
  auto name = anyName(bare, true);
  if (!isAbsolute && (!name || !isInZone(*name, zone)))
    name = anyName(std::string{bare} + "." + zone, true);
  if (!name) {
    return fault("not_a_name",
                 "must be a name such as www, @ for the zone itself, or *.shop; letters, digits, "
                 "dashes and underscores");
  }
  if (!isInZone(*name, zone)) return fault("out_of_zone", "must lie in " + zone);
  return *name;
}

Result<std::string, RecordFault> normalValue(std::string_view type, std::string_view raw) {
  if (raw.size() > 3 * kLongestText) return fault("too_long", "is too long");
  const auto value = trimmed(raw);
  if (type == "TXT") return text(value);
  if (value.empty()) return fault("required", "must not be empty");
  if (hasControl(value)) return fault("control_character", "must be one line of text");
  if (type == "A") return addressValue(AF_INET, std::string{value});
  if (type == "AAAA") return addressValue(AF_INET6, std::string{value});
  if (isPointer(type)) return target(type, std::string{value}, false);
  if (type == "MX") return numbersAndName(type, value, 1, "10 mail.example.com");
  if (type == "SRV") return numbersAndName(type, value, 3, "0 5 5060 sip.example.com");
  if (type == "CAA") return authorization(value);
  if (type == "TLSA") return numbersAndHex(type, value, {255, 255, 255});
  if (type == "SSHFP") return numbersAndHex(type, value, {255, 255});
  if (type == "DS") return numbersAndHex(type, value, {65'535, 255, 255});
  return fault("type_not_offered", "records of this type are not offered here");
}

std::optional<std::string> pointsTo(std::string_view type, const std::string& value) {
  if (!isPointer(type) && type != "MX" && type != "SRV") return std::nullopt;
  const auto space = value.rfind(' ');
  const auto name = space == std::string::npos ? value : value.substr(space + 1);
  return name == "." ? std::nullopt : std::optional{name};
}

std::string zoneFileValue(std::string_view type, const std::string& value) {
  if (type == "TXT") return quotedPieces(value);
  if (type == "CAA") {
    const auto second = value.find(' ', value.find(' ') + 1);
    return value.substr(0, second + 1) + quotedPieces(value.substr(second + 1));
  }
  return pointsTo(type, value) ? value + "." : value;
}

}  // namespace hostler
