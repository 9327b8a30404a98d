#pragma once

#include "core/db/connection.h"
#include "core/db/sqlite/sqlite_sessions.h"
#include "core/db/sqlite/sqlite_statement.h"
#include "core/db/statement_cache.h"

namespace hostler::db {

/// One SQLite session with its prepared statements, which work on the raw handle: Poco prepares a
/// statement again on every execution, five to eight times slower.
class SqliteConnection final : public Connection {
 public:
  explicit SqliteConnection(SqliteSessions::Session session);

  /// A SQLite statement holds few values and costs little to run again, so rows go one by one.
  BatchLimits batchLimits() const override { return {1, 32'766, 1'000'000}; }

 protected:
  void doBegin(Purpose purpose) override;
  void doCommit(Purpose purpose) override;
  void doRollback(Purpose purpose) override;
  Rows doQuery(std::string_view sql, std::span<const Param> params) override;
  std::int64_t doChange(std::string_view sql, std::span<const Param> params) override;
  void control(const std::string& sql) override;
  bool savepointsReplaceEachOther() const override { return false; }
  bool hasLostTransaction() const override;

 private:
  template <class Run>
  auto noticing(Run run);
  SqliteStatement& prepared(std::string_view sql);
  bool isInTransaction() const;

  SqliteSessions::Session session_;  // declared first: statements go before their session
  StatementCache<SqliteStatement> statements_;
  SqliteStatement beginRead_, beginWrite_, commit_, rollback_;
};

}  // namespace hostler::db
