#pragma once

#include "core/db/mysql/mysql_server.h"
#include "core/db/pooled_database.h"

namespace sql {
class Connection;
}

namespace hostler::db {

/// One schema on a MySQL or MariaDB server, behind a pool of connections.
class MysqlDatabase final : public PooledDatabase {
 public:
  /// Connects, and examines the server. Throws DatabaseError, or std::runtime_error with the
  /// settings to change.
  MysqlDatabase(const DatabaseUrl& url, const DatabaseOptions& options);

  Dialect dialect() const override { return Dialect::Mysql; }
  Instant serverTime() override;
  PoolState pool() const override;
  std::unique_ptr<SchemaSession> schemaSession(std::chrono::milliseconds patience) override;

 protected:
  ConnectionPool& poolFor(Purpose) override { return pool_; }
  [[noreturn]] void noneFree(Purpose purpose) const override;

 private:
  std::unique_ptr<sql::Connection> connect(std::chrono::milliseconds answerWithin);

  const DatabaseUrl url_;
  MysqlServer server_;
  ConnectionPool pool_;
};

}  // namespace hostler::db
