#pragma once

#include "core/db/connection_pool.h"
#include "core/db/transaction.h"

#include <functional>
#include <optional>
#include <vector>

namespace hostler::db {

class PooledDatabase;

/// Reads on one snapshot, or one statement by itself.
class Snapshot final : public Reader {
 public:
  explicit Snapshot(Connection& connection) : Reader{connection} {}
};

/// What one thread has open on one database: a snapshot, a transaction, or a unit whose transaction
/// has not begun yet. Lives on the stack of the outermost call and is found again by the nested
/// ones.
class Work {
 public:
  /// `purpose`: what its transaction is begun for, if one is.
  explicit Work(PooledDatabase& database, Purpose purpose = Purpose::Transaction);
  /// Rolls back what was not finished.
  ~Work();
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;

  /// The innermost work of this thread on that database; null when there is none.
  static Work* on(const PooledDatabase& database);

  /// The snapshot or transaction to read through; null in a unit that has begun nothing.
  Reader* reader();
  bool isTransaction() const { return transaction_.has_value(); }
  bool isSnapshot() const { return snapshot_.has_value(); }

  void openSnapshot(Purpose purpose);

  /// The transaction, begun if it was not, after the beginnings of the units around have run in it.
  Transaction& transaction();
  void enterUnit(const std::function<void(Transaction&)>& onBegin);
  /// Ends the innermost unit: keeps what it wrote, for the outermost to commit, or undoes it.
  void leaveUnit(bool keep);

  using Actions = std::vector<std::function<void()>>;
  /// Commits and gives the connection back; nothing when nothing was begun. What is to follow the
  /// commit is run by the caller, once this work is gone and the database can be used anew.
  Actions commit();
  /// The error that spent the transaction, if one did.
  std::exception_ptr spentBy() const;

 private:
  struct Unit {
    const std::function<void(Transaction&)>& onBegin;
    bool begun = false;
    bool isLevel = false;
    std::size_t actionsBefore = 0;
  };
  void begin(const std::function<void(Transaction&)>& onBegin);
  void giveBack();

  PooledDatabase& database_;
  const Purpose purpose_;
  std::optional<ConnectionPool::Lease> connection_;
  std::optional<Snapshot> snapshot_;
  std::optional<Transaction> transaction_;
  std::vector<Unit> units_;
};

}  // namespace hostler::db
