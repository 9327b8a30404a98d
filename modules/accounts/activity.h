#pragma once

#include "core/audit/audit_log.h"
#include "core/db/database.h"
#include "core/http/page.h"
#include "modules/entities/entities.h"

namespace hostler {

/// One line of an account's activity page, out of the audit log.
struct ActivityView {
  Id<AuditEntry> id;
  std::string action, object, outcome, address, userAgent;
  std::optional<Id<User>> user, impersonator;
  Instant createdAt;
  static void describe(Shape<ActivityView>& shape);
};

/// Newest first. `limit` lines.
std::vector<ActivityView> activityOf(db::Reader& reader, const Scope& scope,
                                     const http::ListOrder& order, int limit);

}  // namespace hostler
