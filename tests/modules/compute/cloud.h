#pragma once

#include "tests/modules/billing/money_shop.h"

#include <map>
#include <set>

namespace hostler::testing {

/// A cloud as its plugin shows it: machines and what belongs to them in a book, each thing made
/// once for its reference, each verb done once for its key. Whatever is asked for takes a while:
/// the first answer is PENDING.
class Cloud {
 public:
  explicit Cloud(MoneyShop& shop);

  enum class Mishap { None = 1, Lost, Refused, Forever };
  /// What goes wrong with a verb, from now on.
  void suffers(const std::string& verb, Mishap mishap) { mishaps_[verb] = mishap; }
  void recovers() { mishaps_.clear(); }

  struct Machine {
    std::string power = "running", image = "debian-12", owner;
    int reboots = 0, rebuilds = 0;
    bool isThere = true;
  };
  struct Thing {
    std::string kind, owner, reference, machine;
    std::int64_t size = 0;
    bool isBackup = false;
  };
  std::map<std::string, Machine> machines;  ///< by id
  std::map<std::string, Thing> things;      ///< by id
  bool answers = true;                      ///< false: nobody is there
  bool patient = true;                      ///< false: everything is done at once
  std::string idOfNext;                     ///< of the next thing; empty: its own
  std::string cpu = "1.0";

  std::size_t count(const std::string& kind) const;
  /// How often a verb was sent.
  std::size_t asked(const std::string& verb);
  const Json last(const std::string& verb);

 private:
  using Act = std::function<Json(const Json& body)>;
  void on(const std::string& verb, Act act);
  void machineVerbs();
  void thingVerbs();
  Machine& machineOf(const Json& body, const char* member = "account");
  Json shown(const std::string& id);
  Json thing(const std::string& id);

  MoneyShop& shop_;
  std::map<std::string, Mishap> mishaps_;
  std::map<std::string, Json> done_;  // by key
  std::set<std::string> begun_;       // keys
  int next_ = 0;
};

}  // namespace hostler::testing
