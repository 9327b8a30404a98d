#pragma once

#include "core/app/product.h"
#include "core/front/front.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>

namespace hostler::app {

/// What GET /metrics tells, in Prometheus's text form: this machine may read it, others with the
/// token alone.
class Metrics {
 public:
  Metrics(Foundation& base, Product& product);
  ~Metrics();
  /// Adds /metrics, /healthz and /readyz.
  void mount(http::Router& router);
  void answered(const http::Route* route, int status, std::int64_t micros);
  /// Where the front's counters come from, once there is one.
  void watch(const front::Front& front);

 private:
  struct Registry;
  std::string text();
  http::Answer ready();
  http::Answer lookReady();

  Foundation& base_;
  Product& product_;
  std::atomic<const front::Front*> front_{nullptr};
  std::unique_ptr<Registry> registry_;
  std::mutex readyMutex_;
  http::Answer ready_;
  std::optional<std::chrono::steady_clock::time_point> lookedAt_;
};

}  // namespace hostler::app
