#include "core/plugin_host/text_format.h"

#include "core/shape/constraints.h"
#include "core/time/date.h"

#include <re2/re2.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>

namespace hostler::plugin {
namespace {

bool matches(std::string_view text, const RE2& expression) {
  return RE2::FullMatch(re2::StringPiece{text.data(), text.size()}, expression);
}

bool isHostname(std::string_view text) {
  static const RE2 expression{
      R"(([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)"};
  return text.size() <= 253 && matches(text, expression);
}

bool isAddress(int family, std::string_view text) {
  std::array<unsigned char, 16> address;
  return ::inet_pton(family, std::string{text}.c_str(), address.data()) == 1;
}

bool isDuration(std::string_view text) {
  static const RE2 expression{R"(P(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?))"};
  const bool names = std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return names && !text.ends_with('T') && matches(text, expression);
}

bool isPem(std::string_view text) {
  static const RE2 expression{
      R"((?s)\s*(-----BEGIN [A-Z0-9 ]+-----\s[A-Za-z0-9+/=\s]+-----END [A-Z0-9 ]+-----\s*)+)"};
  return matches(text, expression);
}

std::optional<std::string> uriFault(std::string_view text, FormatPolicy policy) {
  static const RE2 expression{
      R"((https?)://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?([/?][!-~]*)?)"};
  std::string scheme, host;
  if (!RE2::FullMatch(re2::StringPiece{text.data(), text.size()}, expression, &scheme, &host)) {
    return "must be a URL, such as https://api.example.com";
  }
  const bool loopback = host == "localhost" || host == "[::1]" || host.starts_with("127.");
  if (scheme == "https" || (loopback && policy.plainHttpToLoopback)) return std::nullopt;
  return "must be an https URL";
}

std::optional<std::string> unless(bool right, std::string_view words) {
  return right ? std::nullopt : std::optional<std::string>{words};
}

bool isPrintable(std::string_view text, bool multiline) {
  return std::ranges::none_of(text, [multiline](char c) {
    const bool lineBreak = c == '\n' || c == '\r' || c == '\t';
    return (static_cast<unsigned char>(c) < 0x20 && !(multiline && lineBreak)) || c == 0x7F;
  });
}

}  // namespace

bool isKnownFormat(std::string_view format) {
  static constexpr std::array<std::string_view, 10> kFormats{
      "secret", "uri", "email", "hostname", "ipv4", "ipv6", "date", "duration", "multiline", "pem"};
  return std::ranges::find(kFormats, format) != kFormats.end();
}

std::optional<std::string> formatFault(std::string_view format, std::string_view text,
                                       FormatPolicy policy) {
  // A secret may be a key of several lines.
  const bool multiline = format == "multiline" || format == "pem" || format == "secret";
  if (!isPrintable(text, multiline)) {
    return multiline ? "holds a control character" : "must be one line of text";
  }
  if (format == "uri") return uriFault(text, policy);
  if (format == "email") {
    FieldErrors errors;
    return unless(Constraints{}.email().check(text, "", errors), "must be an e-mail address");
  }
  if (format == "hostname") return unless(isHostname(text), "must be a host name");
  if (format == "ipv4") return unless(isAddress(AF_INET, text), "must be an IPv4 address");
  if (format == "ipv6") return unless(isAddress(AF_INET6, text), "must be an IPv6 address");
  if (format == "date") return unless(Date::parse(text).has_value(), "must be a date, YYYY-MM-DD");
  if (format == "duration")
    return unless(isDuration(text), "must be a duration, such as PT30S or P7D");
  if (format == "pem") return unless(isPem(text), "must be PEM: -----BEGIN … -----END …");
  return std::nullopt;
}

}  // namespace hostler::plugin
