#pragma once

// Numbers, read only: the today page, the calendar and the reports.

#include "core/audit/audit_log.h"
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
  ReportRoutes(Reports::Parts parts, AuditLog& audit, MoreAttention more = {},
               MoreCalendar moreCalendar = {})
      : parts_{parts},
        audit_{audit},
        more_{std::move(more)},
        moreCalendar_{std::move(moreCalendar)},
        reports_{parts} {}
  void mount(http::Router& router);

 private:
  http::Answer report(http::Context& context);
  CalendarView calendar(Id<Tenant> tenant, std::optional<Date> from, std::optional<Date> to);

  Reports::Parts parts_;
  AuditLog& audit_;
  MoreAttention more_;
  MoreCalendar moreCalendar_;
  Reports reports_;
};

}  // namespace hostler
