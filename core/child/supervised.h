#pragma once

#include "core/base/result.h"
#include "core/child/backoff.h"
#include "core/child/channel.h"
#include "core/child/nursery.h"
#include "core/time/clock.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace hostler::child {

/// The child said that it cannot work with what it was greeted with; `what()` is its reason.
struct GreetingRefused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A child that is kept at hand, and how.
struct Supervision {
  /// What to start, asked anew at each start. Its channels are handed over from kFirstChannel up;
  /// the program calls serveParent().
  std::function<Command()> command;
  int channels = 1;  ///< how many calls it works on at once
  std::size_t largestMessage = Channel::kLargest;
  /// From the start to the end of the greeting; then it is killed.
  std::chrono::milliseconds startLimit{10'000};
  /// What a child that is no longer wanted has to tidy up in before it is killed.
  std::chrono::milliseconds grace{2'000};
  /// Up for so long, it counts as sound: earlier failures are forgotten.
  std::chrono::milliseconds soundAfter{30'000};
  Backoff::Settings backoff;
  /// The first request to a new child, made when it is needed, so that secrets in it are not kept.
  /// None: no greeting.
  std::function<std::string()> greeting;
  /// Judges the reply to it; throws GreetingRefused.
  std::function<void(std::string_view reply)> judgeGreeting;
};

/// What a child may say while it works on a call. Called on the thread of the call, which waits
/// meanwhile.
class Listener {
 public:
  virtual ~Listener() = default;
  virtual void told(std::string_view /*note*/) {}
  /// Nothing: there is no answer, and the child is told so. An exception ends the call for the
  /// child in the same way and then reaches the caller.
  virtual std::optional<std::string> asked(std::string_view /*question*/, Monotonic /*deadline*/) {
    return std::nullopt;
  }
};

/// Why a call has no reply.
struct CallFailure {
  enum class Cause {
    Busy = 1,        ///< every channel was taken until the deadline
    BackingOff,      ///< it failed lately and is not started again yet
    StartFailed,     ///< it could not be started, or refused its greeting
    DeadlinePassed,  ///< it did not answer in time
    Ended,           ///< it ended in the middle of the call
    BrokenProtocol,  ///< it answered something else than was agreed, or too much
    TooLarge,        ///< the request is larger than what was agreed
    Stopped          ///< stop() was called
  };
  Cause cause;
  std::string reason;  ///< for people; holds nothing that the child said
  /// The whole request was on its way, so it may have been carried out. Otherwise it certainly was
  /// not.
  bool mayHaveHappened = false;
  std::optional<std::chrono::milliseconds> retryAfter = std::nullopt;
};

/// How a supervised child is doing.
struct ChildStatus {
  enum class State { Idle = 1, Starting, Running, BackingOff, Stopped };
  State state = State::Idle;
  std::uint64_t starts = 0;         ///< children started, whether or not they came up
  std::uint64_t startFailures = 0;  ///< of those: never came up
  std::uint64_t crashes = 0;  ///< ended on their own after they came up, or broke the protocol
  std::uint64_t hangs = 0;    ///< given up because a call outran its deadline
  int failuresInARow = 0;
  int running = 0;                         ///< calls in progress
  std::string lastFailure;                 ///< in words; empty: none yet
  std::chrono::milliseconds lastStart{0};  ///< how long the last successful start took
  std::optional<Monotonic> startsAgainAt;  ///< while BackingOff
  std::optional<pid_t> pid;
  std::size_t residentBytes = 0;
};

/// A child process that answers requests: started at the first call, started again after it ended
/// (at once the first time, later with growing pauses), given up when a call outruns its deadline.
/// A child that is given up gets no more calls; those that it has run to their own deadlines, and
/// then it is killed. No caller waits beyond its own deadline, whatever the child does.
/// Thread-safe; the caller's own thread does the talking. Must outlive its calls.
class Supervised {
 public:
  /// `clock` tells when to start again; deadlines of calls are those of the machine's monotonic
  /// clock.
  Supervised(Supervision supervision, Nursery& nursery, const Clock& clock);
  ~Supervised();

  /// Sends `parts` as one request and returns the reply.
  Result<std::string, CallFailure> call(std::initializer_list<std::string_view> parts,
                                        Monotonic deadline, Listener& listener);
  Result<std::string, CallFailure> call(std::string_view request, Monotonic deadline);

  /// Starts it now if it does not run. The failure says why it could not.
  std::optional<CallFailure> ensureStarted(Monotonic deadline);
  std::optional<CallFailure> ensureStarted(Monotonic deadline, Listener& listener);
  /// Takes no more calls; the child is asked to end once those in progress are through. Not undone.
  void stop();
  ChildStatus status() const;
  /// What the last child that failed had printed at its end. From foreign code: mask secrets before
  /// it is logged.
  std::string lastWords() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace hostler::child
