#pragma once

#include <string>
#include <string_view>

namespace hostler {

/// What a file is called, made of a name from outside: only its last part, of at most 120 bytes,
/// without control characters, quotes and whatever else means something to a file system or a
/// header. It is a label and never a path. Empty when nothing of it is left. Throws ValidationError
/// (`file`) for one that is no text, or longer than 255 bytes.
std::string fileLabel(std::string_view given);

/// The value of a Content-Disposition header that makes a browser save a file and never show it
/// (RFC 6266; the name in ASCII, and as it is in UTF-8).
std::string asAttachment(std::string_view name);

}  // namespace hostler
