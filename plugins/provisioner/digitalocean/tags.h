#pragma once

#include "digitalocean_client.h"

namespace hostler::digitalocean {

/// Puts tags on droplets and takes them off. Both may be repeated.
class Tags {
 public:
  explicit Tags(const DigitalOceanClient& client) : client_{client} {}

  sdk::Reply<sdk::Done> put(const sdk::Call& call, const CloudAccount& cloud,
                            const std::string& tag, const std::string& droplet) const;
  sdk::Reply<sdk::Done> take(const sdk::Call& call, const CloudAccount& cloud,
                             const std::string& tag, const std::string& droplet) const;
  /// A tag that is on nothing.
  sdk::Reply<sdk::Done> make(const sdk::Call& call, const CloudAccount& cloud,
                             const std::string& tag) const;
  sdk::Reply<sdk::Done> remove(const sdk::Call& call, const CloudAccount& cloud,
                               const std::string& tag) const;
  sdk::Reply<bool> exists(const sdk::Call& call, const CloudAccount& cloud,
                          const std::string& tag) const;

 private:
  const DigitalOceanClient& client_;
};

}  // namespace hostler::digitalocean
