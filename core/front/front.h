#pragma once

// The strict front of the HTTP server: sockets, connections, heads and bodies, and nothing of what
// they mean. Idle and half-sent connections wait in a poll set under a deadline and cost no thread;
// only a complete, well-formed request meets the Application.

#include "core/front/application.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace hostler::front {

struct FrontOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0: any free one, see Front::port()
  int loops = 2;           ///< threads that own sockets
  int workers = 16;        ///< threads that run handlers; they are started as they are needed

  /// The process needs as many descriptors (RLIMIT_NOFILE), and some more.
  std::size_t maxConnections = 20'000;
  /// 0: no cap. An IPv6 peer is its /64.
  std::size_t maxConnectionsPerPeer = 0;
  /// Peers that stand for many clients, and so are not counted: proxies, by their address.
  std::function<bool(const std::string& address)> standsForMany = {};
  /// Requests that wait for a worker; beyond: 503 with Retry-After.
  std::size_t maxQueued = 2'000;
  std::size_t maxHeadBytes = 32 * 1024;
  /// Of the request line (beyond: 414) and of one header (431).
  std::size_t maxLineBytes = 8 * 1024;
  std::size_t maxHeaders = 100;
  /// Of all bodies under way together; beyond: 503.
  std::size_t maxBodyMemory = 256 << 20;
  /// Of a stream, before it is cut.
  std::size_t maxUnsentBytes = 1 << 20;

  /// From accept or first byte, never extended.
  std::chrono::milliseconds headTimeout{10'000};
  /// For each 64 KiB of a body, or what is left of it.
  std::chrono::milliseconds bodyTimeout{30'000};
  /// Between requests.
  std::chrono::milliseconds idleTimeout{60'000};
  /// For each 64 KiB that the peer takes of an answer, or what is left of it.
  std::chrono::milliseconds writeTimeout{20'000};
  /// After a refusal, without the peer sending anything.
  std::chrono::milliseconds lingerTimeout{1'000};
};

/// Counters since the start, for metrics and tests.
struct FrontCounters {
  std::uint64_t accepted = 0, requests = 0, refused = 0, timedOut = 0;
  std::uint64_t turnedAway = 0;  ///< connections beyond maxConnections or maxConnectionsPerPeer
  std::uint64_t bytesReceived = 0, bytesSent = 0;
  std::size_t open = 0, streams = 0, queued = 0, bodyMemory = 0;
};

class Front {
 public:
  /// Binds at once (throws with the address and the reason when it cannot), serves from start() on.
  Front(Application& application, FrontOptions options);
  ~Front();
  Front(const Front&) = delete;
  Front& operator=(const Front&) = delete;

  void start();
  std::uint16_t port() const;
  FrontCounters counters() const;
  /// Takes no new connection, answers what is under way with `Connection: close`, ends streams and
  /// idle connections; returns when all is done or the time is up.
  void drain(std::chrono::milliseconds atMost);
  /// Ends every connection now and returns when the handlers that run have ended; requests that
  /// wait for a worker are dropped. Safe to call twice; a Responder or Stream that is left over may
  /// be used and reaches nobody.
  void stop();

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace hostler::front
