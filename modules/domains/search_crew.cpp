#include "modules/domains/search_crew.h"

#include "core/telemetry/log.h"

#include <utility>

namespace hostler {
namespace {

constexpr std::size_t kMostThreads = 8;
constexpr std::size_t kMostWaiting = 64;

}  // namespace

SearchCrew::~SearchCrew() {
  stop();
}

bool SearchCrew::take(std::function<void()> work) {
  const std::lock_guard lock{mutex_};
  if (stopping_ || waiting_.size() >= kMostWaiting) return false;
  waiting_.push_back(std::move(work));
  if (idle_ < waiting_.size() && threads_.size() < kMostThreads)
    threads_.emplace_back([this] { run(); });
  wake_.notify_one();
  return true;
}

void SearchCrew::stop() {
  std::vector<std::thread> threads;
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    waiting_.clear();
    threads = std::exchange(threads_, {});
  }
  wake_.notify_all();
  for (auto& thread : threads) thread.join();
}

void SearchCrew::run() {
  const Log log{"modules.domains"};
  std::unique_lock lock{mutex_};
  while (true) {
    ++idle_;
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    --idle_;
    if (stopping_) return;
    const auto work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    try {
      work();
    } catch (const std::exception& error) {
      log.warning("domain_search.failed", {{"reason", error.what()}});
    }
    lock.lock();
  }
}

}  // namespace hostler
