#include "core/db/mysql/mysql_server.h"

#include <cppconn/connection.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace hostler::db {
namespace {

constexpr auto kExamine = R"sql(
  SELECT @@global.sql_mode AS mode, @@global.max_allowed_packet AS packet,
         (SELECT support FROM information_schema.engines WHERE engine = 'InnoDB') AS innodb,
         (SELECT default_character_set_name FROM information_schema.schemata
           WHERE schema_name = DATABASE()) AS charset,
         (SELECT MIN(CONCAT(table_name, ' is ', engine)) FROM information_schema.tables
           WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND engine <> 'InnoDB') AS odd_table,
         (SELECT COUNT(*) FROM information_schema.collations WHERE collation_name = 'utf8mb4_nopad_bin') AS mariadb_exact,
         (SELECT COUNT(*) FROM information_schema.collations WHERE collation_name = 'utf8mb4_0900_bin') AS mysql_exact)sql";

// Quotes and || as SQLite has them; the rest refuses what would be stored as something else.
constexpr auto kSqlMode =
    "STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
    "NO_ENGINE_SUBSTITUTION,ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES";

std::unique_ptr<sql::ResultSet> ask(sql::Connection& connection, const char* sql) {
  const std::unique_ptr<sql::Statement> statement{connection.createStatement()};
  return std::unique_ptr<sql::ResultSet>{statement->executeQuery(sql)};
}

std::string textOf(const sql::ResultSet& row, const char* column) {
  return row.isNull(column) ? std::string{} : row.getString(column).asStdString();
}

// Empty where the server has no such setting: it has none of InnoDB's while that is off.
std::string globalSetting(sql::Connection& connection, const std::string& name) {
  const auto row = ask(connection, ("SHOW GLOBAL VARIABLES LIKE '" + name + "'").c_str());
  return row->next() ? row->getString(2).asStdString() : std::string{};
}

std::string faultsOf(const sql::ResultSet& server, const std::string& flush) {
  std::string faults;
  const auto add = [&](const std::string& fault) {
    faults += (faults.empty() ? "" : "; ") + fault;
  };
  const auto mode = textOf(server, "mode");
  if (mode.find("STRICT_TRANS_TABLES") == std::string::npos &&
      mode.find("STRICT_ALL_TABLES") == std::string::npos) {
    add("sql_mode is '" + mode + "' and must hold STRICT_TRANS_TABLES, or values are cut to fit");
  }
  if (const auto innodb = textOf(server, "innodb"); innodb != "DEFAULT" && innodb != "YES") {
    add("the InnoDB engine is off (skip_innodb, disabled_storage_engines) and must be on");
  } else if (flush != "1") {
    add("innodb_flush_log_at_trx_commit is " + flush +
        " and must be 1, or a crash loses committed payments");
  }
  if (const auto charset = textOf(server, "charset"); charset != "utf8mb4") {
    add("the database's default character set is " + charset +
        " and must be utf8mb4 (ALTER DATABASE … CHARACTER SET utf8mb4)");
  }
  if (const auto table = textOf(server, "odd_table"); !table.empty()) {
    add("table " + table +
        " and must be InnoDB, or it would not roll back (ALTER TABLE … ENGINE=InnoDB)");
  }
  return faults;
}

}  // namespace

MysqlServer MysqlServer::examine(sql::Connection& connection) {
  const auto row = ask(connection, kExamine);
  row->next();
  const auto flush = globalSetting(connection, "innodb_flush_log_at_trx_commit");
  if (const auto faults = faultsOf(*row, flush); !faults.empty()) {
    throw std::runtime_error{"the database server must not keep money as it is set: " + faults};
  }
  MysqlServer server;
  server.maxPacket = static_cast<std::size_t>(row->getInt64("packet"));
  server.collation = row->getInt("mariadb_exact") > 0 ? "utf8mb4_nopad_bin"
                     : row->getInt("mysql_exact") > 0 ? "utf8mb4_0900_bin"
                                                      : "utf8mb4_bin";
  server.isolatesSnapshots =
      ask(connection, "SHOW VARIABLES LIKE 'innodb_snapshot_isolation'")->next();
  const bool newName = ask(connection, "SHOW VARIABLES LIKE 'transaction_isolation'")->next();
  server.isolationSetting = newName ? "transaction_isolation" : "tx_isolation";
  return server;
}

void MysqlServer::setUp(sql::Connection& session, std::chrono::milliseconds lockTimeout) const {
  const auto lockSeconds =
      std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(lockTimeout).count());
  // Not NAMES … COLLATE: the connector knows no collation newer than itself in the answers that
  // then come.
  auto settings = "SET NAMES utf8mb4, collation_connection = '" + collation +
                  "', SESSION sql_mode = '" + kSqlMode +
                  "', SESSION time_zone = '+00:00', SESSION innodb_lock_wait_timeout = " +
                  std::to_string(lockSeconds);
  const std::unique_ptr<sql::Statement> statement{session.createStatement()};
  statement->execute(settings);
}

// With innodb_snapshot_isolation on, SERIALIZABLE too takes a snapshot first and refuses what was
// changed since (error 1020); off, it takes locks and waits.
std::string MysqlServer::settingsFor(MysqlMode mode) const {
  if (mode == MysqlMode::Statements) return "SET SESSION autocommit = 1";
  const bool locking = mode == MysqlMode::LockingTransactions;
  auto settings = "SET SESSION autocommit = 0, SESSION " + isolationSetting + " = " +
                  (locking ? "'SERIALIZABLE'" : "'REPEATABLE-READ'");
  if (isolatesSnapshots)
    settings += std::string{", SESSION innodb_snapshot_isolation = "} + (locking ? "OFF" : "ON");
  return settings;
}

}  // namespace hostler::db
