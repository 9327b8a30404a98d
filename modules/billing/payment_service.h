#pragma once

#include "core/audit/audit_log.h"
#include "core/jobs/queue.h"
#include "core/operations/provider.h"
#include "modules/billing/billing.h"
#include "modules/billing/credit_desk.h"
#include "modules/billing/gateway_modes.h"
#include "modules/billing/payment_repository.h"

namespace hostler {

/// Has the gateway make its order (or intent) for an attempt.
struct StartPayment {
  static constexpr std::string_view kKind = "billing.start_payment";
  Id<Payment> payment;
  static void describe(Shape<StartPayment>& shape) {
    shape.field("payment", &StartPayment::payment);
  }
};

/// The ways to pay that a client is offered.
struct OfferedMethod {
  std::string gateway, title, kind;
  std::vector<std::string> currencies;
  bool saves = false;  ///< a way to pay can be saved there
};

/// Whether a tenant's clients are offered a gateway.
bool isOfferedBy(const ProviderInstance& gateway, Id<Tenant> tenant);

/// Attempts to pay: begun here, brought to the gateway by a job, ended by what the gateway tells
/// (GatewayDesk).
class PaymentService {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Billing& billing;
    CreditDesk& credit;
    PaymentRepository& payments;
    ProviderPort& providers;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
    Ledger& ledger;
    GatewayModes* modes = nullptr;  ///< without it every account counts
  };
  explicit PaymentService(Parts parts) : parts_{parts} {}

  /// To the clients of a tenant. It may ask gateways whether their money counts here.
  std::vector<OfferedMethod> offered(Id<Tenant> tenant);

  /// Begins to pay these invoices together. "wallet" pays at once from credit. An open attempt of
  /// the same invoices, amount and gateway is used again, so that a client who comes back does not
  /// leave two orders that could both be paid. Throws 404 for foreign invoices, 409 for ones that
  /// cannot be paid, and for ones of which money is on its way by another attempt
  /// (`payment_under_way`), 422 for a gateway that is not offered; `field`: what the request calls
  /// it.
  Payment start(const Actor& actor, std::vector<Id<Invoice>> invoices, const std::string& gateway,
                const std::string& field = "method");
  Payment startIn(db::Transaction& tx, const Actor& actor, std::vector<Id<Invoice>> invoices,
                  const std::string& gateway, const std::string& field = "method");
  /// Begins to put money into the wallet; without a gateway, through the first one offered that
  /// takes its currency.
  Payment topUp(const Actor& actor, Money amount, const std::optional<std::string>& gateway);
  /// Money that came in another way, confirmed by staff; `reference` is the bank's own, by which a
  /// tenant books it once, also where it is what a transfer was confirmed by. The transfers that
  /// are awaited for the invoice are over. Throws 409 `reference_used`.
  Payment markPaid(const Actor& actor, Id<Invoice> invoice, const std::string& method,
                   const std::string& reference, Money amount, std::optional<Date> receivedOn = {});
  Payment markPaidIn(db::Transaction& tx, const Actor& actor, Id<Invoice> invoice,
                     const std::string& method, const std::string& reference, Money amount,
                     std::optional<Date> receivedOn = {});
  /// Credit given by staff.
  void addCredit(const Actor& actor, Id<Account> account, Money amount, const std::string& reason);

  std::vector<Money> credit(Id<Account> account);

  Payment get(const Scope& scope, Id<Payment> id);

 private:
  std::vector<OfferedMethod> offered(Id<Tenant> tenant, bool mayAsk);
  std::vector<Invoice> lockPayable(db::Transaction& tx, const Actor& actor,
                                   const std::vector<Id<Invoice>>& ids);
  Payment payFromWallet(db::Transaction& tx, const Actor& actor, std::vector<Invoice> invoices);
  Payment begin(db::Transaction& tx, const Actor& actor, Payment payment);
  void checkOffered(Id<Tenant> tenant, const std::string& gateway, Currency currency,
                    const std::string& field);
  std::string firstTaking(Id<Tenant> tenant, Currency currency);
  Payment fresh(const Actor& actor, Id<Account> account, const std::string& gateway, Money amount);

  Parts parts_;
};

}  // namespace hostler
