#pragma once

#include "powerdns_client.h"

#include <hostler/dns_types.hpp>

#include <optional>
#include <string>

namespace hostler::powerdns {

/// Where a zone's resource lies.
std::string zonePath(const std::string& name);

/// Reads zones, and is sure of what it does not find.
class ZoneFinder {
 public:
  explicit ZoneFinder(const PowerDnsClient& client) : client_{client} {}

  /// Nothing where the server is there and the zone is not.
  sdk::Reply<std::optional<sdk::Zone>> find(const sdk::Call& call, const std::string& name) const;
  /// The zone, which must be there (Permanent "zone_missing") and, where a reference is given,
  /// under it (NeedsAttention "wrong_zone").
  sdk::Reply<sdk::Zone> expected(const sdk::Call& call, const std::string& name,
                                 const std::string& reference) const;
  /// The server's own description. NeedsAttention "wrong_server" where there is no such one.
  sdk::Reply<sdk::Json> server(const sdk::Call& call) const;

 private:
  const PowerDnsClient& client_;
};

/// A state that cannot be confirmed after a write.
sdk::ProviderError notConfirmed(const std::string& why);
/// An answer to a read with wrong types.
sdk::ProviderError misfit(const std::string& why);

}  // namespace hostler::powerdns
