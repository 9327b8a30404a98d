#pragma once

// One door to the database: SQLite (the default) or MySQL and MariaDB through MySQL Connector/C++.
// Pooled connections, prepared statements cached per connection, transactions that are run again
// when another was in the way, and a lost COMMIT that is called what it is: unknown.
//
// What a transaction may rely on, on both engines: it sees one snapshot and its own writes, and no
// update is lost. SQLite runs one writer at a time. MySQL runs at REPEATABLE READ; MariaDB adds
// innodb_snapshot_isolation, so that a row read without a lock and changed by another since is a
// Conflict when it is written or locked. (Eight threads that each read a number and wrote back one
// more, 160 times in all, came to 22 at READ COMMITTED, to 52 at REPEATABLE READ without that
// switch, to 160 with it: tests/core/db/lost_update.) The price is that a transaction which read
// anything before it waited for a lock is often run again; whoever meets that several times in a
// row is run with SERIALIZABLE's locks instead. A MySQL server without the switch keeps the promise
// only for rows read with {for_update} or changed by one conditional UPDATE, which is how they
// should be read anyway.

#include "core/db/transaction.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hostler::db {

class SchemaSession;

enum class Dialect { Sqlite = 1, Mysql };

/// Where the database is: `sqlite:PATH`, or `mysql://user:password@host:port/name?ssl_ca=FILE&…`.
/// The password may be left out and given apart. Unknown options are refused by name.
struct DatabaseUrl {
  Dialect dialect = Dialect::Sqlite;
  std::string path;  ///< SQLite's file
  std::string host, user, password, name;
  std::uint16_t port = 3306;
  std::string sslCa;  ///< with it, TLS is required and the server's name is verified
  std::string socket;

  /// Throws std::invalid_argument with what is wrong, without the password.
  static DatabaseUrl parse(std::string_view text);
  /// For people: never holds the password.
  std::string text() const;
};

struct DatabaseOptions {
  int readers = 4;  ///< SQLite: reading connections beside the one writer
  int pool = 24;    ///< MySQL: connections, opened as needed
  std::chrono::milliseconds busyTimeout{5'000};  ///< for a lock that another transaction holds
  /// For the server to answer a new connection; for a connection of the pool to become free.
  std::chrono::milliseconds connectTimeout{5'000};
  std::chrono::milliseconds readTimeout{30'000};  ///< MySQL: for the answer to one statement
  int attempts = 8;                               ///< of a transaction that meets a Conflict
};

/// A database. Thread-safe; each thread has its own transactions.
class Database {
 public:
  virtual ~Database();

  /// Opens it and checks what money needs of it (security rule D11): on MySQL strict mode, InnoDB,
  /// utf8mb4, `innodb_flush_log_at_trx_commit=1`, and snapshot isolation switched on where the
  /// server knows it; on SQLite WAL, each commit flushed before it returns. Throws
  /// std::runtime_error that says what to change, or Unavailable.
  static std::unique_ptr<Database> open(const DatabaseUrl& url, DatabaseOptions options = {});

  /// Runs `work(tx)` in one transaction and commits. A Conflict runs it again, up to `attempts`
  /// times with jittered pauses, so `work` has no effect but through `tx`. Inside another
  /// transaction of the same thread and database it joins that one (its writes are undone alone if
  /// it throws, all commit with the outer one). Throws what `work` throws after rolling back,
  /// Conflict when the attempts are spent, Unavailable, or CommitUnknown. A connection lost before
  /// the commit also runs it again, on a new one, a few times.
  template <class F>
  auto transaction(F&& work) {
    return collect<std::invoke_result_t<F&, Transaction&>>([&](auto& keep) {
      inTransaction([&](Transaction& tx) { keep([&] { return work(tx); }); });
    });
  }

  /// Runs `work(reader)` on one consistent snapshot, without locks. Inside a transaction of this
  /// thread it reads through that transaction, and so sees its writes. A lost connection runs it
  /// again. Opening a transaction inside a read is a defect (std::logic_error): it would not see
  /// what the read saw.
  template <class F>
  auto read(F&& work) {
    return collect<std::invoke_result_t<F&, Reader&>>([&](auto& keep) {
      inSnapshot([&](Reader& reader) { keep([&] { return work(reader); }); });
    });
  }

  /// read() for work that asks one statement, at half the price on MySQL, where the end of a
  /// snapshot is a round trip too. A second statement is a defect (std::logic_error): it might not
  /// see what the first saw.
  template <class F>
  auto readOne(F&& work) {
    return collect<std::invoke_result_t<F&, Reader&>>([&](auto& keep) {
      inStatement([&](Reader& reader) { keep([&] { return work(reader); }); });
    });
  }

  /// One statement that reads, by itself, as readOne() runs it.
  template <class... Args>
  Rows query(std::string_view sql, const Args&... args) {
    const std::array<Param, sizeof...(Args)> params{Param{args}...};
    return readOne([&](Reader& reader) { return reader.run(sql, params); });
  }

  /// Runs `work` so that the first transaction it opens stays open and every later one joins it;
  /// all commit together when `work` returns. `onBegin` runs first inside that transaction. Until
  /// the first transaction `work` holds nothing, so slow preparation belongs before it. A Conflict
  /// runs `work` again as a whole.
  template <class F>
  auto together(const std::function<void(Transaction&)>& onBegin, F&& work) {
    return collect<std::invoke_result_t<F&>>(
        [&](auto& keep) { inUnit(onBegin, [&] { keep(work); }); });
  }

  /// Whether this thread is inside a transaction of this database; not yet in a unit that has begun
  /// none.
  virtual bool inTransaction() const = 0;
  virtual Dialect dialect() const = 0;
  /// The database server's own time, UTC.
  virtual Instant serverTime() = 0;
  /// Connections in use and open, for metrics.
  struct PoolState {
    int open = 0, used = 0;
  };
  virtual PoolState pool() const = 0;

  /// For the migrator alone: the one session that may change the schema at a time. Waits up to
  /// `patience` for another process that has it; null when it still has. Engines whose schema
  /// changes commit by themselves run them through it.
  virtual std::unique_ptr<SchemaSession> schemaSession(std::chrono::milliseconds patience) = 0;

 protected:
  virtual void inTransaction(const std::function<void(Transaction&)>& work) = 0;
  virtual void inSnapshot(const std::function<void(Reader&)>& work) = 0;
  virtual void inStatement(const std::function<void(Reader&)>& work) = 0;
  virtual void inUnit(const std::function<void(Transaction&)>& onBegin,
                      const std::function<void()>& work) = 0;

 private:
  // Carries the result of `work` out of the type-erased run, keeping that of the last, successful
  // attempt.
  template <class R, class Run>
  static auto collect(Run&& run) {
    if constexpr (std::is_void_v<R>) {
      auto keep = [](auto&& work) { work(); };
      run(keep);
    } else {
      std::optional<R> result;
      auto keep = [&](auto&& work) { result.emplace(work()); };
      run(keep);
      return std::move(*result);
    }
  }
};

}  // namespace hostler::db
