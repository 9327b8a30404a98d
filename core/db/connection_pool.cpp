#include "core/db/connection_pool.h"

#include <algorithm>

namespace hostler::db {

std::optional<ConnectionPool::Lease> ConnectionPool::take(Purpose purpose) {
  if (!permits_.acquire(std::chrono::steady_clock::now() + patience_)) return std::nullopt;
  try {
    auto connection = idleOrNew(purpose);
    ++used_;
    return std::optional<Lease>{std::in_place, *this, std::move(connection)};
  } catch (...) {
    permits_.release();
    throw;
  }
}

std::unique_ptr<Connection> ConnectionPool::idleOrNew(Purpose purpose) {
  {
    const std::lock_guard lock{mutex_};
    if (!idle_.empty()) {
      // The last used first: its caches are warm, and the others may time out at the server in
      // peace.
      auto chosen = std::find_if(idle_.rbegin(), idle_.rend(),
                                 [&](const auto& c) { return c->suits(purpose); });
      if (chosen == idle_.rend()) chosen = idle_.rbegin();
      std::iter_swap(chosen, idle_.rbegin());
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  auto connection = open_();
  ++openCount_;
  return connection;
}

void ConnectionPool::giveBack(std::unique_ptr<Connection> connection) noexcept {
  --used_;
  if (connection->isBroken()) {
    connection.reset();
    --openCount_;
  } else {
    const std::lock_guard lock{mutex_};
    idle_.push_back(std::move(connection));
  }
  permits_.release();
}

void ConnectionPool::forgetIdle() {
  std::vector<std::unique_ptr<Connection>> forgotten;
  {
    const std::lock_guard lock{mutex_};
    forgotten.swap(idle_);
  }
  openCount_ -= static_cast<int>(forgotten.size());
}

}  // namespace hostler::db
