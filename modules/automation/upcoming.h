#pragma once

#include "core/db/database.h"
#include "core/shape/shape.h"
#include "modules/billing/billing.h"
#include "modules/services/renewals.h"

#include <string>
#include <vector>

namespace hostler {

/// What will be invoiced next for one service.
struct UpcomingCharge {
  Id<Service> service;
  std::string description;
  Date invoiceOn = Date::ofDaysSinceEpoch(0);
  Date dueDate = Date::ofDaysSinceEpoch(0);
  Date from = Date::ofDaysSinceEpoch(0), to = Date::ofDaysSinceEpoch(0);  ///< the period
  Cycle cycle = Cycle::Monthly;
  Money price = Money::zero(Currency::of("INR"));  ///< before tax, less discount
  Money total = Money::zero(Currency::of("INR"));  ///< with tax as of today
  static void describe(Shape<UpcomingCharge>& shape);
};

struct UpcomingView {
  std::vector<UpcomingCharge> data;
  static void describe(Shape<UpcomingView>& shape) {
    shape.field("data", &UpcomingView::data).count(0, 1'000);
  }
};

/// The next invoices of an account's services, soonest first, as the renewal rule would issue them
/// `daysBefore` days before the term ends.
UpcomingView upcomingOf(db::Reader& reader, const Scope& scope, ServiceRepository& services,
                        Renewals& renewals, Billing& billing, int daysBefore, Date today);

}  // namespace hostler
