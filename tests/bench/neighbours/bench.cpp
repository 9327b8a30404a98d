// Many renewals that are due at a registrar which is well, while another answers in 29 s, a third
// says 429 whatever it is asked and a fourth 500, each with a tenth as many due: how long until
// those of the first are done, beside a run in which nothing is due at the other three. All by the
// engine's own jobs and plugins, with the limits that it ships with.
//   usage: bench_neighbours [RENEWALS] [ROUNDS] [sqlite|mariadb]
#include "modules/domains/domain_tasks.h"
#include "tests/bench/neighbours/paid_renewals.h"
#include "tests/bench/stage/place.h"
#include "tests/bench/stage/row.h"
#include "tests/bench/stage/shop.h"
#include "tests/bench/stage/staff.h"

#include <algorithm>
#include <memory>

namespace {

using namespace hostler;
using namespace hostler::bench;

/// A registrar, what is due there, and what is wrong with it.
struct Neighbour {
  PlayedRegistrar registrar;
  PaidRenewals renewals;
  DueJobs jobs;

  Neighbour(testing::Installation& here, testing::HttpClient& owner, db::Database& database,
            const std::string& name, int first, int count)
      : registrar{here, owner, name},
        renewals{registrar, first, count},
        jobs{database, std::string{FulfilTerm::kKind}, name} {
    renewals.registerAtRegistrar();
    renewals.book(database);
  }
};

struct Ill {
  const char* name;
  Json fault;
};

// GoDaddy counts by the minute, and whoever asks too often is told to come back after one.
const std::vector<Ill>& ills() {
  static const std::vector<Ill> all{{"slow", {{"fault", "slow"}, {"delay_ms", 29'000}}},
                                    {"limited", {{"fault", "rate_limit"}, {"retry_after", 60}}},
                                    {"failing", {{"fault", "server_error"}}}};
  return all;
}

double secondsFor(Place& place, int renewals, bool disturbed) {
  const int each = std::max(renewals / 10, 1);
  const auto here = place.install();
  const auto database = place.database();
  Shop{*database}.openAccounts(renewals + 3 * each);
  here->startEngine();
  auto owner = ownerOf(*here);
  Neighbour well{*here, owner, *database, "well", 0, renewals};
  std::vector<std::unique_ptr<Neighbour>> others;
  int first = renewals;
  for (const auto& ill : ills()) {
    others.push_back(std::make_unique<Neighbour>(*here, owner, *database, ill.name, first, each));
    others.back()->registrar.disturb(ill.fault);
    first += each;
  }
  if (disturbed) {
    for (auto& other : others) other->jobs.enqueue(other->renewals.jobs());
  }
  well.jobs.enqueue(well.renewals.jobs());
  const auto seconds = well.jobs.awaitSeconds(*here, std::chrono::minutes{15});
  if (well.renewals.renewed(*database) != renewals)
    throw std::runtime_error{"not all that is due was renewed"};
  for (const auto& other : others) {
    if (!disturbed) continue;
    // Before a renewal the registrar is asked what it holds, which is no operation of the engine's
    // books: what it was asked, it knows itself.
    const auto received = other->registrar.received();
    const auto renewed = other->jobs.asked().succeeded;
    say(other->registrar.name() + ": of " + whole(each) + " due " + whole(renewed) +
        " renewed, asked " + std::to_string(received) + " times");
    const bool isSlow = other->registrar.name() == "slow";
    if (received == 0 || (renewed > 0 && !isSlow))
      throw std::runtime_error{other->registrar.name() + " was not what it should be"};
  }
  here->killEngine();
  return seconds;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  const int renewals = argc > 1 ? std::stoi(argv[1]) : 10'000,
            rounds = argc > 2 ? std::stoi(argv[2]) : 1;
  const bool onSqlite = argc > 3 && std::string{argv[3]} == "sqlite";
  prepareProcess();
  Place place{onSqlite ? Place::Kind::Sqlite : Place::Kind::Mariadb};
  std::vector<double> quiet, disturbed;
  for (int i = 0; i < rounds; ++i) {
    quiet.push_back(secondsFor(place, renewals, false));
    disturbed.push_back(secondsFor(place, renewals, true));
    say(whole(renewals) + " renewals: quiet " + fine(quiet.back()) + " s, beside neighbours that " +
        "are slow, limited and failing " + fine(disturbed.back()) + " s");
  }
  const double ratio = median(disturbed) / median(quiet);
  print({whole(renewals) + " renewals due beside registrars that answer in 29 s, 429 and 500, on " +
             place.name(),
         fine(median(disturbed)) + " s", "with those quiet " + fine(median(quiet)) + " s",
         fine(ratio), "1.2", ratio <= 1.2});
}
