#pragma once

#include "core/mail/mailbox.h"

#include <string>
#include <string_view>

// Text in the heads of messages: whatever comes in, what goes out is ASCII, short lines, and no
// header of its own.
namespace hostler::mail {

/// Each run of control characters (line ends of every kind among them) becomes one blank; none
/// stays at the ends. Bytes that are not UTF-8 become question marks.
std::string withoutControls(std::string_view text);

/// A whole header line with its line end: "Subject: …\r\n". Text outside ASCII is written in
/// encoded words (RFC 2047), and lines are folded before the 78th column where they can be, always
/// before the 998th.
std::string textHeader(std::string_view name, std::string_view text);

/// The same for a header that holds one address: "To: =?UTF-8?B?…?= <a@b.example>\r\n".
std::string mailboxHeader(std::string_view name, const Mailbox& mailbox);

/// A parameter of a header, on a line of its own: ";\r\n filename=…". Names outside ASCII are
/// written as RFC 2231 has it, and only so: given a plain twin besides, some readers show that.
std::string parameter(std::string_view name, std::string_view value);

}  // namespace hostler::mail
