#pragma once

#include "core/config/settings.h"
#include "core/db/migration.h"

#include <memory>
#include <span>

namespace hostler::app {

/// The database that a restore fills. What was opened and not kept is removed again with the
/// object.
class RestoreTarget {
 public:
  virtual ~RestoreTarget() = default;

  /// The database of the settings. SQLite is filled in a file beside and put in place in one step;
  /// MySQL is filled where it is.
  static std::unique_ptr<RestoreTarget> of(const Settings& settings);
  /// A SQLite file in the data folder that is never kept.
  static std::unique_ptr<RestoreTarget> scratch(const Settings& settings);

  /// Throws backup::BackupError when there is something that a restore would overwrite.
  virtual void demandRoom(std::span<const db::Migration> steps) = 0;
  /// An empty database.
  virtual db::Database& open() = 0;
  /// Makes it the installation's.
  virtual void keep() = 0;
};

}  // namespace hostler::app
