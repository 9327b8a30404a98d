#pragma once

#include "account_finder.h"

#include <hostler/outcome.hpp>
#include <hostler/provisioner_types.hpp>

#include <string>

namespace hostler::cpanel {

/// The accounts that an account owns as a reseller. suspendacct and unsuspendacct leave them as
/// they are, so a reseller who does not pay would sell on. They go before the account that owns
/// them: while they are not done, that one shows that it is not done either, and another attempt
/// goes on with the rest.
class ResellerAccounts {
 public:
  ResellerAccounts(const WhmClient& client, const AccountFinder& finder)
      : client_{client}, finder_{finder} {}

  /// Suspends those that run, for this reason; the others stay as they are.
  sdk::Reply<sdk::Done> suspend(const sdk::Call& call, const Server& server,
                                const std::string& owner, const std::string& reason) const;
  /// Brings back those that were suspended for this reason: what the reseller had suspended for
  /// another one is the reseller's to bring back.
  sdk::Reply<sdk::Done> unsuspend(const sdk::Call& call, const Server& server,
                                  const std::string& owner, const std::string& reason) const;

 private:
  sdk::Reply<std::vector<sdk::Account>> ownedBy(const sdk::Call& call, const Server& server,
                                                const std::string& owner) const;
  sdk::Reply<sdk::Done> set(const sdk::Call& call, const Server& server, const std::string& user,
                            bool suspended, Params params) const;

  const WhmClient& client_;
  const AccountFinder& finder_;
};

}  // namespace hostler::cpanel
