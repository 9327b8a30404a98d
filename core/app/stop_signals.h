#pragma once

#include <csignal>

namespace hostler::app {

/// SIGTERM and SIGINT as something to wait for. Made before the first thread, since threads take
/// over what is blocked; children are started with nothing blocked.
class StopSignals {
 public:
  StopSignals();
  /// Returns when the process is asked to end.
  void wait() const;

 private:
  sigset_t set_{};
};

}  // namespace hostler::app
