#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hostler::lua {

/// Whether the bytes are well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool isUtf8(std::string_view text);

/// At most `most` bytes of the text, cut between characters, with what is not UTF-8 replaced by `?`
/// and control characters other than line feed and tab removed: fit for a log, a database column
/// and a JSON document.
std::string cleanText(std::string_view text, std::size_t most);

}  // namespace hostler::lua
