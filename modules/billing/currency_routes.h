#pragma once

#include "core/audit/audit_log.h"
#include "core/http/router.h"
#include "modules/accounts/accounts.h"
#include "modules/billing/exchange_rates.h"

namespace hostler {

/// What foreign currencies are worth, as staff keep it. A rate that documents were issued at stays:
/// they carry it, and the books are read by it.
class CurrencyRoutes {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Tenants& tenants;
    AuditLog& audit;
  };
  explicit CurrencyRoutes(Parts parts) : parts_{parts} {}
  void mount(http::Router& router);

 private:
  void mountRates(http::Router& router);
  void add(const Actor& actor, const exchange_rates::Rate& rate);
  void correct(const Actor& actor, const exchange_rates::Rate& rate);
  void remove(const Actor& actor, Currency currency, std::optional<Date> validFrom);

  Parts parts_;
};

}  // namespace hostler
