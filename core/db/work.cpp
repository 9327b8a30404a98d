#include "core/db/work.h"

#include "core/db/pooled_database.h"

#include <ranges>

namespace hostler::db {
namespace {

struct Open {
  const PooledDatabase* database;
  Work* work;
};
// A thread works on one database at a time, seldom on two (an import).
thread_local std::vector<Open> openHere;

}  // namespace

Work::Work(PooledDatabase& database, Purpose purpose) : database_{database}, purpose_{purpose} {
  openHere.push_back({&database_, this});
}

Work::~Work() {
  if (connection_) (*connection_)->rollback();
  giveBack();
  openHere.pop_back();  // works end in the order in which a stack unwinds
}

Work* Work::on(const PooledDatabase& database) {
  for (const auto& open : std::views::reverse(openHere)) {
    if (open.database == &database) return open.work;
  }
  return nullptr;
}

Reader* Work::reader() {
  if (transaction_) return &*transaction_;
  return snapshot_ ? &*snapshot_ : nullptr;
}

void Work::openSnapshot(Purpose purpose) {
  connection_.emplace(database_.take(purpose));
  (*connection_)->begin(purpose);
  snapshot_.emplace(**connection_);
  snapshot_->asksOnce_ = purpose == Purpose::Statement;
}

Transaction& Work::transaction() {
  const bool first = !transaction_;
  if (first) {
    connection_.emplace(database_.take(purpose_));
    (*connection_)->begin(purpose_);
    transaction_.emplace(**connection_);
  }
  for (std::size_t i = 0; i < units_.size(); ++i) {
    auto& unit = units_[i];
    if (unit.begun) continue;
    unit.begun = true;
    unit.isLevel = i > 0 || !first;  // the outermost is the transaction itself
    unit.actionsBefore = transaction_->afterCommit_.size();
    if (unit.isLevel) transaction_->enter();
    if (unit.onBegin) begin(unit.onBegin);
  }
  return *transaction_;
}

void Work::begin(const std::function<void(Transaction&)>& onBegin) {
  try {
    onBegin(*transaction_);
  } catch (...) {
    // Whoever swallows this must not commit a unit whose beginning is missing.
    (*connection_)->spend(std::current_exception());
    throw;
  }
}

void Work::enterUnit(const std::function<void(Transaction&)>& onBegin) {
  units_.push_back({onBegin});
}

void Work::leaveUnit(bool keep) {
  const auto unit = units_.back();
  units_.pop_back();
  if (!unit.isLevel) return;
  if (keep) {
    transaction_->keep();
  } else {
    transaction_->undo(unit.actionsBefore);
  }
}

Work::Actions Work::commit() {
  if (!transaction_) return {};
  transaction_->flush();
  (*connection_)->commit();
  auto actions = std::move(transaction_->afterCommit_);
  giveBack();
  return actions;
}

std::exception_ptr Work::spentBy() const {
  return connection_ ? (*connection_)->spentBy() : nullptr;
}

void Work::giveBack() {
  snapshot_.reset();
  transaction_.reset();
  connection_.reset();
}

}  // namespace hostler::db
