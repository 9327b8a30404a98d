#pragma once

#include "modules/accounts/accounts.h"
#include "modules/reports/ledger_sums.h"
#include "modules/reports/report_table.h"

namespace hostler {

/// Tables about money and clients. Every figure comes from the ledger, or is held against it.
/// Thread-safe.
class Reports {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Tenants& tenants;
    Accounts& accounts;
  };
  explicit Reports(Parts parts) : parts_{parts} {}

  static const std::vector<std::string>& names();
  /// Throws NotFound for another name.
  ReportTable make(const std::string& name, Id<Tenant> tenant, const DayRange& range);

  /// By month and currency: what was invoiced, taxed and collected.
  ReportTable revenue(Id<Tenant> tenant, const DayRange& range);
  /// By client: the same, and what is open now.
  ReportTable clients(Id<Tenant> tenant, const DayRange& range);
  /// What is open now by how long it has been due; the sum is what the ledger calls receivable.
  ReportTable ageing(Id<Tenant> tenant, const DayRange& range);
  /// By tax: charged, taken back by credit notes, and what is left to pay.
  ReportTable tax(Id<Tenant> tenant, const DayRange& range);

 private:
  TimeZone zoneOf(Id<Tenant> tenant) { return parts_.tenants.get(tenant).zone; }

  Parts parts_;
};

}  // namespace hostler
