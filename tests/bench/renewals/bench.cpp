// A renewal run as an operator starts it (POST /api/admin/rules/issue_renewals/run): the rule looks
// at every service, taxes are reckoned, invoices numbered and posted, a mail is queued for each,
// and all is committed durably in chunks. Beside it the same as SQL over sets, which looks at
// nothing, and a loop as simple products have it; what a service costs among many and with years of
// invoices on file; and the memory that a run takes.
//   usage: bench_renewals [SERVICES] [sqlite|mariadb|both] [ON_FILE]
#include "tests/bench/renewals/naive.h"
#include "tests/bench/renewals/set_based.h"
#include "tests/bench/stage/counts.h"
#include "tests/bench/stage/invoices_on_file.h"
#include "tests/bench/stage/place.h"
#include "tests/bench/stage/row.h"
#include "tests/bench/stage/rule_cost.h"
#include "tests/bench/stage/shop.h"
#include "tests/bench/stage/timing.h"

namespace {

using namespace hostler;
using namespace hostler::bench;

constexpr int kFew = 10'000, kRounds = 3;

RuleCost engineRun(Place& place, int services, int onFile = 0) {
  // No workers: the mails are sent later, and are not part of the run.
  const auto here = place.install({{"HOSTLER_ROLES", "api"}});
  const auto database = place.database();
  const auto today = todayOf(*database);
  Shop{*database}.sellRunningServices(services, today);
  if (onFile > 0) InvoicesOnFile{*database, services, onFile, today}.write(onFile);
  here->startEngine();
  const auto cost = costOfRule(*here, "issue_renewals");
  mustBe(onFile + services, *database, "SELECT COUNT(*) AS number FROM invoices");
  mustBe(services, *database,
         "SELECT COUNT(*) AS number FROM messages WHERE template = 'renewal_invoice'");
  mustBe(onFile + services, *database, "SELECT COUNT(*) AS number FROM billed_periods");
  mustBe(0, *database, "SELECT COALESCE(SUM(amount), 0) AS number FROM postings");
  here->killEngine();
  return cost;
}

template <class Peer>
double peerSeconds(Place& place, int services, Peer peer) {
  const auto here = place.install();
  const auto database = place.database();
  const auto today = todayOf(*database);
  Shop{*database}.sellRunningServices(services, today);
  const auto seconds = peer(*database, today);
  mustBe(services, *database, "SELECT COUNT(*) AS number FROM invoices");
  return seconds;
}

double setBased(Place& place, int services, Extent extent) {
  return peerSeconds(place, services, [&](db::Database& database, Date today) {
    return setBasedSeconds(database, today, extent);
  });
}

void printRatio(const std::string& what, double ours, const std::string& peer, double theirs,
                const std::string& must, double least) {
  print({what, whole(ours) + "/s", peer + " " + whole(theirs) + "/s", fine(ours / theirs), must,
         ours / theirs >= least});
}

// Among many: beside sets, and in memory. Microseconds of a service.
double measureMany(Place& place, int services) {
  const auto everything = services / setBased(place, services, Extent::Everything);
  const auto run = engineRun(place, services);
  const auto documents = services / setBased(place, services, Extent::Documents);
  const auto engine = services / run.seconds;
  say(place.name() + ", " + whole(services) + " services: engine " + whole(engine) +
      "/s, set-based " + whole(everything) + "/s, documents alone " + whole(documents) + "/s");
  const auto what = "renewal run of " + whole(services) + " services on " + place.name();
  printRatio(what, engine, "set-based SQL, the same rows", everything, "0.5", 0.5);
  printRatio(what + ", documents alone", engine, "set-based SQL, documents alone", documents, "0.5",
             0.5);
  print({"memory of that run at its peak", "+" + fine(run.extra()) + " MB",
         "the engine before it " + fine(run.before) + " MB", fine(run.peak / run.before), "+64 MB",
         run.extra() <= 64});
  return 1e6 / engine;
}

void compare(Place::Kind kind, int services, int onFile) {
  Place place{kind};
  const auto many = measureMany(place, services);
  std::vector<double> fresh, filed;
  for (int round = 0; round < kRounds; ++round) {
    fresh.push_back(1e6 * engineRun(place, kFew).seconds / kFew);
    filed.push_back(1e6 * engineRun(place, kFew, onFile).seconds / kFew);
    say(place.name() + ", " + whole(kFew) + " services: " + fine(fresh.back()) +
        " us each, with invoices on file " + fine(filed.back()) + " us");
  }
  const auto few = medianOf(fresh), withFile = medianOf(filed);
  const auto naive = kFew / peerSeconds(place, kFew, naiveSeconds);
  printRatio("renewal run of " + whole(kFew) + " services on " + place.name(), 1e6 / few,
             "a loop over them, a transaction and a statement a row", naive, "35", 35);
  print(
      {"cost of a service, " + whole(services) + " against " + whole(kFew) + " on " + place.name(),
       fine(many) + " us", fine(few) + " us", fine(many / few), "1.25", many / few <= 1.25});
  print({"cost of a service with " + whole(onFile) + " invoices on file on " + place.name(),
         fine(withFile) + " us", "with none " + fine(few) + " us", fine(withFile / few), "1.10",
         withFile / few <= 1.10});
}

}  // namespace

int main(int argc, char** argv) {
  const int services = argc > 1 ? std::stoi(argv[1]) : 100'000;
  const std::string where = argc > 2 ? argv[2] : "both";
  const int onFile = argc > 3 ? std::stoi(argv[3]) : 100'000;
  prepareProcess();
  if (where != "mariadb") compare(Place::Kind::Sqlite, services, onFile);
  if (where != "sqlite") compare(Place::Kind::Mariadb, services, onFile);
}
