#pragma once

#include "core/db/database.h"
#include "core/db/sqlite/group_commit.h"

#include <memory>
#include <mutex>
#include <string>

struct sqlite3;

namespace Poco::Data {
class Session;
}

namespace hostler::db {

/// The sessions with one SQLite file, owned and bounded by a Poco::Data::SessionPool, each set up
/// before it is used: WAL, our words for quotes and LIKE. A commit is as durable as with
/// synchronous=FULL once commits().settle() has returned, which one flush does for many.
/// Thread-safe.
class SqliteSessions {
 public:
  SqliteSessions(const std::string& path, const DatabaseOptions& options);
  ~SqliteSessions();

  GroupCommit& commits() { return commits_; }

  /// One session, which goes back to the pool with the object. A writer has a greater page cache
  /// and may write. Throws Unavailable, Conflict (locked by a process that is opening it too), or
  /// std::runtime_error when the file system cannot do WAL.
  class Session {
   public:
    Session(SqliteSessions& sessions, bool mayWrite);
    ~Session();
    Session(Session&&) noexcept;
    sqlite3* handle() const { return handle_; }

   private:
    std::unique_ptr<Poco::Data::Session> session_;
    sqlite3* handle_;
  };

 private:
  class Pool;
  void setUp(sqlite3* session, bool mayWrite);
  void openLog();
  int flushLog();

  std::string path_;
  DatabaseOptions options_;
  std::once_flag logNamed_;
  std::string log_;   // the file that commits are written to
  int logFile_ = -1;  // kept open: a flush needs no descriptor that may be short just then
  GroupCommit commits_{[this] { return flushLog(); }};
  std::unique_ptr<Pool> pool_;
};

}  // namespace hostler::db
