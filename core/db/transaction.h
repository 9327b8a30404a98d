#pragma once

#include "core/db/errors.h"
#include "core/db/rows.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace hostler::db {

class Connection;
class Gathered;

/// Reads at one point in time. SQL is a constant with `?` for every value; it is prepared once for
/// each connection. It is written in the subset that SQLite and MySQL share; where they differ it
/// holds a mark that the dialect fills in. This is the whole list; any other word in braces is a
/// StatementError:
///
///   {for_update}        locks the rows that were read (nothing on SQLite, whose writer is alone)
///   {skip_locked}       the same, leaving out rows that others hold
///   {upsert(a, b)}      begins what an INSERT does instead where the unique index over a, b
///   refuses the row:
///                       INSERT INTO hits (day, n) VALUES (?, ?) {upsert(day)} n = n + {new(n)}
///                       On MySQL any unique index of the table counts, so such a table has one
///                       only.
///   {new(n)}            in there: the value that was to be inserted
///   {is}                equals, where nothing equals nothing too
///   {div}               division of whole numbers without the rest
///
/// The sessions are set so that these mean the same on both: `||` joins texts, "x" is a name and
/// 'x' a text, a backslash is a backslash, LIKE and = tell letters' cases and trailing spaces
/// apart, unique indexes too.
///
/// A Reader belongs to one thread and one Database::read or ::transaction call.
class Reader {
 public:
  virtual ~Reader() = default;

  template <class... Args>
  Rows query(std::string_view sql, const Args&... args) {
    const std::array<Param, sizeof...(Args)> params{Param{args}...};
    return run(sql, params);
  }
  Rows run(std::string_view sql, std::span<const Param> params);

  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

 protected:
  explicit Reader(Connection& connection) : connection_{connection} {}
  void settleFor(std::string_view sql);
  void orSpend(const std::function<void()>& send);

  Connection& connection_;
  Gathered* gathered_ = nullptr;  // rows that what is read may have to include

 private:
  friend class Work;
  bool asksOnce_ = false, hasAsked_ = false;
};

/// Reads and writes that happen together or not at all.
class Transaction : public Reader {
 public:
  explicit Transaction(Connection& connection);
  ~Transaction() override;

  /// Rows changed. On both engines a row that is matched and left as it was counts.
  template <class... Args>
  std::int64_t execute(std::string_view sql, const Args&... args) {
    const std::array<Param, sizeof...(Args)> params{Param{args}...};
    return change(sql, params);
  }
  /// As execute for an INSERT; false when a unique index refuses the row. The transaction goes on.
  template <class... Args>
  bool tryInsert(std::string_view sql, const Args&... args) {
    const std::array<Param, sizeof...(Args)> params{Param{args}...};
    return tryChange(sql, params);
  }
  std::int64_t change(std::string_view sql, std::span<const Param> params);
  bool tryChange(std::string_view sql, std::span<const Param> params);

  /// Inserts a row together with others like it, as BulkInsert does: before the commit at the
  /// latest, and before the next statement of this transaction that names their table, so that it
  /// sees them. What is wrong with a row is thrown then. For rows that are only added and seldom
  /// looked at, as those of logs. `insertInto` as for BulkInsert.
  template <class... Args>
  void gather(std::string_view insertInto, const Args&... args) {
    const std::array<Param, sizeof...(Args)> params{Param{args}...};
    gatherRow(insertInto, params);
  }

  /// Runs once the commit has happened; never on a rollback. Must not throw. For waking workers,
  /// not for work.
  void afterCommit(std::function<void()> action);

  /// Runs `work` so that what it wrote is undone, alone, when it throws. The exception goes on.
  void attempt(const std::function<void()>& work);

 private:
  friend class Work;
  friend class BulkInsert;
  void gatherRow(std::string_view insertInto, std::span<const Param> params);
  // Around a part that may be undone alone.
  void enter();
  void keep();
  void undo(std::size_t actionsBefore);
  void flush();

  std::vector<std::function<void()>> afterCommit_;
  std::unique_ptr<Gathered> rows_;
};

/// Inserts many rows with as few statements as the engine allows: prepared one by one on SQLite,
/// hundreds of rows in one statement on MySQL. Rows are sent when enough have gathered and by
/// flush(), which must be called: what is left when it goes is not inserted. An error may leave
/// part of the rows inserted; let the transaction fail, or wrap it in attempt().
class BulkInsert {
 public:
  /// What becomes of a row that a unique index refuses.
  enum class Refused {
    Throws,  ///< UniqueViolation
    Told,    ///< it is left out and named by refused(); the other rows go in
  };
  /// `insertInto` up to the values: "INSERT INTO jobs (id, kind)". The Transaction must outlive it.
  BulkInsert(Transaction& transaction, std::string_view insertInto, std::size_t columns,
             Refused refused = Refused::Throws);
  ~BulkInsert();
  BulkInsert(const BulkInsert&) = delete;
  BulkInsert& operator=(const BulkInsert&) = delete;

  template <class... Args>
  void add(const Args&... args) {
    const std::array<Param, sizeof...(Args)> params{Param{args}...};
    addRow(params);
  }
  /// Copies the values. Throws std::logic_error when their number is not the number of columns.
  void addRow(std::span<const Param> params);
  void flush();
  /// The rows that were refused, counted from 0 in the order in which they were added; complete
  /// after flush().
  const std::vector<std::size_t>& refused() const;

 private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;
};

}  // namespace hostler::db
