#pragma once

#include "address_finder.h"

#include <hostler/load_balancers.hpp>

#include <optional>
#include <string>
#include <vector>

namespace hostler::cloudstack {

/// One forwarding rule of the cloud's.
struct BalancingRule {
  std::string id, name, algorithm, address;
  sdk::ForwardingRule rule;
  std::vector<std::string> machines;
};

/// A load balancer: a public address of its own, whose tag names it, and the cloud's rules there,
/// which are called "<label>.<port>".
struct Balancer {
  std::string label;
  std::optional<PublicAddress> address;
  std::vector<BalancingRule> rules;

  bool exists() const { return address && !address->label.empty(); }
  std::vector<std::string> machines() const;
};
sdk::LoadBalancer toLoadBalancer(const Balancer& balancer);

/// The tag of a load balancer's address: not that of an address which is a client's by itself.
std::string balancerTag(const std::string& label);
/// "roundrobin", "leastconn", "source".
std::string algorithmOf(sdk::Balancing balancing);
/// "tcp" or "udp": the cloud forwards connections and looks into none. Throws ProviderFailure
/// (Permanent "bad_request") for what it cannot do.
sdk::ForwardingRule forwarded(const sdk::ForwardingRule& rule);

/// Reads load balancers. Everything throws ProviderFailure, as reads fail.
class BalancerFinder {
 public:
  explicit BalancerFinder(const CloudstackClient& client) : client_{client} {}

  /// With an unclaimed address of the network, where it has none yet and a network is named.
  Balancer byLabel(const sdk::Call& call, const Cloud& cloud, const std::string& label,
                   const std::string& network = {}) const;
  /// Labels of an owner's load balancers, by the addresses they have.
  sdk::Page<std::string> labels(const sdk::Call& call, const Cloud& cloud,
                                const sdk::ListResources& request) const;

 private:
  std::vector<std::string> machinesOf(const sdk::Call& call, const Cloud& cloud,
                                      const std::string& rule) const;

  const CloudstackClient& client_;
  const AddressFinder addresses_{client_};
};

}  // namespace hostler::cloudstack
