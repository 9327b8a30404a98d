#pragma once

#include "core/audit/audit_log.h"
#include "core/db/database.h"
#include "core/http/router.h"

#include <functional>
#include <mutex>

namespace hostler {

/// Who did what in this tenant, newest first: all of it for who looks into something, and without
/// what was changed for who wants to know what is going on.
class AuditConsole {
 public:
  using Verify = std::function<AuditLog::Verdict()>;

  AuditConsole(db::Database& database, AuditLog& audit)
      : AuditConsole{database, [&database, &audit] { return audit.verify(database); }} {}
  /// The same with another way to verify; for tests.
  AuditConsole(db::Database& database, Verify verify)
      : database_{database}, verify_{std::move(verify)} {}
  void mount(http::Router& router);

 private:
  void mountVerdict(http::Router& router);
  /// 409 `verification_running` while another one goes on: each reads the whole log.
  AuditLog::Verdict verdict();

  db::Database& database_;
  Verify verify_;
  std::mutex verifying_;
};

}  // namespace hostler
