#pragma once

#include "core/http/reply.h"
#include "core/telemetry/log.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace hostler::http {

/// Asks answers that are not known yet on one thread, which is started with the first.
class WaitingAnswers {
 public:
  WaitingAnswers() = default;
  ~WaitingAnswers() { stop(); }

  void signal(const std::string& topic);
  void wait(std::shared_ptr<Later> later, std::function<void(Answer)> done);
  void stop();

 private:
  struct Waiting {
    std::shared_ptr<Later> later;
    std::function<void(Answer)> done;
    std::chrono::steady_clock::time_point until, nextLook;
    bool signalled = true;
  };
  void run();
  void deliver(Waiting& one, Answer answer);

  Log log_{"core.http"};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::shared_ptr<Waiting>> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

/// Keeps answers that are not known yet. A waiting answer costs a map entry, no thread; it is asked
/// for when its topic is signalled, at intervals (another process may have done the work), and a
/// last time when its time is up. Those that are told from memory never wait behind others.
class Signals {
 public:
  void signal(const std::string& topic) {
    inMemory_.signal(topic);
    others_.signal(topic);
  }
  /// `done` gets the answer, on a thread of this class.
  void wait(std::shared_ptr<Later> later, std::function<void(Answer)> done) {
    auto& answers = later->isInMemory ? inMemory_ : others_;
    answers.wait(std::move(later), std::move(done));
  }
  /// What waits is let go without an answer, and so is all that comes later.
  void stop() {
    inMemory_.stop();
    others_.stop();
  }

 private:
  WaitingAnswers inMemory_, others_;
};

}  // namespace hostler::http
