#pragma once

#include <hostler/dns_requests.hpp>
#include <hostler/json.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace hostler::powerdns {

/// An answer of another shape than the server's; `what()` names the member.
struct MappingError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A zone with its record sets. Disabled records and the SOA, whose serial moves by itself, are
/// left out. Throws MappingError.
sdk::Zone toZone(const sdk::Json& json);
/// The names in the list of zones, sorted. Throws MappingError.
std::vector<std::string> toZoneNames(const sdk::Json& json);
/// Keys and, of active ones that sign keys, the DS records by SHA-256 and SHA-384 (RFC 8624 3.3).
/// A private key that an answer may hold is not read. Throws MappingError.
sdk::Dnssec toDnssec(bool on, const sdk::Json& cryptokeys);

/// The body of a PATCH. Throws BadRecord.
sdk::Json rrsetChanges(const sdk::ChangeRecords& change);

}  // namespace hostler::powerdns
