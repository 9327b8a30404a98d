#pragma once

// Reports about money, each a class with a name. They read and change nothing.

#include "core/db/database.h"
#include "core/json/json.h"
#include "modules/resellers/resellers.h"

#include <optional>
#include <string>

namespace hostler {

/// What a report is asked for; each uses what it needs.
struct ReportWish {
  Date from = Date::ofDaysSinceEpoch(0), to = Date::ofDaysSinceEpoch(0);  ///< both included
  std::string table;  ///< of a report with several, for CSV
};

class MoneyReport {
 public:
  virtual ~MoneyReport() = default;
  virtual std::string name() const = 0;
  virtual std::string title() const = 0;
  virtual Json json(db::Reader& reader, const Tenant& tenant, const ReportWish& wish) const = 0;
  /// RFC 4180 with a line of names. Throws ValidationError for a table that it does not have.
  virtual std::string csv(db::Reader& reader, const Tenant& tenant,
                          const ReportWish& wish) const = 0;
};

/// GSTR-1: outward supplies as the portal takes them.
class Gstr1Report final : public MoneyReport {
 public:
  std::string name() const override { return "gstr1"; }
  std::string title() const override { return "GSTR-1, outward supplies"; }
  Json json(db::Reader& reader, const Tenant& tenant, const ReportWish& wish) const override;
  std::string csv(db::Reader& reader, const Tenant& tenant, const ReportWish& wish) const override;
};

/// The sum of each book at the end of a day; by currency they add up to zero.
class TrialBalanceReport final : public MoneyReport {
 public:
  std::string name() const override { return "trial-balance"; }
  std::string title() const override { return "Trial balance"; }
  Json json(db::Reader& reader, const Tenant& tenant, const ReportWish& wish) const override;
  std::string csv(db::Reader& reader, const Tenant& tenant, const ReportWish& wish) const override;
};

/// What clients owed at the end of a day, by how long it was overdue; from the ledger.
class ReceivablesReport final : public MoneyReport {
 public:
  std::string name() const override { return "receivables"; }
  std::string title() const override { return "Receivables by age"; }
  Json json(db::Reader& reader, const Tenant& tenant, const ReportWish& wish) const override;
  std::string csv(db::Reader& reader, const Tenant& tenant, const ReportWish& wish) const override;
};

}  // namespace hostler
