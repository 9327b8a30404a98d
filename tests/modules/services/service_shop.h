#pragma once

#include "core/jobs/claims.h"
#include "core/operations/operations.h"
#include "modules/billing/credit_desk.h"
#include "modules/console/job_console.h"
#include "modules/ordering/order_service.h"
#include "modules/services/services_module.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

#include <map>
#include <mutex>

namespace hostler::testing {

/// A provisioner that keeps a book of its accounts and answers as a test tells it.
class BookedPanel final : public ProviderPort {
 public:
  using Answer = std::function<ProviderAnswer(const ProviderRequest&)>;

  ProviderAnswer call(const ProviderRequest& request) override;
  std::vector<ProviderInstance> instances(const std::string&) override { return {}; }

  /// From now on a verb ("suspend") is answered so.
  void on(const std::string& verb, Answer answer) { told_[verb] = std::move(answer); }
  void fails(const std::string& verb, Outcome outcome, const std::string& message = "no");
  /// The process dies in the middle of the next call of a verb, after it has happened or before.
  void cutsOff(const std::string& verb, bool happens);
  /// As it does by itself.
  void recovers(const std::string& verb) { told_.erase(verb); }
  ProviderAnswer act(const ProviderRequest& request);

  std::size_t asked(const std::string& verb) const;
  const ProviderRequest& last(const std::string& verb) const;

  struct Account {
    std::string domain;
    bool suspended = false;
  };
  std::map<std::string, Account> accounts;  ///< by id
  std::vector<ProviderRequest> requests;

 private:
  std::map<std::string, Answer> told_;
};

/// A seller with one hosting product at "panel" that has a server, and the parts that services
/// need, behind the API of a TestEngine. Jobs run when they are told to, in the caller's thread.
class ServiceShop {
 public:
  ServiceShop();
  ~ServiceShop();

  TestEngine engine;
  BookedPanel panel;
  Accounts people;
  Catalog catalog;
  Ledger ledger;
  CreditDesk credit;
  Billing billing;
  Corrections corrections;
  Orders orders;
  OrderService orderService;
  Operations operations;
  events::BeforeHooksRelay before;
  ServicesModule services;
  jobs::Handlers handlers;
  jobs::Interventions interventions;
  JobConsole console;

  /// Somebody signed in, and the account behind it.
  ApiClient client;
  Id<Account> account;

  struct Ordered {
    Id<Order> order;
    Id<Invoice> invoice;
    Id<Service> service;
  };
  /// An order of one product that waits for its payment. No plugin: it is made by hand.
  Ordered order(const std::string& plugin = "panel",
                const std::optional<std::string>& domain = "example.com");
  void pay(Id<Invoice> invoice);
  /// One that was paid, made, and runs.
  Id<Service> running(const std::optional<std::string>& domain = "example.com");
  /// The same without a plugin, which staff have made.
  Id<Service> runningByHand();
  /// Its renewal, unpaid five days after it was due.
  Id<Invoice> overdue(Id<Service> id);
  Id<Service> suspended(SuspensionReason reason);

  /// A plan of the same kind that costs twice as much.
  Id<Product> largerPlan() { return product("panel", 998'00); }

  Service now(Id<Service> id);
  void begin(Id<Service> id,
             const std::function<void(db::Transaction&, const Actor&, Service&)>& what);
  void suspend(Id<Service> id, SuspensionReason reason);
  void terminate(Id<Service> id);

  /// Does what is due once, in the order in which it was enqueued; answers what the attempts came
  /// to.
  std::vector<jobs::Result> doJobs();
  /// Goes on from one due time to the next until nothing is left or `limit` has passed.
  void settle(Duration limit = std::chrono::hours{48});
  /// So many workers take what is due and die while they do it.
  void killWorkers(int times);
  void moveBy(Duration duration) { engine.clock().advance(duration); }
  void moveTo(Date day);

  Actor staff() const;
  Actor rule() const { return Actor::system(kPlatform, "rule:test"); }
  Actor clientActor() const;
  /// The states of a verb's operations, oldest first, with a space between.
  std::string states(const std::string& verb);
  std::int64_t count(const std::string& sql);
  Id<jobs::Job> jobOf(std::string_view kind);
  jobs::State stateOf(Id<jobs::Job> id);
  static bool is(const Service& service, ServiceStatus status, ProvisioningState provisioning) {
    return service.status == status && service.provisioning == provisioning;
  }

 private:
  Id<Product> product(const std::string& plugin, std::int64_t paise = 499'00);
  int products_ = 0;
};

}  // namespace hostler::testing
