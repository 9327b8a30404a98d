#include "core/db/mysql/mysql_database.h"

#include "core/db/mysql/mysql_connection.h"
#include "core/db/mysql/mysql_driver.h"
#include "core/db/mysql/mysql_errors.h"
#include "core/db/mysql/mysql_schema_session.h"

#include <cppconn/connection.h>
#include <cppconn/exception.h>

namespace hostler::db {

MysqlDatabase::MysqlDatabase(const DatabaseUrl& url, const DatabaseOptions& options)
    : PooledDatabase{options}, url_{url}, pool_{options.pool, options.connectTimeout, [this] {
                                                  return std::make_unique<MysqlConnection>(
                                                      connect(this->options().readTimeout),
                                                      server_);
                                                }} {
  try {
    const auto session = connectMysql(url_, options, options.readTimeout);
    server_ = MysqlServer::examine(*session);
  } catch (const sql::SQLException& error) {
    throwMysql(error, MysqlStep::Connect);
  }
}

std::unique_ptr<sql::Connection> MysqlDatabase::connect(std::chrono::milliseconds answerWithin) {
  auto session = connectMysql(url_, options(), answerWithin);
  try {
    server_.setUp(*session, options().busyTimeout);
  } catch (const sql::SQLException& error) {
    throwMysql(error, MysqlStep::Connect);
  }
  return session;
}

void MysqlDatabase::noneFree(Purpose) const {
  throw Unavailable{"all " + std::to_string(options().pool) + " database connections are in use",
                    0};
}

Instant MysqlDatabase::serverTime() {
  const auto rows = query("SELECT CAST(UNIX_TIMESTAMP(SYSDATE(6)) * 1000000 AS SIGNED) AS micros");
  return rows.only().instant("micros");
}

Database::PoolState MysqlDatabase::pool() const {
  return {pool_.open(), pool_.used()};
}

std::unique_ptr<SchemaSession> MysqlDatabase::schemaSession(std::chrono::milliseconds patience) {
  constexpr std::chrono::hours longestChange{24};  // a great table takes its time
  return MysqlSchemaSession::begin(connect(longestChange), server_, patience);
}

}  // namespace hostler::db
