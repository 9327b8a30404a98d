#include "modules/billing/reissue.h"
#include "modules/billing/tax_rules.h"
#include "tests/modules/billing/collector.h"

namespace hostler {

using namespace testing;
using namespace db;
using namespace std::chrono_literals;

// An invoice that is being collected and is issued anew meanwhile is collected on, and not from the
// beginning of the plan.
template <class Engine>
class ReissuedCollectingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ReissuedCollectingTest);
  CPPUNIT_TEST(whatIsIssuedAnewIsCollectedOn);
  CPPUNIT_TEST(aChargeUnderWayIsTheNewInvoices);
  CPPUNIT_TEST(whatWasStoppedStaysStopped);
  CPPUNIT_TEST(whatACollectedInvoiceComesToMoreOnceItIsIssuedAnewIsChargedToo);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { at_.save("token_1"); }

  // A plan that had made two of its attempts makes the two that are left.
  void whatIsIssuedAnewIsCollectedOn() {
    at_.decline([](const ProviderRequest&) { return "insufficient_funds"; });
    const auto first = at_.due();
    for (int i = 0; i < 40 && attempts() < 2; ++i) {
      at_.till.clock.advance(6h);
      at_.run();
    }
    at_.run();  // how the second one ended is known
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, attempts());
    const auto second = reissued(first);
    CPPUNIT_ASSERT_EQUAL(std::string{"waiting"}, at_.state(second));
    at_.passDays(20);
    CPPUNIT_ASSERT_EQUAL(std::string{"stopped"}, at_.state(second));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, attempts());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, at_.till.count("SELECT COUNT(*) AS n FROM collections"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.asked.size());
    CPPUNIT_ASSERT(at_.asked.back().invoice == second);
    at_.till.mustAddUp();
  }

  // Nothing is charged beside it, however long a person takes to look it up.
  void aChargeUnderWayIsTheNewInvoices() {
    at_.till.gateway.on("gateway/1.charge", [](const ProviderRequest&) {
      return ProviderAnswer::failed(Outcome::NeedsAttention, "credentials_refused", "no");
    });
    const auto first = at_.due();
    at_.passDays(2);
    CPPUNIT_ASSERT_EQUAL(std::string{"charging"}, at_.state(first));
    const auto second = reissued(first);
    at_.passDays(9);
    CPPUNIT_ASSERT_EQUAL(std::string{"charging"}, at_.state(second));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, attempts());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, at_.till.count("SELECT COUNT(*) AS n FROM collections"));
  }

  void whatWasStoppedStaysStopped() {
    at_.decline([](const ProviderRequest&) { return "insufficient_funds"; });
    const auto first = at_.due();
    at_.passDays(20);
    CPPUNIT_ASSERT_EQUAL(std::string{"stopped"}, at_.state(first));
    const auto second = reissued(first);
    at_.passDays(20);
    CPPUNIT_ASSERT_EQUAL(std::string{"stopped"}, at_.state(second));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, attempts());
  }

  // Charged 1000 without tax; issued anew with 18 %: what was paid pays that far, and the rest is
  // collected as a due invoice is.
  void whatACollectedInvoiceComesToMoreOnceItIsIssuedAnewIsChargedToo() {
    const auto first = at_.due();
    at_.passDays(3);
    CPPUNIT_ASSERT_EQUAL(std::string{"done"}, at_.state(first));
    at_.till.database->transaction([&](db::Transaction& tx) {
      tax_rules::insert(tx, kPlatform, at_.till.ids.next<TaxRate>(),
                        {"IN", "", "", "GST", 18, Date::of(2017, 7, 1), {}}, at_.till.clock.now());
    });
    const auto second = reissued(first);
    CPPUNIT_ASSERT_EQUAL(rupees(180'00), at_.till.now(second).balance);
    at_.passDays(4);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, at_.charges.made.size());
    CPPUNIT_ASSERT(at_.till.now(second).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(std::string{"done"}, at_.state(second));
    CPPUNIT_ASSERT_EQUAL(rupees(0), at_.till.creditOf(at_.client));
    at_.till.mustAddUp();
  }

 private:
  std::int64_t attempts() {
    return at_.till.count("SELECT COUNT(*) AS n FROM collection_attempts");
  }
  Id<Invoice> reissued(Id<Invoice> id) {
    auto& till = at_.till;
    Reissue reissue{
        {till.billing, till.corrections, till.accounts, till.tenants, till.audit, till.bus}};
    return till.database
        ->transaction([&](db::Transaction& tx) {
          return reissue.reissue(tx, Till::staff(), id, "Its address was wrong");
        })
        .invoice.id;
  }

  Engine engine_;
  Collector at_{engine_.url()};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ReissuedCollectingTest, "modules/billing/reissued_collecting");

}  // namespace hostler
