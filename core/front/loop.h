#pragma once

#include "core/front/listener.h"
#include "core/front/loop_parts.h"

#include <atomic>
#include <optional>
#include <thread>

namespace hostler::front {

/// One thread that owns a share of the connections: waits for sockets, mail and deadlines, and
/// gives each connection its turns. The public calls may come from any thread.
class Loop final : private Watched {
 public:
  Loop(FrontParts& front, Listener listener);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void start();
  /// Takes no new connection and lets go of those with nothing under way. Returns at once.
  void drain();
  /// Ends all connections and the thread.
  void stop();
  const Tally& tally() const { return parts_.tally; }

 private:
  void run();
  void ready(Interest what) override;
  std::chrono::milliseconds patience() const;
  void welcome(Listener::Accepted accepted);
  void turnAway(Poco::Net::StreamSocket& socket);
  void restFromAccepting();
  void readMail();
  void expireDeadlines();
  void beginDraining();
  void closeAll();

  LoopParts parts_;
  Listener listener_;
  std::optional<Monotonic> acceptAgainAt_;
  std::vector<Mail> mail_;
  std::atomic<bool> drainWanted_{false}, stopWanted_{false};
  std::thread thread_;
};

}  // namespace hostler::front
