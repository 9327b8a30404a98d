#pragma once

#include <string>
#include <string_view>

// Text in the head of a mail: whatever comes in, what goes out is ASCII, short lines, and no header
// of its own. What comes in holds no control characters: sdk::messageFault has seen to that.
namespace hostler::smtp {

/// A whole line, or several folded ones: "Subject: …\r\n". Text outside ASCII becomes encoded words
/// (RFC 2047).
std::string textHeader(std::string_view name, std::string_view text);
/// "To: \"Asha Rao\" <a@b.example>\r\n"
std::string addressHeader(std::string_view name, std::string_view address,
                          std::string_view displayName);
/// A parameter on a line of its own: ";\r\n filename=…" (RFC 2231 outside ASCII).
std::string parameter(std::string_view name, std::string_view value);

}  // namespace hostler::smtp
