#pragma once

#include "core/db/database.h"
#include "core/shape/shape.h"
#include "modules/automation/selector.h"
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
  std::vector<Money> credit;  ///< what the account has, by currency
  static void describe(Shape<UpcomingView>& shape) {
    shape.field("data", &UpcomingView::data).count(0, 1'000);
    shape.field("credit", &UpcomingView::credit)
        .describedAs("the account's own, as the wallet has it: it pays a renewal that it covers");
  }
};

/// What the next invoices of an account's services charge, soonest first, as the renewal rule with
/// these settings would issue them. `scope`: one account's.
UpcomingView upcomingOf(db::Reader& reader, const Scope& scope, ServiceRepository& services,
                        Renewals& renewals, Billing& billing, const RuleSettings& rule, Date today);

}  // namespace hostler
