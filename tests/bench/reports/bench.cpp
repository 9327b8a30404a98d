// What an operator waits for each report, with the invoices of a year on file. Beside it the
// plainest question that looks at every invoice: how many there are, and their sum.
//   usage: bench_reports [INVOICES] [sqlite|mariadb|both]
#include "modules/entities/entities.h"
#include "tests/bench/stage/counts.h"
#include "tests/bench/stage/invoices_on_file.h"
#include "tests/bench/stage/place.h"
#include "tests/bench/stage/row.h"
#include "tests/bench/stage/shop.h"
#include "tests/bench/stage/staff.h"
#include "tests/bench/stage/timing.h"

namespace {

using namespace hostler;
using namespace hostler::bench;

constexpr int kRounds = 3, kUnpaidEach = 20, kInvoicesOfAService = 12;

struct Asked {
  const char* name;
  std::string path;
};

std::vector<Asked> everyReport(Date today) {
  const auto within = [&](int days) {
    return "?from=" + today.plusDays(1 - days).text() + "&to=" + today.text();
  };
  const std::string reports = "/api/admin/reports/";
  return {
      {"revenue by month", reports + "revenue" + within(365)},
      {"clients", reports + "clients" + within(365)},
      {"ageing", reports + "ageing" + within(365)},
      {"tax", reports + "tax" + within(365)},
      {"GSTR-1 of a month", reports + "gstr1" + within(30)},
      {"trial balance", reports + "trial-balance" + within(365)},
      {"receivables", reports + "receivables" + within(365)},
      {"a client's statement", "/api/admin/clients/" + Id<Account>::of(Shop::kFirstAccount).text() +
                                   "/statement" + within(365)},
      {"the first page", "/api/admin/stats"},
      {"the calendar", "/api/admin/calendar"}};
}

// Once to begin with, which may read from the disk.
double secondsToAnswer(testing::HttpClient& owner, const Asked& asked) {
  std::vector<double> seconds;
  for (int round = 0; round <= kRounds; ++round) {
    const auto answer = owner.get(asked.path);
    must(answer, asked.path);
    if (round > 0) seconds.push_back(answer.seconds);
  }
  return medianOf(seconds);
}

double secondsToScan(db::Database& database, int invoices) {
  std::vector<double> seconds;
  for (int round = 0; round <= kRounds; ++round) {
    const auto took = secondsOf([&] {
      mustBe(invoices * Shop::kTotal, database, "SELECT SUM(total) AS number FROM invoices");
    });
    if (round > 0) seconds.push_back(took);
  }
  return medianOf(seconds);
}

void measure(Place::Kind kind, int invoices) {
  Place place{kind};
  const auto here = place.install({{"HOSTLER_ROLES", "api"}});
  const auto database = place.database();
  const auto today = todayOf(*database);
  const int services = std::max(1, invoices / kInvoicesOfAService);
  Shop{*database}.sellRunningServices(services, today);
  InvoicesOnFile{*database, services, invoices, today, kUnpaidEach}.write(invoices);
  here->run({"ledger", "verify"});
  here->startEngine();
  auto owner = ownerOf(*here);
  const auto scan = secondsToScan(*database, invoices);
  for (const auto& asked : everyReport(today)) {
    const auto seconds = secondsToAnswer(owner, asked);
    print({"report: " + std::string{asked.name} + ", " + whole(invoices) + " invoices on " +
               place.name(),
           fine(1e3 * seconds) + " ms", "a full scan of the invoices " + fine(1e3 * scan) + " ms",
           fine(seconds / scan), "1 s", seconds <= 1});
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int invoices = argc > 1 ? std::stoi(argv[1]) : 100'000;
  const std::string where = argc > 2 ? argv[2] : "both";
  prepareProcess();
  if (where != "mariadb") measure(Place::Kind::Sqlite, invoices);
  if (where != "sqlite") measure(Place::Kind::Mariadb, invoices);
}
