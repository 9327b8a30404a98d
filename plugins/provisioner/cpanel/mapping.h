#pragma once

// WHM's words to the SDK's types. Pure. What does not fit throws MappingError: an answer with wrong
// types is no answer.

#include <hostler/json.hpp>
#include <hostler/provisioner_server_types.hpp>
#include <hostler/provisioner_types.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace hostler::cpanel {

struct MappingError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// "14M", "0M", "1.5G", "unlimited", "none": bytes, or nothing for no limit.
std::optional<std::int64_t> bytesOf(std::string_view text);
/// A whole number that may come as text.
std::optional<std::int64_t> wholeNumber(const sdk::Json& value);
/// A member that must be a text.
std::string textOf(const sdk::Json& object, const char* name);
/// A member that must be a list of objects; one that is missing is an empty one.
const sdk::Json& listOf(const sdk::Json& object, const char* name);

/// One entry of accountsummary's and listaccts' `acct`.
sdk::Account toAccount(const sdk::Json& acct);
/// accountsummary's entry and showbw's data, for one user.
sdk::Usage toUsage(const sdk::Json& acct, const sdk::Json& bandwidth, const std::string& user);
sdk::Packages toPackages(const sdk::Json& data);

struct Bandwidth {
  std::int64_t used = 0;
  std::optional<std::int64_t> limit;
};
/// A user's row of showbw; nothing used when there is none.
Bandwidth bandwidthOf(const sdk::Json& data, const std::string& user);

/// True for a plan as it was ordered, also where the server shows a reseller's name before it.
bool isPlan(const std::string& shown, const std::string& ordered, const std::string& reseller);

}  // namespace hostler::cpanel
