#pragma once

#include "tests/modules/billing/money_shop.h"

#include <map>
#include <set>

namespace hostler::testing {

/// A hosting panel as it is out there: it has accounts, suspends and removes them, and makes
/// backups, whatever becomes of its answers.
class Panel {
 public:
  explicit Panel(MoneyShop& shop);

  /// Asked before each call: what goes wrong with it. Nothing: it is done and answered.
  enum class Mishap { None = 1, Busy, Lost, LostBefore, Refused };
  std::function<Mishap(const std::string& verb)> mishap = [](const std::string&) {
    return Mishap::None;
  };
  Json backup{{"id", "b1"}, {"state", "done"}, {"outlives_account", true}};

  struct Account {
    bool suspended = false, backedUp = false;
  };
  std::map<std::string, Account> accounts;  ///< by their ids
  std::set<std::string> lostWithoutBackup;

  /// A server of it with so many places.
  Id<Server> server(int places, const std::string& name = "one");

 private:
  void answer(const std::string& verb,
              const std::function<ProviderAnswer(const ProviderRequest&)>& act);
  void onAccount(const std::string& verb, const std::function<Json(Account&)>& act);
  Account* find(const ProviderRequest& request);

  MoneyShop& shop_;
};

}  // namespace hostler::testing
