#pragma once

#include "modules/compute/compute_module.h"
#include "tests/modules/compute/cloud.h"

namespace hostler::testing {

/// What suites about machines derive from: a shop, a cloud account with a server in it, and two
/// clients with a machine each.
class InCloudShop : public InShop {
 protected:
  using InShop::InShop;
  std::vector<db::Migration> moreMigrations() override;
  void opened() override;
  void closing() override;

  /// Goes on from one due time to the next until so much time has passed.
  void settle(Duration limit = std::chrono::minutes{10});
  Id<Service> machine(Id<Account> account, const std::string& externalId);
  /// Somebody of an account who has shown a factor just now.
  Actor of(Id<Account> account) const {
    auto actor = shop_->actorOf(account);
    actor.fresh = true;
    return actor;
  }
  void includes(const std::string& kind, int most, int gigabytes = 0);
  Id<jobs::Job> act(const std::string& name, const Json& params = Json::object()) {
    return compute_->desk().act(of(asha_), machine_, name, params);
  }
  ComputeDesk::Made volume(int gigabytes = 10);
  CloudResource now(Id<CloudResource> id);
  std::optional<CloudAction> last();
  void suspend(SuspensionReason reason = SuspensionReason::Overdue);
  void terminate(Id<Service> id);
  template <class F>
  auto read(F&& work) {
    return shop_->database->read(std::forward<F>(work));
  }

  std::set<std::string> insideHosts_;  ///< names that lead to addresses which are not public
  std::unique_ptr<Cloud> cloud_;
  std::unique_ptr<ComputeModule> compute_;
  Id<Account> asha_, ravi_;
  Id<Server> server_;
  Id<Product> product_;
  Id<Service> machine_, ravisMachine_;
};

}  // namespace hostler::testing
