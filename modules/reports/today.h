#pragma once

#include "core/shape/shape.h"
#include "core/time/clock.h"
#include "modules/reports/ledger_sums.h"

#include <functional>
#include <vector>

namespace hostler {

/// Something that waits for a person.
struct AttentionView {
  std::string kind;
  std::int64_t count = 0;
  std::vector<Money> amounts;
  std::string link;  ///< of the admin's page that lists them
  static void describe(Shape<AttentionView>& shape);
};

/// What the operator looks at first in the morning.
struct TodayView {
  std::vector<AttentionView> attention;
  std::vector<Money> mrr, mrrNew, mrrLost;
  std::vector<Money> collected, collectedToday, invoiced, open, overdue;
  std::int64_t clients = 0, clientsNew = 0, services = 0, servicesNew = 0, servicesEnded = 0;
  std::string churn;  ///< services ended by services at the beginning, in per cent
  Date today = Date::ofDaysSinceEpoch(0);
  int days = 30;
  static void describe(Shape<TodayView>& shape);
};

/// Adds what modules beside know of.
using MoreAttention =
    std::function<void(db::Reader&, Id<Tenant>, Instant now, std::vector<AttentionView>&)>;

/// The figures of the last `days` days. What only the platform has, a reseller's is without.
TodayView todayOf(db::Reader& reader, Id<Tenant> tenant, const TimeZone& zone, Date today,
                  Instant now, int days, const MoreAttention& more = {});

}  // namespace hostler
