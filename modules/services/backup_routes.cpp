#include "modules/services/backup_routes.h"

#include "modules/services/service_routes.h"

namespace hostler {

using http::Access;

namespace {

struct RestoreBody {
  std::string backup;
  static void describe(Shape<RestoreBody>& shape) {
    shape.field("backup_id", &RestoreBody::backup).length(1, 200);
  }
};

}  // namespace

void BackupRoutes::mount(http::Router& router) {
  const auto backUp = [this](const auto& request) {
    return http::Accepted{
        backups_.beginBackup(request.actor(), request.template id<Service>()).text()};
  };
  const auto restore = [this](const auto& request) {
    return http::Accepted{
        backups_
            .beginRestore(request.actor(), request.template id<Service>(), request.body().backup)
            .text()};
  };
  const auto operate = Access::client(kOperateServices).notSuspended();
  router.post<http::Nothing, http::Accepted>("/services/{id}/backup", operate, backUp)
      .named("backUpService", "Make a backup of it now")
      .tagged("Services")
      .idempotent();
  router
      .post<RestoreBody, http::Accepted>("/services/{id}/restore",
                                         operate.withFreshFactor().notImpersonated(), restore)
      .named("restoreService", "Put a backup in the place of what is there")
      .tagged("Services")
      .idempotent();
  const auto manage = Access::staff(kManageServices);
  router.post<http::Nothing, http::Accepted>("/admin/services/{id}/backup", manage, backUp)
      .named("adminBackUpService", "Make a backup of it now")
      .tagged("Admin: services")
      .idempotent();
  router
      .post<RestoreBody, http::Accepted>("/admin/services/{id}/restore", manage.withFreshFactor(),
                                         restore)
      .named("adminRestoreService", "Put a backup in the place of what is there")
      .tagged("Admin: services")
      .idempotent();
}

}  // namespace hostler
