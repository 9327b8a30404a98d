#pragma once

// Numbers, read only: the today page, the calendar and the reports.

#include "core/http/router.h"
#include "modules/reports/calendar.h"
#include "modules/reports/reports.h"
#include "modules/reports/today.h"

namespace hostler {

inline constexpr http::Permission kReadReports{"reports:ReadReports"};

struct CalendarView {
  Date from = Date::ofDaysSinceEpoch(0), to = Date::ofDaysSinceEpoch(0);
  std::vector<CalendarEntry> data;
  static void describe(Shape<CalendarView>& shape);
};

class ReportRoutes {
 public:
  explicit ReportRoutes(Reports::Parts parts, MoreAttention more = {})
      : parts_{parts}, more_{std::move(more)}, reports_{parts} {}
  void mount(http::Router& router);

 private:
  http::Answer report(http::Context& context);
  CalendarView calendar(Id<Tenant> tenant, std::optional<Date> from, std::optional<Date> to);

  Reports::Parts parts_;
  MoreAttention more_;
  Reports reports_;
};

}  // namespace hostler
