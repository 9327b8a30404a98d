#pragma once

#include "digitalocean_client.h"
#include "mapping.h"

#include <optional>
#include <string>

namespace hostler::digitalocean {

/// Reads droplets. Its errors are those of a read: Retryable or NeedsAttention.
class Droplets {
 public:
  explicit Droplets(const DigitalOceanClient& client) : client_{client} {}

  sdk::Reply<std::optional<Droplet>> byId(const sdk::Call& call, const CloudAccount& cloud,
                                          const std::string& id) const;
  /// By the tag that create gives. Two with one tag are for a person: NeedsAttention
  /// "made_twice".
  sdk::Reply<std::optional<Droplet>> byReference(const sdk::Call& call, const CloudAccount& cloud,
                                                 const std::string& reference) const;
  /// Names are not unique there; any droplet of the name.
  sdk::Reply<std::optional<Droplet>> byName(const sdk::Call& call, const CloudAccount& cloud,
                                            const std::string& name) const;
  /// The droplet that a request means, and one that we made: NeedsAttention "account_missing" or
  /// "wrong_account".
  sdk::Reply<Droplet> expected(const sdk::Call& call, const CloudAccount& cloud,
                               const sdk::AccountRef& ref) const;
  /// As expected, and this owner's: NeedsAttention "wrong_owner".
  sdk::Reply<Droplet> ownersOwn(const sdk::Call& call, const CloudAccount& cloud,
                                const sdk::AccountRef& ref, const std::string& owner) const;

 private:
  sdk::Reply<std::vector<Droplet>> listed(const sdk::Call& call, const CloudAccount& cloud,
                                          const char* by, const std::string& value) const;

  const DigitalOceanClient& client_;
};

/// Why a droplet is not the one that a request means; nothing when it is.
std::optional<sdk::ProviderError> strangerTo(const sdk::AccountRef& ref, const Droplet& droplet);

}  // namespace hostler::digitalocean
