#pragma once

#include "core/front/application.h"
#include "core/front/body_budget.h"
#include "core/front/deadline_lists.h"
#include "core/front/front.h"
#include "core/front/head_scanner.h"
#include "core/front/mailbox.h"
#include "core/front/open_connections.h"
#include "core/front/output.h"
#include "core/front/peer_seats.h"
#include "core/front/poller.h"
#include "core/front/response_head.h"
#include "core/front/worker_pool.h"

#include <atomic>
#include <memory>
#include <vector>

namespace hostler::front {

class Connection;

/// What a connection is waiting for; each has its own time-out.
enum class State {
  Idle = 1,
  Head,
  Body,
  Handling,
  Writing,
  Streaming,
  Lingering,
  Last = Lingering
};
using ConnectionLists = DeadlineLists<Connection, State>;

/// What all loops of a front share.
struct FrontParts {
  FrontParts(Application& answers, const FrontOptions& given)
      : application{answers},
        options{given},
        workers{answers, given.workers, given.maxQueued},
        bodies{given.maxBodyMemory},
        seats{given.maxConnectionsPerPeer} {}

  Application& application;
  const FrontOptions options;
  WorkerPool workers;
  BodyBudget bodies;
  PeerSeats seats;
  OpenConnections open;
};

/// Counted by one loop, read by any thread.
struct alignas(64) Tally {
  std::atomic<std::uint64_t> accepted{0}, requests{0}, refused{0}, timedOut{0}, turnedAway{0};
  std::atomic<std::uint64_t> received{0}, sent{0};
  std::atomic<std::size_t> streams{0};
};

/// What one loop lends to its connections, one at a time.
struct LoopParts {
  explicit LoopParts(FrontParts& front);

  FrontParts& front;
  const HeadLimits headLimits;
  Poller poller;
  ConnectionLists connections;
  std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>(poller);
  std::vector<char> input;  ///< bytes just read, for connections that hold none themselves
  OutputDesk desk;
  DateText date;
  Tally tally;
  Monotonic now = std::chrono::steady_clock::now();
  bool isDraining = false;
  /// Closed connections that an event of the running turn may still point to.
  std::vector<std::shared_ptr<Connection>> retired;
};

}  // namespace hostler::front
