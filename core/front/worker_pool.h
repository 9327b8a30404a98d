#pragma once

#include "core/front/application.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace hostler::front {

struct Job {
  Request request;
  Responder responder;
};

/// Calls the application; whatever escapes it is logged and ends there (the Responder it took then
/// answers 500).
void handle(Application& application, Job job) noexcept;

/// Threads that run handlers. Each is started when a job finds all others busy, and stays. They are
/// woken one by one: who starts on a job and sees another waiting wakes the next. A burst of short
/// jobs is done by the few threads that are awake, and not by sixteen that push one another off the
/// processors. Thread-safe.
class WorkerPool {
 public:
  WorkerPool(Application& application, int threads, std::size_t maxQueued);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Takes the job, unless too many wait already: then it is left with the caller, and the answer
  /// is false.
  bool submit(Job& job);
  std::size_t queued() const;
  /// Drops what waits and returns when what runs has ended.
  void stop();

 private:
  void run();
  void wakeOne();
  void startThread();

  Application& application_;
  const std::size_t maxThreads_;
  const std::size_t maxQueued_;
  mutable std::mutex mutex_;
  std::condition_variable wakeup_;
  std::deque<Job> queue_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool isWaking_ = false;  // a thread was woken or started, and has not come to the queue yet
  bool stopping_ = false;
};

}  // namespace hostler::front
