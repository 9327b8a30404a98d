#pragma once

#include <hostler/dns_requests.hpp>
#include <hostler/outcome.hpp>

#include <cstdint>
#include <optional>

namespace hostler::powerdns {

/// Why a change is not sent at all: Permanent "out_of_zone" or "bad_record", naming the set. The
/// server would refuse most of it as well, yet as a whole and in other words.
std::optional<sdk::ProviderError> faultOf(const sdk::ChangeRecords& change,
                                          std::int64_t minimumTtl);

/// Whether the zone's records are what the change asks for, however they are spelled.
bool isAsWanted(const sdk::Zone& zone, const sdk::ChangeRecords& change);

}  // namespace hostler::powerdns
