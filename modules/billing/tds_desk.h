#pragma once

#include "core/audit/audit_log.h"
#include "core/http/page.h"
#include "modules/billing/billing.h"
#include "modules/billing/billing_entities.h"

namespace hostler {

/// What a buyer says about the income tax that it withheld.
struct TdsStatement {
  std::string section;  ///< of the Income-tax Act: "194C", "194J"
  Money amount = Money::zero(Currency::of("INR"));
  std::optional<Decimal> rate;  ///< per cent of the value without GST
  std::optional<std::string> certificate;
};

/// Tax that buyers in India deduct at source: they pay less, and the rest is a claim on the revenue
/// office, which is matched with the yearly statement (26AS) later.
class TdsDesk {
 public:
  struct Parts {
    const Clock& clock;
    IdMint& ids;
    Billing& billing;
    Ledger& ledger;
    AuditLog& audit;
  };
  explicit TdsDesk(Parts parts) : parts_{parts} {}

  struct Deduction {
    Id<TdsDeduction> id;
    Id<Account> account;
    Id<Invoice> invoice;
    TdsStatement statement;
    Date deductedOn = Date::ofDaysSinceEpoch(0);
    std::optional<Date> matchedOn;
  };

  /// Lowers an open invoice's balance by what was withheld. Throws 409 for one that is not open,
  /// and ValidationError for another currency, more than the balance, more than the taxable value
  /// can bear, or an amount that is not what the stated rate makes (within one whole unit).
  Deduction withhold(db::Transaction& tx, const Actor& actor, Id<Invoice> invoice,
                     const TdsStatement& statement, Date on);
  /// Of all clients, or of one invoice.
  std::vector<Deduction> list(db::Reader& reader, Id<Tenant> tenant, const http::ListOrder& order,
                              int limit);
  /// Adds what comes later: the certificate's number, the day on which 26AS showed it.
  Deduction complete(db::Transaction& tx, const Actor& actor, Id<TdsDeduction> id,
                     const std::optional<std::string>& certificate, std::optional<Date> matchedOn);

 private:
  Parts parts_;
};

}  // namespace hostler
