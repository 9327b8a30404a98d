// The engine is killed at every send to its database between a checkout and the mail that says that
// the account is ready, before the send and after it: whatever the moment, once it runs again there
// is one payment, one account and one mail of each kind.
//
// By itself this plays every commit and a sample of the other sends, chosen by a number that it
// prints; HOSTLER_SEED repeats a sample. HOSTLER_EVERY_SEND=1 plays all, HOSTLER_EVERY_SEND=250
// those from the 250th on.

#include "tests/journeys/deaths.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

#include <algorithm>
#include <iostream>
#include <random>
#include <stdlib.h>

namespace hostler::testing {
namespace {

constexpr int kOtherSends = 10;
// How many sends there are differs a little from one time to the next: all of them is a few more.
constexpr std::int64_t kMarginPercent = 5;

using Telling = Purchase::Telling;

struct Death {
  Moment moment;
  Telling telling;
};

// Both ways in which a gateway tells take their turns, so each has its own windows.
struct Windows {
  Deaths::Window inTurn, atOnce;

  static Telling tellingAt(std::int64_t number) {
    return number % 2 == 0 ? Telling::InTurn : Telling::AtOnce;
  }
  std::int64_t sendsAt(std::int64_t number) const {
    return tellingAt(number) == Telling::InTurn ? inTurn.sends : atOnce.sends;
  }
  std::int64_t commitsAt(std::int64_t number) const {
    return tellingAt(number) == Telling::InTurn ? inTurn.commits : atOnce.commits;
  }
  Windows widened() const {
    auto wider = *this;
    for (auto* window : {&wider.inTurn, &wider.atOnce})
      window->sends += window->sends * kMarginPercent / 100;
    return wider;
  }
  std::int64_t sends() const { return std::max(inTurn.sends, atOnce.sends); }
  std::int64_t commits() const { return std::max(inTurn.commits, atOnce.commits); }
};

void addBoth(std::vector<Death>& deaths, FuseCounts counts, std::int64_t number) {
  for (const auto kills : {FuseKills::Before, FuseKills::After})
    deaths.push_back({{counts, number, kills}, Windows::tellingAt(number)});
}

std::vector<Death> sendsFrom(std::int64_t first, const Windows& windows) {
  std::vector<Death> deaths;
  for (std::int64_t i = first; i <= windows.sends(); ++i) {
    if (i <= windows.sendsAt(i)) addBoth(deaths, FuseCounts::Sends, i);
  }
  return deaths;
}

std::vector<Death> allCommits(const Windows& windows) {
  std::vector<Death> deaths;
  for (std::int64_t i = 1; i <= windows.commits(); ++i) {
    if (i <= windows.commitsAt(i)) addBoth(deaths, FuseCounts::Commits, i);
  }
  return deaths;
}

std::vector<Death> sample(std::vector<Death> deaths, const std::string& title) {
  const char* given = ::getenv("HOSTLER_SEED");
  const auto seed = given != nullptr ? static_cast<unsigned>(std::stoul(given))
                                     : static_cast<unsigned>(std::random_device{}());
  std::ranges::shuffle(deaths, std::mt19937{seed});
  deaths.resize(std::min<std::size_t>(deaths.size(), kOtherSends));
  std::cout << title << ": HOSTLER_SEED=" << seed << ", each commit and";
  for (const auto& death : deaths) std::cout << ", " << death.moment.text();
  std::cout << std::endl;
  return deaths;
}

}  // namespace

class EverySendTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(EverySendTest);
  CPPUNIT_TEST(killedAtASendToSqliteThereIsOneAccountAndOnePayment);
  CPPUNIT_TEST(killedAtASendToMariaDbThereIsOneAccountAndOnePayment);
  CPPUNIT_TEST_SUITE_END();

 public:
  void killedAtASendToSqliteThereIsOneAccountAndOnePayment() {
    Installation here;
    db::DatabaseUrl url;
    url.dialect = db::Dialect::Sqlite;
    url.path = here.folder() / "data" / "hostler.db";
    dieOften(here, url, "SQLite");
  }

  void killedAtASendToMariaDbThereIsOneAccountAndOnePayment() {
    const auto url = MariaDb::shared().freshDatabase();
    Installation here{"mysql://" + url.user + ":" + url.password + "@" + url.host + ":" +
                      std::to_string(url.port) + "/" + url.name};
    dieOften(here, url, "MariaDB");
  }

 private:
  static void dieOften(Installation& here, const db::DatabaseUrl& url, const std::string& title) {
    Deaths deaths{here, url, title};
    deaths.measure(Telling::InTurn);  // what only the first purchase of all does
    const Windows windows{deaths.measure(Telling::InTurn), deaths.measure(Telling::AtOnce)};
    std::cout << title << ": " << windows.inTurn.sends << " and " << windows.atOnce.sends
              << " sends, " << windows.inTurn.commits << " and " << windows.atOnce.commits
              << " of them commits" << std::endl;
    if (const char* first = ::getenv("HOSTLER_EVERY_SEND")) {
      deaths.tellOfEach();
      play(deaths, sendsFrom(std::stol(first), windows.widened()));
    } else {
      play(deaths, allCommits(windows));
      play(deaths, sample(sendsFrom(1, windows), title));
    }
    deaths.finish();
  }

  static void play(Deaths& deaths, const std::vector<Death>& chosen) {
    for (const auto& [moment, telling] : chosen) deaths.play(moment, telling);
  }
};
HOSTLER_SUITE(EverySendTest, "journeys/every_send");

}  // namespace hostler::testing
