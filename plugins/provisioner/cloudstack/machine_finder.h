#pragma once

#include "cloudstack_client.h"
#include "virtual_machine.h"

#include <hostler/provisioner_types.hpp>

#include <optional>
#include <string>
#include <vector>

namespace hostler::cloudstack {

/// Reads machines. All of these throw ProviderFailure: Retryable or NeedsAttention, as reads fail.
class MachineFinder {
 public:
  explicit MachineFinder(const CloudstackClient& client) : client_{client} {}

  /// Also one that is being expunged.
  std::optional<VirtualMachine> byId(const sdk::Call& call, const Cloud& cloud,
                                     const std::string& id) const;
  /// The machine that carries the reference and is not gone.
  std::optional<VirtualMachine> byReference(const sdk::Call& call, const Cloud& cloud,
                                            const std::string& reference) const;
  /// Whether a machine of ours for another reference has the host name.
  bool isTaken(const sdk::Call& call, const Cloud& cloud, const std::string& domain,
               const std::string& reference) const;
  /// The machine that a request means: NeedsAttention "account_missing", or "wrong_account" when it
  /// is another's by now, or none of ours.
  VirtualMachine expected(const sdk::Call& call, const Cloud& cloud,
                          const sdk::AccountRef& ref) const;
  /// As expected, where it must be this owner's.
  VirtualMachine ownersMachine(const sdk::Call& call, const Cloud& cloud,
                               const sdk::AccountRef& ref, const std::string& owner) const;
  std::vector<sdk::Json> volumesOf(const sdk::Call& call, const Cloud& cloud,
                                   const std::string& machine) const;
  /// The account with all that is known of the machine.
  sdk::Account shown(const sdk::Call& call, const Cloud& cloud, VirtualMachine vm) const;

 private:
  const CloudstackClient& client_;
};

/// Fails unless the machine is the one that a request means.
void checkMeant(const VirtualMachine& vm, const sdk::AccountRef& ref);

}  // namespace hostler::cloudstack
