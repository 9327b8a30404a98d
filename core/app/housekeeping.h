#pragma once

#include "core/app/product.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace hostler::app {

/// What has to be done now and then while a server runs: looking at the database's clock, keys and
/// plugins, handing events on, sealing the audit log, forgetting what has expired. One thread; a
/// failure is logged and tried again.
class Housekeeping {
 public:
  Housekeeping(Foundation& base, Product& product) : base_{base}, product_{product} {}
  ~Housekeeping() { stop(); }

  void start();
  void stop();
  /// There are events to hand on.
  void wake();

 private:
  void run();
  void beat();
  void attempt(std::string_view what, const std::function<void()>& work);

  Foundation& base_;
  Product& product_;
  Log log_{"core.app"};
  std::mutex mutex_;
  std::condition_variable wakeUp_;
  bool woken_ = true, stopping_ = false;
  bool deliveriesLeft_ = false;  // of webhooks, that are to be forgotten
  std::chrono::steady_clock::time_point nextBeat_{}, nextPrune_{}, nextWatch_{};
  std::thread thread_;
};

}  // namespace hostler::app
