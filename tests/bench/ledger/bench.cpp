// `hostler ledger verify` over many postings: how long it takes and the memory that it wants, which
// is to be the same however many there are. Beside it their plain sum.
//   usage: bench_ledger [POSTINGS] [sqlite|mariadb|both]
#include "tests/bench/stage/counts.h"
#include "tests/bench/stage/invoices_on_file.h"
#include "tests/bench/stage/place.h"
#include "tests/bench/stage/program.h"
#include "tests/bench/stage/row.h"
#include "tests/bench/stage/shop.h"
#include "tests/bench/stage/timing.h"

namespace {

using namespace hostler;
using namespace hostler::bench;

constexpr int kUnpaidEach = 20, kInvoicesOfAService = 12, kPart = 5;

ProgramCost verify(const Place& place, const testing::Installation& here) {
  auto cost = runMeasured(here, {"ledger", "verify"});
  say(place.name() + ": " + cost.output.substr(0, cost.output.find('\n')) + " in " +
      fine(cost.seconds) + " s and " + fine(cost.peakMegabytes) + " MB");
  return cost;
}

void measure(Place::Kind kind, std::int64_t wanted) {
  Place place{kind};
  const auto here = place.install();
  const auto database = place.database();
  const auto today = todayOf(*database);
  const int invoices = InvoicesOnFile::forPostings(wanted);
  const int services = std::max(1, invoices / kInvoicesOfAService);
  Shop{*database}.sellRunningServices(services, today);
  InvoicesOnFile file{*database, services, invoices, today, kUnpaidEach};
  file.write(invoices / kPart);
  const auto part = verify(place, *here);
  file.write(invoices - invoices / kPart);
  const auto all = verify(place, *here);
  const auto postings = numberOf(*database, "SELECT COUNT(*) AS number FROM postings");
  const auto sum =
      secondsOf([&] { mustBe(0, *database, "SELECT SUM(amount) AS number FROM postings"); });
  const auto byMillion = all.seconds * 1e6 / static_cast<double>(postings);
  print({"ledger verify of " + whole(postings) + " postings on " + place.name(),
         fine(all.seconds) + " s, " + fine(byMillion) + " s per million",
         "their plain sum " + fine(sum) + " s", fine(all.seconds / sum), "20 s at 10 000 000",
         byMillion <= 2});
  const auto growth = all.peakMegabytes / part.peakMegabytes;
  print({"memory of that at its peak", fine(all.peakMegabytes) + " MB",
         "over a fifth of them " + fine(part.peakMegabytes) + " MB", fine(growth), "constant (1.1)",
         growth <= 1.1});
}

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t postings = argc > 1 ? std::stoll(argv[1]) : 1'000'000;
  const std::string where = argc > 2 ? argv[2] : "both";
  prepareProcess();
  if (where != "mariadb") measure(Place::Kind::Sqlite, postings);
  if (where != "sqlite") measure(Place::Kind::Mariadb, postings);
}
