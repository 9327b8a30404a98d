#pragma once

#include "core/audit/audit_log.h"
#include "core/http/router.h"
#include "modules/resellers/resellers.h"

#include <map>
#include <memory>
#include <mutex>

namespace hostler {

/// A tenant's own choices: GET and PUT /api/admin/settings; and the brand that strangers see.
class SettingsConsole {
 public:
  SettingsConsole(db::Database& database, Tenants& tenants, AuditLog& audit)
      : database_{database}, tenants_{tenants}, audit_{audit} {}
  void mount(http::Router& router);

 private:
  http::Kept<Json> brand(Id<Tenant> id);

  struct KeptBrand {
    std::weak_ptr<const Tenant> of;
    std::shared_ptr<const http::KeptText> text;
  };

  db::Database& database_;
  Tenants& tenants_;
  AuditLog& audit_;
  std::mutex mutex_;
  std::map<Id<Tenant>, KeptBrand> brands_;
};

}  // namespace hostler
