#pragma once

#include "core/db/database.h"
#include "modules/usage/meter.h"
#include "modules/usage/usage_month.h"

#include <map>
#include <set>

namespace hostler {

/// A report as it is kept.
struct KeptReport {
  Id<Tenant> tenant;
  Id<Service> service;
  std::string meter, key;
  UsageReport report;
  Instant recordedAt;
};

/// A month of a meter as it was settled, or settled again.
struct UsageStatement {
  Id<UsageStatement> id;
  Id<Tenant> tenant;
  Id<Account> account;
  Id<Service> service;
  std::string meter;
  int month = 0, revision = 0;
  Quantity quantity, billable;
  Money amount = Money::zero(Currency::of("INR"));  ///< that this revision was invoiced with
  Money total = Money::zero(Currency::of("INR"));   ///< of the month so far
  std::optional<Id<Invoice>> invoice;
  Instant createdAt;
};

/// The meters of one product as they hold in one month, by name.
using MetersByName = std::map<std::string, UsageMeter>;

namespace usage_repository {

/// Active meters of these products as they hold in `month`.
std::map<Id<Product>, MetersByName> metersOf(db::Reader& reader, Id<Tenant> tenant,
                                             const std::vector<Id<Product>>& products,
                                             UsageMonth month);
/// Every row of one product, in the order of name and month.
struct MeterVersion {
  UsageMeter meter;
  int validFrom = 0;
};
std::vector<MeterVersion> versionsOf(db::Reader& reader, Id<Tenant> tenant, Id<Product> product);
void insert(db::Transaction& tx, Id<Tenant> tenant, const UsageMeter& meter, UsageMonth from);
void remove(db::Transaction& tx, Id<Tenant> tenant, Id<UsageMeter> meter);

/// False where a report of this service, meter and key is there already.
bool insert(db::Transaction& tx, std::int64_t id, const KeptReport& report);
std::optional<UsageReport> find(db::Reader& reader, Id<Service> service, const std::string& meter,
                                const std::string& key);
/// Those within a span, in the order of their time; `carry`: also the last one before it.
std::vector<UsageReport> reportsOf(db::Reader& reader, Id<Service> service,
                                   const std::string& meter, TimeSpan span, bool carry);

/// What came together within a span, without reading each report.
struct Totals {
  Quantity added, largest;
  Quantity addedWhole;  ///< each report by its started units
};
Totals totalsOf(db::Reader& reader, Id<Service> service, const std::string& meter, TimeSpan span);

/// Accounts with a service that has a meter, was there within the month, and of which the month is
/// not settled.
std::set<Id<Account>> unsettledAccounts(db::Reader& reader, Id<Tenant> tenant, UsageMonth month,
                                        TimeSpan span);
/// Accounts of which something was reported since `recordedSince` that happened before `before`.
std::set<Id<Account>> lateAccounts(db::Reader& reader, Id<Tenant> tenant, Instant before,
                                   Instant recordedSince);
/// An account's services with meters that were there at some time in a span.
std::vector<Id<Service>> meteredServices(db::Reader& reader, const Scope& scope, TimeSpan span);

/// The last revision of each meter and month of a service.
std::vector<UsageStatement> statementsOf(db::Reader& reader, Id<Service> service, UsageMonth from,
                                         UsageMonth until);
void insert(db::Transaction& tx, const UsageStatement& statement);

/// Notes that something was announced; false when it was before.
bool mark(db::Transaction& tx, Id<Account> account, std::optional<Id<Service>> service,
          const std::string& meter, UsageMonth month, int percent);

/// Whether that share of the account's budget was announced.
bool isMarked(db::Reader& reader, Id<Account> account, UsageMonth month, int percent);

struct Budget {
  Money amount = Money::zero(Currency::of("INR"));
  bool stop = false;
};
std::optional<Budget> budgetOf(db::Reader& reader, Id<Account> account);
void saveBudget(db::Transaction& tx, Id<Tenant> tenant, Id<Account> account,
                const std::optional<Budget>& budget);
std::vector<Id<Account>> accountsWithBudget(db::Reader& reader, Id<Tenant> tenant);

}  // namespace usage_repository
}  // namespace hostler
