#include "core/front/response_head.h"

#include "core/front/request_rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace hostler::front {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 37> kReasons{{
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {423, "Locked"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
}};

// The phrase may be empty (RFC 9112, 4).
std::string_view reasonOf(int status) {
  const auto* found = std::find_if(kReasons.begin(), kReasons.end(),
                                   [&](const auto& reason) { return reason.first == status; });
  return found == kReasons.end() ? std::string_view{} : found->second;
}

constexpr std::string_view kTokenMarks = "!#$%&'*+-.^_`|~";

bool isToken(std::string_view name) {
  for (const char c : name) {
    const char lower = static_cast<char>(c | 0x20);
    const bool isAlphanumeric = (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
    if (!isAlphanumeric && kTokenMarks.find(c) == std::string_view::npos) return false;
  }
  return !name.empty();
}

bool belongsToTheFront(std::string_view name) {
  for (const auto own :
       {"content-length", "transfer-encoding", "connection", "date", "keep-alive"}) {
    if (equalsIgnoringCase(name, own)) return true;
  }
  return false;
}

void appendNumber(std::string& to, std::uint64_t number) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  to.append(digits.data(), end);
}

void appendHeader(std::string& to, std::string_view name, std::string_view value) {
  to.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

void checkSendable(const Response& response) {
  if (response.status < 200 || response.status > 599) {
    throw std::logic_error{"no response has status " + std::to_string(response.status)};
  }
  checkSendable(response.headers);
}

void checkSendable(const Headers& headers) {
  constexpr std::string_view kForbidden{"\r\n\0", 3};
  for (const auto& [name, value] : headers) {
    if (!isToken(name)) throw std::logic_error{"a response header has a name that is no token"};
    if (belongsToTheFront(name)) throw std::logic_error{"the front writes the header " + name};
    if (value.find_first_of(kForbidden) != std::string::npos) {
      throw std::logic_error{"the response header " + name + " holds a line end or NUL"};
    }
  }
}

HeaderBlock::HeaderBlock(Headers headers) : headers_{std::move(headers)} {
  checkSendable(headers_);
  for (const auto& [name, value] : headers_) appendHeader(lines_, name, value);
}

bool HeaderBlock::has(std::string_view name) const {
  return std::ranges::any_of(headers_, [&](const auto& header) { return header.first == name; });
}

bool allowsBody(int status) {
  return status >= 200 && status != 204 && status != 304;
}

void writeHead(std::string& to, const Response& response, const HeadFacts& facts) {
  to.append("HTTP/1.1 ");
  appendNumber(to, static_cast<std::uint64_t>(response.status));
  to.append(" ").append(reasonOf(response.status)).append("\r\n");
  appendHeader(to, "Date", facts.date);
  for (const auto& [name, value] : response.headers) appendHeader(to, name, value);
  if (response.common) to.append(response.common->lines());
  if (facts.framing == Framing::Length && allowsBody(response.status)) {
    to.append("Content-Length: ");
    appendNumber(to, facts.length);
    to.append("\r\n");
  }
  if (facts.framing == Framing::Chunked) appendHeader(to, "Transfer-Encoding", "chunked");
  if (facts.close) {
    appendHeader(to, "Connection", "close");
  } else if (facts.confirmsKeepAlive) {
    appendHeader(to, "Connection", "keep-alive");
  }
  to.append("\r\n");
}

std::string_view DateText::now() {
  const std::time_t second = std::time(nullptr);
  if (second == second_) return text_;
  second_ = second;
  // RFC 9110, 5.6.7: always in English, so not by way of strftime and the locale.
  constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc{};
  ::gmtime_r(&second, &utc);
  std::array<char, 64> line;
  const int length = std::snprintf(line.data(), line.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                   kDays[utc.tm_wday], utc.tm_mday, kMonths[utc.tm_mon],
                                   utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
  text_.assign(line.data(), static_cast<std::size_t>(length));
  return text_;
}

}  // namespace hostler::front
