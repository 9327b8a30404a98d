#pragma once

#include "core/audit/audit_log.h"
#include "core/http/router.h"
#include "modules/dns/zone_views.h"

namespace hostler {

/// How staff keep the templates that zones begin with.
class PatternRoutes {
 public:
  PatternRoutes(db::Database& database, const Clock& clock, AuditLog& audit)
      : database_{database}, clock_{clock}, audit_{audit} {}
  void mount(http::Router& router);

 private:
  PatternView save(const Actor& actor, const std::string& name, const PatternBody& body);
  void remove(const Actor& actor, const std::string& name);

  db::Database& database_;
  const Clock& clock_;
  AuditLog& audit_;
};

}  // namespace hostler
