#include "core/jobs/workers.h"

#include <algorithm>

namespace hostler::jobs {
namespace {

constexpr std::chrono::seconds kHousekeeping{60};
constexpr std::chrono::milliseconds kAfterFailure{1'000};
// What a provider says of one verb may not hold for all: so much later it is tried.
constexpr std::chrono::minutes kLongestRest{5};

}  // namespace

Workers::Workers(db::Database& database, const Clock& clock, NodeRegistry& nodes, Queue& queue,
                 const Handlers& handlers, WorkerOptions options,
                 const Interventions* interventions)
    : database_{database},
      clock_{clock},
      nodes_{nodes},
      handlers_{handlers},
      options_{std::move(options)},
      claims_{database, clock, nodes.node(), handlers, interventions} {
  link_->workers = this;
  // Whoever held this number before is gone, or the number would not be free.
  claims_.recover(nodes_.node());
  nodes_.onDeath([link = link_](int node) {
    const std::lock_guard linked{link->mutex};
    if (link->workers == nullptr) return;
    auto& self = *link->workers;
    const auto freed = self.claims_.recover(node);
    if (freed > 0) self.log_.warning("jobs.recovered", {{"node", node}, {"jobs", freed}});
    self.wake();
  });
  queue.onAdded([link = link_](const std::string& name) {
    const std::lock_guard linked{link->mutex};
    if (link->workers == nullptr) return;
    auto& self = *link->workers;
    const std::lock_guard lock{self.mutex_};
    self.lane(name).woken = true;
    self.claimWake_.notify_one();
  });
}

Workers::~Workers() {
  {
    const std::lock_guard linked{link_->mutex};
    link_->workers = nullptr;
  }
  drain(std::chrono::milliseconds{0});
  std::unique_lock lock{mutex_};
  settledWake_.wait(lock, [this] { return threads_.empty(); });
  joinEnded(lock);
  finisherMayEnd_ = true;
  finishWake_.notify_all();
  lock.unlock();
  if (finisher_.joinable()) finisher_.join();
}

void Workers::start() {
  claimer_ = std::thread{[this] { claimLoop(); }};
  finisher_ = std::thread{[this] { finishLoop(); }};
}

Lane& Workers::lane(const std::string& name) {
  auto [found, added] = lanes_.try_emplace(name);
  if (added) {
    const auto limit = options_.laneLimits.find(name);
    found->second.limit = limit == options_.laneLimits.end() ? options_.laneLimit : limit->second;
  }
  return found->second;
}

void Workers::wake() {
  const std::lock_guard lock{mutex_};
  lookAgain_ = true;
  claimWake_.notify_one();
}

void Workers::claimLoop() {
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    lock.unlock();
    bool more = false, failed = false;
    try {
      housekeeping();
      more = claimRound();
    } catch (const std::exception& error) {
      log_.warning("jobs.claim_failed", {{"reason", error.what()}});
      failed = true;
    }
    lock.lock();
    if (failed) restAfterFailure();
    joinEnded(lock);
    if (!more) awaitWork(lock);
  }
}

// After a failure nothing is tried before the next look around, which finds again what there is. It
// comes soon, however seldom the table is polled: the failure may have cost a call its answer.
void Workers::restAfterFailure() {
  doubtful_ = true;
  lookAgain_ = false;
  lookAt_ = std::chrono::steady_clock::now() + std::min(options_.poll, kAfterFailure);
  for (auto& [name, lane] : lanes_) lane.woken = false;
}

void Workers::awaitWork(std::unique_lock<std::mutex>& lock) {
  const auto called = [&] {
    return stopping_ || lookAgain_ || std::ranges::any_of(lanes_, [](const auto& entry) {
             return entry.second.isHungry() || entry.second.hasSurplus();
           });
  };
  while (!called() && std::chrono::steady_clock::now() < lookAt_) {
    const auto until = lookAt_;  // which a job that is put off may bring forward
    claimWake_.wait_until(lock, until);
  }
}

// Which lanes have due jobs, those of other processes and those that were put off among them.
void Workers::lookAround() {
  const auto due = claims_.due();
  const auto untilThen = [&](Instant then) {
    const auto away =
        std::chrono::duration_cast<std::chrono::milliseconds>(then.since(clock_.now()));
    return std::clamp(away + std::chrono::milliseconds{1}, std::chrono::milliseconds{1},
                      options_.poll);
  };
  auto next = due.next ? untilThen(*due.next) : options_.poll;
  const std::lock_guard lock{mutex_};
  for (const auto& name : due.lanes) lane(name).woken = true;
  for (const auto& [name, lane] : lanes_) {
    if (lane.restsUntil) next = std::min(next, untilThen(*lane.restsUntil));
  }
  lookAt_ = std::chrono::steady_clock::now() + next;
}

// What one job was told holds for its lane. What runs of it already is not held back.
void Workers::rest(const Result& result) {
  const auto after = std::min(result.after().value(), Duration{kLongestRest});
  lane(result.restingLane()).rest(clock_.now().plus(after));
  lookAt_ = std::min(lookAt_, std::chrono::steady_clock::now() + after);
  claimWake_.notify_one();
}

void Workers::endRests() {
  const auto now = clock_.now();
  bool any = false;
  for (auto& [name, lane] : lanes_) any = lane.endRest(now) || any;
  if (any) startThreads();
}

std::vector<std::string> Workers::resting() const {
  std::vector<std::string> names;
  const auto now = clock_.now();
  for (const auto& [name, lane] : lanes_) {
    if (lane.restsUntil && now < *lane.restsUntil) names.push_back(name);
  }
  return names;
}

// Fills every lane that may hold more work; true when some lane is known to have been left with
// more.
bool Workers::claimRound() {
  if (!nodes_.isHeld()) throw std::runtime_error{"the row of this node was taken from it"};
  std::unique_lock lock{mutex_};
  if (std::exchange(lookAgain_, false) || std::chrono::steady_clock::now() >= lookAt_) {
    lock.unlock();
    lookAround();
    lock.lock();
  }
  endRests();
  giveSurplusBack(lock);
  std::vector<std::pair<std::string, std::size_t>> wanted;
  for (auto& [name, lane] : lanes_) {
    if (!lane.isHungry()) continue;
    lane.woken = false;
    wanted.emplace_back(name, static_cast<std::size_t>(lane.room()));
  }
  bool more = false;
  for (const auto& [name, room] : wanted) {
    lock.unlock();
    auto jobs = claims_.claim(name, room);
    lock.lock();
    auto& target = lane(name);
    if (jobs.size() == room) target.woken = true;
    counters_.claimed += jobs.size();
    for (auto& job : jobs) {
      held_.emplace(job.id, job.fence);
      target.add(std::move(job));
    }
    startThreads();
    more = more || target.isHungry();
  }
  return more;
}

// The least urgent ones: others may have a place for them, and what is urgent finds one here.
void Workers::giveSurplusBack(std::unique_lock<std::mutex>& lock) {
  std::vector<Fenced> surplus;
  for (auto& [name, lane] : lanes_) {
    for (; lane.hasSurplus(); lane.ready.pop_back()) {
      surplus.emplace_back(lane.ready.back().id, lane.ready.back().fence);
      held_.erase(surplus.back());
      lane.woken = true;
    }
  }
  if (surplus.empty()) return;
  lock.unlock();
  giveBack(surplus);
  lock.lock();
}

void Workers::startThreads() {
  int startable = 0;
  for (const auto& [name, lane] : lanes_) {
    if (lane.hasStartable())
      startable += std::min(static_cast<int>(lane.ready.size()), lane.limit - lane.running);
  }
  int free = static_cast<int>(threads_.size()) - counters_.running;
  for (int i = 0; i < std::min(startable, free); ++i) workWake_.notify_one();
  for (; free < startable && static_cast<int>(threads_.size()) < options_.threads && !stopping_;
       ++free) {
    std::thread thread{[this] { workLoop(); }};
    const auto id = thread.get_id();
    threads_.emplace(id, std::move(thread));
  }
}

// Waits for threads that have nothing left to do but to return.
void Workers::joinEnded(std::unique_lock<std::mutex>& lock) {
  auto ended = std::exchange(endedThreads_, {});
  lock.unlock();
  for (auto& thread : ended) thread.join();
  lock.lock();
}

std::optional<Job> Workers::takeReady() {
  for (auto& [name, lane] : lanes_) {
    if (!lane.hasStartable()) continue;
    Job job = std::move(lane.ready.front());
    lane.ready.pop_front();
    ++lane.running;
    if (lane.isHungry()) claimWake_.notify_one();
    return job;
  }
  return std::nullopt;
}

std::optional<Job> Workers::nextJob(std::unique_lock<std::mutex>& lock) {
  const auto until = std::chrono::steady_clock::now() + options_.idleThread;
  bool late = false;
  while (!stopping_) {
    if (auto job = takeReady()) return job;
    if (late) return std::nullopt;
    late = workWake_.wait_until(lock, until) == std::cv_status::timeout;
  }
  return std::nullopt;
}

void Workers::workLoop() {
  std::unique_lock lock{mutex_};
  while (const auto job = nextJob(lock)) {
    ++counters_.running;
    running_.emplace(job->id, job->fence);
    lock.unlock();
    const auto began = clock_.monotonic();
    perform(*job);
    const auto took = std::chrono::duration_cast<Duration>(clock_.monotonic() - began);
    lock.lock();
    --counters_.running;
    ended(*job, took);
  }
  const auto self = threads_.find(std::this_thread::get_id());
  endedThreads_.push_back(std::move(self->second));
  threads_.erase(self);
  settledWake_.notify_all();
}

void Workers::ended(const Job& job, Duration took) {
  auto& its = lane(job.lane);
  --its.running;
  its.usual = (3 * its.usual + took) / 4;
  if (!its.ready.empty()) workWake_.notify_one();
  if (its.isHungry() || its.hasSurplus()) claimWake_.notify_one();
  settledWake_.notify_all();
}

// Nothing when the job was given to another worker meanwhile.
std::optional<Result> Workers::attempt(const Job& job, const Handlers::Handler& handler) {
  try {
    Context context{database_, clock_, job, nodes_.node()};
    return handler.run(context);
  } catch (const LeaseLost&) {
    return std::nullopt;
  } catch (const std::exception& error) {
    return Result::retry(error.what());
  } catch (...) {
    return Result::retry("it threw what is no exception");
  }
}

void Workers::perform(const Job& job) {
  const auto& handler = *handlers_.find(job.kind);
  const Fenced fenced{job.id, job.fence};
  const auto result = attempt(job, handler);
  {
    const std::lock_guard lock{mutex_};
    running_.erase(fenced);
    if (result) count(*result);
    if (result && !result->restingLane().empty()) rest(*result);
    if (!result || result->kind() == Result::Kind::Recorded) {
      held_.erase(fenced);
    } else if (result->kind() == Result::Kind::Done && result->value().is_null()) {
      finished_.push_back(fenced);
      finishWake_.notify_one();
      return;
    }
  }
  if (!result) {
    log_.warning("job.lease_lost", {{"job", job.id.text()}, {"kind", job.kind}});
  } else if (result->kind() != Result::Kind::Recorded) {
    record(job, handler, *result);
  }
}

void Workers::record(const Job& job, const Handlers::Handler& handler, const Result& result) {
  if (result.kind() != Result::Kind::Done) {
    log_.warning("job.not_done", {{"job", job.id.text()},
                                  {"kind", job.kind},
                                  {"attempt", job.attempts},
                                  {"reason", result.reason()}});
  }
  bool recorded = true;
  try {
    claims_.record(job, handler, result);
  } catch (const std::exception& error) {
    log_.error("job.record_failed",
               {{"job", job.id.text()}, {"kind", job.kind}, {"reason", error.what()}});
    recorded = false;
  }
  const std::lock_guard lock{mutex_};
  if (recorded) {
    held_.erase({job.id, job.fence});
  } else {
    unrecorded_.emplace_back(job, result);
    finishWake_.notify_one();
  }
  if (result.after()) {
    lookAt_ = std::min(lookAt_, std::chrono::steady_clock::now() + *result.after());
    claimWake_.notify_one();
  }
}

void Workers::count(const Result& result) {
  switch (result.kind()) {
    case Result::Kind::Done:
    case Result::Kind::Recorded:
      ++counters_.done;
      break;
    case Result::Kind::Retry:
    case Result::Kind::Wait:
      ++counters_.retried;
      break;
    case Result::Kind::Park:
      ++counters_.parked;
      break;
    case Result::Kind::Fail:
      ++counters_.failed;
      break;
  }
}

void Workers::finishLoop() {
  std::unique_lock lock{mutex_};
  while (true) {
    finishWake_.wait(
        lock, [this] { return !finished_.empty() || !unrecorded_.empty() || finisherMayEnd_; });
    if (finished_.empty() && unrecorded_.empty()) return;
    auto batch = std::exchange(finished_, {});
    auto records = std::exchange(unrecorded_, {});
    const auto ends = batch;
    finishing_ = true;
    lock.unlock();
    const bool written = writeDown(batch, records);
    lock.lock();
    finishing_ = false;
    if (batch.empty()) {
      for (const auto& fenced : ends) held_.erase(fenced);
    }
    if (!written) {
      // The rows still say running, and this node lives: nobody else will end them. So it is tried
      // until it works.
      finished_.insert(finished_.end(), batch.begin(), batch.end());
      unrecorded_.insert(unrecorded_.end(), records.begin(), records.end());
      if (finisherMayEnd_) return;
      finishWake_.wait_for(lock, options_.poll, [this] { return finisherMayEnd_; });
    }
    settledWake_.notify_all();
  }
}

// Takes out of the lists what is written; false when something was not.
bool Workers::writeDown(std::vector<Fenced>& done, std::vector<std::pair<Job, Result>>& others) {
  try {
    if (!done.empty()) claims_.finish(done);
    done.clear();
    while (!others.empty()) {
      const auto& [job, result] = others.back();
      claims_.record(job, *handlers_.find(job.kind), result);
      const std::lock_guard lock{mutex_};
      held_.erase({job.id, job.fence});
      others.pop_back();
    }
    return true;
  } catch (const std::exception& error) {
    log_.error("jobs.finish_failed",
               {{"jobs", done.size() + others.size()}, {"reason", error.what()}});
    return false;
  }
}

void Workers::housekeeping() {
  const auto now = clock_.monotonic();
  const bool isTime = lastHousekeeping_ == Monotonic{} || now - lastHousekeeping_ >= kHousekeeping;
  if (isTime || doubtful_) giveBackStrays();
  doubtful_ = false;
  if (!isTime) return;
  lastHousekeeping_ = now;
  const auto living = nodes_.living();
  for (const int node : claims_.holders()) {
    if (living.contains(node)) continue;
    const auto freed = claims_.recover(node);
    if (freed > 0) log_.warning("jobs.recovered", {{"node", node}, {"jobs", freed}});
    wake();
  }
  for (const auto& [kind, count] : claims_.unknownKinds()) {
    log_.warning("jobs.unknown_kind", {{"kind", kind}, {"waiting", count}});
  }
}

// A claim whose answer was lost may have been committed: then the table says that this node holds
// jobs of which it knows nothing. Only the claiming thread may ask, since it alone adds to what is
// held.
void Workers::giveBackStrays() {
  auto strays = claims_.held();
  {
    const std::lock_guard lock{mutex_};
    std::erase_if(strays, [this](const Fenced& fenced) { return held_.contains(fenced); });
  }
  if (strays.empty()) return;
  claims_.giveBack(strays);
  log_.warning("jobs.strays_given_back", {{"jobs", strays.size()}});
  wake();
}

bool Workers::isBusy() const {
  return !held_.empty() || finishing_ || counters_.running > 0;
}

bool Workers::settle(Monotonic until) {
  wake();
  std::unique_lock lock{mutex_};
  while (clock_.monotonic() < until && !waitersGo_ && !stopping_) {
    if (!isBusy()) {
      const auto besides = resting();
      lock.unlock();
      const bool left = claims_.anyDueOrRunning(besides);
      lock.lock();
      if (!left) return true;
      lookAgain_ = true;
      claimWake_.notify_one();
    }
    settledWake_.wait_for(lock, std::chrono::milliseconds{20});
  }
  return false;
}

void Workers::letWaitersGo() {
  const std::lock_guard lock{mutex_};
  waitersGo_ = true;
  settledWake_.notify_all();
}

void Workers::stopTaking() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    claimWake_.notify_all();
    workWake_.notify_all();
  }
  if (claimer_.joinable()) claimer_.join();
}

