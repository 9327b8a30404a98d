#pragma once

#include "core/jobs/handler.h"
#include "core/secrets/vault.h"
#include "modules/billing/billing_jobs.h"
#include "modules/billing/charge_job.h"
#include "modules/billing/gateway_desk.h"
#include "modules/billing/gateway_poll.h"
#include "modules/billing/payment_service.h"
#include "modules/billing/refund_desk.h"
#include "modules/billing/saved_payments.h"
#include "modules/billing/start_payment_job.h"
#include "modules/billing/transfer_desk.h"
#include "tests/core/db/engines.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace hostler::testing {

inline Money rupees(std::int64_t paise) {
  return Money::ofMinor(paise, Currency::of("INR"));
}

/// A gateway "bank" that answers as a test tells it, and keeps what it was asked. What it was not
/// told about succeeds with an empty reply; until it is told otherwise its money is test money.
class ToldGateway final : public ProviderPort {
 public:
  using Answer = std::function<ProviderAnswer(const ProviderRequest&)>;

  ProviderAnswer call(const ProviderRequest& request) override;
  std::vector<ProviderInstance> instances(const std::string& kind) override;
  void on(const std::string& operation, Answer answer) { answers_[operation] = std::move(answer); }
  std::vector<ProviderRequest> asked(const std::string& operation) const;

 private:
  std::map<std::string, Answer> answers_{
      {"gateway/1.test_connection", [](const ProviderRequest&) {
         return ProviderAnswer{Outcome::Succeeded, {{"live", false}}};
       }}};
  std::vector<ProviderRequest> asked_;
};

/// Where money comes in and goes out: billing on a database of its own, with a gateway that is told
/// what to answer, in a sandbox. Invoices carry no tax. Jobs run when they are asked to, in the
/// caller's thread.
class Till {
 public:
  explicit Till(const db::DatabaseUrl& url);
  ~Till();

  TemporaryDirectory folder{"hostler-till"};
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
  Ledger ledger{clock, ids};
  CreditDesk credit{ledger};
  Billing billing;
  Corrections corrections;
  PaymentRepository paymentRows{vault};
  RefundDesk refunds;
  GatewayDesk desk;
  ToldGateway gateway;
  GatewayModes modes{gateway, clock, false};
  PaymentService payments;
  Operations operations;
  SavedMethods methods;
  Collections collections;
  ChargeJob chargeJob;
  SavedPayments savedPayments;
  GatewayPoll poll;
  StartPaymentJob startJob;
  BillingJobs billingJobs;
  Files files;
  TransferDesk transfers;
  jobs::Handlers handlers{queue};

  Id<Account> client(Id<Tenant> tenant = kPlatform);
  /// A reseller's own shop.
  Id<Tenant> reseller(const std::string& name);
  Invoice issue(Id<Account> account, Money amount, Id<Tenant> tenant = kPlatform);
  Invoice now(Id<Invoice> id, Id<Tenant> tenant = kPlatform);
  Payment now(Id<Payment> id, Id<Tenant> tenant = kPlatform);
  Refund now(Id<Refund> id);
  Money creditOf(Id<Account> account);
  Money book(std::string_view name, Id<Account> account);

  /// An attempt to pay these at "bank", as it stands once the gateway has made its order
  /// "order_<payment>".
  Payment attempt(Id<Account> account, const std::vector<Id<Invoice>>& invoices,
                  Id<Tenant> tenant = kPlatform);
  /// A payment that waits for a transfer, with the reference "PAY…".
  Payment transfer(Id<Account> account, const std::vector<Id<Invoice>>& invoices,
                   Id<Tenant> tenant = kPlatform);
  static GatewayNotice captured(const Payment& payment, Money amount, const std::string& id);
  static GatewayNotice about(GatewayNotice::Kind kind, const std::string& payment,
                             const std::string& id, Money amount);
  Refund refund(Id<Payment> payment, std::optional<Money> amount,
                RefundDestination to = RefundDestination::Source);
  void creditNote(Id<Invoice> invoice, Money amount);
  /// Pays a new invoice of this amount from credit.
  void spend(Id<Account> account, Money amount);

  static Actor staff(Id<Tenant> tenant = kPlatform);
  static Actor actorOf(Id<Account> account, Id<Tenant> tenant = kPlatform);
  /// Does every job that is due and what follows from it; returns how many attempts that were.
  int doJobs();
  /// As doJobs, moving the clock from job to job until none is left.
  void doAllJobs();
  void reconcile();
  /// Fails with every fault that `ledger verify` finds.
  void mustAddUp();
  /// The only value of a query whose column is called n.
  std::int64_t count(const std::string& sql);
  /// Fails when `act` is not refused with this code.
  static void refused(const std::string& code, const std::function<void()>& act);

 private:
  int clients_ = 0;
};

}  // namespace hostler::testing
