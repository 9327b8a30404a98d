#pragma once

#include "core/db/connection.h"
#include "core/db/fair_semaphore.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace hostler::db {

/// Connections of one kind: opened as needed, up to a limit; beyond it callers wait their turn.
/// What comes back broken is closed. Thread-safe.
class ConnectionPool {
 public:
  using Open = std::function<std::unique_ptr<Connection>()>;

  /// One connection, for as long as it is held.
  class Lease {
   public:
    Lease(ConnectionPool& pool, std::unique_ptr<Connection> connection)
        : pool_{&pool}, connection_{std::move(connection)} {}
    Lease(Lease&& other) noexcept : pool_{other.pool_}, connection_{std::move(other.connection_)} {}
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (connection_) pool_->giveBack(std::move(connection_));
    }
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    ConnectionPool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  ConnectionPool(int limit, std::chrono::milliseconds patience, Open open)
      : permits_{limit}, patience_{patience}, open_{std::move(open)} {}

  /// Waits for a free connection; gives none when there was none in `patience`. Throws what opening
  /// one throws.
  std::optional<Lease> take(Purpose purpose);
  /// Closes the idle ones: after one was lost, its neighbours are most likely lost too.
  void forgetIdle();

  int open() const { return openCount_.load(); }
  int used() const { return used_.load(); }

 private:
  void giveBack(std::unique_ptr<Connection> connection) noexcept;
  std::unique_ptr<Connection> idleOrNew(Purpose purpose);

  FairSemaphore permits_;
  const std::chrono::milliseconds patience_;
  const Open open_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::atomic<int> openCount_{0}, used_{0};
};

}  // namespace hostler::db
