#include "core/app/run_parts.h"
#include "tests/modules/billing/collector.h"

namespace hostler::app {

using namespace testing;
using namespace db;
using namespace std::chrono_literals;

// Charges to saved methods in a billing run.
template <class Engine>
class ChargePartsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ChargePartsTest);
  CPPUNIT_TEST(aPlannedChargeSaysWhenAndByWhichMethod);
  CPPUNIT_TEST(aChargeThatIsMadeIsListed);
  CPPUNIT_TEST(whatIsNotChargedIsHeldAndSaysWhy);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aPlannedChargeSaysWhenAndByWhichMethod() {
    at_.save("Visa 1111");
    const auto invoice = at_.due();
    const auto told = run(true), done = run(false);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, told.size());
    CPPUNIT_ASSERT_EQUAL("collected plan_charge " + invoice.text(),
                         told[0].list + " " + told[0].action + " " + told[0].subject);
    CPPUNIT_ASSERT(told[0].account == at_.client);
    CPPUNIT_ASSERT_EQUAL(std::string{"Visa 1111"},
                         told[0].facts.at("method").template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(Json({{"amount", 1000'00}, {"currency", "INR"}}),
                         told[0].facts.at("balance"));
    CPPUNIT_ASSERT_EQUAL(told[0].facts, done.at(0).facts);
    CPPUNIT_ASSERT_EQUAL(toJson(at_.announced.at(0).chargeAt), done[0].facts.at("charge_at"));
    CPPUNIT_ASSERT_EQUAL(told[0].detail, done[0].detail);
  }

  void aChargeThatIsMadeIsListed() {
    at_.save("Visa 1111");
    at_.due();
    run(false);
    at_.till.clock.advance(25h);
    const auto told = run(true), done = run(false);
    CPPUNIT_ASSERT_EQUAL(std::string{"collected charge"}, told.at(0).list + " " + told[0].action);
    CPPUNIT_ASSERT_EQUAL(told[0].facts, done.at(0).facts);
    at_.till.doJobs();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.charges.made.size());
  }

  void whatIsNotChargedIsHeldAndSaysWhy() {
    at_.save("Visa 1111");
    at_.due(rupees(15'000'01));
    const auto told = run(true), done = run(false);
    CPPUNIT_ASSERT_EQUAL(std::string{"held"}, told.at(0).list);
    CPPUNIT_ASSERT_EQUAL(std::string{"amount_needs_payer"},
                         told[0].facts.at("reason").template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(told[0].facts, done.at(0).facts);
  }

 private:
  std::vector<RunPartRow> run(bool dryRun) {
    const auto today = at_.till.tenants.today(kPlatform);
    return collectionsPart(at_.till.collections).run({kPlatform, today, dryRun, {}}).rows;
  }

  Engine engine_;
  Collector at_{engine_.url()};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ChargePartsTest, "core/app/charge_parts");

}  // namespace hostler::app
