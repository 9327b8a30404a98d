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

/// Keeps answers that are not known yet. A waiting answer costs a map entry, no thread; one thread,
/// started with the first, asks each when its topic is signalled, at intervals (another process may
/// have done the work), and a last time when its time is up.
class Signals {
 public:
  Signals() = default;
  ~Signals();

  void signal(const std::string& topic);
  /// `done` gets the answer, on the thread of this class.
  void wait(std::shared_ptr<Later> later, std::function<void(Answer)> done);

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

}  // namespace hostler::http
