#pragma once

#include "core/http/router.h"
#include "modules/services/backup_work.h"

namespace hostler {

/// Backups of services, for clients and staff.
class BackupRoutes {
 public:
  explicit BackupRoutes(BackupWork& backups) : backups_{backups} {}
  void mount(http::Router& router);

 private:
  BackupWork& backups_;
};

}  // namespace hostler
