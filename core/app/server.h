#pragma once

#include "core/app/housekeeping.h"
#include "core/app/metrics.h"
#include "core/app/pages.h"
#include "core/front/front.h"
#include "core/http/api.h"

#include <memory>
#include <set>

namespace hostler::app {

/// A running engine: whatever of HTTP, jobs and schedule its roles say.
class Server {
 public:
  explicit Server(const Settings& settings);
  ~Server();

  void start();
  /// Ends in order: no new connections, no new jobs, what is under way is finished, within
  /// `patience`.
  void drain(std::chrono::milliseconds patience);
  /// 0 where this process serves no HTTP.
  std::uint16_t port() const;

 private:
  std::optional<Json> brandOfHost(std::string_view host);
  bool has(const std::string& role) const { return roles_.contains(role); }

  std::set<std::string> roles_;
  Foundation base_;
  const bool held_;  ///< restored from a backup: no jobs and no schedule before somebody says so
  Product product_;
  Metrics metrics_;
  Pages pages_;
  http::Api api_;
  Housekeeping housekeeping_;
  std::unique_ptr<jobs::Workers> workers_;
  std::unique_ptr<front::Front> front_;
  Log log_{"core.app"};
};

}  // namespace hostler::app
