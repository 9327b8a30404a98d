#pragma once

#include "core/db/database.h"
#include "core/shape/shape.h"
#include "modules/automation/selector.h"
#include "modules/billing/billing.h"
#include "modules/services/renewals.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// What will be invoiced next for one service, or for one domain.
struct UpcomingCharge {
  std::optional<Id<Service>> service;
  std::optional<Id<Domain>> domain;
  std::string description;
  Date invoiceOn = Date::ofDaysSinceEpoch(0);
  Date dueDate = Date::ofDaysSinceEpoch(0);
  Date from = Date::ofDaysSinceEpoch(0), to = Date::ofDaysSinceEpoch(0);  ///< the period
  Cycle cycle = Cycle::Monthly;
  Money price = Money::zero(Currency::of("INR"));  ///< before tax, less discount
  Money total = Money::zero(Currency::of("INR"));  ///< with tax as of today
  /// The id outside of what it is for.
  std::string subject() const {
    return service ? service->text() : domain ? domain->text() : std::string{};
  }
  static void describe(Shape<UpcomingCharge>& shape);
};

struct UpcomingView {
  std::vector<UpcomingCharge> data;
  std::vector<Money> credit;  ///< what the account has, by currency
  static void describe(Shape<UpcomingView>& shape) {
    shape.field("data", &UpcomingView::data).count(0, 1'000).describedAs("soonest due first");
    shape.field("credit", &UpcomingView::credit)
        .describedAs("the account's own, as the wallet has it: it pays a renewal that it covers");
  }
};

/// What other modules will invoice one account (the scope's) by themselves, beside the renewal
/// rule: at most so many, the soonest first.
using UpcomingBeside =
    std::function<std::vector<UpcomingCharge>(db::Reader&, const Scope&, int most)>;

/// What the next invoices of an account charge, soonest first: of its services as the renewal rule
/// with these settings would issue them, and of what `beside` tells. `scope`: one account's.
UpcomingView upcomingOf(db::Reader& reader, const Scope& scope, ServiceRepository& services,
                        Renewals& renewals, Billing& billing, const RuleSettings& rule, Date today,
                        const UpcomingBeside& beside = {});

}  // namespace hostler
