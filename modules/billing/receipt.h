#pragma once

// Receipt vouchers: what a seller with a GSTIN gives for money that comes in before anything is
// supplied for it (rule 50 of the CGST Rules). Numbered and frozen like invoices.

#include "core/audit/audit_log.h"
#include "core/events/event_bus.h"
#include "core/http/page.h"
#include "modules/accounts/accounts.h"
#include "modules/billing/billing_events.h"
#include "modules/billing/tax.h"
#include "modules/resellers/resellers.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hostler {

struct Receipt;
template <>
inline constexpr std::string_view kIdPrefix<Receipt> = "rcv";

struct Receipt {
  Id<Receipt> id;
  Id<Tenant> tenant;
  Id<Account> account;
  Id<Transaction> transaction;  ///< the money that came in
  std::string number;
  Date issueDate = Date::ofDaysSinceEpoch(0);
  Json seller, buyer;  ///< as they were on that day
  SupplyKind supply = SupplyKind::Domestic;
  std::string placeOfSupply;
  std::string gateway;
  Money amount = Money::zero(Currency::of("INR"));
  Instant createdAt;
};

/// Issues receipt vouchers for what is put into wallets. No tax is charged on such an advance: it
/// pays for supplies that nobody has chosen yet, and each of their invoices charges its own.
class ReceiptDesk {
 public:
  struct Parts {
    const Clock& clock;
    IdMint& ids;
    Tenants& tenants;
    Accounts& accounts;
    AuditLog& audit;
  };
  explicit ReceiptDesk(Parts parts) : parts_{parts} {}

  /// From now on each top-up that is captured has a voucher, in the very transaction that books it.
  void subscribe(events::Bus& bus);

 private:
  void received(db::Transaction& tx, const Actor& actor,
                std::span<const events::Fact<PaymentReceived>> facts);
  void issue(db::Transaction& tx, const Actor& actor, const Tenant& tenant,
             const TenantSettings& settings, const PaymentReceived& money);
  std::int64_t party(db::Transaction& tx, Id<Tenant> tenant, const Json& document);

  Parts parts_;
};

namespace receipts {

std::optional<Receipt> find(db::Reader& reader, const Scope& scope, Id<Receipt> id);
/// That of a movement of money; nothing where it has none.
std::optional<Receipt> of(db::Reader& reader, const Scope& scope, Id<Transaction> transaction);
std::vector<Receipt> list(db::Reader& reader, const Scope& scope, const http::ListOrder& order,
                          int limit);

}  // namespace receipts
}  // namespace hostler
