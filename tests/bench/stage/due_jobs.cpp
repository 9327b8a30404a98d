#include "tests/bench/stage/due_jobs.h"

#include <stdexcept>

namespace hostler::bench {
namespace {

// Of the ids that are minted here. The engine draws its own, and beside it nobody mints.
constexpr int kNode = 1'023;
constexpr std::chrono::milliseconds kLook{100};

const std::string kOfTheseJobs = "FROM jobs WHERE kind = ? AND lane = ? AND created_at >= ?";

}  // namespace

void DueJobs::enqueue(const std::vector<One>& jobs) {
  const SystemClock clock;
  IdMint ids{clock, kNode};
  jobs::Queue queue{clock, ids};
  since_ = clock.now();
  waiting_ = jobs.size();
  std::vector<jobs::Queue::Wanted> wanted;
  for (const auto& job : jobs) {
    jobs::Enqueue how;
    how.lane = "plugin." + instance_;
    how.uniqueKey = job.key;
    how.keepKey = false;
    wanted.push_back({Scope::ofAccount(kPlatform, Id<Account>::of(job.account)), job.payload, how});
  }
  database_.transaction([&](db::Transaction& tx) {
    for (const auto& id : queue.insertEach(tx, kind_, wanted)) {
      if (!id) throw std::runtime_error{"a job of these is in the queue already"};
    }
  });
}

std::int64_t DueJobs::count(const std::string& states) const {
  return database_
      .query("SELECT COUNT(*) AS n " + kOfTheseJobs + " AND state IN (" + states + ")", kind_,
             "plugin." + instance_, since_)
      .only()
      .integer("n");
}

double DueJobs::awaitSeconds(testing::Installation& here, std::chrono::seconds patience) {
  const auto lane = "plugin." + instance_;
  const auto until = std::chrono::steady_clock::now() + patience;
  while (count("3") < static_cast<std::int64_t>(waiting_)) {
    if (count("4, 5, 6") > 0)
      throw std::runtime_error{
          "a job was given up: " +
          database_
              .query("SELECT last_error " + kOfTheseJobs + " AND state IN (4, 5, 6) LIMIT 1", kind_,
                     lane, since_)
              .only()
              .text("last_error")};
    if (here.engine().endsWithin(kLook))
      throw std::runtime_error{"the engine ended:\n" + here.engine().log()};
    if (std::chrono::steady_clock::now() > until)
      throw std::runtime_error{"of " + std::to_string(waiting_) + " jobs " +
                               std::to_string(count("3")) + " were done in time"};
  }
  const auto began = database_
                         .query(
                             "SELECT MIN(created_at) AS moment FROM provider_operations WHERE "
                             "instance = ? AND created_at >= ?",
                             instance_, since_)
                         .only()
                         .instant("moment");
  const auto ended =
      database_.query("SELECT MAX(finished_at) AS moment " + kOfTheseJobs, kind_, lane, since_)
          .only()
          .instant("moment");
  return std::chrono::duration<double>(ended.since(began)).count();
}

DueJobs::Asked DueJobs::asked() const {
  const auto row = database_
                       .query(
                           "SELECT COALESCE(SUM(attempts), 0) AS attempts, COALESCE(SUM(CASE "
                           "WHEN state = 'succeeded' THEN 1 ELSE 0 END), 0) AS succeeded FROM "
                           "provider_operations WHERE instance = ? AND created_at >= ?",
                           instance_, since_)
                       .only();
  return {row.integer("attempts"), row.integer("succeeded")};
}

}  // namespace hostler::bench
