#include "core/http/body.h"

#include <algorithm>

namespace hostler::http {
namespace {

bool isJsonType(std::string_view type) {
  const auto semicolon = type.find(';');
  std::string name{type.substr(0, semicolon)};
  while (name.ends_with(' ')) name.pop_back();
  std::ranges::transform(name, name.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return name == "application/json";
}

bool passesLuhn(std::string_view digits) {
  int sum = 0;
  bool twice = false;
  for (std::size_t i = digits.size(); i-- > 0; twice = !twice) {
    int digit = digits[i] - '0';
    if (twice) digit = digit * 2 - (digit > 4 ? 9 : 0);
    sum += digit;
  }
  return sum % 10 == 0;
}

// Issuers' numbers begin with 2 to 6 (ISO/IEC 7812), which spares most references and account
// numbers.
bool isCardNumber(std::string_view digits) {
  return digits.size() >= 13 && digits.size() <= 19 && digits[0] >= '2' && digits[0] <= '6' &&
         passesLuhn(digits);
}

// All of the groups together, or some that stand side by side and are as long as a card's: with a
// security code or a date behind it a card's number is one still.
bool isCardNumberIn(const std::vector<std::string>& groups) {
  constexpr std::size_t kShortestGroup = 3;
  std::string all;
  for (const auto& group : groups) all += group;
  if (isCardNumber(all)) return true;
  for (std::size_t first = 0; first < groups.size(); ++first) {
    std::string digits;
    for (auto next = first; next < groups.size() && digits.size() < 19; ++next) {
      if (groups[next].size() < kShortestGroup) break;
      digits += groups[next];
      if (isCardNumber(digits)) return true;
    }
  }
  return false;
}

[[noreturn]] void refuseCardNumber(const std::string& path) {
  throw ValidationError{path, "card_number",
                        "looks like a payment card's number; never send one here"};
}

void refuseCardNumbers(const Json& value, const std::string& path) {
  if (value.is_string() && holdsCardNumber(value.get_ref<const std::string&>())) {
    refuseCardNumber(path);
  }
  if (value.is_number_integer() && holdsCardNumber(dump(value))) refuseCardNumber(path);
  if (value.is_object()) {
    for (const auto& [name, member] : value.items()) {
      if (holdsCardNumber(name)) refuseCardNumber(path);
      refuseCardNumbers(member, FieldErrors::under(path, name));
    }
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i)
      refuseCardNumbers(value[i], FieldErrors::at(path, i));
  }
}

int hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string formDecoded(std::string_view text) {
  std::string clear;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      clear.push_back(' ');
    } else if (text[i] == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0 &&
               hexValue(text[i + 2]) >= 0) {
      clear.push_back(static_cast<char>(hexValue(text[i + 1]) << 4 | hexValue(text[i + 2])));
      i += 2;
    } else if (text[i] == '%') {
      throw DomainError{"malformed_query", 400, "The query holds a broken percent escape."};
    } else {
      clear.push_back(text[i]);
    }
  }
  return clear;
}

bool isWholeNumber(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() <= 18 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Json typed(const std::string& value, const std::string& type) {
  if (type == "integer" && isWholeNumber(value)) return std::stoll(value);
  if (type == "boolean" && (value == "true" || value == "false")) return value == "true";
  return value;
}

}  // namespace

bool isText(std::string_view bytes) {
  if (bytes.find('\0') != std::string_view::npos) return false;
  if (std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return true;
  try {
    static_cast<void>(Json(bytes).dump());
    return true;
  } catch (const Json::type_error&) {
    return false;
  }
}

std::string asText(std::string_view bytes) {
  if (isText(bytes)) return std::string{bytes};
  auto text = Json::parse(dump(Json(bytes))).get<std::string>();
  std::ranges::replace(text, '\0', ' ');
  return text;
}

bool holdsCardNumber(std::string_view text) {
  std::vector<std::string> groups;  // of digits with nothing but spaces and dashes between them
  bool apart = true;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (apart) groups.emplace_back();
      apart = false;
      groups.back().push_back(c);
    } else if (c == ' ' || c == '-') {
      apart = true;
    } else {
      if (isCardNumberIn(groups)) return true;
      groups.clear();
      apart = true;
    }
  }
  return isCardNumberIn(groups);
}

Json readBody(const front::Request& request, const Route& route) {
  if (request.body.empty() && (!route.takesBody || request.header("content-type").empty()))
    return Json::object();
  if (!isJsonType(request.header("content-type"))) {
    throw DomainError{"unsupported_media_type", 415, "Send the body as application/json."};
  }
  Json body;
  try {
    body = parseStrict(request.body);
  } catch (const JsonError& error) {
    throw DomainError{"malformed_json", 400,
                      std::string{"The body is not acceptable JSON: "} + error.what() + "."};
  }
  refuseCardNumbers(body, "");
  if (!route.takesBody && (!body.is_object() || !body.empty())) {
    throw ValidationError{"", "unexpected_body", "this call takes no body"};
  }
  return body;
}

Json readQuery(const front::Request& request, const Route& route) {
  Json values = Json::object();
  std::string_view rest = request.query();
  while (!rest.empty()) {
    const auto end = std::min(rest.find('&'), rest.size());
    const auto pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    const std::string name = formDecoded(pair.substr(0, equals));
    const std::string value = equals < pair.size() ? formDecoded(pair.substr(equals + 1)) : "";
    if (!isText(name) || !isText(value)) {
      throw DomainError{"malformed_query", 400, "The query holds bytes that are not text."};
    }
    if (values.contains(name))
      throw DomainError{"malformed_query", 400, "The query names one field twice."};
    if (holdsCardNumber(name)) refuseCardNumber("");
    if (name != "cursor" && holdsCardNumber(value)) refuseCardNumber(name.substr(0, 64));
    const auto type = route.queryTypes.find(name);
    values[name] = type == route.queryTypes.end() ? Json(value) : typed(value, type->second);
  }
  return values;
}

}  // namespace hostler::http
