// What the durable queue does with a database of its own: adding many jobs at once, doing them with
// 50 workers, and how soon an idle engine starts a job that was just added. Beside each stands a
// floor measured in the same round on the same database, so that a busy machine hurts both: plain
// INSERTs for the adding, the three statements that a job's life cannot do without for the doing,
// and one commit for the start.
//   build/bench/bench_jobs [database URL] [jobs] [rounds]     the database is a new SQLite file
//   unless one is given
#include "core/db/migration.h"
#include "core/jobs/workers.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <unistd.h>

namespace hostler {

std::span<const db::Migration> nodesMigrations();
std::span<const db::Migration> jobsMigrations();

}  // namespace hostler

namespace {

using namespace hostler;
using SteadyClock = std::chrono::steady_clock;

struct Errand {
  static constexpr std::string_view kKind = "bench.errand";
  std::int64_t number = 0;
  static void describe(Shape<Errand>& shape) { shape.field("number", &Errand::number); }
};

const Scope kScope = Scope::ofTenant(kPlatform);

double secondsSince(SteadyClock::time_point start) {
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

void print(const std::string& what, double value) {
  double load = 0;
  ::getloadavg(&load, 1);
  std::cout
      << Json{{"bench", what}, {"value", std::round(value * 100) / 100}, {"load", load}}.dump()
      << std::endl;
}

/// Where a worker tells that it has begun a job.
class Start {
 public:
  void happened() {
    const std::lock_guard lock{mutex_};
    at_ = SteadyClock::now();
    changed_.notify_one();
  }
  SteadyClock::time_point await() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return at_.has_value(); });
    const auto at = *at_;
    at_.reset();
    return at;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<SteadyClock::time_point> at_;
};

class Bench {
 public:
  explicit Bench(const db::DatabaseUrl& url) : database_{db::Database::open(url)} {
    std::vector<db::Migration> steps;
    for (const auto part : {nodesMigrations(), jobsMigrations()})
      steps.insert(steps.end(), part.begin(), part.end());
    steps.push_back({"bench", 900, "floor",
                     "CREATE TABLE floor (id BIGINT NOT NULL PRIMARY KEY, state SMALLINT NOT NULL, "
                     "payload TEXT NOT NULL)"});
    db::Migrator{*database_, steps}.migrate();
    nodes_.emplace(*database_, clock_);
    ids_.emplace(clock_, nodes_->node());
    queue_.emplace(clock_, *ids_);
    handlers_.emplace(*queue_);
    handlers_->add<Errand>({}, [this](jobs::Context&, const Errand& errand) {
      if (errand.number < 0) start_.happened();
      return jobs::Result::done();
    });
  }

  void run(int count, int rounds) {
    std::vector<double> added, addedBare, done, doneBare;
    for (int round = 0; round < rounds; ++round) {
      addedBare.push_back(bareInserts(count));
      added.push_back(adding(count));
      doneBare.push_back(bareLives(count));
      done.push_back(doing(count));
    }
    print("jobs/bulk_add_per_second", median(added));
    print("jobs/bulk_add_of_floor", median(added) / median(addedBare));
    print("jobs/process_50_per_second", median(done));
    print("jobs/process_50_of_floor", median(done) / median(doneBare));
    starting(200);
  }

 private:
  double bareInserts(int count) {
    clear("DELETE FROM floor");
    const auto start = SteadyClock::now();
    database_->transaction([&](db::Transaction& tx) {
      db::BulkInsert rows{tx, "INSERT INTO floor (id, state, payload)", 3};
      for (int i = 0; i < count; ++i) rows.add(i, 1, "{\"number\":1}");
      rows.flush();
    });
    return count / secondsSince(start);
  }

  double adding(int count) {
    clear("DELETE FROM jobs");
    std::vector<Errand> errands(static_cast<std::size_t>(count));
    const auto start = SteadyClock::now();
    database_->transaction([&](db::Transaction& tx) { queue_->enqueueAll(tx, kScope, errands); });
    return count / secondsSince(start);
  }

  // Read fifty, mark them, commit; end them, commit: with nobody else about.
  double bareLives(int count) {
    const auto start = SteadyClock::now();
    for (int at = 0; at < count; at += 50) {
      database_->transaction([&](db::Transaction& tx) {
        for (const auto& row :
             tx.query("SELECT id, payload FROM floor WHERE id >= ? AND id < ?", at, at + 50)) {
          tx.execute("UPDATE floor SET state = 2 WHERE id = ?", row.integer("id"));
        }
      });
      database_->transaction([&](db::Transaction& tx) {
        tx.execute("UPDATE floor SET state = 3 WHERE id >= ? AND id < ?", at, at + 50);
      });
    }
    return count / secondsSince(start);
  }

  double doing(int count) {
    jobs::Workers workers{*database_, clock_,     *nodes_,
                          *queue_,    *handlers_, {.laneLimits = {{"default", 50}}, .threads = 50}};
    const auto start = SteadyClock::now();
    workers.start();
    if (!workers.settle(SteadyClock::now() + std::chrono::minutes{5}))
      throw std::runtime_error{"the jobs were not done in time"};
    return count / secondsSince(start);
  }

  void starting(int count) {
    clear("DELETE FROM jobs");
    jobs::Workers workers{*database_, clock_,     *nodes_,
                          *queue_,    *handlers_, {.laneLimits = {{"default", 50}}, .threads = 50}};
    workers.start();
    std::vector<double> commits, starts;
    for (int i = 0; i < count; ++i) {
      auto began = SteadyClock::now();
      database_->transaction([&](db::Transaction& tx) {
        tx.execute("UPDATE floor SET state = ? WHERE id = 1", i % 3);
      });
      commits.push_back(secondsSince(began) * 1'000);
      began = SteadyClock::now();
      database_->transaction([&](db::Transaction& tx) { queue_->enqueue(tx, kScope, Errand{-1}); });
      starts.push_back(std::chrono::duration<double, std::milli>(start_.await() - began).count());
      if (!workers.settle(SteadyClock::now() + std::chrono::seconds{30}))
        throw std::runtime_error{"it does not come to rest"};
    }
    std::ranges::sort(commits);
    std::ranges::sort(starts);
    const auto last = static_cast<std::size_t>(count) * 99 / 100;
    print("jobs/idle_start_p50_ms", starts[starts.size() / 2]);
    print("jobs/idle_start_p99_ms", starts[last]);
    print("jobs/one_commit_p50_ms", commits[commits.size() / 2]);
    print("jobs/one_commit_p99_ms", commits[last]);
  }

  void clear(const char* sql) {
    database_->transaction([&](db::Transaction& tx) { tx.execute(sql); });
  }

  SystemClock clock_;
  std::unique_ptr<db::Database> database_;
  std::optional<NodeRegistry> nodes_;
  std::optional<IdMint> ids_;
  std::optional<jobs::Queue> queue_;
  std::optional<jobs::Handlers> handlers_;
  Start start_;
};

}  // namespace

int main(int argc, char** argv) {
  const auto file =
      std::filesystem::temp_directory_path() / ("bench-jobs-" + std::to_string(::getpid()) + ".db");
  const std::string url = argc > 1 ? argv[1] : "sqlite:" + file.string();
  {
    Bench bench{db::DatabaseUrl::parse(url)};
    bench.run(argc > 2 ? std::atoi(argv[2]) : 10'000, argc > 3 ? std::atoi(argv[3]) : 3);
  }
  for (const auto& end : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + end);
}
