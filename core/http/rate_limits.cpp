#include "core/http/rate_limits.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <vector>

namespace hostler::http {
namespace {

// Beyond it calls are counted in the database at once, and nothing more is kept of them here.
constexpr std::size_t kMostCounters = 200'000;
constexpr std::size_t kSearched = 32;  // slots of the table, for counters to forget

constexpr auto kSelect =
    "SELECT window_start, window_end, hits FROM rate_counters WHERE bucket = ?";
constexpr auto kSelectLocked =
    "SELECT window_start, window_end, hits FROM rate_counters WHERE bucket = ? {for_update}";
constexpr auto kInsert =
    "INSERT INTO rate_counters (bucket, window_start, window_end, hits) VALUES (?, ?, ?, ?)";
constexpr auto kAdd = "UPDATE rate_counters SET hits = hits + ? WHERE bucket = ?";
constexpr auto kRestart =
    "UPDATE rate_counters SET window_start = ?, window_end = ?, hits = ? WHERE bucket = ?";
constexpr auto kPrune = "DELETE FROM rate_counters WHERE window_end < ?";

// Forgets what has ended, and what the database knows as well: the next call loads it. A few at a
// time, for everybody waits meanwhile; where to look differs from call to call.
template <class Counters>
void makeRoom(Counters& counters, const std::string& bucket, Instant now) {
  std::vector<std::string> spent;
  for (std::size_t i = 0; i < kSearched; ++i) {
    const auto slot = (counters.bucket(bucket) + i) % counters.bucket_count();
    for (auto entry = counters.begin(slot); entry != counters.end(slot); ++entry) {
      if (entry->second.end <= now || entry->second.unwritten == 0) spent.push_back(entry->first);
    }
  }
  for (const auto& name : spent) counters.erase(name);
}

}  // namespace

Limit Limit::parse(std::string_view text) {
  const auto bad = [&] {
    return std::invalid_argument{
        "a limit reads like 100/15m (calls / time, unit s, m, h or d), not '" + std::string{text} +
        "'"};
  };
  Limit limit;
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || slash + 2 > text.size()) throw bad();
  std::int64_t count = 1;
  const auto calls = text.substr(0, slash),
             window = text.substr(slash + 1, text.size() - slash - 2);
  const auto whole = [&](std::string_view part, std::int64_t& value) {
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    return error == std::errc{} && end == part.data() + part.size() && value > 0;
  };
  if (!whole(calls, limit.calls) || (!window.empty() && !whole(window, count))) throw bad();
  switch (text.back()) {
    case 's':
      limit.window = std::chrono::seconds{count};
      break;
    case 'm':
      limit.window = std::chrono::minutes{count};
      break;
    case 'h':
      limit.window = std::chrono::hours{count};
      break;
    case 'd':
      limit.window = std::chrono::hours{24 * count};
      break;
    default:
      throw bad();
  }
  return limit;
}

std::string Limit::text() const {
  const auto seconds = window.count();
  if (seconds % 60 == 0) return std::to_string(calls) + "/" + std::to_string(seconds / 60) + "m";
  return std::to_string(calls) + "/" + std::to_string(seconds) + "s";
}

RateLimits::RateLimits(db::Database& database, const Clock& clock, LimitSettings settings)
    : database_{database}, clock_{clock}, settings_{settings} {}

RateLimits::~RateLimits() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  if (writer_.joinable()) writer_.join();
  try {
    flush();
  } catch (const std::exception& error) {
    log_.warning("limits.flush_failed", {{"reason", error.what()}});
  }
}

RateLimits::Verdict RateLimits::verdict(const Counter& counter, const Limit& limit) const {
  const auto hits = counter.known + counter.unwritten;
  const auto left = std::chrono::ceil<std::chrono::seconds>(counter.end.since(clock_.now()));
  return {hits < limit.calls, limit.calls, std::max<std::int64_t>(limit.calls - hits, 0),
          std::max(left, std::chrono::seconds{1})};
}

RateLimits::Counter RateLimits::load(const std::string& bucket, const Limit& limit) {
  const auto now = clock_.now();
  const Counter fresh{now, now.plus(limit.window), 0, 0};
  const auto found = database_.readOne([&](db::Reader& reader) {
    return reader.query(kSelect, bucket).first([](const db::Row& row) {
      return Counter{row.instant("window_start"), row.instant("window_end"), row.integer("hits"),
                     0};
    });
  });
  return found && found->end > now ? *found : fresh;
}

RateLimits::Verdict RateLimits::take(const std::string& bucket, const Limit& limit) {
  const auto now = clock_.now();
  std::unique_lock lock{mutex_};
  auto found = counters_.find(bucket);
  if (found == counters_.end() || found->second.end <= now) {
    lock.unlock();
    const auto loaded = load(bucket, limit);
    lock.lock();
    found = counters_.find(bucket);
    if (found == counters_.end()) {
      if (counters_.size() >= kMostCounters) makeRoom(counters_, bucket, now);
      if (counters_.size() >= kMostCounters) {
        lock.unlock();
        return takeStrictly(bucket, limit);
      }
      found = counters_.emplace(bucket, loaded).first;
    } else if (found->second.end <= now) {
      found->second = loaded;
    }
  }
  auto& counter = found->second;
  auto result = verdict(counter, limit);
  if (!result.allowed) return result;
  ++counter.unwritten;
  --result.remaining;
  if (!dirty_) {
    dirty_ = true;
    if (!writer_.joinable() && !stopping_) writer_ = std::thread{[this] { run(); }};
    wake_.notify_one();
  }
  return result;
}

