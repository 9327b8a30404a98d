#include "core/db/mysql/mysql_schema_session.h"

#include "core/db/mysql/mysql_driver.h"
#include "core/db/mysql/mysql_errors.h"

#include <cppconn/connection.h>
#include <cppconn/exception.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>

namespace hostler::db {

MysqlSchemaSession::MysqlSchemaSession(std::unique_ptr<sql::Connection> session,
                                       const MysqlServer& server)
    : session_{std::move(session)},
      statement_{session_->createStatement()},
      collation_{server.collation} {}

MysqlSchemaSession::~MysqlSchemaSession() {
  joinDriver();
}

std::unique_ptr<SchemaSession> MysqlSchemaSession::begin(std::unique_ptr<sql::Connection> session,
                                                         const MysqlServer& server,
                                                         std::chrono::milliseconds patience) {
  auto self = std::make_unique<MysqlSchemaSession>(std::move(session), server);
  try {
    if (!self->lock(patience)) return nullptr;
  } catch (const sql::SQLException& error) {
    throwMysql(error, MysqlStep::Connect);
  }
  return self;
}

bool MysqlSchemaSession::lock(std::chrono::milliseconds patience) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(patience).count();
  const std::unique_ptr<sql::ResultSet> answer{
      statement_->executeQuery("SELECT GET_LOCK(LEFT(CONCAT('hostler schema ', DATABASE()), 64), " +
                               std::to_string(seconds) + ")")};
  return answer->next() && answer->getInt(1) == 1;
}

void MysqlSchemaSession::run(std::string_view statement) {
  try {
    statement_->execute(sql::SQLString{statement.data(), statement.size()});
  } catch (const sql::SQLException& error) {
    throwMysql(error);
  }
}

}  // namespace hostler::db
