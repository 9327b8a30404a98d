#pragma once

#include "core/audit/actor.h"
#include "core/db/database.h"
#include "modules/billing/invoice.h"

#include <string>

namespace hostler {

/// How the reminding rule tells people; whoever sends messages implements it.
class Reminders {
 public:
  virtual ~Reminders() = default;
  /// Takes the reminder as part of `tx`. `kind` is "reminder" before the due date, then "overdue_1",
  /// "overdue_2", "overdue_3" (every later one too). Called once for each day of the tenant's list
  /// of notices and each invoice, so two of one kind are two reminders.
  virtual void remind(db::Transaction& tx, const Actor& actor, const Invoice& invoice,
                      const std::string& kind) = 0;
};

}  // namespace hostler
