#pragma once

#include <string>
#include <string_view>

namespace hostler::smtp {

/// Base 64 in lines of 76 columns, each with its line end.
std::string base64Lines(std::string_view bytes);

/// A text part's body, its lines ending in CR LF, under the encoding that suits it:
/// quoted-printable (RFC 2045 6.7) while it is mostly ASCII, base 64 where that would be longer.
struct EncodedText {
  std::string_view encoding;  ///< for Content-Transfer-Encoding
  std::string body;           ///< ends with a line end; no line begins with a dot
};
EncodedText encodedText(std::string_view text);

}  // namespace hostler::smtp
