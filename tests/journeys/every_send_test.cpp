// The engine is killed at every send to its database between a checkout and the mail that says that
// the account is ready, before the send and after it: whatever the moment, once it runs again there
// is one payment, one account and one mail of each kind.
//
// By itself this plays every commit and a sample of the other sends, chosen by a number that it
// prints. HOSTLER_EVERY_SEND=1 plays all; HOSTLER_SEED repeats a sample.

#include "tests/journeys/purchase.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

#include <iostream>
#include <random>
#include <stdlib.h>

namespace hostler::testing {
namespace {

constexpr int kOtherSends = 10;
constexpr int kBooksEvery = 25;

using Telling = Purchase::Telling;

struct Window {
  std::int64_t sends = 0, commits = 0;
};

class Deaths {
 public:
  Deaths(Installation& here, const db::DatabaseUrl& database, std::string title)
      : here_{here}, database_{database}, fuse_{here.folder(), database}, title_{std::move(title)} {
    here_.addToEngine(fuse_.environment());
    here_.startEngine();
  }

  /// A purchase that nobody interrupts: how many sends there are. In an engine that has just been
  /// started, as those that die mostly have been: its statements are still to be prepared.
  Window measure(Telling telling) {
    CPPUNIT_ASSERT_EQUAL(0, here_.stopEngine());
    here_.startEngine();
    auto purchase = next(telling);
    purchase.prepare();
    fuse_.count();
    purchase.carryOn();
    const Window window{fuse_.sends(), fuse_.commits()};
    purchase.check();
    CPPUNIT_ASSERT(!purchase.hasDied());
    CPPUNIT_ASSERT(window.commits > 0);
    return window;
  }

  void play(const Moment& moment, Telling telling) {
    auto purchase = next(telling);
    purchase.prepare();
    fuse_.arm(moment);
    try {
      purchase.carryOn();
      purchase.check();
    } catch (const std::exception& error) {
      CPPUNIT_FAIL("killed " + moment.text() + " (" + fuse_.what() + "), " + purchase.domain() +
                   ": " + error.what() + "\nThe log before its death:\n" + purchase.deadLog());
    }
    if (purchase.hasDied()) ++died_;
    if (purchase.wasAskedFor()) ++askedFor_;
    if (++played_ % kBooksEvery == 0) checkBooks();
  }

  void checkBooks() {
    CPPUNIT_ASSERT_NO_THROW_MESSAGE(title_, here_.run({"ledger", "verify"}));
    CPPUNIT_ASSERT_NO_THROW_MESSAGE(title_, here_.run({"audit", "verify"}));
    checkAccounts();
  }

  /// The engine ends in good order, and what is left in its tables is looked at.
  void finish() {
    checkBooks();
    CPPUNIT_ASSERT_EQUAL(0, here_.stopEngine());
    const auto database = db::Database::open(database_);
    expectNone(*database, "SELECT kind AS found FROM jobs WHERE state NOT IN (1, 3)");
    expectNone(*database,
               "SELECT subject AS found FROM provider_operations WHERE state <> 'succeeded'");
    expectNone(*database, R"sql(
      SELECT action AS found FROM audit_entries
       WHERE action IN ('order.placed', 'payment.initiated', 'payment.received', 'service.activated')
       GROUP BY action, object HAVING COUNT(*) <> 1)sql");
    std::cout << title_ << ": " << played_ << " purchases, " << died_ << " deaths, " << askedFor_
              << " payments known by asking the gateway" << std::endl;
    CPPUNIT_ASSERT(died_ * 10 >= played_ * 9);
  }

 private:
  Purchase next(Telling telling) {
    return {here_, fuse_, "s" + std::to_string(++number_), telling};
  }

  // At WHM: for each domain one account, which was asked for once.
  void checkAccounts() {
    HttpClient sandbox{here_.sandboxUrl()};
    std::map<std::string, int> accounts, asked;
    for (const auto& account : sandbox.get("/_book").body["whm"]["accounts"])
      ++accounts[account["domain"]];
    for (const auto& call : sandbox.get("/_calls?provider=whm").body["data"]) {
      const auto text = call.dump();
      if (text.find("createacct") == std::string::npos) continue;
      for (int i = 1; i <= number_; ++i) {
        const auto domain = "s" + std::to_string(i) + "-shop.in";
        if (text.find("=" + domain) != std::string::npos) ++asked[domain];
      }
    }
    for (int i = 1; i <= number_; ++i) {
      const auto domain = "s" + std::to_string(i) + "-shop.in";
      CPPUNIT_ASSERT_EQUAL_MESSAGE(domain, 1, accounts[domain]);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(domain, 1, asked[domain]);
    }
  }

  void expectNone(db::Database& database, const char* sql) {
    std::string found;
    for (const auto& row : database.query(sql)) found += row.text("found") + ' ';
    CPPUNIT_ASSERT_EQUAL_MESSAGE(sql, std::string{}, found);
  }

  Installation& here_;
  db::DatabaseUrl database_;
  Fuse fuse_;
  std::string title_;
  int number_ = 0, played_ = 0, died_ = 0, askedFor_ = 0;
};

void addBoth(std::vector<Moment>& moments, FuseCounts counts, std::int64_t number) {
  for (const auto kills : {FuseKills::Before, FuseKills::After})
    moments.push_back({counts, number, kills});
}

std::vector<Moment> allOf(const Window& window) {
  std::vector<Moment> moments;
  for (std::int64_t i = 1; i <= window.sends; ++i) addBoth(moments, FuseCounts::Sends, i);
  return moments;
}

std::vector<Moment> someOf(const Window& window, const std::string& title) {
  const char* given = ::getenv("HOSTLER_SEED");
  const auto seed = given != nullptr ? std::stoul(given) : std::random_device{}();
  std::mt19937 random{static_cast<std::mt19937::result_type>(seed)};
  std::uniform_int_distribution<std::int64_t> any{1, window.sends};
  std::uniform_int_distribution<int> either{1, 2};
  std::vector<Moment> moments;
  for (std::int64_t i = 1; i <= window.commits; ++i) addBoth(moments, FuseCounts::Commits, i);
  for (int i = 0; i < kOtherSends; ++i)
    moments.push_back({FuseCounts::Sends, any(random), static_cast<FuseKills>(either(random))});
  std::cout << title << ": HOSTLER_SEED=" << seed << ", all commits and";
  for (const auto& moment : moments) {
    if (moment.counts == FuseCounts::Sends) std::cout << ", " << moment.text();
  }
  std::cout << std::endl;
  return moments;
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
    deaths.measure(Telling::InTurn);  // what only the first of its kind does
    const auto window = deaths.measure(Telling::InTurn);
    std::cout << title << ": " << window.sends << " sends, " << window.commits << " commits"
              << std::endl;
    const bool all = ::getenv("HOSTLER_EVERY_SEND") != nullptr;
    int number = 0;
    for (const auto& moment : all ? allOf(window) : someOf(window, title))
      deaths.play(moment, number++ % 4 < 2 ? Telling::InTurn : Telling::AtOnce);
    deaths.finish();
  }
};
HOSTLER_SUITE(EverySendTest, "journeys/every_send");

}  // namespace hostler::testing
