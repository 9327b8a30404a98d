#pragma once

#include "core/audit/audit_log.h"
#include "core/http/router.h"
#include "modules/accounts/accounts.h"
#include "modules/billing/money_report.h"

#include <memory>
#include <vector>

namespace hostler {

/// Reports about money, and clients' statements, as JSON and CSV.
class BillingReportRoutes {
 public:
  BillingReportRoutes(db::Database& database, Tenants& tenants, Accounts& accounts,
                      AuditLog& audit);
  void mount(http::Router& router);

 private:
  http::Answer report(const MoneyReport& report, http::Context& context);
  http::Answer statement(http::Context& context, const Scope& client);
  /// Writes down that somebody took it along. `object`: which report, or whose statement.
  void taken(const http::Context& context, const std::string& object, const Json& what);

  db::Database& database_;
  Tenants& tenants_;
  Accounts& accounts_;
  AuditLog& audit_;
  std::vector<std::unique_ptr<MoneyReport>> reports_;
};

}  // namespace hostler
