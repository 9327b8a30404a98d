#include "tests/modules/billing/collector.h"

namespace hostler {

using namespace testing;
using namespace db;
using namespace std::chrono_literals;

// Whoever looks at what would be charged sees what then is charged.
template <class Engine>
class ForeseenCollectingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ForeseenCollectingTest);
  CPPUNIT_TEST(whatWouldBePlannedIsPlanned);
  CPPUNIT_TEST(whatWouldBeChargedIsCharged);
  CPPUNIT_TEST(afterADeclineTheNextDayOfThePlanIsTold);
  CPPUNIT_TEST(whatIsNotChargedSaysWhy);
  CPPUNIT_TEST(whatIsLeftOutIsNotCharged);
  CPPUNIT_TEST(anotherShopsInvoicesAreLeftAlone);
  CPPUNIT_TEST(whereCollectingIsSwitchedOffNothingIsForeseen);
  CPPUNIT_TEST_SUITE_END();

 public:
  void whatWouldBePlannedIsPlanned() {
    at_.save("token_1");
    const auto invoice = at_.due();
    const auto told = foreseen();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, told.size());
    CPPUNIT_ASSERT(told[0].kind == CollectionStep::Kind::Plan);
    CPPUNIT_ASSERT(told[0].invoice == invoice);
    CPPUNIT_ASSERT_EQUAL(std::string{"token_1"}, told[0].method->title);
    CPPUNIT_ASSERT_EQUAL(rupees(1000'00), told[0].amount);
    CPPUNIT_ASSERT_EQUAL_MESSAGE("looking changes nothing", std::int64_t{0}, collections());
    CPPUNIT_ASSERT_EQUAL(words(told), words(done()));
    CPPUNIT_ASSERT(at_.announced.front().chargeAt == told[0].at);
    CPPUNIT_ASSERT_MESSAGE("it is planned by now", foreseen().empty() && done().empty());
  }

  void whatWouldBeChargedIsCharged() {
    at_.save("token_1");
    const auto invoice = at_.due();
    at_.run();
    at_.till.clock.advance(25h);
    const auto told = foreseen();
    CPPUNIT_ASSERT_EQUAL(std::string{"charge 1 token_1"}, words(told));
    CPPUNIT_ASSERT_EQUAL(words(told), words(done()));
    at_.till.doJobs();
    CPPUNIT_ASSERT(at_.till.now(invoice).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.charges.made.size());
  }

  void afterADeclineTheNextDayOfThePlanIsTold() {
    at_.save("token_1");
    at_.save("token_2");
    at_.decline([](const ProviderRequest&) { return "insufficient_funds"; });
    at_.due();
    at_.run();
    at_.till.clock.advance(25h);
    at_.run();
    const auto told = foreseen();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, told.size());
    CPPUNIT_ASSERT_EQUAL(2, told[0].attempt);
    CPPUNIT_ASSERT_EQUAL(std::string{"token_2"}, told[0].method->title);
    CPPUNIT_ASSERT(at_.till.clock.now().plus(24h) <= told[0].at);
    CPPUNIT_ASSERT_EQUAL(words(told), words(done()));
  }

  void whatIsNotChargedSaysWhy() {
    at_.save("token_1");
    at_.due(rupees(15'000'01));
    const auto told = foreseen();
    CPPUNIT_ASSERT_EQUAL(std::string{"stop 1 amount_needs_payer"}, words(told));
    CPPUNIT_ASSERT(at_.asked.empty());
    CPPUNIT_ASSERT_EQUAL(words(told), words(done()));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.asked.size());
  }

  void whatIsLeftOutIsNotCharged() {
    at_.save("token_1");
    const auto spared = at_.due(), other = at_.due();
    const std::set<std::string> except{spared.text()};
    for (const auto& steps : {at_.till.collections.foresee(kPlatform, except),
                              at_.till.collections.run(kPlatform, except)}) {
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, steps.size());
      CPPUNIT_ASSERT(steps[0].invoice == other);
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, done().size());
  }

  void anotherShopsInvoicesAreLeftAlone() {
    at_.save("token_1");
    at_.due();
    const auto other = Id<Tenant>::of(999);
    CPPUNIT_ASSERT(at_.till.collections.run(other, {}).empty());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, collections());
  }

  void whereCollectingIsSwitchedOffNothingIsForeseen() {
    at_.save("token_1");
    at_.due();
    at_.till.database->transaction([&](db::Transaction& tx) {
      at_.till.tenants.change(tx, kPlatform, "collect.enabled", false);
    });
    CPPUNIT_ASSERT(foreseen().empty());
    CPPUNIT_ASSERT(done().empty());
  }

 private:
  std::vector<CollectionStep> foreseen() { return at_.till.collections.foresee(kPlatform, {}); }
  std::vector<CollectionStep> done() { return at_.till.collections.run(kPlatform, {}); }
  std::int64_t collections() { return at_.till.count("SELECT COUNT(*) AS n FROM collections"); }
  // "plan 1 token_1 2026-…, charge 2 token_2"
  static std::string words(const std::vector<CollectionStep>& steps) {
    std::string all;
    for (const auto& step : steps) {
      if (!all.empty()) all += ", ";
      const auto attempt = " " + std::to_string(step.attempt) + " ";
      if (step.kind == CollectionStep::Kind::Plan)
        all += "plan" + attempt + step.method->title + " " + step.at.text();
      if (step.kind == CollectionStep::Kind::Charge) all += "charge" + attempt + step.method->title;
      if (step.kind == CollectionStep::Kind::Wait) all += "wait" + attempt;
      if (step.kind == CollectionStep::Kind::Stop) all += "stop" + attempt + step.reason;
    }
    return all;
  }

  Engine engine_;
  Collector at_{engine_.url()};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ForeseenCollectingTest, "modules/billing/foreseen_collecting");

}  // namespace hostler
