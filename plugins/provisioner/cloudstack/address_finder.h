#pragma once

#include "cloudstack_client.h"

#include <hostler/addresses.hpp>

#include <optional>
#include <string>
#include <vector>

namespace hostler::cloudstack {

/// A public address as the cloud shows it now. It has no name: its label is the tag "hostler".
struct PublicAddress {
  std::string label, network, vpc;
  bool isSourceNat = false, isStaticNat = false, isAtWork = false;
  sdk::Address address;

  const std::string& id() const { return address.id; }
  bool isLeaving() const { return address.state == sdk::ResourceState::Deleting; }
  /// The cloud has not done yet what it was asked for.
  bool isUnderWay() const {
    return isAtWork || isLeaving() || address.state == sdk::ResourceState::Creating;
  }
  /// Neither labelled nor in use: an earlier attempt of ours may have acquired it.
  bool isUnclaimed() const { return label.empty() && !isSourceNat && !isStaticNat && !isLeaving(); }
};
PublicAddress toPublicAddress(const sdk::Json& ip);

/// Reads public addresses. Everything throws ProviderFailure, as reads fail.
class AddressFinder {
 public:
  explicit AddressFinder(const CloudstackClient& client) : client_{client} {}

  std::optional<PublicAddress> byId(const sdk::Call& call, const Cloud& cloud,
                                    const std::string& id, const std::string& owner) const;
  /// Permanent "not_found" where there is none.
  PublicAddress existing(const sdk::Call& call, const Cloud& cloud, const std::string& id,
                         const std::string& owner) const;
  std::optional<PublicAddress> byLabel(const sdk::Call& call, const Cloud& cloud,
                                       const std::string& label) const;
  /// Of a network: the one that carries the label, else one that is unclaimed.
  std::optional<PublicAddress> claimable(const sdk::Call& call, const Cloud& cloud,
                                         const std::string& network,
                                         const std::string& label) const;
  /// Those that lead to a machine.
  std::vector<PublicAddress> leadingTo(const sdk::Call& call, const Cloud& cloud,
                                       const std::string& machine) const;
  /// Everybody's, whatever they are for.
  sdk::Page<PublicAddress> all(const sdk::Call& call, const Cloud& cloud,
                               const sdk::ListResources& request) const;
  /// Those of the owner's.
  sdk::Page<PublicAddress> page(const sdk::Call& call, const Cloud& cloud,
                                const sdk::ListResources& request) const;

 private:
  /// Whether rules at it lead somewhere.
  bool isUsed(const sdk::Call& call, const Cloud& cloud, const PublicAddress& ip) const;
  std::vector<PublicAddress> listed(const sdk::Call& call, const Cloud& cloud, Params params) const;

  const CloudstackClient& client_;
};

}  // namespace hostler::cloudstack
