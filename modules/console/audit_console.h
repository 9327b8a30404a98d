#pragma once

#include "core/audit/audit_log.h"
#include "core/db/database.h"
#include "core/http/router.h"

namespace hostler {

/// Who did what in this tenant, newest first: all of it for who looks into something, and without
/// what was changed for who wants to know what is going on.
class AuditConsole {
 public:
  AuditConsole(db::Database& database, AuditLog& audit) : database_{database}, audit_{audit} {}
  void mount(http::Router& router);

 private:
  void mountVerdict(http::Router& router);

  db::Database& database_;
  AuditLog& audit_;
};

}  // namespace hostler
