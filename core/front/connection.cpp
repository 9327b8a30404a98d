#include "core/front/connection.h"

#include "core/front/exchange.h"
#include "core/front/wire.h"
#include "core/telemetry/log.h"

#include <Poco/Exception.h>

namespace hostler::front {
namespace {

const Log kLog{"core.front"};

constexpr std::size_t kMostWaitingInput = 32 * 1024;  // of requests behind the one that is handled
constexpr std::size_t kBatch = 64 * 1024;     // of answers to pipelined requests in one send
constexpr std::size_t kBodyStep = 64 * 1024;  // what must come within each body time-out

}  // namespace

Connection::Connection(Poco::Net::StreamSocket socket, Peer peer, LoopParts& loop)
    : loop_{loop}, socket_{std::move(socket)}, peer_{std::move(peer)} {}

void Connection::open() {
  loop_.front.open.enter();
  place_ = loop_.connections.enter(shared_from_this(), state_, loop_.now);
  try {
    loop_.poller.add(socket_, wanted_, *this);
  } catch (...) {
    close();
    throw;
  }
}

// Memory may run out in any turn. That ends this connection, not the loop.
template <class Work>
void Connection::turn(Work work) {
  if (isClosed_) return;
  try {
    work();
    settle();
  } catch (const std::exception& exception) {
    kLog.error("front.connection_failed", {{"error", exception.what()}});
    close();
  }
}

void Connection::ready(Interest what) {
  turn([&] {
    if (what.write && !output_.isEmpty() && flush()) advance();
    if (what.read && !isClosed_ && interest().read) receive();
  });
}

void Connection::deliver(Mail mail) {
  if (isClosed_) {
    if (const auto* opened = std::get_if<StreamOpened>(&mail.what)) opened->state->isOpen = false;
    return;
  }
  turn([&] {
    std::visit([this](auto&& what) { take(std::move(what)); }, std::move(mail.what));
    if (flush()) advance();
  });
}

void Connection::expire() {
  const bool isHalfSent = state_ == State::Body || (state_ == State::Head && !isFresh_);
  if (isHalfSent || state_ == State::Writing) ++loop_.tally.timedOut;
  if (!isHalfSent) return close();
  turn([&] {
    refuse(408);
    flush();
  });
}

void Connection::drain() {
  turn([&] {
    if (stream_) {
      take(StreamClosed{});
      flush();
    } else if (state_ == State::Idle || isFresh_) {
      receive();  // what has come before the end is still answered
      if (!isClosed_ && stateNow() <= State::Head && input_.empty()) close();
    }
  });
}

void Connection::close() {
  if (isClosed_) return;
  isClosed_ = true;
  loop_.poller.remove(socket_);
  socket_.close();
  loop_.desk.staged.clear();
  if (stream_) endStream();
  bodyShare_ = {};
  loop_.retired.push_back(loop_.connections.leave(place_, state_));
  loop_.front.seats.leave(peer_.seat);
  loop_.front.open.leave();
}

void Connection::receive() {
  const auto got = wire::receive(socket_, loop_.input);
  switch (got.outcome) {
    case wire::Transfer::Outcome::Blocked:
      return;
    case wire::Transfer::Outcome::Failed:
      return close();
    case wire::Transfer::Outcome::Ended:
      inputEnded_ = true;
      if (stream_ || isLingering_) close();
      return;
    case wire::Transfer::Outcome::Some:
      break;
  }
  loop_.tally.received += got.bytes;
  isFresh_ = false;
  if (isLingering_) {
    isRenewed_ = true;
    if (loop_.now >= lingerUntil_) close();
  } else if (!isClosing_ && !stream_) {
    feed({loop_.input.data(), got.bytes});
  }
}

void Connection::feed(std::string_view fresh) {
  if (input_.empty()) {
    const auto used = converse(fresh);
    if (used < fresh.size()) input_.assign(fresh.substr(used));
  } else {
    input_.append(fresh);
    advance();
  }
}

void Connection::advance() {
  if (input_.empty()) return;
  const auto used = converse(input_);
  if (used < input_.size()) {
    input_.erase(0, used);
  } else {
    std::string{}.swap(input_);  // an idle connection keeps no memory
  }
}

// Reads requests as long as each can be answered at once; returns how many bytes need not be kept.
std::size_t Connection::converse(std::string_view bytes) {
  std::size_t used = 0;
  while (used < bytes.size() && mayRead()) {
    const auto rest = bytes.substr(used);
    const auto step = reader_ ? readBody(rest) : readHead(rest);
    if (step == 0) break;
    used += step;
    if (loop_.desk.staged.size() > kBatch) flush();
  }
  flush();
  if (!isClosing_) return used;
  mayBeSending_ = mayBeSending_ || used < bytes.size();
  return bytes.size();
}

bool Connection::mayRead() const {
  return !isClosed_ && !isClosing_ && !isHandling_ && !stream_ && output_.isEmpty();
}

std::size_t Connection::readHead(std::string_view bytes) {
  switch (scanner_.scan(bytes, loop_.headLimits)) {
    case HeadScanner::Verdict::Incomplete:
      return 0;
    case HeadScanner::Verdict::Malformed:
      refuse(400);
      return 0;
    case HeadScanner::Verdict::TargetTooLong:
      refuse(414);
      return 0;
    case HeadScanner::Verdict::TooLarge:
      refuse(431);
      return 0;
    case HeadScanner::Verdict::Complete:
      break;
  }
  const auto start = scanner_.begin(), end = scanner_.end();
  scanner_ = {};
  begin(bytes.substr(start, end - start), end < bytes.size());
  return end;
}

void Connection::begin(std::string_view head, bool bodyIsHere) {
  isHead_ = false;
  if (const int status = reader_.readHead(head)) return refuse(status);
  auto& request = reader_.request();
  request.peer = peer_.address;
  request.peerIsLoopback = peer_.isLoopback;
  isHead_ = request.method == Method::Head;
  isHttp11_ = reader_.isHttp11();
  keepsAlive_ = reader_.keepsAlive();
  if (!planFor(request)) return refuse(500);
  if (!reader_.hasBody()) return dispatch();
  if (const int status = reader_.limitBody(plan_.bodyLimit)) return refuse(status);
  if (reader_.expectsContinue() && !bodyIsHere) {
    output_.tail(loop_.desk).append("HTTP/1.1 100 Continue\r\n\r\n");
    flush();
  }
}

bool Connection::planFor(Request& request) try {
  plan_ = loop_.front.application.plan(request);
  return true;
} catch (const std::exception& exception) {
  kLog.error("front.plan_failed", {{"error", exception.what()}});
  return false;
}

std::size_t Connection::readBody(std::string_view bytes) {
  const auto before = reader_.request().body.size();
  const auto progress = reader_.readBody(bytes);
  const auto size = reader_.request().body.size();
  if (progress.refusal != 0) {
    refuse(progress.refusal);
  } else if (!bodyShare_.growTo(size, loop_.front.bodies)) {
    refuse(503);
  } else if (progress.done) {
    dispatch();
  } else if (size / kBodyStep != before / kBodyStep) {
    isRenewed_ = true;
  }
  return progress.used;
}

void Connection::dispatch() {
  ++loop_.tally.requests;
  auto& front = loop_.front;
  const auto exchange = std::make_shared<Exchange>(
      Exchange::Facts{loop_.mailbox, weak_from_this(), isHead_, front.options.maxUnsentBytes,
                      std::move(bodyShare_)});
  Job job{reader_.take(), Responder{exchange}};
  isHandling_ = true;
  exchange->beginInline();
  if (plan_.quick) {
    handle(front.application, std::move(job));
  } else if (!front.workers.submit(job)) {
    job.responder.answer(refusal(503));
  }
  if (auto answer = exchange->endInline()) {
    std::visit([this](auto&& what) { take(std::move(what)); }, std::move(*answer));
  }
}

void Connection::settle() {
  if (isClosed_) return;
  if (isClosing_) std::string{}.swap(input_);
  if (inputEnded_) endWithoutInput();
  if (!isClosed_ && isClosing_ && !isLingering_ && output_.isEmpty()) finishClosing();
  if (isClosed_) return;
  if (const auto now = interest(); now != wanted_) loop_.poller.want(socket_, wanted_ = now);
  const State next = stateNow();
  if (next != state_ || isRenewed_) loop_.connections.move(place_, state_, next, loop_.now);
  state_ = next;
  isRenewed_ = false;
}

// The peer has shut its sending side. It may still wait for answers, but half a request stays one.
void Connection::endWithoutInput() {
  if (!mayRead()) return;
  if (!reader_ && input_.empty()) return close();
  refuse(400);
  flush();
}

Interest Connection::interest() const {
  const bool waitsForRequest = mayRead() || (isHandling_ && input_.size() < kMostWaitingInput);
  return {.read = !inputEnded_ && (waitsForRequest || stream_ || isLingering_),
          .write = !output_.isEmpty()};
}

State Connection::stateNow() const {
  if (isLingering_) return State::Lingering;
  if (!output_.isEmpty()) return State::Writing;
  if (stream_) return State::Streaming;
  if (isHandling_) return State::Handling;
  if (reader_) return State::Body;
  return isFresh_ || !input_.empty() ? State::Head : State::Idle;
}

}  // namespace hostler::front
