#pragma once

namespace sql {
class SQLException;
}

namespace hostler::db {

/// Where a statement failed: a connection lost while COMMIT is under way leaves its outcome
/// unknown.
enum class MysqlStep { Connect = 1, Statement, Commit };

/// Throws the DatabaseError that the connector's exception stands for. Its text holds the server's
/// message only for errors whose message is known to quote no bound value ("Duplicate entry
/// 'value'" does).
[[noreturn]] void throwMysql(const sql::SQLException& error, MysqlStep step = MysqlStep::Statement);

/// Whether the session is gone for good, or its prepared statements are.
bool losesConnection(int code);

}  // namespace hostler::db
