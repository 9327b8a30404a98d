#include "reseller_accounts.h"

#include "mapping.h"

namespace hostler::cpanel {

using sdk::Effect;
using sdk::Reply;

// User names hold letters and digits alone, so they may stand in a pattern.
Reply<std::vector<sdk::Account>> ResellerAccounts::ownedBy(const sdk::Call& call,
                                                           const Server& server,
                                                           const std::string& owner) const {
  const auto answer =
      client_.call(call, server, "listaccts",
                   {{"searchtype", "owner"}, {"search", "^" + owner + "$"}}, Effect::Read);
  if (!answer) return answer.error();
  try {
    std::vector<sdk::Account> owned;
    for (const auto& entry : listOf(answer->data, "acct")) {
      auto account = toAccount(entry);
      // Servers of other versions search by a part; a reseller's own account may be its own.
      if (account.owner == owner && account.id != owner) owned.push_back(std::move(account));
    }
    return owned;
  } catch (const MappingError& error) {
    return sdk::unusableAnswer(Effect::Read,
                               std::string{"WHM's list of accounts does not fit: "} + error.what());
  }
}

Reply<sdk::Done> ResellerAccounts::set(const sdk::Call& call, const Server& server,
                                       const std::string& user, bool suspended,
                                       Params params) const {
  params.emplace(params.begin(), "user", user);
  const auto written = client_.call(call, server, suspended ? "suspendacct" : "unsuspendacct",
                                    params, Effect::Write);
  if (written) return sdk::Done{};
  if (written.error().code != kRefused) return written.error();
  // It may be so already, or gone.
  const auto now = finder_.byUser(call, server, user);
  if (!now) return now.error();
  if (!*now || (*now)->account.suspended == suspended) return sdk::Done{};
  return written.error();
}

Reply<sdk::Done> ResellerAccounts::suspend(const sdk::Call& call, const Server& server,
                                           const std::string& owner,
                                           const std::string& reason) const {
  const auto owned = ownedBy(call, server, owner);
  if (!owned) return owned.error();
  for (const auto& account : *owned) {
    if (account.suspended) continue;
    const auto done = set(call, server, account.id, true, {{"reason", reason}});
    if (!done) return done.error();
  }
  return sdk::Done{};
}

Reply<sdk::Done> ResellerAccounts::unsuspend(const sdk::Call& call, const Server& server,
                                             const std::string& owner,
                                             const std::string& reason) const {
  const auto owned = ownedBy(call, server, owner);
  if (!owned) return owned.error();
  for (const auto& account : *owned) {
    if (!account.suspended || account.suspendReason.value_or("") != reason) continue;
    const auto done = set(call, server, account.id, false, {});
    if (!done) return done.error();
  }
  return sdk::Done{};
}

}  // namespace hostler::cpanel
