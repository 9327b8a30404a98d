#pragma once

#include "core/db/mysql/mysql_server.h"
#include "core/db/schema_session.h"

#include <chrono>
#include <memory>

namespace sql {
class Connection;
class Statement;
}  // namespace sql

namespace hostler::db {

/// The one session that changes the schema of a MySQL database: it holds a named lock of the
/// server, which goes with the session. (A lock of one server, not of a Galera cluster: migrations
/// too go to the one writer.)
class MysqlSchemaSession final : public SchemaSession {
 public:
  /// Null when another session still has the lock after `patience`.
  static std::unique_ptr<SchemaSession> begin(std::unique_ptr<sql::Connection> session,
                                              const MysqlServer& server,
                                              std::chrono::milliseconds patience);
  MysqlSchemaSession(std::unique_ptr<sql::Connection> session, const MysqlServer& server);
  ~MysqlSchemaSession() override;

  bool changesAreTransactional() const override { return false; }
  /// By the text protocol: MySQL prepares no CREATE TRIGGER.
  void run(std::string_view statement) override;
  std::string exactCollation() override { return collation_; }

 private:
  bool lock(std::chrono::milliseconds patience);

  std::unique_ptr<sql::Connection> session_;
  std::unique_ptr<sql::Statement> statement_;
  std::string collation_;
};

}  // namespace hostler::db
