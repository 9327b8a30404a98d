#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace hostler::powerdns {

/// A value that a record of its type cannot hold; `what()` names the reason, never the value.
struct BadRecord : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The types that may be written.
bool isWritableType(std::string_view type);

/// A value of the border's as the server wants it: names absolute, texts quoted and cut into pieces
/// of 255 bytes (RFC 1035 3.3.14), addresses and hex in one spelling. Throws BadRecord.
std::string contentOf(std::string_view type, const std::string& value);

/// The server's content as the border has it. Types that are not written here are left as they
/// are.
std::string valueOf(std::string_view type, const std::string& content);

/// The one spelling of a value: two values of a type are the same when theirs are. Throws
/// BadRecord.
std::string canonicalValue(std::string_view type, const std::string& value);

}  // namespace hostler::powerdns
