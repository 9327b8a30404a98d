// The sweep that takes overdue services down, as an operator starts it
// (POST /api/admin/rules/suspend_overdue/run): of all services a tenth is overdue; the rule looks
// at those, each is read again under its lock, and the provider's job is queued with its state, its
// step and its audit entry. (The mail is queued with the state that says that it is down: once the
// provider has done it.) Beside it the same as SQL over sets, which looks at nothing, and a loop as
// simple products have it, both with the mail too.
//   usage: bench_suspensions [OVERDUE] [sqlite|mariadb|both]
#include "tests/bench/stage/counts.h"
#include "tests/bench/stage/place.h"
#include "tests/bench/stage/row.h"
#include "tests/bench/stage/rule_cost.h"
#include "tests/bench/stage/shop.h"
#include "tests/bench/stage/timing.h"
#include "tests/bench/suspensions/naive.h"
#include "tests/bench/suspensions/set_based.h"

namespace {

using namespace hostler;
using namespace hostler::bench;

constexpr int kOthers = 9;  // for each overdue one
constexpr int kRounds = 3;

void mustBeDown(int overdue, db::Database& database) {
  mustBe(overdue, database,
         "SELECT COUNT(*) AS number FROM services WHERE provisioning = 'suspending'");
  mustBe(overdue, database, "SELECT COUNT(*) AS number FROM jobs WHERE kind = 'services.suspend'");
}

double engineSeconds(Place& place, int overdue) {
  // No workers: what is measured is the way to the job, not the job.
  const auto here = place.install({{"HOSTLER_ROLES", "api"}});
  const auto database = place.database();
  Shop{*database}.sellOverdueServices(overdue, kOthers * overdue, todayOf(*database));
  here->startEngine();
  const auto cost = costOfRule(*here, "suspend_overdue");
  mustBeDown(overdue, *database);
  here->killEngine();
  return cost.seconds;
}

template <class Peer>
double peerSeconds(Place& place, int overdue, Peer peer) {
  const auto here = place.install();
  const auto database = place.database();
  const auto today = todayOf(*database);
  Shop{*database}.sellOverdueServices(overdue, kOthers * overdue, today);
  const auto seconds = peer(*database, today);
  mustBeDown(overdue, *database);
  return seconds;
}

void compare(Place::Kind kind, int overdue) {
  Place place{kind};
  std::vector<double> engine, everything, jobAndMail;
  for (int round = 0; round < kRounds; ++round) {
    everything.push_back(peerSeconds(place, overdue, [](db::Database& database, Date today) {
      return setBasedSweepSeconds(database, today, Sweep::Everything);
    }));
    engine.push_back(engineSeconds(place, overdue));
    jobAndMail.push_back(peerSeconds(place, overdue, [](db::Database& database, Date today) {
      return setBasedSweepSeconds(database, today, Sweep::JobAndMail);
    }));
    say(place.name() + ": engine " + whole(overdue / engine.back()) + "/s, set-based " +
        whole(overdue / everything.back()) + "/s, job and mail alone " +
        whole(overdue / jobAndMail.back()) + "/s");
  }
  const auto ours = overdue / medianOf(engine);
  const auto what =
      "suspension sweep of " + whole(overdue) + " overdue services on " + place.name();
  const auto beside = [&](const std::string& peer, double theirs, const std::string& must,
                          double least) {
    print({what, whole(ours) + "/s", peer + " " + whole(theirs) + "/s", fine(ours / theirs), must,
           ours / theirs >= least});
  };
  beside("set-based SQL, the same rows", overdue / medianOf(everything), "0.5", 0.5);
  beside("set-based SQL, state, job and mail", overdue / medianOf(jobAndMail), "0.5", 0.5);
  beside("a loop over them, a transaction and a statement a row",
         overdue / peerSeconds(place, overdue, naiveSweepSeconds), "18", 18);
}

}  // namespace

int main(int argc, char** argv) {
  const int overdue = argc > 1 ? std::stoi(argv[1]) : 10'000;
  const std::string where = argc > 2 ? argv[2] : "both";
  prepareProcess();
  if (where != "mariadb") compare(Place::Kind::Sqlite, overdue);
  if (where != "sqlite") compare(Place::Kind::Mariadb, overdue);
}
