#include "core/jobs/workers.h"

#include <algorithm>

namespace hostler::jobs {

Workers::Workers(db::Database& database, const Clock& clock, NodeRegistry& nodes, Queue& queue, const Handlers& handlers,
                 WorkerOptions options)
    : database_{database},
      clock_{clock},
      nodes_{nodes},
      handlers_{handlers},
      options_{std::move(options)},
      claims_{database, clock, nodes.node(), handlers} {
  // Whoever held this number before is gone, or the number would not be free.
  claims_.recover(nodes_.node());
  nodes_.onDeath([this](int node) {
    const auto freed = claims_.recover(node);
    if (freed > 0) log_.warning("jobs.recovered", {{"node", node}, {"jobs", freed}});
    wake();
  });
  queue.onAdded([this](const std::string& name) {
    const std::lock_guard lock{mutex_};
    lane(name).woken = true;
    claimWake_.notify_one();
  });
}

Workers::~Workers() { drain(std::chrono::milliseconds{0}); }

void Workers::start() {
  claimer_ = std::thread{[this] { claimLoop(); }};
  finisher_ = std::thread{[this] { finishLoop(); }};
}

Workers::Lane& Workers::lane(const std::string& name) {
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
  while (true) {
    bool more = false;
    try {
      more = claimRound();
      housekeeping();
    } catch (const std::exception& error) {
      log_.warning("jobs.claim_failed", {{"reason", error.what()}});
    }
    std::unique_lock lock{mutex_};
    if (stopping_) return;
    const auto ready = [&] {
      return stopping_ || lookAgain_ || std::ranges::any_of(lanes_, [](const auto& entry) {
               return entry.second.woken && static_cast<int>(entry.second.ready.size()) < entry.second.limit;
             });
    };
    if (!more) claimWake_.wait_for(lock, options_.poll, ready);
    if (stopping_) return;
    if (!ready()) lookAgain_ = true;  // the poll's time came
  }
}

// Fills every lane that may hold more work; true when some lane is known to have been left with more.
bool Workers::claimRound() {
  std::unique_lock lock{mutex_};
  if (std::exchange(lookAgain_, false)) {
    lock.unlock();
    const auto due = claims_.due();
    lock.lock();
    for (const auto& name : due.lanes) lane(name).woken = true;
  }
  std::vector<std::pair<std::string, std::size_t>> wanted;
  for (auto& [name, lane] : lanes_) {
    // Twice the places, so that a place that falls free finds its next job waiting.
    const int room = 2 * lane.limit - static_cast<int>(lane.ready.size()) - lane.running;
    if (!lane.woken || room <= 0) continue;
    lane.woken = false;
    wanted.emplace_back(name, static_cast<std::size_t>(room));
  }
  bool more = false;
  for (const auto& [name, room] : wanted) {
    lock.unlock();
    auto jobs = claims_.claim(name, room);
    lock.lock();
    auto& target = lane(name);
    if (jobs.size() == room) target.woken = true;
    counters_.claimed += jobs.size();
    for (auto& job : jobs) target.ready.push_back(std::move(job));
    more = more || (target.woken && static_cast<int>(target.ready.size()) < target.limit);
    startThreads(lock);
    workWake_.notify_all();
  }
  return more;
}

void Workers::startThreads(std::unique_lock<std::mutex>&) {
  int startable = 0;
  for (const auto& [name, lane] : lanes_) {
    startable += std::min(static_cast<int>(lane.ready.size()), lane.limit - lane.running);
  }
  for (int missing = startable - idle_; missing > 0 && threads_ < options_.threads && !stopping_; --missing) {
    ++threads_;
    std::thread{[this] { workLoop(); }}.detach();  // counted: drain() waits for the last one
  }
}

std::optional<Job> Workers::nextJob(std::unique_lock<std::mutex>& lock) {
  const auto until = std::chrono::steady_clock::now() + options_.idleThread;
  while (!stopping_) {
    for (auto& [name, lane] : lanes_) {
      if (lane.ready.empty() || lane.running >= lane.limit) continue;
      Job job = std::move(lane.ready.front());
      lane.ready.pop_front();
      ++lane.running;
      if (static_cast<int>(lane.ready.size()) < lane.limit && lane.woken) claimWake_.notify_one();
      return job;
    }
    ++idle_;
    const auto status = workWake_.wait_until(lock, until);
    --idle_;
    if (status == std::cv_status::timeout) return std::nullopt;
  }
  return std::nullopt;
}

void Workers::workLoop() {
  std::unique_lock lock{mutex_};
  while (auto job = nextJob(lock)) {
    ++counters_.running;
    lock.unlock();
    perform(*job);
    lock.lock();
    --counters_.running;
    ended(*job);
  }
  --threads_;
  settledWake_.notify_all();
}

void Workers::ended(const Job& job) {
  auto& its = lane(job.lane);
  --its.running;
  if (!its.ready.empty()) workWake_.notify_one();
  if (its.woken) claimWake_.notify_one();
  settledWake_.notify_all();
}

void Workers::perform(const Job& job) {
  const auto* handler = handlers_.find(job.kind);
  std::optional<Result> result;
  try {
    Context context{database_, clock_, job, nodes_.node()};
    result = handler->run(context);
  } catch (const LeaseLost& lost) {
    log_.warning("job.lease_lost", {{"job", job.id.text()}, {"kind", job.kind}});
    return;
  } catch (const ValidationError& error) {
    result = Result::park("its payload cannot be read: " + (error.errors().empty() ? error.detail() : error.errors()[0].field + " " + error.errors()[0].message));
  } catch (const std::exception& error) {
    result = Result::retry(error.what());
  }
  if (result->kind() == Result::Kind::Done && result->value().is_null()) {
    const std::lock_guard lock{mutex_};
    ++counters_.done;
    finished_.emplace_back(job.id, job.fence);
    finishWake_.notify_one();
    return;
  }
  if (result->kind() != Result::Kind::Done && result->kind() != Result::Kind::Recorded) {
    log_.warning("job.not_done", {{"job", job.id.text()}, {"kind", job.kind}, {"attempt", job.attempts}, {"reason", result->reason()}});
  }
  bool recorded = true;
  try {
    claims_.record(job, *handler, *result);
  } catch (const std::exception& error) {
    log_.error("job.record_failed", {{"job", job.id.text()}, {"kind", job.kind}, {"reason", error.what()}});
    recorded = false;
  }
  const std::lock_guard lock{mutex_};
  if (!recorded) unrecorded_.emplace_back(job, *result);
  switch (result->kind()) {
    case Result::Kind::Done:
    case Result::Kind::Recorded: ++counters_.done; break;
    case Result::Kind::Retry:
    case Result::Kind::Wait: ++counters_.retried; break;
    case Result::Kind::Park: ++counters_.parked; break;
    case Result::Kind::Fail: ++counters_.failed; break;
  }
}

void Workers::finishLoop() {
  std::unique_lock lock{mutex_};
  while (true) {
    finishWake_.wait(lock, [this] { return !finished_.empty() || !unrecorded_.empty() || finisherMayEnd_; });
    if (finished_.empty() && unrecorded_.empty()) return;
    auto batch = std::exchange(finished_, {});
    auto records = std::exchange(unrecorded_, {});
    finishing_ = true;
    lock.unlock();
    const bool written = writeDown(batch, records);
    lock.lock();
    finishing_ = false;
    if (!written) {
      // The rows still say running, and this node lives: nobody else will end them. So it is tried until it works.
      finished_.insert(finished_.end(), batch.begin(), batch.end());
      unrecorded_.insert(unrecorded_.end(), records.begin(), records.end());
      if (finisherMayEnd_) return;
      finishWake_.wait_for(lock, options_.poll, [this] { return finisherMayEnd_; });
    }
    settledWake_.notify_all();
  }
}

bool Workers::writeDown(std::vector<std::pair<Id<Job>, std::int64_t>>& done, std::vector<std::pair<Job, Result>>& others) {
  try {
    if (!done.empty()) claims_.finish(done);
    done.clear();
    while (!others.empty()) {
      const auto& [job, result] = others.back();
      claims_.record(job, *handlers_.find(job.kind), result);
      others.pop_back();
    }
    return true;
  } catch (const std::exception& error) {
    log_.error("jobs.finish_failed", {{"jobs", done.size() + others.size()}, {"reason", error.what()}});
    return false;
  }
}

void Workers::housekeeping() {
  const auto now = clock_.monotonic();
  if (now - lastHousekeeping_ < std::chrono::seconds{60} && lastHousekeeping_ != Monotonic{}) return;
  lastHousekeeping_ = now;
  const auto living = nodes_.living();
  for (const int node : claims_.holders()) {
    if (!living.contains(node)) claims_.recover(node);
  }
  for (const auto& [kind, count] : claims_.unknownKinds()) {
    log_.warning("jobs.unknown_kind", {{"kind", kind}, {"waiting", count}});
  }
}

bool Workers::settle(Monotonic until) {
  wake();
  std::unique_lock lock{mutex_};
  while (clock_.monotonic() < until) {
    const bool busy = counters_.running > 0 || !finished_.empty() || !unrecorded_.empty() || finishing_ ||
                      std::ranges::any_of(lanes_, [](const auto& entry) { return !entry.second.ready.empty(); });
    if (!busy) {
      lock.unlock();
      const bool left = claims_.anyDueOrRunning();
      lock.lock();
      if (!left) return true;
      lookAgain_ = true;
      claimWake_.notify_one();
    }
    settledWake_.wait_for(lock, std::chrono::milliseconds{20});
  }
  return false;
}

void Workers::drain(std::chrono::milliseconds patience) {
  std::vector<Job> unbegun;
  {
    std::unique_lock lock{mutex_};
    stopping_ = true;
    claimWake_.notify_all();
    workWake_.notify_all();
  }
  if (claimer_.joinable()) claimer_.join();
  {
    std::unique_lock lock{mutex_};
    for (auto& [name, lane] : lanes_) {
      std::ranges::move(lane.ready, std::back_inserter(unbegun));
      lane.ready.clear();
    }
    if (patience.count() > 0) settledWake_.wait_for(lock, patience, [this] { return threads_ == 0; });
    // A handler cannot be cut off inside this process; without patience it is waited for all the same.
    settledWake_.wait(lock, [this] { return threads_ == 0; });
    finisherMayEnd_ = true;
    finishWake_.notify_all();
  }
  if (finisher_.joinable()) finisher_.join();
  if (unbegun.empty()) return;
  try {
    claims_.giveBack(unbegun);
  } catch (const std::exception& error) {
    log_.warning("jobs.give_back_failed", {{"jobs", unbegun.size()}, {"reason", error.what()}});
  }
}

Workers::Counters Workers::counters() const {
  const std::lock_guard lock{mutex_};
  auto counters = counters_;
  counters.threads = threads_;
  return counters;
}

}  // namespace hostler::jobs
