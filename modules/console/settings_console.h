#pragma once

#include "core/audit/audit_log.h"
#include "core/http/router.h"
#include "modules/resellers/resellers.h"

namespace hostler {

/// A tenant's own choices: GET and PUT /api/admin/settings; and the brand that strangers see.
class SettingsConsole {
 public:
  SettingsConsole(db::Database& database, Tenants& tenants, AuditLog& audit)
      : database_{database}, tenants_{tenants}, audit_{audit} {}
  void mount(http::Router& router);

 private:
  db::Database& database_;
  Tenants& tenants_;
  AuditLog& audit_;
};

}  // namespace hostler
