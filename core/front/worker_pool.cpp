#include "core/front/worker_pool.h"

#include "core/telemetry/log.h"

#include <pthread.h>
#include <system_error>

namespace hostler::front {
namespace {

const Log& log() {
  static const Log log{"core.front"};
  return log;
}

}  // namespace

void handle(Application& application, Job job) noexcept {
  try {
    application.handle(std::move(job.request), std::move(job.responder));
  } catch (const std::exception& exception) {
    log().error("front.handler_failed", {{"error", exception.what()}});
  } catch (...) {
    log().error("front.handler_failed", {{"error", "not a std::exception"}});
  }
}

WorkerPool::WorkerPool(Application& application, int threads, std::size_t maxQueued)
    : application_{application},
      maxThreads_{static_cast<std::size_t>(threads)},
      maxQueued_{maxQueued} {}

WorkerPool::~WorkerPool() {
  stop();
}

bool WorkerPool::submit(Job& job) {
  const std::lock_guard lock{mutex_};
  const auto coming = isWaking_ && idle_ == 0 ? 1 : 0;
  const auto free = idle_ + coming + maxThreads_ - threads_.size();
  if (stopping_ || queue_.size() >= free + maxQueued_) return false;
  wakeOne();
  if (threads_.empty()) return false;
  queue_.push_back(std::move(job));
  return true;
}

void WorkerPool::wakeOne() {
  if (isWaking_) return;
  if (idle_ > 0) {
    isWaking_ = true;
    wakeup_.notify_one();
  } else if (threads_.size() < maxThreads_) {
    startThread();
  }
}

void WorkerPool::startThread() {
  try {
    threads_.emplace_back([this] { run(); });
    isWaking_ = true;
  } catch (const std::system_error& error) {
    // The machine has no thread to give now. Those that run will come to this job.
    log().warning("front.worker_not_started",
                  {{"running", threads_.size()}, {"error", error.code().value()}});
  }
}

void WorkerPool::run() {
  ::pthread_setname_np(::pthread_self(), "front-worker");
  std::unique_lock lock{mutex_};
  isWaking_ = false;
  while (true) {
    while (queue_.empty() && !stopping_) {
      ++idle_;
      wakeup_.wait(lock);
      --idle_;
      isWaking_ = false;
    }
    if (stopping_) return;
    Job job = std::move(queue_.front());
    queue_.pop_front();
    if (!queue_.empty()) wakeOne();
    lock.unlock();
    front::handle(application_, std::move(job));
    lock.lock();
  }
}

std::size_t WorkerPool::queued() const {
  const std::lock_guard lock{mutex_};
  return queue_.size();
}

void WorkerPool::stop() {
  std::deque<Job> dropped;
  std::vector<std::thread> threads;
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    dropped.swap(queue_);
    threads.swap(threads_);
  }
  wakeup_.notify_all();
  for (auto& thread : threads) thread.join();
}

}  // namespace hostler::front
