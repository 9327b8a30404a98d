#include "core/db/transaction.h"

#include "core/db/connection.h"

namespace hostler::db {

Rows Reader::run(std::string_view sql, std::span<const Param> params) {
  return connection_.query(sql, params);
}

std::int64_t Transaction::change(std::string_view sql, std::span<const Param> params) {
  return connection_.change(sql, params);
}

bool Transaction::tryChange(std::string_view sql, std::span<const Param> params) {
  try {
    connection_.change(sql, params);
    return true;
  } catch (const UniqueViolation&) {
    return false;
  }
}

void Transaction::afterCommit(std::function<void()> action) {
  afterCommit_.push_back(std::move(action));
}

void Transaction::attempt(const std::function<void()>& work) {
  const auto actionsBefore = afterCommit_.size();
  connection_.enter();
  try {
    work();
  } catch (...) {
    afterCommit_.resize(actionsBefore);
    connection_.undo();
    throw;
  }
  connection_.keep();
}

}  // namespace hostler::db
