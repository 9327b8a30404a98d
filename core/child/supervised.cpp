#include "core/child/supervised.h"

#include "core/child/generation.h"

#include <condition_variable>
#include <mutex>

namespace hostler::child {

using Cause = CallFailure::Cause;
using SharedGeneration = std::shared_ptr<Generation>;

namespace {

// The kernel closes a dying process's sockets shortly before its status can be had.
std::string howItEnded(Generation& generation, Monotonic deadline) {
  const auto soon = std::chrono::steady_clock::now() + std::chrono::seconds{1};
  const auto exit = generation.process().wait(std::min(deadline, soon));
  return exit ? exit->text() : "closed its channel";
}

constexpr const char* kTooSlow = "did not come up within its start limit";

std::size_t sizeOf(std::initializer_list<std::string_view> parts) {
  std::size_t size = 0;
  for (const auto part : parts) size += part.size();
  return size;
}

}  // namespace

class Supervised::State {
 public:
  State(Supervision supervision, Nursery& nursery, const Clock& clock)
      : supervision_{std::move(supervision)},
        nursery_{nursery},
        clock_{clock},
        backoff_{supervision_.backoff} {}

  using Reply = Result<std::string, CallFailure>;
  Reply call(std::initializer_list<std::string_view> parts, Monotonic deadline, Listener& listener);
  std::optional<CallFailure> ensureStarted(Monotonic deadline, Listener& listener);
  void stop();
  ChildStatus status();
  std::string lastWords() const;

 private:
  using Lock = std::unique_lock<std::mutex>;
  class Lease;

  Result<Lease, CallFailure> acquire(Monotonic deadline, Listener& listener);
  std::optional<CallFailure> bringUp(Lock& lock, Monotonic deadline, Listener& listener);
  std::optional<CallFailure> start(Lock& lock, Monotonic deadline, Listener& listener);
  std::optional<CallFailure> tryStart(SharedGeneration& generation, Monotonic deadline,
                                      Listener& listener);
  Reply converse(Lease& lease, std::initializer_list<std::string_view> parts, Monotonic deadline,
                 Listener& listener);
  CallFailure lose(Lease& lease, Cause cause, bool sent, std::string reason);
  void noticeEnd(const Lock&);
  void giveUp(const Lock&, Generation& generation, std::uint64_t ChildStatus::*count,
              const std::string& reason);

  const Supervision supervision_;
  Nursery& nursery_;
  const Clock& clock_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Backoff backoff_;
  SharedGeneration current_;
  bool starting_ = false;  ///< one caller starts or greets; the others wait for it
  bool stopped_ = false;
  Monotonic startsAgainAt_{};
  ChildStatus counts_;
  std::string lastWords_;
};

/// One call's hold on a generation and one of its channels.
class Supervised::State::Lease {
 public:
  Lease(State& state, SharedGeneration generation, Channel* channel)
      : state_{&state}, generation_{std::move(generation)}, channel_{channel} {
    ++state.counts_.running;
  }
  Lease(Lease&& other) noexcept
      : state_{std::exchange(other.state_, nullptr)},
        generation_{std::move(other.generation_)},
        channel_{other.channel_} {}
  ~Lease() {
    if (state_ == nullptr) return;
    {
      const std::lock_guard lock{state_->mutex_};
      --state_->counts_.running;
      if (!spoiled) generation_->idle.push_back(channel_);
      generation_.reset();
    }
    state_->changed_.notify_all();
  }

  Channel& channel() { return *channel_; }
  Generation& generation() { return *generation_; }
  bool spoiled = false;  ///< the channel is out of step and is not used again

