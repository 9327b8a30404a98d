#pragma once

#include "core/child/supervised.h"

#include <memory>
#include <vector>

namespace hostler::child {

/// One started child with its channels, shared by its supervisor and the calls that it works on.
/// When the last of them lets go, its channels close and it ends: by itself within the grace, or at
/// once where it was given up.
class Generation {
 public:
  /// Throws StartFailed.
  Generation(const Supervision& supervision, Nursery& nursery);
  ~Generation();
  Generation(const Generation&) = delete;

  /// Has the greeting said and judged. At `deadline`, when the child's own start limit has not
  /// passed yet, throws ChannelTimeout and may be called again, by one thread at a time. Throws
  /// GreetingRefused, and what Channel throws.
  void greet(Monotonic deadline, Listener& listener);
  bool overdue() const { return std::chrono::steady_clock::now() >= startLimit_; }
  std::chrono::milliseconds startTook() const { return startTook_; }

  Process& process() { return *process_; }

  // The rest is the supervisor's, under its lock.
  std::vector<Channel*> idle;
  bool greeted = false;
  bool givenUp = false;
  Monotonic since{};  ///< by the supervisor's clock

 private:
  const Supervision& supervision_;
  const Monotonic startedAt_ = std::chrono::steady_clock::now();
  const Monotonic startLimit_;
  std::chrono::milliseconds startTook_{0};
  std::chrono::milliseconds grace_;
  bool greetingSent_ = false;
  std::vector<Channel> channels_;
  std::optional<Process> process_;
};

/// Waits for the reply on a channel that has been sent a request, and serves `listener` meanwhile.
/// What the listener throws is thrown once the reply is there, so that the channel can be used
/// again. ChannelReset means that the child never had the request.
std::string awaitReply(Channel& channel, Monotonic deadline, Listener& listener);

}  // namespace hostler::child