void Workers::drain(std::chrono::milliseconds patience) {
  stopTaking();
  std::unique_lock lock{mutex_};
  std::vector<Fenced> handedBack;
  for (auto& [name, lane] : lanes_) {
    for (const auto& job : lane.ready) handedBack.emplace_back(job.id, job.fence);
    lane.ready.clear();
  }
  for (const auto& fenced : handedBack) held_.erase(fenced);
  lock.unlock();
  giveBack(handedBack);
  lock.lock();
  settledWake_.wait_for(lock, patience, [this] { return threads_.empty() && held_.empty(); });
  joinEnded(lock);
  handedBack.assign(running_.begin(),
                    running_.end());  // their ends will be those of somebody who lost the job
  lock.unlock();
  giveBack(handedBack);
}

void Workers::giveBack(const std::vector<Fenced>& jobs) {
  try {
    claims_.giveBack(jobs);
  } catch (const std::exception& error) {
    // They are freed when this node's row is seen to stand still.
    log_.warning("jobs.give_back_failed", {{"jobs", jobs.size()}, {"reason", error.what()}});
  }
}

Workers::Counters Workers::counters() const {
  const std::lock_guard lock{mutex_};
  auto counters = counters_;
  counters.threads = static_cast<int>(threads_.size());
  return counters;
}

}  // namespace hostler::jobs
