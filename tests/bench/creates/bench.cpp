// A thousand hosting accounts that are paid for, made by the engine's jobs through the plugin's
// process at a provider that takes 50 ms for each, twenty at once: how long until all are active,
// beside the time that the provider alone needs for them.
//   usage: bench_creates [ACCOUNTS] [ROUNDS] [sqlite|mariadb|both]
#include "modules/services/service_tasks.h"
#include "tests/bench/creates/hosting.h"
#include "tests/bench/stage/place.h"
#include "tests/bench/stage/row.h"
#include "tests/bench/stage/shop.h"

#include <algorithm>

namespace {

using namespace hostler;
using namespace hostler::bench;

constexpr std::chrono::milliseconds kAnswer{50};
constexpr int kInFlight = 20, kServers = 4;
// Before and after its call a job is at the database: so many more keep the calls in flight.
constexpr int kJobsAtOnce = 36;
// Start the plugin's process and the threads.
constexpr int kFirst = 60;

double secondsFor(Place& place, int accounts) {
  const auto here = place.install({{"HOSTLER_PLUGINS_CALLS_AT_ONCE", std::to_string(kInFlight)},
                                   {"HOSTLER_JOBS_LANE_LIMIT", std::to_string(kJobsAtOnce)},
                                   {"HOSTLER_JOBS_THREADS", "64"},
                                   {"HOSTLER_DATABASE_POOL", "64"}});
  const auto database = place.database();
  Shop{*database}.openAccounts(kFirst + accounts);
  here->startEngine();
  Hosting hosting{*here, *database};
  hosting.openServers(kServers, kAnswer);
  DueJobs creates{*database, std::string{CreateService::kKind}, "cpanel"};
  creates.enqueue(hosting.sell(kFirst));
  creates.awaitSeconds(*here, std::chrono::minutes{1});
  creates.enqueue(hosting.sell(accounts));
  const auto seconds = creates.awaitSeconds(*here, std::chrono::minutes{5});
  const auto active =
      database->query("SELECT COUNT(*) AS n FROM services WHERE status = 'active'").only();
  if (active.integer("n") != kFirst + accounts || hosting.made() != kFirst + accounts)
    throw std::runtime_error{"of " + std::to_string(kFirst + accounts) + " accounts " +
                             std::to_string(active.integer("n")) + " are active here and " +
                             std::to_string(hosting.made()) + " exist there"};
  here->killEngine();
  return seconds;
}

void measure(Place::Kind kind, int accounts, int rounds) {
  Place place{kind};
  const double ideal = std::chrono::duration<double>(kAnswer).count() * accounts / kInFlight;
  std::vector<double> all;
  for (int i = 0; i < rounds; ++i) {
    all.push_back(secondsFor(place, accounts));
    say(place.name() + ": " + whole(accounts) + " accounts in " + fine(all.back()) + " s");
  }
  std::ranges::sort(all);
  const double middle = all[all.size() / 2];
  print({whole(accounts) + " creates at a provider that takes 50 ms, 20 in flight, on " +
             place.name(),
         fine(middle) + " s", "the provider's own time " + fine(ideal) + " s", fine(middle / ideal),
         "1.2 (aim 1.05)", middle / ideal <= 1.2});
}

}  // namespace

int main(int argc, char** argv) {
  const int accounts = argc > 1 ? std::stoi(argv[1]) : 1'000,
            rounds = argc > 2 ? std::stoi(argv[2]) : 3;
  const std::string where = argc > 3 ? argv[3] : "both";
  prepareProcess();
  if (where != "mariadb") measure(Place::Kind::Sqlite, accounts, rounds);
  if (where != "sqlite") measure(Place::Kind::Mariadb, accounts, rounds);
}
