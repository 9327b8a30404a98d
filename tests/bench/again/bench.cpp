// A day that is done, done again: `hostler billing run` invoices the day's renewals, and then finds
// every rule with nothing left to do. Beside it the day itself.
//   usage: bench_again [SERVICES] [sqlite|mariadb|both]
#include "tests/bench/stage/counts.h"
#include "tests/bench/stage/place.h"
#include "tests/bench/stage/program.h"
#include "tests/bench/stage/row.h"
#include "tests/bench/stage/shop.h"

#include <array>

namespace {

using namespace hostler;
using namespace hostler::bench;

// What a run leaves behind, but for the record of itself.
std::int64_t rowsWritten(db::Database& database) {
  constexpr std::array kTables{"invoices",      "invoice_lines", "postings", "billed_periods",
                               "messages",      "jobs",          "events",   "rule_decisions",
                               "service_steps", "credit_notes",  "payments"};
  std::int64_t rows = 0;
  for (const auto* table : kTables)
    rows += numberOf(database, std::string{"SELECT COUNT(*) AS number FROM "} + table);
  return rows;
}

void measure(Place::Kind kind, int services) {
  Place place{kind};
  const auto here = place.install();
  const auto database = place.database();
  Shop{*database}.sellRunningServices(services, todayOf(*database));
  const auto first = runMeasured(*here, {"billing", "run"});
  mustBe(services, *database, "SELECT COUNT(*) AS number FROM invoices");
  const auto before = rowsWritten(*database);
  say(place.name() + ": the day of " + whole(services) + " services took " + fine(first.seconds) +
      " s and " + fine(first.peakMegabytes) + " MB");
  const auto second = runMeasured(*here, {"billing", "run"});
  const auto written = rowsWritten(*database) - before;
  const auto byHundredThousand = second.seconds * 100'000 / services;
  print({"a finished day of " + whole(services) + " services run again on " + place.name(),
         fine(second.seconds) + " s, " + fine(byHundredThousand) + " s per 100 000, " +
             whole(written) + " rows written",
         "the day itself " + fine(first.seconds) + " s", fine(second.seconds / first.seconds),
         "10 s at 1 000 000, 0 rows", byHundredThousand <= 1 && written == 0});
}

}  // namespace

int main(int argc, char** argv) {
  const int services = argc > 1 ? std::stoi(argv[1]) : 100'000;
  const std::string where = argc > 2 ? argv[2] : "both";
  prepareProcess();
  if (where != "mariadb") measure(Place::Kind::Sqlite, services);
  if (where != "sqlite") measure(Place::Kind::Mariadb, services);
}
