#include "core/db/sqlite/sqlite_sessions.h"

#include "core/db/sqlite/sqlite_errors.h"
#include "core/db/sqlite/sqlite_statement.h"

#include <Poco/AutoPtr.h>
#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/SessionPool.h>
#include <Poco/ThreadPool.h>
#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hostler::db {
namespace {

// SQLite's own measure, which its own hook keeps where there is no other.
constexpr int kPagesBeforeCheckpoint = 1'000;

// After a commit that wrote something, in the thread of that commit. A checkpoint flushes the log
// first; the system tells of a failure once, so a later flush of ours would not hear of it.
int committed(void* told, sqlite3* session, const char* name, int pages) {
  auto& commits = *static_cast<GroupCommit*>(told);
  commits.wrote();
  if (pages < kPagesBeforeCheckpoint) return SQLITE_OK;
  const auto code =
      sqlite3_wal_checkpoint_v2(session, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC) {
    const int error = sqlite3_system_errno(session);
    commits.fail(error != 0 ? error : EIO);
  }
  return SQLITE_OK;
}

// Small page caches: the file's pages are in the machine's memory anyway, and 50 sessions with
// SQLite's default held 56 MB after a scan.
constexpr int kWriterCacheKiB = 2048;
constexpr int kReaderCacheKiB = 512;
constexpr int kIdleSeconds = 60;

void run(sqlite3* session, const std::string& sql) {
  const auto code = sqlite3_exec(session, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throwSqlite(session, code);
}

void switchOn(sqlite3* session, int setting, bool on) {
  sqlite3_db_config(session, setting, on ? 1 : 0, nullptr);
}

// A file keeps this mode, so only its first opener asks for it: that needs the file for itself.
void useWal(sqlite3* session) {
  if (SqliteStatement{session, "PRAGMA journal_mode"}.query({}).only().text("journal_mode") ==
      "wal")
    return;
  const auto mode =
      SqliteStatement{session, "PRAGMA journal_mode=WAL"}.query({}).only().text("journal_mode");
  if (mode != "wal") {
    throw std::runtime_error{
        "SQLite cannot use write-ahead logging there (a network file system?): "
        "journal_mode stays " +
        mode};
  }
}

// A SessionPool keeps a thread of Poco's one default pool for its janitor, and each opening borrows
// another. Room for both is brought along, so that the number of databases in one process has no
// limit.
class RoomForThreads {
 public:
  RoomForThreads() { Poco::ThreadPool::defaultPool().addCapacity(kThreads); }
  ~RoomForThreads() { Poco::ThreadPool::defaultPool().addCapacity(-kThreads); }
  RoomForThreads(const RoomForThreads&) = delete;
  RoomForThreads& operator=(const RoomForThreads&) = delete;

 private:
  static constexpr int kThreads = 2;
};

}  // namespace

class SqliteSessions::Pool {
 public:
  Pool(const std::string& path, int most)
      : sessions_{new Poco::Data::SessionPool(Poco::Data::SQLite::Connector::KEY, path, 0, most,
                                              kIdleSeconds)} {}

  // One that came back was given up for a reason, so it is opened anew.
  std::unique_ptr<Poco::Data::Session> get() {
    const bool mayBeUsed = sessions_->idle() > 0;
    auto session = std::make_unique<Poco::Data::Session>(sessions_->get());
    if (mayBeUsed) session->reconnect();
    return session;
  }

 private:
  const RoomForThreads room_;
  Poco::AutoPtr<Poco::Data::SessionPool> sessions_;
};

SqliteSessions::SqliteSessions(const std::string& path, const DatabaseOptions& options)
    : path_{path}, options_{options} {
  static const bool once = [] {
    Poco::Data::SQLite::Connector::registerConnector();
    return true;
  }();
  static_cast<void>(once);
  pool_ = std::make_unique<Pool>(path_, options_.readers + 1);
}

SqliteSessions::~SqliteSessions() {
  pool_.reset();
  if (logFile_ >= 0) ::close(logFile_);
}

SqliteSessions::Session::Session(SqliteSessions& sessions, bool mayWrite) {
  try {
    session_ = sessions.pool_->get();
    handle_ = Poco::Data::SQLite::Utility::dbHandle(*session_);
  } catch (const Poco::Exception& error) {
    throw Unavailable{"SQLite cannot open " + sessions.path_ + ": " + error.message(),
                      SQLITE_CANTOPEN};
  }
  try {
    sessions.setUp(handle_, mayWrite);
  } catch (...) {
    session_->close();
    throw;
  }
}

SqliteSessions::Session::Session(Session&&) noexcept = default;

SqliteSessions::Session::~Session() {
  if (session_) session_->close();
}

void SqliteSessions::setUp(sqlite3* session, bool mayWrite) {
  sqlite3_extended_result_codes(session, 1);
  sqlite3_busy_timeout(session, static_cast<int>(options_.busyTimeout.count()));
  useWal(session);
  switchOn(session, SQLITE_DBCONFIG_DEFENSIVE, true);
  switchOn(session, SQLITE_DBCONFIG_TRUSTED_SCHEMA, false);
  switchOn(session, SQLITE_DBCONFIG_DQS_DML, false);  // "x" is a name, never a text
  switchOn(session, SQLITE_DBCONFIG_DQS_DDL, false);
  run(session,
      // The log is whole whatever happens; its commits are flushed to the disk by GroupCommit.
      "PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=OFF;"
      // REPLACE must meet the DELETE triggers of append-only tables; LIKE must tell cases apart as
      // MySQL's does.
      " PRAGMA recursive_triggers=ON; PRAGMA case_sensitive_like=ON;"
      " PRAGMA journal_size_limit=67108864;"
      " PRAGMA cache_size=-" +
          std::to_string(mayWrite ? kWriterCacheKiB : kReaderCacheKiB));
  if (!mayWrite) return run(session, "PRAGMA query_only=ON");
  std::call_once(logNamed_, [&] {
    log_ = sqlite3_filename_wal(sqlite3_db_filename(session, "main"));
    openLog();
  });
  sqlite3_wal_hook(session, &committed, &commits_);
}

// By its name, and anew when that file is gone: the last session that closes takes the log away,
// and the next makes another. What was gone was written into the database, and flushed there,
// before.
void SqliteSessions::openLog() {
  struct stat kept {};
  if (logFile_ >= 0 && ::fstat(logFile_, &kept) == 0 && kept.st_nlink > 0) return;
  const int file = ::open(log_.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0 && errno != ENOENT)
    throw CommitUnknown{log_ + " cannot be opened to be flushed: " + std::strerror(errno), errno};
  if (logFile_ >= 0) ::close(logFile_);
  logFile_ = file;
}

int SqliteSessions::flushLog() {
  openLog();
  return logFile_ < 0 || ::fdatasync(logFile_) == 0 ? 0 : errno;
}

}  // namespace hostler::db
