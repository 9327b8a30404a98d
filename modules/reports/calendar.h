#pragma once

#include "core/shape/shape.h"
#include "modules/entities/entities.h"
#include "modules/reports/ledger_sums.h"

#include <functional>
#include <optional>
#include <vector>

namespace hostler {

/// Invoice: a renewal will be invoiced. Renewal: the paid term ends. Due: an open invoice is to be
/// paid. Suspension: it will be suspended if nobody pays. Cancellation: the client asked for it.
enum class CalendarKind { Invoice = 1, Renewal, Due, Suspension, Cancellation };
template <>
inline constexpr std::array kEnumNames<CalendarKind>{
    std::string_view{"invoice"}, std::string_view{"renewal"}, std::string_view{"due"},
    std::string_view{"suspension"}, std::string_view{"cancellation"}};

struct CalendarEntry {
  Date date = Date::ofDaysSinceEpoch(0);
  CalendarKind kind = CalendarKind::Invoice;
  std::string title;
  Id<Account> client;
  std::optional<Id<Service>> service;
  std::optional<Id<Domain>> domain;
  std::optional<Id<Invoice>> invoice;
  Money amount = Money::zero(Currency::of("INR"));
  static void describe(Shape<CalendarEntry>& shape);
};

/// When the shop's own rules act, as the tenant has set them. A product's own days come before
/// `invoiceDaysBefore`.
struct CalendarPolicy {
  int invoiceDaysBefore = 14, graceDays = 3;
};

/// Adds what modules beside know to come within these days: at most so many entries of each kind.
using MoreCalendar = std::function<void(db::Reader&, Id<Tenant>, const DayRange&, int most,
                                        std::vector<CalendarEntry>&)>;

/// What is to come, as things stand today: by day. At most `most` entries of each kind, and as many
/// of what `more` adds.
std::vector<CalendarEntry> calendarOf(db::Reader& reader, Id<Tenant> tenant, const DayRange& range,
                                      const CalendarPolicy& policy, int most,
                                      const MoreCalendar& more = {});

}  // namespace hostler
