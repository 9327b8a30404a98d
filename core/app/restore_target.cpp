#include "core/app/restore_target.h"

#include "core/app/foundation.h"
#include "core/backup/bytes.h"
#include "core/backup/new_file.h"
#include "core/backup/room.h"

#include <fcntl.h>
#include <iostream>
#include <sys/file.h>
#include <unistd.h>

namespace hostler::app {
namespace {

using backup::BackupError;

// What migrate, and commands that change nothing, leave in a database: the platform, keys, traces
// of processes.
const backup::RowsOfItsOwn kOfItsOwn{{"engine_keys", 8},       {"engine_mode", 1},
                                     {"engine_nodes", 1024},   {"rate_counters", 1000},
                                     {"test_clock", 1},        {"schema_migrations", 9999},
                                     {"schedule_state", 1000}, {"tenants", 1}};

/// Lets one restore at a time work in a folder.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder)
      : descriptor_{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)} {
    if (descriptor_ < 0) throw BackupError{"the folder " + folder.string() + " cannot be opened"};
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(descriptor_);
    throw BackupError{"another restore is at work in " + folder.string()};
  }
  ~FolderLock() { ::close(descriptor_); }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int descriptor_;
};

class SqliteTarget final : public RestoreTarget {
 public:
  SqliteTarget(std::filesystem::path file, bool isKept)
      : file_{std::move(file)},
        partial_{file_.string() + ".restoring"},
        isKept_{isKept},
        lock_{file_.parent_path()} {}
  ~SqliteTarget() override {
    database_.reset();
    remove(partial_);
  }

  void demandRoom(std::span<const db::Migration> steps) override {
    if (!isKept_ || !std::filesystem::exists(file_)) return;
    const auto there = opened(file_);
    backup::demandRoom(*there, steps, kOfItsOwn);
  }

  db::Database& open() override {
    remove(partial_);  // of a restore that was killed
    database_ = opened(partial_);
    return *database_;
  }

  void keep() override {
    database_.reset();  // writes its log back into the file
    if (!isKept_) return;
    if (std::filesystem::exists(partial_ + "-wal"))
      throw BackupError{"the filled database could not be closed: is another program reading it?"};
    std::filesystem::remove(file_.string() + "-wal");
    std::filesystem::remove(file_.string() + "-shm");
    std::filesystem::rename(partial_, file_);
    backup::syncFolder(file_.parent_path());
  }

 private:
  static std::unique_ptr<db::Database> opened(const std::filesystem::path& file) {
    return db::Database::open(db::DatabaseUrl::parse("sqlite:" + file.string()));
  }
  static void remove(const std::string& database) {
    std::error_code ignored;
    for (const auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(database + end, ignored);
  }

  std::filesystem::path file_;
  std::string partial_;
  bool isKept_;
  FolderLock lock_;
  std::unique_ptr<db::Database> database_;
};

class MysqlTarget final : public RestoreTarget {
 public:
  explicit MysqlTarget(std::unique_ptr<db::Database> database) : database_{std::move(database)} {}
  ~MysqlTarget() override {
    if (!begun_) return;
    try {
      backup::removeTables(*database_);
    } catch (const std::exception& error) {
      std::cerr << "hostler: what was restored until then could not be removed again ("
                << error.what() << "): run hostler restore once more, which begins anew\n";
    }
  }

  void demandRoom(std::span<const db::Migration> steps) override {
    backup::demandRoom(*database_, steps, kOfItsOwn);
  }

  db::Database& open() override {
    backup::removeTables(*database_);
    begun_ = true;
    return *database_;
  }

  void keep() override { begun_ = false; }

 private:
  std::unique_ptr<db::Database> database_;
  bool begun_ = false;
};

void makeDataFolder(const Settings& settings) {
  std::filesystem::create_directories(dataFolder(settings));
  std::filesystem::permissions(dataFolder(settings), std::filesystem::perms::owner_all);
}

}  // namespace

std::unique_ptr<RestoreTarget> RestoreTarget::of(const Settings& settings) {
  makeDataFolder(settings);
  const auto url = databaseUrl(settings);
  if (url.dialect == db::Dialect::Mysql)
    return std::make_unique<MysqlTarget>(openDatabase(settings));
  return std::make_unique<SqliteTarget>(std::filesystem::absolute(url.path), true);
}

std::unique_ptr<RestoreTarget> RestoreTarget::scratch(const Settings& settings) {
  makeDataFolder(settings);
  return std::make_unique<SqliteTarget>(dataFolder(settings) / "restore-check.db", false);
}

}  // namespace hostler::app
