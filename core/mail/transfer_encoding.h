#pragma once

#include <string>
#include <string_view>

namespace hostler::mail {

/// Base 64 on one line.
std::string base64(std::string_view bytes);
/// Base 64 in lines of 76 columns, each with its line end.
std::string base64Lines(std::string_view bytes);
/// Quoted-printable text (RFC 2045 6.7) in lines of at most 76 columns. Line ends of every kind
/// become CR LF.
std::string quotedPrintable(std::string_view text);

/// A text body under the shorter of the two encodings.
struct EncodedBody {
  std::string_view encoding;  ///< for Content-Transfer-Encoding
  std::string text;           ///< ends with a line end
};
EncodedBody encodedText(std::string_view text);

}  // namespace hostler::mail
