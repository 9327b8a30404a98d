#pragma once

#include "core/operations/provider.h"
#include "core/time/clock.h"
#include "modules/domains/cost_limit.h"

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace hostler::testing {

/// A registrar "reg" with a registry behind it, as plugins/sdk has them: it holds domains and books
/// what it was paid, whatever becomes of its answers. Thread-safe.
class Registry final : public ProviderPort {
 public:
  explicit Registry(const Clock& clock) : clock_{clock} {}

  ProviderAnswer call(const ProviderRequest& request) override;
  std::vector<ProviderInstance> instances(const std::string& kind) override;

  /// What goes wrong with a call. Nothing: it is done and answered.
  enum class Mishap { None = 1, Lost, LostBefore, Limited, Refused };
  std::function<Mishap(const std::string& verb)> mishap = [](const std::string&) {
    return Mishap::None;
  };

  struct Held {
    std::string state = "active";
    std::int64_t expiresAt = 0, since = 0;
    bool locked = true, privacy = false;
    Json signers = Json::array();
    std::vector<std::string> nameservers{"ns1.reg.example", "ns2.reg.example"};
    int looksLeft = 0;  ///< so often it says `state` before it is active
  };
  std::map<std::string, Held> held;          ///< by name
  std::set<std::string> taken;               ///< somebody else has them
  std::map<std::string, std::string> codes;  ///< of names that can be moved in
  std::map<std::string, std::string> costs;  ///< of a year, in dollars; 10.00 unless said
  std::vector<std::string> orders;           ///< "register a.com 1", as they were charged
  std::vector<std::string> agreementKeys{"DNRA"};
  Json registrationFields;  ///< null: its plugin does not tell
  bool canRestore = true, canDelegate = true;

  std::size_t asked(const std::string& verb) const;
  Json last(const std::string& verb) const;

 private:
  ProviderAnswer act(const std::string& verb, const Json& body);
  RegistrarCost priceOf(const std::string& name) const;  ///< of a year
  ProviderAnswer buy(const std::string& verb, const Json& body);
  ProviderAnswer extend(const std::string& verb, const Json& body);
  Json shown(const std::string& name) const;

  const Clock& clock_;
  mutable std::recursive_mutex mutex_;
  std::vector<std::pair<std::string, Json>> requests_;
};

/// Seconds since 1970, so many years later.
std::int64_t yearsAfter(std::int64_t seconds, int years);

}  // namespace hostler::testing
