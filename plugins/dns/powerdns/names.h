#pragma once

#include <string>
#include <string_view>

namespace hostler::powerdns {

/// A zone's name, as the border has it: lower case A-labels of letters, digits and hyphens, two
/// labels or more, no final dot. Reverse zones ("2.0.192.in-addr.arpa") are such names too.
bool isZoneName(std::string_view name);
/// A name that may own records: as a zone's, with underscores anywhere and a whole label `*` in
/// front.
bool isRecordName(std::string_view name);
/// A name that a record may point to: as an owner's, without the `*`.
bool isTargetName(std::string_view name);
/// An id of ours as a zone's account: at most 40 plain characters, which is what the server's
/// tables hold.
bool isReference(std::string_view text);

bool isInZone(std::string_view name, std::string_view zone);

/// "acme.example" to "acme.example." and back; the root stays ".".
std::string absolute(std::string_view name);
std::string withoutDot(std::string_view name);
std::string lowered(std::string_view text);

}  // namespace hostler::powerdns
