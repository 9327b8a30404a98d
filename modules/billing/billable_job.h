#pragma once

#include "core/jobs/handler.h"
#include "core/schedule/scheduler.h"
#include "modules/billing/billable_routes.h"

namespace hostler {

/// Invoices what was noted for a day, once the day has come in the tenant's zone.
struct InvoiceBillableItems {
  static constexpr std::string_view kKind = "billing.invoice_items";
  std::int64_t due = 0;
  static void describe(Shape<InvoiceBillableItems>& shape) {
    shape.field("due", &InvoiceBillableItems::due);
  }
};

class BillableJob {
 public:
  BillableJob(db::Database& database, Tenants& tenants, BillableRoutes& items)
      : database_{database}, tenants_{tenants}, items_{items} {}

  /// Each client in a transaction of its own; what fails for one is tried again with the job and
  /// holds up no other. Running twice invoices once.
  jobs::Result run(const InvoiceBillableItems& task);
  /// Every hour, while anything waits for a day.
  std::vector<ScheduleEntry> schedule();

 private:
  bool isAnyWaiting(db::Reader& reader);

  db::Database& database_;
  Tenants& tenants_;
  BillableRoutes& items_;
};

}  // namespace hostler
