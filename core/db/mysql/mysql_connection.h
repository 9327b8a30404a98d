#pragma once

#include "core/db/connection.h"
#include "core/db/mysql/mysql_server.h"
#include "core/db/mysql/mysql_statement.h"
#include "core/db/statement_cache.h"

#include <memory>

namespace sql {
class Connection;
class Statement;
}  // namespace sql

namespace hostler::db {

/// One session with a MySQL or MariaDB server and its prepared statements. It never reconnects by
/// itself: a lost session is thrown away with its statements.
///
/// Transactions run with autocommit off, which spares them the round trip of a BEGIN; statements by
/// themselves with autocommit on, which spares them the COMMIT. A session is switched only when its
/// use changes, and the pool hands out one that fits where it can.
class MysqlConnection final : public Connection {
 public:
  /// Takes a session that is set up. `server` must outlive it.
  MysqlConnection(std::unique_ptr<sql::Connection> session, const MysqlServer& server);
  ~MysqlConnection() override;

  BatchLimits batchLimits() const override;
  bool suits(Purpose purpose) const override { return mode_ == modeFor(purpose); }

 protected:
  void doBegin(Purpose purpose) override;
  void doCommit(Purpose purpose) override;
  void doRollback(Purpose purpose) override;
  Rows doQuery(std::string_view sql, std::span<const Param> params) override;
  std::int64_t doChange(std::string_view sql, std::span<const Param> params) override;
  void control(const std::string& sql) override;
  bool savepointsReplaceEachOther() const override { return true; }

 private:
  template <class Run>
  auto answering(Run run);
  static MysqlMode modeFor(Purpose purpose);

  std::unique_ptr<sql::Connection> session_;  // declared first: statements go before their session
  std::unique_ptr<sql::Statement> plain_;
  StatementCache<MysqlStatement> statements_;
  const MysqlServer& server_;
  MysqlMode mode_ = MysqlMode::Statements;
  bool begun_ = false;  ///< whether the running transaction has sent anything
};

}  // namespace hostler::db
