// A renewal run as an operator starts it (POST /api/admin/rules/issue_renewals/run): the rule looks
// at every service, taxes are reckoned, invoices numbered and posted, a mail is queued for each,
// and all is committed durably in chunks. Beside it the same as SQL over sets, which looks at
// nothing.   usage: bench_renewals [SERVICES] [sqlite|mariadb|both]
#include "tests/bench/renewals/set_based.h"
#include "tests/bench/stage/place.h"
#include "tests/bench/stage/row.h"
#include "tests/bench/stage/shop.h"
#include "tests/journeys/http_client.h"

#include <chrono>

namespace {

using namespace hostler;
using namespace hostler::bench;

struct Rates {
  double engine = 0, documents = 0, everything = 0;  // services a second
};

void mustBe(std::int64_t wanted, db::Database& database, const std::string& sql) {
  const auto number = database.query(sql).only().integer("number");
  if (number != wanted)
    throw std::runtime_error{sql + " is " + std::to_string(number) + " instead of " +
                             std::to_string(wanted)};
}

double engineRate(Place& place, int services) {
  // No workers: the mails are sent later, and are not part of the run.
  const auto here = place.install({{"HOSTLER_ROLES", "api"}});
  const auto database = place.database();
  const auto today =
      Date::ofDaysSinceEpoch(database->serverTime().unixMicros() / 1'000'000 / 86'400);
  Shop{*database}.sellRunningServices(services, today);
  here->startEngine();
  testing::HttpClient owner{here->engineUrl()};
  const auto signedIn =
      owner.post("/api/auth/login", {{"email", testing::Installation::kOwner},
                                     {"password", testing::Installation::kOwnerPassword}});
  owner.useBearer(signedIn.body.at("access_token"));
  const auto start = std::chrono::steady_clock::now();
  const auto answer = owner.post("/api/admin/rules/issue_renewals/run");
  const auto seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (answer.status != 200) throw std::runtime_error{"the run: " + answer.text};
  mustBe(services, *database, "SELECT COUNT(*) AS number FROM invoices");
  mustBe(services, *database,
         "SELECT COUNT(*) AS number FROM messages WHERE template = 'renewal_invoice'");
  mustBe(services, *database, "SELECT COUNT(*) AS number FROM billed_periods");
  mustBe(0, *database, "SELECT COALESCE(SUM(amount), 0) AS number FROM postings");
  here->killEngine();
  return services / seconds;
}

double referenceRate(Place& place, int services, Extent extent) {
  const auto here = place.install();
  const auto database = place.database();
  const auto today =
      Date::ofDaysSinceEpoch(database->serverTime().unixMicros() / 1'000'000 / 86'400);
  Shop{*database}.sellRunningServices(services, today);
  const auto seconds = setBasedSeconds(*database, today, extent);
  mustBe(services, *database, "SELECT COUNT(*) AS number FROM invoices");
  return services / seconds;
}

Rates measure(Place& place, int services) {
  Rates rates;
  rates.everything = referenceRate(place, services, Extent::Everything);
  rates.engine = engineRate(place, services);
  rates.documents = referenceRate(place, services, Extent::Documents);
  say(place.name() + ", " + whole(services) + " services: engine " + whole(rates.engine) +
      "/s, set-based " + whole(rates.everything) + "/s, documents alone " + whole(rates.documents) +
      "/s");
  return rates;
}

void compare(Place::Kind kind, int services) {
  Place place{kind};
  const auto small = measure(place, services / 5), large = measure(place, services);
  const auto what = "renewal run of " + whole(services) + " services on " + place.name();
  const auto ratio = large.engine / large.everything;
  print({what, whole(large.engine) + "/s",
         "set-based SQL, the same rows " + whole(large.everything) + "/s", fine(ratio), "0.25",
         ratio >= 0.25});
  const auto strict = large.engine / large.documents;
  print({what + ", documents alone", whole(large.engine) + "/s",
         "set-based SQL, documents alone " + whole(large.documents) + "/s", fine(strict), "0.25",
         strict >= 0.25});
  const auto growth = small.engine / large.engine;
  print({"cost of a service, " + whole(services) + " against " + whole(services / 5) + " on " +
             place.name(),
         fine(1e6 / large.engine) + " us", fine(1e6 / small.engine) + " us", fine(growth),
         "flat (1.2)", growth <= 1.2});
}

}  // namespace

int main(int argc, char** argv) {
  const int services = argc > 1 ? std::stoi(argv[1]) : 100'000;
  const std::string where = argc > 2 ? argv[2] : "both";
  prepareProcess();
  if (where != "mariadb") compare(Place::Kind::Sqlite, services);
  if (where != "sqlite") compare(Place::Kind::Mariadb, services);
}
