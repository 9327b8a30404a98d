#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hostler::cpanel {

/// What may be sent to a server at all: nothing that a shell, a header or an option parser could
/// take amiss.
bool isUserName(std::string_view text);     ///< WHM's rule: a-z, 0-9, no digit first, 16 at most
bool isNewUserName(std::string_view text);  ///< and what WHM refuses for new accounts
bool isDomainName(std::string_view text);   ///< A-labels, lower case, at least two labels
bool isHostName(std::string_view text);     ///< a domain name or an IPv4 address
bool isPackageName(std::string_view text);
bool isEmail(std::string_view text);
bool isPassword(std::string_view text);  ///< printable, 8 to 128 bytes

/// The user names to try for a service, best first, always the same for the same reference and
/// domain. Each ends in letters that come from the reference: that an account has one of these
/// names AND the domain is what proves it ours. A name made from the domain alone would also fit an
/// account of somebody else's.
std::vector<std::string> userNameCandidates(std::string_view reference, std::string_view domain);

/// Free text for a reason field: one line, at most 200 bytes.
std::string oneLine(std::string_view text);

}  // namespace hostler::cpanel
