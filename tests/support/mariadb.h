#pragma once

#include "core/db/database.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace hostler::testing {

/// A directory of one's own below the system's, removed with the object.
class TemporaryDirectory {
 public:
  explicit TemporaryDirectory(const std::string& name);
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A private MariaDB server of Debian's mariadb-server: its own data directory, a Unix socket and a
/// free port on loopback. It runs as this user, or as `mysql` when that is root, and goes with this
/// process. Throws std::runtime_error, with the server's log, when it cannot be installed or
/// started.
class MariaDb {
 public:
  /// `settings` as on its command line: "--sql-mode=". They come after ours, so they win.
  explicit MariaDb(std::vector<std::string> settings = {});
  ~MariaDb();
  MariaDb(const MariaDb&) = delete;
  MariaDb& operator=(const MariaDb&) = delete;

  /// One for the whole test program, started when first asked for.
  static MariaDb& shared();

  /// Makes an empty database; its address, over TCP.
  db::DatabaseUrl freshDatabase();
  /// Runs a statement as the server's root, in the database of that name if there is one.
  void execute(const std::string& sql, const std::string& database = {});
  /// The first column of the first row of the answer.
  std::string ask(const std::string& sql);

  std::uint16_t port() const { return port_; }
  /// Kills it at once, as a power cut would.
  void kill();
  /// Starts it again on the same data, socket and port, and waits until it answers.
  void start();
  /// Asks it to stop, and waits until it has.
  void stop();
  const std::filesystem::path& directory() const { return directory_.path(); }

 private:
  void install();
  bool answers();
  std::string log() const;
  void awaitEnd();

  TemporaryDirectory directory_;
  std::vector<std::string> settings_;
  std::uint16_t port_ = 0;
  pid_t process_ = -1;
  int databases_ = 0;
};

}  // namespace hostler::testing
