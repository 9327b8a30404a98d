#include "modules/reports/report_routes.h"

#include "core/http/body.h"
#include "modules/reports/setup.h"

namespace hostler {

using http::Access;

namespace {

constexpr std::int64_t kLongestCalendar = 92, kUsualCalendar = 60, kLongestReport = 366 * 5;
constexpr int kMostEntries = 1'000;

enum class ReportFormat { Json = 1, Csv };

}  // namespace

template <>
inline constexpr std::array kEnumNames<ReportFormat>{std::string_view{"json"},
                                                     std::string_view{"csv"}};

namespace {

struct TodayQuery {
  int days = 30;
  static void describe(Shape<TodayQuery>& shape) {
    shape.field("days", &TodayQuery::days).range(1, 366).withDefault();
  }
};

struct RangeQuery {
  std::optional<Date> from, to;
  static void describe(Shape<RangeQuery>& shape) {
    shape.field("from", &RangeQuery::from);
    shape.field("to", &RangeQuery::to);
  }
};

struct ReportQuery : RangeQuery {
  std::optional<ReportFormat> format;
  static void describe(Shape<ReportQuery>& shape) {
    shape.include<RangeQuery>();
    shape.field("format", &ReportQuery::format);
  }
};

DayRange checkedRange(const DayRange& range, std::int64_t longest) {
  if (range.to < range.from)
    throw ValidationError{"to", "out_of_range", "must not be before the beginning"};
  if (range.from.daysUntil(range.to) >= longest)
    throw ValidationError{"to", "out_of_range",
                          "must be within " + std::to_string(longest) + " days"};
  return range;
}

// The whole months of the last year, this one included.
DayRange reportRange(const RangeQuery& query, Date today) {
  const auto month = Date::of(today.year(), today.month(), 1);
  return checkedRange({query.from.value_or(month.plusMonths(-11, 1)), query.to.value_or(today)},
                      kLongestReport);
}

// What a route that makes its own answer reads its query with.
const http::Route& queryOfReports() {
  static const http::Route route = [] {
    http::Route made;
    SchemaBook book;
    made.queryTypes = http::queryTypesOf(Shape<ReportQuery>::get().schema(book), book);
    return made;
  }();
  return route;
}

}  // namespace

void CalendarView::describe(Shape<CalendarView>& shape) {
  shape.field("from", &CalendarView::from);
  shape.field("to", &CalendarView::to);
  shape.field("data", &CalendarView::data).count(0, 10'000);
}

CalendarView ReportRoutes::calendar(Id<Tenant> tenant, std::optional<Date> from,
                                    std::optional<Date> to) {
  const auto begin = from.value_or(parts_.tenants.today(tenant));
  const auto range =
      checkedRange({begin, to.value_or(begin.plusDays(kUsualCalendar - 1))}, kLongestCalendar);
  const auto settings = parts_.tenants.settings(tenant);
  const CalendarPolicy policy{static_cast<int>(settings.integer("renewal.invoice_days_before")),
                              static_cast<int>(settings.integer("renewal.grace_days"))};
  return {range.from, range.to, parts_.database.read([&](db::Reader& reader) {
            return calendarOf(reader, tenant, range, policy, kMostEntries, moreCalendar_);
          })};
}

http::Answer ReportRoutes::report(http::Context& context) {
  const auto query = fromJson<ReportQuery>(http::readQuery(context.raw(), queryOfReports()));
  const auto tenant = context.tenant();
  const auto& name = context.path("name");
  const auto table = reports_.make(name, tenant, reportRange(query, parts_.tenants.today(tenant)));
  http::Answer answer;
  if (query.format.value_or(ReportFormat::Json) == ReportFormat::Json) {
    answer.body = toJson(table);
    return answer;
  }
  parts_.database.transaction([&](db::Transaction& tx) {
    audit_.record(tx, context.actor(),
                  {"report.exported",
                   name,
                   nullptr,
                   {{"report", name},
                    {"from", table.from.text()},
                    {"to", table.to.text()},
                    {"format", "csv"}}});
  });
  answer.raw.emplace();
  answer.raw->headers = {
      {"Content-Type", "text/csv; charset=utf-8"},
      {"Content-Disposition", "attachment; filename=\"" + name + "-" + table.to.text() + ".csv\""},
      {"Cache-Control", "private, no-store"}};
  answer.raw->body = csvOf(table);
  return answer;
}

void ReportRoutes::mount(http::Router& router) {
  const auto read = Access::staff(kReadReports);
  router
      .get<TodayQuery, TodayView>("/admin/stats", read,
                                  [this](const auto& request) {
                                    const auto tenant = request.scope().tenant;
                                    const auto seller = parts_.tenants.get(tenant);
                                    const auto today = parts_.tenants.today(tenant);
                                    return parts_.database.read([&](db::Reader& reader) {
                                      return todayOf(reader, tenant, seller.zone, today,
                                                     parts_.clock.now(), request.query().days,
                                                     more_);
                                    });
                                  })
      .named("getStats", "What waits for a person, and how the shop does")
      .tagged("Reports");
  router
      .get<http::Nothing, SetupView>("/admin/setup", read,
                                     [this](const auto& request) {
                                       const auto tenant = request.scope().tenant;
                                       return parts_.database.read([&](db::Reader& reader) {
                                         return setupOf(reader, tenant);
                                       });
                                     })
      .named("getSetup", "How far the shop's set-up has come")
      .tagged("Reports");
  router
      .get<RangeQuery, ReportTable>(
          "/admin/revenue", read,
          [this](const auto& request) {
            const auto tenant = request.scope().tenant;
            return reports_.revenue(tenant,
                                    reportRange(request.query(), parts_.tenants.today(tenant)));
          })
      .named("getRevenue", "What was invoiced and collected, by month")
      .tagged("Reports");
  router
      .get<RangeQuery, CalendarView>("/admin/calendar", read,
                                     [this](const auto& request) {
                                       return calendar(request.scope().tenant, request.query().from,
                                                       request.query().to);
                                     })
      .named("getCalendar", "What will be invoiced, renewed, suspended and cancelled, by day")
      .tagged("Reports");
  router
      .raw(http::Method::Get, "/admin/reports/{name}", read,
           [this](http::Context& context) { return report(context); })
      .named("getReport", "revenue, clients, ageing or tax, as JSON or CSV")
      .tagged("Reports")
      .rawBody()  // reads its query itself
      .slow();
}

}  // namespace hostler
