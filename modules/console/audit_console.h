#pragma once

#include "core/db/database.h"
#include "core/http/router.h"

namespace hostler {

/// Who did what in this tenant, newest first: all of it for who looks into something, and without
/// what was changed for who wants to know what is going on.
class AuditConsole {
 public:
  explicit AuditConsole(db::Database& database) : database_{database} {}
  void mount(http::Router& router);

 private:
  db::Database& database_;
};

}  // namespace hostler
