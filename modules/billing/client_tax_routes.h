#pragma once

#include "core/audit/audit_log.h"
#include "core/http/router.h"
#include "modules/accounts/accounts.h"
#include "modules/billing/client_tax_views.h"
#include "modules/billing/tax_number_checks.h"
#include "modules/billing/tax_standings.h"

namespace hostler {

/// What a client's taxes depend on beside its address and its GSTIN: VAT numbers, whose form is
/// judged at once and which count when their register has confirmed them (or while it is asked,
/// where the tenant has it so), and special economic zones. Issued documents keep what they were
/// issued with.
class ClientTaxRoutes {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Tenants& tenants;
    Accounts& accounts;
    AuditLog& audit;
    TaxNumberChecks& checks;
  };
  explicit ClientTaxRoutes(Parts parts) : parts_{parts} {}
  void mount(http::Router& router);

 private:
  void mountClient(http::Router& router);
  void mountStaff(http::Router& router);
  ClientTaxView show(Id<Tenant> tenant, Id<Account> account);
  TaxNumberView showNumber(const Scope& scope);
  void setNumber(const Actor& actor, const std::optional<std::string>& number);
  void change(const Actor& actor, Id<Account> account, const ClientTaxBody& body);
  void changeByHand(TaxStanding& standing, const ClientTaxBody& body, Id<Tenant> tenant) const;
  void checkAgain(const Actor& actor, Id<Account> account);
  void keep(db::Transaction& tx, const Actor& actor, const TaxStanding& before,
            const TaxStanding& after);

  Parts parts_;
};

}  // namespace hostler
