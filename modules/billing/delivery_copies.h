#pragma once

#include "core/problem/problem.h"

#include <atomic>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace hostler {

/// Gateways send an event again until it is answered, often several times at once. What is the same
/// byte for byte as a delivery that this process has taken, or is just taking, needs no second look
/// and shares its fate. Any other copy is told by its event's id, in the database. Thread-safe.
class DeliveryCopies {
 public:
  explicit DeliveryCopies(std::size_t remembered = 4'096) : remembered_{remembered} {}

  enum class State { Underway = 1, Taken, Failed };
  struct Delivery {
    std::string fingerprint;
    std::atomic<State> state{State::Underway};
    std::optional<DomainError> refusal;  ///< of one that failed: why; set before the state is
  };
  struct Entry {
    std::shared_ptr<Delivery> delivery;
    bool isFirst = false;  ///< whoever enters first takes it, and says how that ended
  };
  Entry enter(const std::string& fingerprint);
  /// It is remembered.
  void taken(Delivery& delivery);
  /// It is forgotten: who sends it again is the first again.
  void failed(Delivery& delivery);

 private:
  const std::size_t remembered_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<Delivery>> known_;  // taken, or being taken
  std::deque<std::string> taken_;                                     // oldest first
};

}  // namespace hostler
