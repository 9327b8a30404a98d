// MariaDB is killed while customers check out, payments come in and accounts are made, and comes
// back: once everybody has repeated what was not answered, everything has happened once.

#include "core/db/database.h"
#include "tests/journeys/buyer.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

#include <memory>
#include <thread>
#include <vector>

namespace hostler::testing {
namespace {

constexpr int kBuyers = 4;
// Nobody listens there: the events come back with the sandbox's answer, and the buyers deliver
// them.
constexpr const char* kNobody = "http://127.0.0.1:1/";

}  // namespace

class DatabaseDeathTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DatabaseDeathTest);
  CPPUNIT_TEST(killedInTheMiddleOfPurchasesEachHasHappenedOnce);
  CPPUNIT_TEST_SUITE_END();

 public:
  void killedInTheMiddleOfPurchasesEachHasHappenedOnce() {
    MariaDb server;
    const auto url = server.freshDatabase();
    Installation here{"mysql://" + url.user + ":" + url.password + "@" + url.host + ":" +
                      std::to_string(url.port) + "/" + url.name};
    here.startEngine();
    Journey{here}.makeRoom();
    here.sendGatewayEventsTo(kNobody);
    // Answers that all buyers together have had for good, of at least 16: from the first checkout
    // to the last event, when accounts are being made.
    int round = 0;
    for (const int answers : {1, 5, 9, 13, 16}) killAfter(answers, ++round, here, server);

    CPPUNIT_ASSERT_EQUAL(0, here.stopEngine());
    checkTables(url);
    CPPUNIT_ASSERT(here.engine().log().find(url.password) == std::string::npos);
    CPPUNIT_ASSERT_NO_THROW(here.run({"ledger", "verify"}));
    CPPUNIT_ASSERT_NO_THROW(here.run({"audit", "verify"}));
  }

 private:
  static void killAfter(int answers, int round, Installation& here, MariaDb& server) {
    const auto title = "killed after " + std::to_string(answers) + " answers";
    Progress progress;
    std::vector<std::unique_ptr<Buyer>> buyers;
    for (int i = 1; i <= kBuyers; ++i) {
      const auto name = "buy" + std::to_string(round) + std::to_string(i);
      buyers.push_back(std::make_unique<Buyer>(here, progress, name));
      buyers.back()->prepare();
    }
    bool cameSoFar = false;
    {
      std::vector<std::jthread> threads;
      for (const auto& buyer : buyers) threads.emplace_back([&buyer] { buyer->buy(); });
      cameSoFar = progress.await(answers);
      server.kill();
      server.start();
      progress.end();
    }
    for (const auto& buyer : buyers)
      CPPUNIT_ASSERT_EQUAL_MESSAGE(title, std::string{}, buyer->fault());
    CPPUNIT_ASSERT_MESSAGE(title, cameSoFar);

    // What was tried in vain is tried again after a while.
    buyers.front()->journey().moveClock("PT20M");
    for (const auto& buyer : buyers) CPPUNIT_ASSERT_NO_THROW_MESSAGE(title, buyer->check());
  }

  // No job waits for a person and no effect is in doubt.
  static void checkTables(const db::DatabaseUrl& url) {
    const auto database = db::Database::open(url);
    for (const auto* sql :
         {"SELECT COUNT(*) AS n FROM jobs WHERE state NOT IN (1, 3)",
          "SELECT COUNT(*) AS n FROM provider_operations WHERE state <> 'succeeded'"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(sql, std::int64_t{0}, database->query(sql).only().integer("n"));
    }
  }
};
HOSTLER_SUITE(DatabaseDeathTest, "journeys/database_death");

}  // namespace hostler::testing
