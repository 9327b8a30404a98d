#include "core/app/stop_signals.h"

#include <pthread.h>

namespace hostler::app {

StopSignals::StopSignals() {
  sigemptyset(&set_);
  sigaddset(&set_, SIGTERM);
  sigaddset(&set_, SIGINT);
  pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a peer that hangs up is an error of its own connection
}

void StopSignals::wait() const {
  int received = 0;
  sigwait(&set_, &received);
}

}  // namespace hostler::app
