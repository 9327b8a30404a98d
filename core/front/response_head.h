#pragma once

#include "core/front/message.h"

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

namespace hostler::front {

/// Throws std::logic_error when a response cannot be sent as it is: a status outside 200 to 599, a
/// header name that is no token, CR, LF or NUL in a value, or a header that the front writes
/// itself.
void checkSendable(const Response& response);
void checkSendable(const Headers& headers);

/// Whether a response with this status has a body at all (RFC 9110, 6.4.1).
bool allowsBody(int status);

/// How the end of the body will be known.
enum class Framing { Length = 1, Chunked, Close };

/// What the connection adds to a response's own headers.
struct HeadFacts {
  Framing framing = Framing::Length;
  std::uint64_t length = 0;
  bool close = false;
  bool confirmsKeepAlive = false;  ///< to a client of HTTP/1.0 that asked for it
  std::string_view date;
};

/// Appends status line, headers and the empty line.
void writeHead(std::string& to, const Response& response, const HeadFacts& facts);

/// The value of the Date header, made once a second. It is the machine's clock on purpose: a
/// browser compares it with its own, which no test clock of ours moves.
class DateText {
 public:
  std::string_view now();

 private:
  std::time_t second_ = 0;
  std::string text_;
};

}  // namespace hostler::front
