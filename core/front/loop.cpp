#include "core/front/loop.h"

#include "core/front/connection.h"
#include "core/front/wire.h"
#include "core/telemetry/log.h"

#include <algorithm>
#include <pthread.h>

namespace hostler::front {
namespace {

using namespace std::chrono_literals;

const Log kLog{"core.front"};

constexpr std::size_t kReadBuffer = 64 * 1024;
constexpr int kAcceptedPerTurn = 64;
constexpr auto kRestFromAccepting = 100ms;
constexpr auto kLongestWait = 60'000ms;

ConnectionLists::Times timesOf(const FrontOptions& options) {
  return {options.idleTimeout,  options.headTimeout, options.bodyTimeout,  std::nullopt,
          options.writeTimeout, std::nullopt,        options.lingerTimeout};
}

}  // namespace

LoopParts::LoopParts(FrontParts& shared)
    : front{shared},
      headLimits{shared.options.maxHeadBytes, shared.options.maxLineBytes,
                 shared.options.maxHeaders},
      connections{timesOf(shared.options)},
      input(kReadBuffer) {}

Loop::Loop(FrontParts& front, Listener listener) : parts_{front}, listener_{std::move(listener)} {}

Loop::~Loop() {
  stop();
}

void Loop::start() {
  parts_.poller.add(listener_.socket(), {.read = true}, *this);
  thread_ = std::thread{[this] { run(); }};
}

void Loop::drain() {
  drainWanted_ = true;
  parts_.poller.wake();
}

void Loop::stop() {
  stopWanted_ = true;
  if (thread_.joinable()) {
    parts_.poller.wake();
    thread_.join();
  }
  parts_.mailbox->close();
}

void Loop::run() {
  ::pthread_setname_np(::pthread_self(), "front-loop");
  parts_.mailbox->belongTo(std::this_thread::get_id());
  while (!stopWanted_) {
    const auto events = parts_.poller.wait(patience());
    parts_.now = std::chrono::steady_clock::now();
    for (const auto& event : events) event.owner->ready(event.what);
    readMail();
    expireDeadlines();
    if (drainWanted_ && !parts_.isDraining) beginDraining();
    parts_.retired.clear();
  }
  closeAll();
}

std::chrono::milliseconds Loop::patience() const {
  auto next = parts_.now + kLongestWait;
  if (const auto deadline = parts_.connections.nextDeadline()) next = std::min(next, *deadline);
  if (acceptAgainAt_) next = std::min(next, *acceptAgainAt_);
  const auto left = next - std::chrono::steady_clock::now();
  return std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(left));
}

// Somebody waits at the door.
void Loop::ready(Interest) try {
  for (int i = 0; i < kAcceptedPerTurn; ++i) {
    auto accepted = listener_.accept();
    if (accepted.outcome == Listener::Accepted::Outcome::OutOfDescriptors)
      return restFromAccepting();
    if (accepted.outcome == Listener::Accepted::Outcome::None) return;
    welcome(std::move(accepted));
  }
} catch (const std::exception& exception) {
  kLog.error("front.connection_not_accepted", {{"error", exception.what()}});
}

void Loop::welcome(Listener::Accepted accepted) {
  auto& front = parts_.front;
  if (front.options.standsForMany && front.options.standsForMany(accepted.peer.address))
    accepted.peer.seat = PeerSeats::kUncounted;
  const bool hasRoom = front.open.count() < front.options.maxConnections;
  if (!hasRoom || !front.seats.take(accepted.peer.seat)) return turnAway(accepted.socket);
  ++parts_.tally.accepted;
  std::make_shared<Connection>(std::move(accepted.socket), std::move(accepted.peer), parts_)
      ->open();
}

void Loop::turnAway(Poco::Net::StreamSocket& socket) {
  ++parts_.tally.turnedAway;
  auto response = parts_.front.application.refusal(503);
  response.headers.emplace_back("Retry-After", "1");
  std::string bytes;
  const auto* text = std::get_if<std::string>(&response.body);
  writeHead(bytes, response,
            {.length = text ? text->size() : 0, .close = true, .date = parts_.date.now()});
  if (text) bytes.append(*text);
  wire::send(socket, bytes, false);  // what the empty socket does not take is not worth waiting for
}

// The connection that could not be accepted keeps the socket readable: without a rest the loop
// would spin.
void Loop::restFromAccepting() {
  kLog.warning("front.out_of_descriptors", {{"open", parts_.front.open.count()}});
  parts_.poller.want(listener_.socket(), {});
  acceptAgainAt_ = parts_.now + kRestFromAccepting;
}

void Loop::readMail() {
  parts_.mailbox->take(mail_);
  for (auto& mail : mail_) {
    if (const auto connection = mail.to.lock()) {
      connection->deliver(std::move(mail));
    } else if (const auto* opened = std::get_if<StreamOpened>(&mail.what)) {
      opened->state->isOpen = false;
    }
  }
  mail_.clear();
}

void Loop::expireDeadlines() {
  while (const auto connection = parts_.connections.overdue(parts_.now)) connection->expire();
  if (acceptAgainAt_ && *acceptAgainAt_ <= parts_.now) {
    acceptAgainAt_.reset();
    parts_.poller.want(listener_.socket(), {.read = true});
  }
}

void Loop::beginDraining() {
  ready({.read = true});  // who has knocked already is still let in
  parts_.poller.remove(listener_.socket());
  listener_.close();
  acceptAgainAt_.reset();
  parts_.isDraining = true;
  for (const auto state : {State::Idle, State::Head, State::Streaming, State::Writing}) {
    parts_.connections.forEach(state, [](Connection& connection) { connection.drain(); });
  }
}

void Loop::closeAll() {
  for (int state = 1; state <= static_cast<int>(State::Last); ++state) {
    parts_.connections.forEach(static_cast<State>(state),
                               [](Connection& connection) { connection.close(); });
  }
  parts_.retired.clear();
  if (parts_.isDraining) return;
  // Closed at once: who has knocked and was not let in yet sees the end, too.
  parts_.poller.remove(listener_.socket());
  listener_.close();
}

}  // namespace hostler::front
