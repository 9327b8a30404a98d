#include "core/db/connection.h"

#include "core/db/connection_lost.h"
#include "core/db/dialect.h"

namespace hostler::db {
namespace {

std::string savepointName(std::size_t number) {
  return "level_" + std::to_string(number);
}

}  // namespace

template <class Work>
auto Connection::guarded(Work work) {
  if (spentBy_) std::rethrow_exception(spentBy_);
  try {
    return work();
  } catch (const ConnectionLost&) {
    markBroken();
    spentBy_ = std::current_exception();
    throw;
  } catch (const Conflict&) {
    spentBy_ = std::current_exception();
    throw;
  } catch (const Unavailable&) {
    spentBy_ = std::current_exception();
    throw;
  } catch (const DatabaseError&) {
    if (hasLostTransaction()) spentBy_ = std::current_exception();
    throw;
  }
}

Rows Connection::query(std::string_view sql, std::span<const Param> params) {
  return guarded([&] {
    if (!writes(purpose_) && (locksRows(sql) || !onlyReads(sql))) {
      throw StatementError{"a read locks and writes nothing: open a transaction"};
    }
    if (!levels_.empty() && !onlyReads(sql)) setSavepoint();
    return doQuery(sql, params);
  });
}

std::int64_t Connection::change(std::string_view sql, std::span<const Param> params) {
  return guarded([&] {
    setSavepoint();
    return doChange(sql, params);
  });
}

void Connection::begin(Purpose purpose) {
  purpose_ = purpose;
  levels_.clear();
  spentBy_ = nullptr;
  guarded([&] { doBegin(purpose); });
}

void Connection::commit() {
  guarded([&] { doCommit(purpose_); });
}

void Connection::rollback() noexcept {
  levels_.clear();
  if (broken_) return;
  try {
    doRollback(purpose_);
  } catch (const std::exception&) {
    // The pool drops it, and the engine rolls back what a closed session left open.
    markBroken();
  }
}

void Connection::enter() {
  levels_.push_back({});
}

// One savepoint marks the start of every level that has none yet: nothing was written since the
// outermost of them began, so they all began at the same state.
void Connection::setSavepoint() {
  if (levels_.empty() || levels_.back().savepoint != 0) return;
  std::size_t first = 0;
  while (levels_[first].savepoint != 0) ++first;
  const auto number = first + 1;
  control("SAVEPOINT " + savepointName(number));
  for (auto i = first; i < levels_.size(); ++i) levels_[i].savepoint = number;
}

void Connection::keep() {
  const auto number = levels_.size();
  const bool owns = levels_.back().savepoint == number;
  levels_.pop_back();
  if (owns && !spentBy_ && !savepointsReplaceEachOther()) {
    guarded([&] { control("RELEASE SAVEPOINT " + savepointName(number)); });
  }
}

void Connection::undo() noexcept {
  const auto number = levels_.size();
  const auto savepoint = levels_.back().savepoint;
  levels_.pop_back();
  if (savepoint == 0 || spentBy_) return;
  try {
    guarded([&] {
      control("ROLLBACK TO SAVEPOINT " + savepointName(savepoint));
      if (savepoint == number && !savepointsReplaceEachOther()) {
        control("RELEASE SAVEPOINT " + savepointName(savepoint));
      }
    });
  } catch (...) {
    // What was to be undone cannot be: nothing of the transaction may be committed.
    if (!spentBy_) spentBy_ = std::current_exception();
  }
}

}  // namespace hostler::db