bool RateLimits::isAtHand(const std::string& bucket) {
  const std::lock_guard lock{mutex_};
  const auto found = counters_.find(bucket);
  return found != counters_.end() && found->second.end > clock_.now().plus(std::chrono::seconds{1});
}

RateLimits::Verdict RateLimits::look(const std::string& bucket, const Limit& limit) {
  {
    const std::lock_guard lock{mutex_};
    const auto found = counters_.find(bucket);
    if (found != counters_.end() && found->second.end > clock_.now())
      return verdict(found->second, limit);
  }
  return verdict(load(bucket, limit), limit);
}

RateLimits::Verdict RateLimits::glance(const std::string& bucket, const Limit& limit) {
  const auto now = clock_.now();
  {
    const std::lock_guard lock{mutex_};
    const auto found = counters_.find(bucket);
    if (found != counters_.end() && found->second.end > now) return verdict(found->second, limit);
  }
  const auto loaded = load(bucket, limit);
  // Another may have counted meanwhile.
  const std::lock_guard lock{mutex_};
  if (counters_.size() >= kMostCounters) makeRoom(counters_, bucket, now);
  if (counters_.size() >= kMostCounters) return verdict(loaded, limit);
  auto& kept = counters_.try_emplace(bucket, loaded).first->second;
  if (kept.end <= now) kept = loaded;
  return verdict(kept, limit);
}

RateLimits::Verdict RateLimits::takeStrictly(const std::string& bucket, const Limit& limit) {
  const auto now = clock_.now();
  const auto attempt = [&](db::Transaction& tx) {
    Counter counter{now, now.plus(limit.window), 0, 0};
    const auto rows = tx.query(kSelectLocked, bucket);
    if (rows.empty()) {
      if (!tx.tryInsert(kInsert, bucket, counter.start, counter.end, 1))
        throw db::Conflict{"the counter was made meanwhile", 0};
      counter.known = 1;
    } else if (rows[0].instant("window_end") <= now) {
      tx.execute(kRestart, counter.start, counter.end, 1, bucket);
      counter.known = 1;
    } else {
      counter = {rows[0].instant("window_start"), rows[0].instant("window_end"),
                 rows[0].integer("hits"), 0};
      if (counter.known >= limit.calls) return verdict(counter, limit);
      tx.execute(kAdd, 1, bucket);
      ++counter.known;
    }
    auto result = verdict(counter, limit);
    result.allowed = true;
    return result;
  };
  return database_.transaction(attempt);
}

void RateLimits::flush() {
  std::vector<Delta> deltas;
  {
    const std::lock_guard lock{mutex_};
    dirty_ = false;
    for (auto& [bucket, counter] : counters_) {
      if (counter.unwritten == 0) continue;
      deltas.push_back({bucket, counter});
      counter.known += counter.unwritten;
      counter.unwritten = 0;
    }
  }
  if (deltas.empty()) return;
  // In one order everywhere, so that two processes do not lock each other out.
  std::ranges::sort(deltas, {}, &Delta::bucket);
  const auto takeBack = [&] {
    const std::lock_guard lock{mutex_};
    dirty_ = true;
    for (const auto& [bucket, counter] : deltas) {
      const auto found = counters_.find(bucket);
      if (found == counters_.end() || found->second.start != counter.start) continue;
      found->second.known -= counter.unwritten;
      found->second.unwritten += counter.unwritten;
    }
  };
  try {
    write(deltas);
  } catch (...) {
    takeBack();
    throw;
  }
  const std::lock_guard lock{mutex_};
  for (const auto& [bucket, counter] : deltas) {
    const auto found = counters_.find(bucket);
    if (found != counters_.end() && found->second.start == counter.start)
      found->second.known = std::max(found->second.known, counter.known);
  }
}

void RateLimits::write(std::vector<Delta>& deltas) {
  database_.transaction([&](db::Transaction& tx) {
    for (auto& [bucket, counter] : deltas) {
      const auto rows = tx.query(kSelectLocked, bucket);
      if (rows.empty()) {
        if (!tx.tryInsert(kInsert, bucket, counter.start, counter.end, counter.unwritten))
          throw db::Conflict{"the counter was made meanwhile", 0};
        counter.known = counter.unwritten;
      } else if (rows[0].instant("window_end") <= counter.start) {
        tx.execute(kRestart, counter.start, counter.end, counter.unwritten, bucket);
        counter.known = counter.unwritten;
      } else {
        tx.execute(kAdd, counter.unwritten, bucket);
        counter.known = rows[0].integer("hits") + counter.unwritten;
      }
    }
  });
}

void RateLimits::run() {
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    wake_.wait(lock, [this] { return dirty_ || stopping_; });
    if (stopping_) return;
    wake_.wait_for(lock, std::chrono::milliseconds{200}, [this] { return stopping_; });
    lock.unlock();
    try {
      flush();
    } catch (const std::exception& error) {
      log_.warning("limits.flush_failed", {{"reason", error.what()}});
    }
    lock.lock();
  }
}

std::size_t RateLimits::prune() {
  return static_cast<std::size_t>(
      database_.transaction([&](db::Transaction& tx) { return tx.execute(kPrune, clock_.now()); }));
}

}  // namespace hostler::http