 private:
  State* state_;
  SharedGeneration generation_;
  Channel* channel_;
};

// ---- counting and giving up

void Supervised::State::giveUp(const Lock&, Generation& generation,
                               std::uint64_t ChildStatus::*count, const std::string& reason) {
  if (generation.givenUp) return;  // several calls may find out about one end
  generation.givenUp = true;
  lastWords_ = generation.process().tail();
  counts_.lastFailure = reason;
  ++(counts_.*count);
  const auto now = clock_.monotonic();
  if (generation.greeted && now - generation.since >= supervision_.soundAfter) backoff_.succeeded();
  startsAgainAt_ = now + backoff_.failed();
  if (current_.get() == &generation) current_.reset();
}

void Supervised::State::noticeEnd(const Lock& lock) {
  if (!current_ || starting_) return;
  const auto exit = current_->process().exit();
  if (!exit) return;
  const auto generation = current_;
  giveUp(lock, *generation,
         generation->greeted ? &ChildStatus::crashes : &ChildStatus::startFailures, exit->text());
}

// ---- starting

std::optional<CallFailure> Supervised::State::bringUp(Lock& lock, Monotonic deadline,
                                                      Listener& listener) {
  for (;;) {
    if (stopped_) return CallFailure{Cause::Stopped, "it has been stopped"};
    noticeEnd(lock);
    if (current_ && current_->greeted) return std::nullopt;
    if (!starting_) return start(lock, deadline, listener);
    if (changed_.wait_until(lock, deadline) == std::cv_status::timeout) {
      return CallFailure{Cause::DeadlinePassed, "it is still starting"};
    }
  }
}

std::optional<CallFailure> Supervised::State::start(Lock& lock, Monotonic deadline,
                                                    Listener& listener) {
  if (!current_) {
    if (const auto pause = startsAgainAt_ - clock_.monotonic(); pause.count() > 0) {
      return CallFailure{Cause::BackingOff, "it is not started again yet: " + counts_.lastFailure,
                         false, std::chrono::ceil<std::chrono::milliseconds>(pause)};
    }
    ++counts_.starts;
  }
  auto generation = current_;
  starting_ = true;
  lock.unlock();
  auto failure = tryStart(generation, deadline, listener);
  lock.lock();
  starting_ = false;
  changed_.notify_all();

  if (!failure) {
    generation->greeted = true;
    generation->since = clock_.monotonic();
    counts_.lastStart = generation->startTook();
  }
  const bool goesOn = !failure || failure->cause == Cause::DeadlinePassed;
  if (goesOn && stopped_) return CallFailure{Cause::Stopped, "it has been stopped"};
  if (goesOn) {
    current_ = generation;
    return failure;
  }
  if (generation) {
    giveUp(lock, *generation, &ChildStatus::startFailures, failure->reason);
  } else {
    ++counts_.startFailures;
    counts_.lastFailure = failure->reason;
    startsAgainAt_ = clock_.monotonic() + backoff_.failed();
  }
  current_.reset();
  return failure;
}

std::optional<CallFailure> Supervised::State::tryStart(SharedGeneration& generation,
                                                       Monotonic deadline, Listener& listener) {
  const auto failed = [](std::string reason) {
    return CallFailure{Cause::StartFailed, std::move(reason)};
  };
  try {
    if (!generation) generation = std::make_shared<Generation>(supervision_, nursery_);
    generation->greet(deadline, listener);
    return std::nullopt;
  } catch (const ChannelTimeout&) {
    if (!generation->overdue()) return CallFailure{Cause::DeadlinePassed, "it is still starting"};
    return failed(kTooSlow);
  } catch (const ChannelClosed&) {
    if (generation->overdue()) return failed(kTooSlow);  // killed for it
    return failed("while starting: " + howItEnded(*generation, deadline));
  } catch (const std::exception& error) {
    return failed(error.what());
  }
}

// ---- calling

Result<Supervised::State::Lease, CallFailure> Supervised::State::acquire(Monotonic deadline,
                                                                         Listener& listener) {
  Lock lock{mutex_};
  for (;;) {
    if (auto failure = bringUp(lock, deadline, listener)) return Failure{std::move(*failure)};
    if (!current_->idle.empty()) {
      auto* channel = current_->idle.back();
      current_->idle.pop_back();
      return Lease{*this, current_, channel};
    }
    if (changed_.wait_until(lock, deadline) == std::cv_status::timeout) {
      return Failure{CallFailure{Cause::Busy, "all its channels are taken"}};
    }
  }
}

CallFailure Supervised::State::lose(Lease& lease, Cause cause, bool sent, std::string reason) {
  auto& generation = lease.generation();
  lease.spoiled = true;
  const auto count = cause == Cause::DeadlinePassed ? &ChildStatus::hangs : &ChildStatus::crashes;
  {
    const Lock lock{mutex_};
    giveUp(lock, generation, count, reason);
  }
  changed_.notify_all();
  return {cause, std::move(reason), sent, std::nullopt};
}

Supervised::State::Reply Supervised::State::converse(Lease& lease,
                                                     std::initializer_list<std::string_view> parts,
                                                     Monotonic deadline, Listener& listener) {
  bool sent = false;
  try {
    lease.channel().send(Frame::Request, parts, deadline);
    sent = true;
    return awaitReply(lease.channel(), deadline, listener);
  } catch (const ChannelTimeout&) {
    return Failure{lose(lease, Cause::DeadlinePassed, sent, "did not answer before the deadline")};
  } catch (const ChannelReset&) {
    return Failure{lose(lease, Cause::Ended, false, howItEnded(lease.generation(), deadline))};
  } catch (const ChannelClosed&) {
    return Failure{lose(lease, Cause::Ended, sent, howItEnded(lease.generation(), deadline))};
  } catch (const ChannelBroken& error) {
    return Failure{lose(lease, Cause::BrokenProtocol, sent, error.what())};
  }
}

Supervised::State::Reply Supervised::State::call(std::initializer_list<std::string_view> parts,
                                                 Monotonic deadline, Listener& listener) {
  if (sizeOf(parts) > supervision_.largestMessage) {
    return Failure{CallFailure{Cause::TooLarge, "the request is larger than may be sent"}};
  }
  for (bool again = true;; again = false) {
    auto lease = acquire(deadline, listener);
    if (!lease) return Failure{lease.error()};
    auto reply = converse(*lease, parts, deadline, listener);
    // A child that had ended before it was asked does not cost the caller its call.
    const bool neverReached =
        !reply && reply.error().cause == Cause::Ended && !reply.error().mayHaveHappened;
    if (!neverReached || !again) return reply;
  }
}

std::optional<CallFailure> Supervised::State::ensureStarted(Monotonic deadline,
                                                            Listener& listener) {
  Lock lock{mutex_};
  return bringUp(lock, deadline, listener);
}

// ---- the rest

void Supervised::State::stop() {
  SharedGeneration last;
  {
    const std::lock_guard lock{mutex_};
    stopped_ = true;
    last.swap(current_);
  }
  changed_.notify_all();
}

ChildStatus Supervised::State::status() {
  const Lock lock{mutex_};
  noticeEnd(lock);
  using State = ChildStatus::State;
  auto status = counts_;
  status.failuresInARow = backoff_.failures();
  if (current_) {
    status.pid = current_->process().pid();
    status.residentBytes = current_->process().residentBytes();
  }
  const bool waiting = clock_.monotonic() < startsAgainAt_;
  if (stopped_)
    status.state = State::Stopped;
  else if (current_ && current_->greeted)
    status.state = State::Running;
  else if (current_ || starting_)
    status.state = State::Starting;
  else if (waiting)
    status.state = State::BackingOff;
  if (status.state == State::BackingOff) status.startsAgainAt = startsAgainAt_;
  return status;
}

std::string Supervised::State::lastWords() const {
  const std::lock_guard lock{mutex_};
  return lastWords_;
}

Supervised::Supervised(Supervision supervision, Nursery& nursery, const Clock& clock)
    : state_{std::make_unique<State>(std::move(supervision), nursery, clock)} {}

Supervised::~Supervised() {
  stop();
}

Result<std::string, CallFailure> Supervised::call(std::initializer_list<std::string_view> parts,
                                                  Monotonic deadline, Listener& listener) {
  return state_->call(parts, deadline, listener);
}

Result<std::string, CallFailure> Supervised::call(std::string_view request, Monotonic deadline) {
  Listener silent;
  return state_->call({request}, deadline, silent);
}

std::optional<CallFailure> Supervised::ensureStarted(Monotonic deadline) {
  Listener silent;
  return ensureStarted(deadline, silent);
}

std::optional<CallFailure> Supervised::ensureStarted(Monotonic deadline, Listener& listener) {
  return state_->ensureStarted(deadline, listener);
}

void Supervised::stop() {
  state_->stop();
}

ChildStatus Supervised::status() const {
  return state_->status();
}

std::string Supervised::lastWords() const {
  return state_->lastWords();
}

}  // namespace hostler::child
