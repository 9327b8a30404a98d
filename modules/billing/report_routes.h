#pragma once

#include "core/http/router.h"
#include "modules/accounts/accounts.h"
#include "modules/billing/money_report.h"

#include <memory>
#include <vector>

namespace hostler {

/// Reports about money, and clients' statements, as JSON and CSV.
class BillingReportRoutes {
 public:
  BillingReportRoutes(db::Database& database, Tenants& tenants, Accounts& accounts);
  void mount(http::Router& router);

 private:
  http::Answer report(const MoneyReport& report, http::Context& context);
  http::Answer statement(http::Context& context, const Scope& client);

  db::Database& database_;
  Tenants& tenants_;
  Accounts& accounts_;
  std::vector<std::unique_ptr<MoneyReport>> reports_;
};

}  // namespace hostler
