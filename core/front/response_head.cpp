#include "core/front/response_head.h"

#include "core/front/request_rules.h"

#include <array>
#include <charconv>
#include <stdexcept>

namespace hostler::front {
namespace {

std::string_view reasonOf(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 402:
      return "Payment Required";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 423:
      return "Locked";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "";  // the phrase may be empty (RFC 9112, 4)
  }
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
  constexpr std::string_view kForbidden{"\r\n\0", 3};
  for (const auto& [name, value] : response.headers) {
    if (!isToken(name)) throw std::logic_error{"a response header has a name that is no token"};
    if (belongsToTheFront(name)) throw std::logic_error{"the front writes the header " + name};
    if (value.find_first_of(kForbidden) != std::string::npos) {
      throw std::logic_error{"the response header " + name + " holds a line end or NUL"};
    }
  }
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
