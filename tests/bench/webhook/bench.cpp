// Signed captures of a gateway, 32 events at once and each three times: what becomes of them, how
// fast, and how long each delivery waits. Beside it a plain shop in Express, mysql2 and BullMQ on
// the same server takes the same deliveries.   usage: bench_webhook [EVENTS] [ROUNDS]
#include "tests/bench/stage/place.h"
#include "tests/bench/stage/row.h"
#include "tests/bench/stage/shop.h"
#include "tests/bench/webhook/deliveries.h"
#include "tests/bench/webhook/naive.h"

#include <algorithm>

namespace {

using namespace hostler;
using namespace hostler::bench;
constexpr int kCopies = 3, kInFlight = 32;

std::int64_t count(db::Database& database, const std::string& sql) {
  return database.query(sql).only().integer("number");
}

struct Books {
  std::int64_t paid = 0, booked = 0, jobs = 0, twice = 0;
  static Books of(db::Database& database) {
    return {count(database, "SELECT COUNT(*) AS number FROM invoice_states WHERE status = 'paid'"),
            count(database, "SELECT COUNT(*) AS number FROM transactions WHERE type = 'payment'"),
            count(database,
                  "SELECT COUNT(*) AS number FROM jobs WHERE unique_key LIKE 'services.create%'"),
            count(database,
                  "SELECT COUNT(*) AS number FROM (SELECT payment_id FROM transactions GROUP BY "
                  "payment_id HAVING COUNT(*) > 1) AS several")};
  }
};

struct Round {
  Delivered delivered;
  Books books;
  double naive = 0;
  double perSecond(int events) const { return events / delivered.seconds; }
};

Round run(Place& place, int events) {
  // No workers: what is measured is the way to the job, not the job.
  const auto here = place.install({{"HOSTLER_ROLES", "api"}});
  const auto database = place.database();
  Shop{*database}.sellUnpaidServices(events, Date::parse("2026-01-10").value());
  here->startEngine();
  const auto port = static_cast<std::uint16_t>(
      std::stoi(here->engineUrl().substr(here->engineUrl().rfind(':') + 1)));
  Round round;
  round.delivered = deliverCaptures(port, events, kCopies, kInFlight);
  round.books = Books::of(*database);
  here->killEngine();
  here->run({"ledger", "verify"});
  return round;
}

}  // namespace

int main(int argc, char** argv) {
  const int events = argc > 1 ? std::stoi(argv[1]) : 2'000,
            rounds = argc > 2 ? std::stoi(argv[2]) : 3;
  prepareProcess();
  Place place{Place::Kind::Mariadb};
  std::vector<Round> all;
  std::int64_t lost = 0, twice = 0;
  for (int i = 0; i < rounds; ++i) {
    auto round = run(place, events);
    {
      const NaiveShop shop{place.emptyDatabase(), events};
      round.naive = events / deliverCaptures(shop.port(), events, kCopies, kInFlight).seconds;
    }
    const auto& books = round.books;
    say(whole(round.perSecond(events)) + " events/s, p50 " + fine(round.delivered.quantile(0.5)) +
        " ms, p99 " + fine(round.delivered.quantile(0.99)) + " ms; paid " + whole(books.paid) +
        ", booked " + whole(books.booked) + ", jobs " + whole(books.jobs) + ", refused " +
        whole(round.delivered.refused) + "; naive " + whole(round.naive) + "/s");
    lost += 2 * events - books.paid - books.jobs;
    twice += books.twice + std::max<std::int64_t>(books.booked - events, 0);
    all.push_back(std::move(round));
  }
  std::ranges::sort(all, {}, [&](const Round& round) { return round.perSecond(events); });
  const auto& middle = all[all.size() / 2];
  const auto ratio = middle.perSecond(events) / middle.naive;
  print({"signed webhook to paid invoice and job on MariaDB, 32 events at once, 3 times each",
         whole(middle.perSecond(events)) + " events/s, " + whole(twice) + " double, " +
             whole(lost) + " lost",
         "a plain shop " + whole(middle.naive) + "/s", fine(ratio), "0 double, 0 lost; 5",
         twice == 0 && lost == 0 && ratio >= 5});
  const auto p99 = middle.delivered.quantile(0.99);
  print({"p99 of such a delivery", fine(p99) + " ms",
         "p50 " + fine(middle.delivered.quantile(0.5)) + " ms",
         fine(p99 / middle.delivered.quantile(0.5)), "20 ms", p99 <= 20});
}
