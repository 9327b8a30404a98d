#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

namespace hostler::front {

/// The memory that all request bodies may take together, so that many bodies below the limit of
/// each cannot exhaust the machine. Thread-safe.
class BodyBudget {
 public:
  explicit BodyBudget(std::size_t limit) : limit_{limit} {}

  /// What one request has taken; it gives it back at its end, which may come after the budget's
  /// own.
  class Share {
   public:
    Share() = default;
    Share(Share&& other) noexcept
        : taken_{std::move(other.taken_)}, bytes_{std::exchange(other.bytes_, 0)} {}
    Share& operator=(Share&& other) noexcept {
      std::swap(taken_, other.taken_);
      std::swap(bytes_, other.bytes_);
      return *this;
    }
    ~Share() {
      if (taken_) *taken_ -= bytes_;
    }

    /// Makes the share this large. False when there is no more to be had; the share then stays as
    /// it is.
    bool growTo(std::size_t bytes, BodyBudget& budget) {
      if (bytes <= bytes_) return true;
      const auto more = bytes - bytes_;
      if (budget.taken_->fetch_add(more) + more > budget.limit_) {
        *budget.taken_ -= more;
        return false;
      }
      taken_ = budget.taken_;
      bytes_ = bytes;
      return true;
    }

   private:
    std::shared_ptr<std::atomic<std::size_t>> taken_;
    std::size_t bytes_ = 0;
  };

  std::size_t taken() const { return *taken_; }

 private:
  const std::size_t limit_;
  std::shared_ptr<std::atomic<std::size_t>> taken_ = std::make_shared<std::atomic<std::size_t>>(0);
};

}  // namespace hostler::front
