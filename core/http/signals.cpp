#include "core/http/signals.h"

#include <algorithm>

namespace hostler::http {
namespace {

constexpr std::chrono::milliseconds kLook{250};

// A check that fails (the database is away) is asked again while there is time, and answers 503
// when there is none.
std::optional<Answer> checked(const Later& later, bool last) {
  try {
    return later.check(last);
  } catch (const std::exception&) {
    if (!last) return std::nullopt;
    Answer answer;
    answer.status = 503;
    return answer;
  }
}

}  // namespace

void WaitingAnswers::stop() {
  std::thread thread;
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    thread.swap(thread_);
  }
  wake_.notify_all();
  if (thread.joinable()) thread.join();
  std::vector<std::shared_ptr<Waiting>> dropped;
  const std::lock_guard lock{mutex_};
  dropped.swap(waiting_);
}

void WaitingAnswers::signal(const std::string& topic) {
  const std::lock_guard lock{mutex_};
  for (auto& one : waiting_) {
    if (one->later->topic == topic) one->signalled = true;
  }
  wake_.notify_one();
}

void WaitingAnswers::wait(std::shared_ptr<Later> later, std::function<void(Answer)> done) {
  const auto now = std::chrono::steady_clock::now();
  auto one = std::make_shared<Waiting>();
  one->until = now + later->atMost;
  one->nextLook = now;
  one->later = std::move(later);
  one->done = std::move(done);
  const std::lock_guard lock{mutex_};
  if (stopping_) return;
  waiting_.push_back(std::move(one));
  if (!thread_.joinable()) thread_ = std::thread{[this] { run(); }};
  wake_.notify_one();
}

// The answer that cannot be sent (its handler put a line break into a header) costs its own request
// alone.
void WaitingAnswers::deliver(Waiting& one, Answer answer) {
  try {
    one.done(std::move(answer));
  } catch (const std::exception& error) {
    log_.error("http.late_answer_failed", {{"reason", error.what()}});
  }
}

void WaitingAnswers::run() {
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    const auto now = std::chrono::steady_clock::now();
    auto next = now + std::chrono::hours{1};
    std::vector<std::shared_ptr<Waiting>> ready;
    for (auto& one : waiting_) {
      if (one->signalled || one->nextLook <= now || one->until <= now) {
        one->signalled = false;
        ready.push_back(one);
      }
      next = std::min({next, one->nextLook, one->until});
    }
    if (ready.empty()) {
      wake_.wait_until(lock, next);
      continue;
    }
    lock.unlock();
    std::vector<std::shared_ptr<Waiting>> over;
    for (auto& one : ready) {
      if (auto answer = checked(*one->later, one->until <= now)) {
        deliver(*one, std::move(*answer));
        over.push_back(one);
      } else {
        one->nextLook = now + kLook;
      }
    }
    lock.lock();
    std::erase_if(waiting_,
                  [&](const auto& one) { return std::ranges::find(over, one) != over.end(); });
  }
}

}  // namespace hostler::http
