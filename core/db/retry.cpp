#include "core/db/retry.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace hostler::db {
namespace {

using std::chrono::microseconds;

constexpr int kConflictsBeforeLocking = 3;
constexpr int kLosses = 3;
constexpr std::chrono::milliseconds kCourtesy{20};
constexpr microseconds kFirstPause{500};
constexpr microseconds kLongestPause{50'000};
constexpr microseconds kPauseAfterLoss{100'000};

std::minstd_rand& jitter() {
  thread_local std::minstd_rand random{std::random_device{}()};
  return random;
}

}  // namespace

Retry::Retry(int attempts, FairSemaphore& door, std::chrono::milliseconds patience)
    : attempts_{attempts}, door_{door}, patience_{patience} {
  if (!door_.isTaken()) return;
  if (door_.acquire(std::chrono::steady_clock::now() + kCourtesy)) door_.release();
}

Retry::~Retry() {
  if (insideDoor_) door_.release();
}

bool Retry::insists() const {
  return conflicts_ >= kConflictsBeforeLocking;
}

bool Retry::afterConflict() {
  if (++conflicts_ >= attempts_) return false;
  if (!insideDoor_) insideDoor_ = door_.acquire(std::chrono::steady_clock::now() + patience_);
  // Alone at the door there is nobody to wait for, at first; then it is other processes.
  if (conflicts_ > 1) pause(std::min(kLongestPause, kFirstPause * (1 << std::min(conflicts_, 10))));
  return true;
}

bool Retry::afterLoss() {
  if (++losses_ >= kLosses) return false;
  pause(kPauseAfterLoss * (losses_ - 1));
  return true;
}

void Retry::pause(microseconds longest) {
  if (longest.count() <= 0) return;
  std::uniform_int_distribution<microseconds::rep> upTo{0, longest.count()};
  std::mutex mutex;
  std::unique_lock lock{mutex};
  std::condition_variable nobody;
  nobody.wait_for(lock, microseconds{upTo(jitter())});
}

}  // namespace hostler::db
