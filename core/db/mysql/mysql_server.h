#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace sql {
class Connection;
}

namespace hostler::db {

/// How a session treats the statements that come.
enum class MysqlMode {
  Statements = 1,  ///< each is a transaction by itself
  Transactions,  ///< REPEATABLE READ with snapshot isolation: reading locks nothing, a lost update
                 ///< is refused
  LockingTransactions,  ///< SERIALIZABLE: what is read is locked, so that nothing can have been
                        ///< read too early
};

/// What is asked of a server once, when the database is opened.
struct MysqlServer {
  std::string collation;  ///< tells cases, accents and trailing spaces apart
  std::string
      isolationSetting;  ///< tx_isolation, or transaction_isolation as newer servers call it
  bool isolatesSnapshots = false;  ///< knows innodb_snapshot_isolation (MariaDB)
  std::size_t maxPacket = 0;       ///< bytes of one statement

  /// Asks. Throws std::runtime_error that names every setting that has to be changed before money
  /// may be kept there: strict mode, innodb_flush_log_at_trx_commit, InnoDB, utf8mb4.
  static MysqlServer examine(sql::Connection& connection);

  /// Sets a new session up: our words for quotes, texts and time, and how long a statement waits
  /// for a lock.
  void setUp(sql::Connection& session, std::chrono::milliseconds lockTimeout) const;
  /// The statement that brings a session into a mode, between two transactions.
  std::string settingsFor(MysqlMode mode) const;
};

}  // namespace hostler::db
