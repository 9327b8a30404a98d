#pragma once

#include "core/db/pooled_database.h"
#include "core/db/sqlite/sqlite_sessions.h"

namespace hostler::db {

/// One SQLite file: one writing connection behind a fair queue, a few reading ones beside it.
class SqliteDatabase final : public PooledDatabase {
 public:
  /// Opens the writer at once, and so the file. Throws what SqliteSessions::Session throws.
  SqliteDatabase(const DatabaseUrl& url, const DatabaseOptions& options);

  Dialect dialect() const override { return Dialect::Sqlite; }
  Instant serverTime() override;
  PoolState pool() const override;
  std::unique_ptr<SchemaSession> schemaSession(std::chrono::milliseconds patience) override;

 protected:
  void makeDurable() override { sessions_.commits().settle(); }
  ConnectionPool& poolFor(Purpose purpose) override;
  [[noreturn]] void noneFree(Purpose purpose) const override;

 private:
  SqliteSessions sessions_;
  ConnectionPool writer_, readers_;
};

}  // namespace hostler::db
