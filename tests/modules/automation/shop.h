#pragma once

#include "core/db/migration.h"
#include "core/jobs/workers.h"
#include "core/operations/operations.h"
#include "core/secrets/vault.h"
#include "modules/automation/automation_module.h"
#include "modules/automation/hook_desk.h"
#include "modules/automation/rule_runner.h"
#include "modules/automation/script_action_sets.h"
#include "modules/automation/script_functions.h"
#include "modules/automation/script_http.h"
#include "modules/automation/script_values.h"
#include "modules/billing/credit_desk.h"
#include "modules/services/services_module.h"
#include "modules/support/support_module.h"
#include "tests/support/mariadb.h"

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace hostler::testing {

/// Nobody is called here: the jobs of providers do not run.
class NoProviders final : public ProviderPort {
 public:
  ProviderAnswer call(const ProviderRequest& request) override {
    throw std::logic_error{"a provider was called: " + request.operation};
  }
  std::vector<ProviderInstance> instances(const std::string&) override { return {}; }
};

/// Writes reminders down inside the transaction, as whoever sends them does, and what was handed
/// over.
class KeptReminders final : public Reminders {
 public:
  void remind(db::Transaction& tx, const Actor& actor, const Invoice& invoice,
              const std::string& kind) override;
  std::vector<std::string> of(db::Database& database, Id<Invoice> invoice);
};

class KeptMessages final : public MessageSender {
 public:
  bool canSend(Id<Tenant>, MessageChannel) override { return true; }
  void send(db::Transaction& tx, const Scope&, const OutgoingMessage& message) override;
  std::vector<OutgoingMessage> sent();

 private:
  std::mutex mutex_;
  std::vector<OutgoingMessage> sent_;
};

/// A seller in India with everything that rules need, on a database of its own. Real parts
/// throughout, but for providers and mail.
class Shop {
 public:
  explicit Shop(const db::DatabaseUrl& url,
                Instant now = Instant::parse("2026-03-01T06:00:00Z").value());
  ~Shop();

  TemporaryDirectory files{"hostler-shop"};
  ManualClock clock;
  std::unique_ptr<db::Database> database;
  SystemRandom random;
  IdMint ids{clock, 1};
  Vault vault;
  AuditLog audit;
  events::Bus bus{clock, ids};
  jobs::Queue queue{clock, ids};
  Tenants tenants;
  Accounts accounts;
  Catalog catalog;
  Ledger ledger{clock, ids};
  CreditDesk credit{ledger};
  Billing billing;
  Corrections corrections;
  Orders orders;
  OrderService orderService;
  NoProviders providers;
  Operations operations;
  events::BeforeHooksRelay before;
  ServicesModule services;
  KeptReminders reminders;
  KeptMessages messages;
  child::Nursery nursery;

  PaymentRepository paymentRows;
  PaymentService payments;
  http::RateLimits limits;
  Files uploads;
  SupportModule support;
  /// Somebody else's servers, as scripts reach them; nobody answers until a test says what.
  std::function<HttpsAnswer(const HttpsRequest&)> web;

  ScriptValues values;
  ScriptHttp http;
  ScriptActions acts;
  lua::ScriptFunctions functions;
  lua::ScriptEvents events;
  Selectors selectors;
  ScriptShelf shelf;
  HookDesk hooks;
  RuleBook book;
  RuleActions actions;
  RuleRunner runner;

  /// A client, in a group if one is named.
  Id<Account> client(const std::optional<std::string>& group = {});
  Id<Product> product(std::optional<int> graceDays = {});
  Id<Product> productWith(const std::function<void(Product&)>& change);
  /// An active service whose paid and invoiced time ends on a day.
  Id<Service> service(Id<Account> account, Date paidUntil, std::optional<Id<Product>> product = {});
  /// So many of one client, made in one transaction.
  std::vector<Id<Service>> manyServices(int count, Date paidUntil);
  /// A pending order of one product with its invoice, placed now.
  Id<Order> unpaidOrder(Id<Account> account);
  Service now(Id<Service> id);
  Invoice invoiceOf(Id<Service> id);
  void pay(Id<Invoice> id);

  Date today() { return tenants.today(kPlatform); }
  /// Moves the clock to a time of the seller's day.
  void moveTo(Date day, int hour, int minute);
  RuleReport run(const std::string& rule, const std::string& key = {});
  RuleReport simulate(const std::string& rule, std::optional<Date> day = {});
  /// Hands on what happened and does every job of hooks that is due.
  void settleHooks();
  /// Gives a client somebody who reads mail, whom tickets are opened with.
  void addRootUser(Id<Account> account, const std::string& email);
  Actor staff() const;
  /// Rows of a query's only column, which is called n.
  std::int64_t count(const std::string& sql);

 private:
  Id<Account> someClient_;
  Id<Product> someProduct_;
  int clients_ = 0, products_ = 0;
};

std::vector<db::Migration> everyMigration();
lua::ScriptHostSettings hostsOfTests();
Transact plainly(db::Database& database);

}  // namespace hostler::testing
