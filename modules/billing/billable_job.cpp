#include "modules/billing/billable_job.h"

namespace hostler {
namespace {

constexpr auto kAnyWaiting =
    "SELECT 1 AS one FROM billable_items WHERE status = 'waiting' AND invoice_from IS NOT NULL "
    "LIMIT 1";

}  // namespace

jobs::Result BillableJob::run(const InvoiceBillableItems&) {
  std::string failed;
  for (const auto& tenant : tenants_.all()) {
    const auto today = tenants_.today(tenant.id);
    const auto accounts = database_.read(
        [&](db::Reader& reader) { return billable_items::dueAccounts(reader, tenant.id, today); });
    for (const auto account : accounts) {
      const auto actor = Actor::system(tenant.id, account, "billable_items");
      try {
        database_.transaction(
            [&](db::Transaction& tx) { items_.invoiceWaiting(tx, actor, account, today); });
      } catch (const DomainError& error) {
        failed = account.text() + ": " + error.code();
      }
    }
  }
  return failed.empty() ? jobs::Result::done() : jobs::Result::retry(failed);
}

bool BillableJob::isAnyWaiting(db::Reader& reader) {
  return !reader.query(kAnyWaiting).empty();
}

std::vector<ScheduleEntry> BillableJob::schedule() {
  if (!database_.read([&](db::Reader& reader) { return isAnyWaiting(reader); })) return {};
  ScheduleEntry entry{
      .name = "billing.invoice_items",
      .scope = Scope::ofTenant(kPlatform),
      .when = CronExpression::parse("10 * * * *"),
      .zone = TimeZone::named("UTC"),
      .jobKind = std::string{InvoiceBillableItems::kKind},
      .payload =
          [](const Tick& tick) { return toJson(InvoiceBillableItems{tick.due.unixMicros()}); },
      .lane = {}};
  return {std::move(entry)};
}

}  // namespace hostler
