#pragma once

#include "core/time/date.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// A reminder of an invoice: the day of the tenant's list, counted from the due date, and what
/// Reminders calls it.
struct Notice {
  int day = 0;
  std::string kind;
};

struct NoticedInvoice {
  Date issueDate, dueDate;
  std::optional<int> lastNotice;  ///< the latest day of which a reminder was sent
};

/// The reminder that is due today, if any. `days` in ascending order. Pure.
std::optional<Notice> noticeFor(const std::vector<int>& days, const NoticedInvoice& invoice, Date today);

}  // namespace hostler
