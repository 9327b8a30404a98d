#pragma once

#include <chrono>
#include <memory>
#include <span>

namespace Poco::Net {
class Socket;
}

namespace hostler::front {

/// What to wait for on a socket. Errors and hang-ups are reported as both, so that the owner's next
/// call meets them.
struct Interest {
  bool read = false;
  bool write = false;
  bool operator==(const Interest&) const = default;
};

/// The owner of a socket in a Poller.
class Watched {
 public:
  virtual void ready(Interest what) = 0;

 protected:
  ~Watched() = default;
};

/// Waits for many sockets at once, level-triggered. The one class that knows Poco::Net::PollSet and
/// its ways: a socket without interest is taken out of the set (kept in it, a peer that has gone
/// makes poll() return for ever), there is a wake-up call, an empty set waits, and each socket
/// leads to its owner. All calls but wake() belong to one thread.
class Poller {
 public:
  struct Event {
    Watched* owner;
    Interest what;
  };

  Poller();
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  /// `owner` stays valid until remove(), and until the events of the running wait() have been
  /// handled.
  void add(const Poco::Net::Socket& socket, Interest interest, Watched& owner);
  /// Costs nothing when the interest is what it was.
  void want(const Poco::Net::Socket& socket, Interest interest);
  /// Must come before the socket is closed. Unknown sockets are ignored.
  void remove(const Poco::Net::Socket& socket);
  /// Returns at the first event, at a wake() or after `atMost`; the events are valid until the next
  /// call.
  std::span<const Event> wait(std::chrono::milliseconds atMost);
  /// Ends a wait() that runs, or the next one. Any thread.
  void wake();

 private:
  struct Set;
  std::unique_ptr<Set> set_;
};

}  // namespace hostler::front
