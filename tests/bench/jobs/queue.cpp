// What the durable queue does with a database of its own: adding many jobs at once, doing them with
// 50 workers, and how soon an idle engine starts a job that was just added. Beside each stand
// BullMQ on a Redis that waits for the disk, and a floor on the same database: plain INSERTs for
// the adding, the three statements that a job's life cannot do without for the doing, and one
// commit for the start.   usage: bench_jobs [JOBS] [ROUNDS] [sqlite|mariadb|both]
#include "core/db/migration.h"
#include "core/jobs/workers.h"
#include "tests/bench/jobs/bullmq.h"
#include "tests/bench/stage/place.h"
#include "tests/bench/stage/row.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <unistd.h>

namespace hostler {

std::span<const db::Migration> nodesMigrations();
std::span<const db::Migration> jobsMigrations();

}  // namespace hostler

namespace {

using namespace hostler;
using namespace hostler::bench;
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

  struct Figures {
    double added = 0, addedBare = 0, done = 0, doneBare = 0;  // a second
    double startP50 = 0, startP99 = 0, commitP99 = 0;         // ms
  };
  Figures measure(int count) {
    Figures figures;
    figures.addedBare = bareInserts(count);
    figures.added = adding(count);
    figures.doneBare = bareLives(count);
    figures.done = doing(count);
    starting(200, figures);
    return figures;
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

  void starting(int count, Figures& figures) {
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
    figures.startP50 = starts[starts.size() / 2];
    figures.startP99 = starts[last];
    figures.commitP99 = commits[last];
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

void compare(const std::string& name, const db::DatabaseUrl& url, BullMq& peer, int jobs,
             int rounds) {
  Bench bench{url};
  std::vector<Bench::Figures> ours;
  std::vector<BullMq::Figures> theirs;
  for (int i = 0; i < rounds; ++i) {
    theirs.push_back(peer.measure(jobs));
    ours.push_back(bench.measure(jobs));
    const auto& own = ours.back();
    const auto& other = theirs.back();
    say(name + ": added " + whole(own.added) + "/s, done " + whole(own.done) + "/s, start p99 " +
        fine(own.startP99) + " ms; BullMQ " + whole(other.addedPerSecond) + "/s, " +
        whole(other.donePerSecond) + "/s, " + fine(other.startP99Ms) + " ms");
  }
  const auto own = [&](double Bench::Figures::*figure) {
    std::vector<double> values;
    for (const auto& one : ours) values.push_back(one.*figure);
    return median(std::move(values));
  };
  const auto other = [&](double BullMq::Figures::*figure) {
    std::vector<double> values;
    for (const auto& one : theirs) values.push_back(one.*figure);
    return median(std::move(values));
  };
  const auto rate = [&](const std::string& what, double ourRate, double bare, double theirRate,
                        double must) {
    print({what + " on " + name, whole(ourRate) + "/s, " + fine(ourRate / bare) + " of its floor",
           "BullMQ with fsync " + whole(theirRate) + "/s", fine(ourRate / theirRate), fine(must),
           ourRate / theirRate >= must});
  };
  rate("queue: bulk add", own(&Bench::Figures::added), own(&Bench::Figures::addedBare),
       other(&BullMq::Figures::addedPerSecond), 5);
  rate("queue: claim, run and acknowledge with 50 workers", own(&Bench::Figures::done),
       own(&Bench::Figures::doneBare), other(&BullMq::Figures::donePerSecond), 4);
  const auto p99 = own(&Bench::Figures::startP99), theirP99 = other(&BullMq::Figures::startP99Ms);
  print({"idle queue, add to start, p99, on " + name,
         fine(p99) + " ms, p50 " + fine(own(&Bench::Figures::startP50)) + " ms, one commit " +
             fine(own(&Bench::Figures::commitP99)) + " ms",
         "BullMQ with fsync " + fine(theirP99) + " ms", fine(p99 / theirP99), "8 ms", p99 <= 8});
}

}  // namespace

int main(int argc, char** argv) {
  const int jobs = argc > 1 ? std::stoi(argv[1]) : 10'000,
            rounds = argc > 2 ? std::stoi(argv[2]) : 3;
  const std::string where = argc > 3 ? argv[3] : "both";
  BullMq peer;
  if (where != "mariadb") {
    const auto file = std::filesystem::temp_directory_path() /
                      ("bench-jobs-" + std::to_string(::getpid()) + ".db");
    compare("SQLite", db::DatabaseUrl::parse("sqlite:" + file.string()), peer, jobs, rounds);
    for (const auto& end : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + end);
  }
  if (where != "sqlite") {
    Place place{Place::Kind::Mariadb};
    compare("MariaDB", place.emptyDatabase(), peer, jobs, rounds);
  }
}
