#include "core/db/mysql/mysql_connection.h"

#include "core/db/database.h"
#include "core/db/dialect.h"
#include "core/db/mysql/mysql_driver.h"
#include "core/db/mysql/mysql_errors.h"

#include <cppconn/connection.h>
#include <cppconn/exception.h>
#include <cppconn/statement.h>

namespace hostler::db {
namespace {

constexpr std::size_t kStatements = 200;
constexpr std::size_t kRowsAtOnce = 256;
constexpr std::size_t kPlaceholders = 65'535;  // the protocol counts them in 16 bits

}  // namespace

MysqlConnection::MysqlConnection(std::unique_ptr<sql::Connection> session,
                                 const MysqlServer& server)
    : session_{std::move(session)},
      plain_{session_->createStatement()},
      statements_{kStatements},
      server_{server} {}

MysqlConnection::~MysqlConnection() {
  joinDriver();
}

BatchLimits MysqlConnection::batchLimits() const {
  return {kRowsAtOnce, kPlaceholders, server_.maxPacket / 2};
}

template <class Run>
auto MysqlConnection::answering(Run run) {
  try {
    return run();
  } catch (const sql::SQLException& error) {
    throwMysql(error);
  }
}

Rows MysqlConnection::doQuery(std::string_view sql, std::span<const Param> params) {
  return answering([&] {
    auto& statement = statements_.get(sql, [&] {
      return MysqlStatement{*session_, inDialect(Dialect::Mysql, sql)};
    });
    begun_ = true;
    return statement.query(params);
  });
}

std::int64_t MysqlConnection::doChange(std::string_view sql, std::span<const Param> params) {
  return answering([&] {
    auto& statement = statements_.get(sql, [&] {
      return MysqlStatement{*session_, inDialect(Dialect::Mysql, sql)};
    });
    begun_ = true;
    return statement.change(params);
  });
}

void MysqlConnection::control(const std::string& sql) {
  answering([&] {
    begun_ = true;
    plain_->execute(sql);
  });
}

MysqlMode MysqlConnection::modeFor(Purpose purpose) {
  switch (purpose) {
    case Purpose::Statement:
      return MysqlMode::Statements;
    case Purpose::LockingTransaction:
      return MysqlMode::LockingTransactions;
    case Purpose::Snapshot:
    case Purpose::Transaction:
      break;
  }
  return MysqlMode::Transactions;
}

void MysqlConnection::doBegin(Purpose purpose) {
  joinDriver();
  begun_ = false;
  const auto mode = modeFor(purpose);
  if (mode == mode_) return;
  answering([&] { plain_->execute(server_.settingsFor(mode)); });
  mode_ = mode;
}

// As a statement, since the connector's commit() does not look at the answer.
void MysqlConnection::doCommit(Purpose) {
  if (!begun_) return;
  try {
    plain_->execute("COMMIT");
    begun_ = false;
  } catch (const sql::SQLException& error) {
    if (losesConnection(error.getErrorCode())) markBroken();
    throwMysql(error, MysqlStep::Commit);
  }
}

void MysqlConnection::doRollback(Purpose) {
  if (!begun_ || mode_ == MysqlMode::Statements) return;
  answering([&] { plain_->execute("ROLLBACK"); });
  begun_ = false;
}

}  // namespace hostler::db
