#pragma once

#include "core/audit/audit_log.h"
#include "core/http/router.h"
#include "modules/accounts/accounts.h"
#include "modules/billing/tax_standings.h"

namespace hostler {

/// What a client's taxes depend on beside its address and its GSTIN: VAT numbers, which count once
/// they are known to be valid (or at once, where the tenant trusts pending ones), and special
/// economic zones. Issued documents keep what they were issued with.
class ClientTaxRoutes {
 public:
  ClientTaxRoutes(db::Database& database, const Clock& clock, Accounts& accounts, AuditLog& audit)
      : database_{database}, clock_{clock}, accounts_{accounts}, audit_{audit} {}
  void mount(http::Router& router);

 private:
  void mountClient(http::Router& router);
  void mountStaff(http::Router& router);
  TaxStanding read(Id<Tenant> tenant, Id<Account> account);
  /// A number that changes is pending again.
  void setNumber(TaxStanding& standing, const std::optional<std::string>& number);
  void keep(db::Transaction& tx, const Actor& actor, const TaxStanding& before,
            const TaxStanding& after);

  db::Database& database_;
  const Clock& clock_;
  Accounts& accounts_;
  AuditLog& audit_;
};

}  // namespace hostler
