#include "modules/automation/upcoming.h"

#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Shop;

// What a client is told of before it is invoiced.
template <class Engine>
class UpcomingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(UpcomingTest);
  CPPUNIT_TEST(theNextInvoiceIsToldWithItsDay);
  CPPUNIT_TEST(theCreditThatWouldPayItIsToldBesideIt);
  CPPUNIT_TEST(aDomainsRenewalStandsAmongThoseOfServices);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<Shop>(engine_->url());
  }
  void tearDown() override {
    shop_.reset();
    engine_.reset();
  }

  void theNextInvoiceIsToldWithItsDay() {
    const auto asha = shop_->client();
    const auto service = shop_->service(asha, kDue);
    const auto view = told(asha);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, view.data.size());
    CPPUNIT_ASSERT(service == view.data[0].service);
    CPPUNIT_ASSERT_EQUAL(kDue.text(), view.data[0].dueDate.text());
    CPPUNIT_ASSERT_EQUAL(kDue.plusDays(-14).text(), view.data[0].invoiceOn.text());
    CPPUNIT_ASSERT(view.credit.empty());
  }

  void theCreditThatWouldPayItIsToldBesideIt() {
    const auto asha = shop_->client(), ravi = shop_->client();
    const auto held = Money::ofMinor(250'00, Currency::of("INR"));
    shop_->database->transaction(
        [&](db::Transaction& tx) { shop_->credit.add(tx, kPlatform, asha, held); });
    CPPUNIT_ASSERT(std::vector{held} == told(asha).credit);
    CPPUNIT_ASSERT(told(ravi).credit.empty());
  }

  void aDomainsRenewalStandsAmongThoseOfServices() {
    const auto asha = shop_->client();
    const auto service = shop_->service(asha, kDue);
    const auto renewal = [](std::int64_t id, Date due) {
      UpcomingCharge charge;
      charge.domain = Id<Domain>::of(id);
      charge.dueDate = due;
      charge.invoiceOn = due.plusDays(-21);
      return charge;
    };
    const auto view = told(asha, [&](db::Reader&, const Scope& scope, int) {
      CPPUNIT_ASSERT(scope.account == asha);
      return std::vector{renewal(2, kDue.plusDays(400)), renewal(1, shop_->today().plusDays(2))};
    });
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, view.data.size());
    CPPUNIT_ASSERT_EQUAL(Id<Domain>::of(1).text(), view.data[0].subject());
    // The night that would have invoiced it is over: the next one does.
    CPPUNIT_ASSERT_EQUAL(shop_->today().text(), view.data[0].invoiceOn.text());
    CPPUNIT_ASSERT_EQUAL(service.text(), view.data[1].subject());
    CPPUNIT_ASSERT_EQUAL(Id<Domain>::of(2).text(), view.data[2].subject());
  }

 private:
  static inline const Date kDue = Date::of(2026, 4, 30);

  UpcomingView told(Id<Account> account, const UpcomingBeside& beside = {}) {
    return shop_->database->read([&](db::Reader& reader) {
      return upcomingOf(reader, Scope::ofAccount(kPlatform, account), shop_->services.services(),
                        shop_->services.renewals(), shop_->billing, RuleSettings{}, shop_->today(),
                        beside);
    });
  }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Shop> shop_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(UpcomingTest, "modules/automation/upcoming");

}  // namespace hostler
