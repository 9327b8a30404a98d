#include "core/db/transaction.h"

#include "core/db/connection.h"
#include "core/db/gathered.h"

#include <stdexcept>
#include <string>
#include <utility>

namespace hostler::db {

Rows Reader::run(std::string_view sql, std::span<const Param> params) {
  if (asksOnce_ && std::exchange(hasAsked_, true))
    throw std::logic_error{"a second statement in a read of one: " + std::string{sql}};
  if (gathered_ != nullptr) gathered_->settleFor(sql);
  return connection_.query(sql, params);
}

Transaction::Transaction(Connection& connection) : Reader{connection} {}
Transaction::~Transaction() = default;

std::int64_t Transaction::change(std::string_view sql, std::span<const Param> params) {
  if (gathered_ != nullptr) gathered_->settleFor(sql);
  return connection_.change(sql, params);
}

bool Transaction::tryChange(std::string_view sql, std::span<const Param> params) {
  try {
    change(sql, params);
    return true;
  } catch (const UniqueViolation&) {
    return false;
  }
}

void Transaction::afterCommit(std::function<void()> action) {
  afterCommit_.push_back(std::move(action));
}

void Transaction::gatherRow(std::string_view insertInto, std::span<const Param> params) {
  if (!rows_) {
    rows_ = std::make_unique<Gathered>(*this);
    gathered_ = rows_.get();
  }
  rows_->add(insertInto, params);
}

void Transaction::flush() {
  if (rows_) rows_->flush();
}

void Transaction::enter() {
  flush();
  connection_.enter();
}

void Transaction::keep() {
  connection_.keep();
}

void Transaction::undo(std::size_t actionsBefore) {
  afterCommit_.resize(actionsBefore);
  if (rows_) rows_->forget();
  connection_.undo();
}

void Transaction::attempt(const std::function<void()>& work) {
  const auto actionsBefore = afterCommit_.size();
  enter();
  try {
    work();
    flush();  // what is wrong with a row of this part is this part's fault
  } catch (...) {
    undo(actionsBefore);
    throw;
  }
  keep();
}

}  // namespace hostler::db
