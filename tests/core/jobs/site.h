#pragma once

#include "core/jobs/workers.h"
#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"

#include <condition_variable>
#include <mutex>

namespace hostler {

std::span<const db::Migration> nodesMigrations();
std::span<const db::Migration> jobsMigrations();

namespace jobs {

inline const Instant kStart = Instant::ofUnixSeconds(1'790'000'000);
inline const Scope kShop = Scope::ofTenant(kPlatform);

/// Moved by hand, for what is due; and for time-outs too, which go on by themselves besides.
class MovedClock final : public Clock {
 public:
  Instant now() const override { return time_.now(); }
  Monotonic monotonic() const override { return std::chrono::steady_clock::now() + passed_.load(); }
  void advance(Duration by) {
    time_.advance(by);
    passed_ = passed_.load() + by;
  }

 private:
  ManualClock time_{kStart};
  std::atomic<Duration> passed_{Duration{0}};
};

/// A task of these tests: what is done with it is the handler's affair.
struct Errand {
  static constexpr std::string_view kKind = "test.errand";
  std::int64_t number = 0;

  static void describe(Shape<Errand>& shape) { shape.field("number", &Errand::number); }
};

/// An empty database with the queue's tables.
template <class Engine>
struct Site {
  Site() {
    std::vector<db::Migration> steps;
    for (const auto part : {nodesMigrations(), jobsMigrations()})
      steps.insert(steps.end(), part.begin(), part.end());
    steps.push_back(
        {"test", 900, "ran",
         "CREATE TABLE ran (number BIGINT NOT NULL PRIMARY KEY, times INTEGER NOT NULL)"});
    db::Migrator{*db::Database::open(engine.url()), steps}.migrate();
  }
  Engine engine;
  MovedClock clock;
};

/// One process of a site: what the engine has once in each.
struct Process {
  Process(const db::DatabaseUrl& url, const Clock& clock)
      : database{db::Database::open(url)},
        nodes{*database, clock},
        ids{clock, nodes.node()},
        queue{clock, ids} {}
  template <class Engine>
  explicit Process(const Site<Engine>& site) : Process{site.engine.url(), site.clock} {}

  template <class Task = Errand>
  std::optional<Id<Job>> enqueue(const Task& task, Enqueue how = {}) {
    return database->transaction(
        [&](db::Transaction& tx) { return queue.enqueue(tx, kShop, task, how); });
  }
  void enqueueMany(std::int64_t count, const Enqueue& how = {}) {
    std::vector<Errand> errands;
    for (std::int64_t i = 1; i <= count; ++i) errands.push_back({i});
    database->transaction([&](db::Transaction& tx) { queue.enqueueAll(tx, kShop, errands, how); });
  }
  std::int64_t count(std::string_view sql) { return database->query(sql).only().integer("n"); }
  std::string word(std::string_view column, Id<Job> id) {
    const auto row = database->query("SELECT * FROM jobs WHERE id = ?", id).only();
    return row.isNull(column) ? "" : row.text(column);
  }
  std::int64_t number(std::string_view column, Id<Job> id) {
    return database->query("SELECT * FROM jobs WHERE id = ?", id).only().integer(column);
  }
  State stateOf(Id<Job> id) { return static_cast<State>(number("state", id)); }

  std::unique_ptr<db::Database> database;
  NodeRegistry nodes;
  IdMint ids;
  Queue queue;
  Handlers handlers{queue};
};

/// Something that one thread does and others wait for.
class Counted {
 public:
  void add() {
    const std::lock_guard lock{mutex_};
    ++count_;
    changed_.notify_all();
  }
  /// Whether it came to `count` in time.
  bool reaches(int count, std::chrono::seconds patience = std::chrono::seconds{20}) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, patience, [&] { return count_ >= count; });
  }
  int count() {
    const std::lock_guard lock{mutex_};
    return count_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int count_ = 0;
};

inline constexpr std::chrono::seconds kPatience{20};

}  // namespace jobs
}  // namespace hostler

namespace CppUnit {
template <>
struct assertion_traits<hostler::jobs::State> {
  static bool equal(hostler::jobs::State a, hostler::jobs::State b) { return a == b; }
  static std::string toString(hostler::jobs::State state) {
    return std::string{hostler::wordOf(state)};
  }
};
}  // namespace CppUnit

/// Registers a suite template for both engines under one name.
#define HOSTLER_JOBS_SUITE(Suite, name)          \
  using Suite##OnSqlite = Suite<db::OnSqlite>;   \
  HOSTLER_SUITE(Suite##OnSqlite, name);          \
  using Suite##OnMariaDb = Suite<db::OnMariaDb>; \
  HOSTLER_SUITE(Suite##OnMariaDb, name)
