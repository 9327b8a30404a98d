#include "core/db/sqlite/sqlite_connection.h"

#include "core/db/dialect.h"
#include "core/db/errors.h"
#include "core/db/sqlite/sqlite_errors.h"

#include <sqlite3.h>

namespace hostler::db {
namespace {

constexpr std::size_t kStatements = 200;

}  // namespace

SqliteConnection::SqliteConnection(SqliteSessions::Session session)
    : session_{std::move(session)},
      statements_{kStatements},
      beginRead_{session_.handle(), "BEGIN"},
      beginWrite_{session_.handle(), "BEGIN IMMEDIATE"},
      commit_{session_.handle(), "COMMIT"},
      rollback_{session_.handle(), "ROLLBACK"} {}

// Runs `run`, and gives the session up after errors that a new one may not have.
template <class Run>
auto SqliteConnection::noticing(Run run) {
  try {
    return run();
  } catch (const DatabaseError& error) {
    if (spoilsSession(error.code)) markBroken();
    throw;
  }
}

SqliteStatement& SqliteConnection::prepared(std::string_view sql) {
  return statements_.get(sql, [&] {
    return SqliteStatement{session_.handle(), inDialect(Dialect::Sqlite, sql)};
  });
}

Rows SqliteConnection::doQuery(std::string_view sql, std::span<const Param> params) {
  return noticing([&] { return prepared(sql).query(params); });
}

std::int64_t SqliteConnection::doChange(std::string_view sql, std::span<const Param> params) {
  return noticing([&] { return prepared(sql).change(params); });
}

void SqliteConnection::control(const std::string& sql) {
  noticing([&] {
    const auto code = prepared(sql).control();
    if (code != SQLITE_OK) throwSqlite(session_.handle(), code);
  });
}

// A deferred transaction that turns writer fails at once when another has written since, whatever
// the busy time-out; so whoever may write takes the writer's lock when it begins.
void SqliteConnection::doBegin(Purpose purpose) {
  if (purpose == Purpose::Statement) return;
  noticing([&] {
    auto& statement = writes(purpose) ? beginWrite_ : beginRead_;
    const auto code = statement.control();
    if (code != SQLITE_OK) throwSqlite(session_.handle(), code);
  });
}

void SqliteConnection::doCommit(Purpose) {
  if (!isInTransaction()) return;
  noticing([&] {
    const auto code = commit_.control();
    if (code != SQLITE_OK) throwSqlite(session_.handle(), code, SqliteStep::Commit);
  });
}

void SqliteConnection::doRollback(Purpose) {
  if (!isInTransaction()) return;
  const auto code = rollback_.control();
  if (code != SQLITE_OK) throwSqlite(session_.handle(), code);
}

bool SqliteConnection::isInTransaction() const {
  return sqlite3_get_autocommit(session_.handle()) == 0;
}

bool SqliteConnection::hasLostTransaction() const {
  return purpose() != Purpose::Statement && !isInTransaction();
}

}  // namespace hostler::db
