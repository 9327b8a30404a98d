#pragma once

#include "core/db/migration.h"
#include "core/http/router.h"
#include "core/jobs/handler.h"
#include "core/schedule/scheduler.h"
#include "modules/files/file_routes.h"
#include "modules/files/files.h"
#include "modules/files/upload_routes.h"

#include <span>

namespace hostler {

std::span<const db::Migration> filesMigrations();

/// Removes uploads that belong to nothing.
struct RemoveOrphanFiles {
  static constexpr std::string_view kKind = "files.remove_orphans";
  std::int64_t due = 0;
  static void describe(Shape<RemoveOrphanFiles>& shape) {
    shape.field("due", &RemoveOrphanFiles::due);
  }
};

/// Uploads, put together.
class FilesModule {
 public:
  /// Without `images`, which must outlive it, no image is taken.
  explicit FilesModule(Files::Parts parts, images::ImageWorkshop* images = nullptr)
      : files_{parts}, routes_{parts.database, files_}, uploads_{files_, images} {}

  Files& files() { return files_; }
  void mount(http::Router& router) {
    routes_.mount(router);
    uploads_.mount(router);
  }
  void addHandlers(jobs::Handlers& handlers);
  void addSchedules(Scheduler& scheduler);

 private:
  Files files_;
  FileRoutes routes_;
  UploadRoutes uploads_;
};

}  // namespace hostler
