#include "core/front/front.h"

#include "core/front/loop.h"

#include <vector>

namespace hostler::front {

class Front::Engine {
 public:
  Engine(Application& application, const FrontOptions& options) : parts_{application, options} {
    if (options.port != 0) Listener::claim(options.address, options.port);
    Listener first{options.address, options.port};
    port_ = first.port();
    loops_.push_back(std::make_unique<Loop>(parts_, std::move(first)));
    for (int i = 1; i < options.loops; ++i) {
      loops_.push_back(std::make_unique<Loop>(parts_, Listener{options.address, port_}));
    }
  }
  ~Engine() { stop(); }

  void start() {
    for (const auto& loop : loops_) loop->start();
  }

  std::uint16_t port() const { return port_; }

  FrontCounters counters() const {
    FrontCounters sum;
    for (const auto& loop : loops_) {
      const auto& tally = loop->tally();
      sum.accepted += tally.accepted;
      sum.requests += tally.requests;
      sum.refused += tally.refused;
      sum.timedOut += tally.timedOut;
      sum.turnedAway += tally.turnedAway;
      sum.bytesReceived += tally.received;
      sum.bytesSent += tally.sent;
      sum.streams += tally.streams;
    }
    sum.open = parts_.open.count();
    sum.queued = parts_.workers.queued();
    sum.bodyMemory = parts_.bodies.taken();
    return sum;
  }

  void drain(std::chrono::milliseconds atMost) {
    for (const auto& loop : loops_) loop->drain();
    parts_.open.waitForNone(atMost);
  }

  void stop() {
    for (const auto& loop : loops_) loop->stop();
    parts_.workers.stop();
  }

 private:
  FrontParts parts_;
  std::vector<std::unique_ptr<Loop>> loops_;
  std::uint16_t port_ = 0;
};

Front::Front(Application& application, FrontOptions options)
    : engine_{std::make_unique<Engine>(application, options)} {}

Front::~Front() = default;

void Front::start() {
  engine_->start();
}
std::uint16_t Front::port() const {
  return engine_->port();
}
FrontCounters Front::counters() const {
  return engine_->counters();
}
void Front::drain(std::chrono::milliseconds atMost) {
  engine_->drain(atMost);
}
void Front::stop() {
  engine_->stop();
}

}  // namespace hostler::front
