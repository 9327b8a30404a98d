#pragma once

#include "core/db/errors.h"
#include "core/db/rows.h"

#include <cstdint>
#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hostler::db {

/// What a connection is taken for.
enum class Purpose {
  Statement = 1,       ///< one statement that reads, a transaction by itself
  Snapshot,            ///< several that read at one point in time
  Transaction,         ///< several that read and write
  LockingTransaction,  ///< the same, and what it reads nobody changes meanwhile: for one that met
                       ///< others too often
};

inline bool writes(Purpose purpose) {
  return purpose == Purpose::Transaction || purpose == Purpose::LockingTransaction;
}

/// How much one INSERT of many rows may hold.
struct BatchLimits {
  std::size_t rows;
  std::size_t placeholders;
  std::size_t bytes;
};

/// One session with an engine, used by one thread at a time: statements, one transaction, its
/// nested levels.
///
/// A transaction that met a Conflict or lost its session is *spent*: whatever is tried in it
/// afterwards, and its commit, throws the same again. So a caller who swallowed the first error
/// cannot commit half of the work.
class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  Rows query(std::string_view sql, std::span<const Param> params);
  std::int64_t change(std::string_view sql, std::span<const Param> params);

  void begin(Purpose purpose);
  /// Commits a transaction; ends a snapshot. Throws CommitUnknown when the answer to COMMIT was
  /// lost.
  void commit();
  /// Never throws: what cannot be rolled back is thrown away with the connection.
  void rollback() noexcept;
  /// The error that spent the running transaction; null while it is sound.
  std::exception_ptr spentBy() const { return spentBy_; }
  void spend(std::exception_ptr error) {
    if (!spentBy_) spentBy_ = std::move(error);
  }

  /// A nested level, whose writes can be undone alone. Its savepoint is set by the first statement
  /// that writes, so a level that only reads costs nothing.
  void enter();
  void keep();
  void undo() noexcept;

  virtual BatchLimits batchLimits() const = 0;
  /// Whether it is fit for another transaction.
  bool isBroken() const { return broken_; }
  /// Whether it can serve this purpose without a change of its settings.
  virtual bool suits(Purpose) const { return true; }

 protected:
  virtual void doBegin(Purpose purpose) = 0;
  virtual void doCommit(Purpose purpose) = 0;
  virtual void doRollback(Purpose purpose) = 0;
  virtual Rows doQuery(std::string_view sql, std::span<const Param> params) = 0;
  virtual std::int64_t doChange(std::string_view sql, std::span<const Param> params) = 0;
  /// Runs SAVEPOINT and its kin.
  virtual void control(const std::string& sql) = 0;
  /// Whether the engine drops a savepoint when another of its name is set, so that none has to be
  /// released.
  virtual bool savepointsReplaceEachOther() const = 0;
  /// Whether the engine has rolled the transaction back by itself after an error.
  virtual bool hasLostTransaction() const { return false; }

  void markBroken() { broken_ = true; }
  Purpose purpose() const { return purpose_; }

 private:
  template <class Work>
  auto guarded(Work work);
  void setSavepoint();

  struct Level {
    std::size_t savepoint =
        0;  ///< number of the savepoint that marks its start; 0 until something is written
  };
  Purpose purpose_ = Purpose::Statement;
  std::vector<Level> levels_;
  std::exception_ptr spentBy_;
  bool broken_ = false;
};

}  // namespace hostler::db
