#include "core/db/sqlite/sqlite_database.h"

#include "core/db/schema_session.h"
#include "core/db/sqlite/sqlite_connection.h"

#include <sqlite3.h>

#include <chrono>

namespace hostler::db {
namespace {

// Nothing to hold: a schema change runs in a transaction, and SQLite has one writer at a time.
class TransactionalSchema final : public SchemaSession {
 public:
  bool changesAreTransactional() const override { return true; }
  void run(std::string_view) override {
    throw std::logic_error{"SQLite changes its schema in transactions"};
  }
  std::string exactCollation() override { return {}; }
};

std::unique_ptr<Connection> opened(SqliteSessions& sessions, bool mayWrite) {
  return std::make_unique<SqliteConnection>(SqliteSessions::Session{sessions, mayWrite});
}

}  // namespace

SqliteDatabase::SqliteDatabase(const DatabaseUrl& url, const DatabaseOptions& options)
    : PooledDatabase{options},
      sessions_{url.path, options},
      writer_{1, options.busyTimeout, [this] { return opened(sessions_, true); }},
      readers_{options.readers, options.busyTimeout, [this] { return opened(sessions_, false); }} {
  static_cast<void>(take(Purpose::Transaction));
}

// What a broken disk does not hold is told to nobody: neither by those who wrote it nor by those
// who would read it.
ConnectionPool& SqliteDatabase::poolFor(Purpose purpose) {
  if (sessions_.commits().hasFailed())
    throw Unavailable{sessions_.commits().failure(), SQLITE_IOERR};
  return writes(purpose) ? writer_ : readers_;
}

void SqliteDatabase::noneFree(Purpose purpose) const {
  if (writes(purpose)) {
    throw Conflict{"another thread has been writing for longer than the busy time-out",
                   SQLITE_BUSY};
  }
  throw Unavailable{"every reading connection has been busy for longer than the busy time-out",
                    SQLITE_BUSY};
}

Instant SqliteDatabase::serverTime() {
  using namespace std::chrono;
  return Instant::ofUnixMicros(
      duration_cast<microseconds>(system_clock::now().time_since_epoch()).count());
}

Database::PoolState SqliteDatabase::pool() const {
  return {writer_.open() + readers_.open(), writer_.used() + readers_.used()};
}

std::unique_ptr<SchemaSession> SqliteDatabase::schemaSession(std::chrono::milliseconds) {
  return std::make_unique<TransactionalSchema>();
}

}  // namespace hostler::db
