#include "modules/usage/usage_events.h"
#include "tests/modules/usage/usage_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;

// Reports of use come twice, late and wrong; each counts once.
template <class Engine>
class UsageReportsTest : public testing::InUsageShop<Engine> {
  using Base = testing::InUsageShop<Engine>;
  using Base::report, Base::shop_, Base::service_, Base::client_, Base::usage_;

  CPPUNIT_TEST_SUITE(UsageReportsTest);
  CPPUNIT_TEST(theSameReportAgainCountsOnce);
  CPPUNIT_TEST(aKeyIsNotUsedForSomethingElse);
  CPPUNIT_TEST(oneWrongReportAndNoneIsTaken);
  CPPUNIT_TEST(whatWasNotMeasuredNowIsRefused);
  CPPUNIT_TEST(anotherTenantsServiceIsNotThere);
  CPPUNIT_TEST(whatIsIncludedIsAnnouncedOnce);
  CPPUNIT_TEST(aBudgetIsAnnouncedAndStops);
  CPPUNIT_TEST_SUITE_END();

 public:
  void theSameReportAgainCountsOnce() {
    CPPUNIT_ASSERT_EQUAL(1, report("a", "60").added);
    CPPUNIT_ASSERT_EQUAL(1, report("a", "60").repeated);
    CPPUNIT_ASSERT_EQUAL(1, report("b", "60").added);
    const auto rows = this->rows(202606, 202607);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rows.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"120"}, rows[0].used.rated.quantity.units().text());
    CPPUNIT_ASSERT_EQUAL(testing::inr(40'00), rows[0].used.rated.amount);
  }

  void aKeyIsNotUsedForSomethingElse() {
    report("a", "60", "2026-06-05T00:00:00Z");
    CPPUNIT_ASSERT_THROW(report("a", "61", "2026-06-05T00:00:00Z"), ValidationError);
    CPPUNIT_ASSERT_THROW(report("a", "60", "2026-06-06T00:00:00Z"), ValidationError);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM usage_reports"));
  }

  void oneWrongReportAndNoneIsTaken() {
    const UsageReports::Report right{"a", service_, "bandwidth", Decimal{1}, std::nullopt};
    auto wrong = right;
    wrong.key = "b";
    wrong.meter = "requests";
    CPPUNIT_ASSERT_THROW(usage_->reports().record(shop_->staff(), {right, wrong}), ValidationError);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM usage_reports"));
  }

  void whatWasNotMeasuredNowIsRefused() {
    CPPUNIT_ASSERT_THROW(report("a", "1", "2026-06-10T13:00:00Z"), ValidationError);
    CPPUNIT_ASSERT_THROW(report("a", "1", "2026-04-01T00:00:00Z"), ValidationError);
    CPPUNIT_ASSERT_THROW(report("a", "-1"), ValidationError);
    CPPUNIT_ASSERT_THROW(report("a", "0.0000001"), ValidationError);
  }

  void anotherTenantsServiceIsNotThere() {
    auto stranger = shop_->staff();
    stranger.scope = Scope::ofTenant(Id<Tenant>::of(77));
    CPPUNIT_ASSERT_THROW(usage_->reports().record(
                             stranger, {{"a", service_, "bandwidth", Decimal{1}, std::nullopt}}),
                         std::exception);
  }

  void whatIsIncludedIsAnnouncedOnce() {
    std::string told;
    shop_->bus.template subscribe<UsageReached>(
        [&](db::Transaction&, const Actor&, const Scope&, const UsageReached& event) {
          told += std::to_string(event.percent) + " ";
        });
    report("a", "49");
    CPPUNIT_ASSERT_EQUAL(std::string{}, told);
    report("b", "1");
    report("c", "1");
    report("d", "60");  // beyond all of it at once
    report("e", "60");
    CPPUNIT_ASSERT_EQUAL(std::string{"50 100 "}, told);
  }

  void aBudgetIsAnnouncedAndStops() {
    std::string told;
    shop_->bus.template subscribe<BudgetReached>(
        [&](db::Transaction&, const Actor&, const Scope&, const BudgetReached& event) {
          told += std::to_string(event.percent) + (event.stopped ? "! " : " ");
        });
    shop_->database->transaction([&](db::Transaction& tx) {
      usage_repository::saveBudget(tx, kPlatform, client_,
                                   usage_repository::Budget{testing::inr(100'00), true});
    });
    const auto watch = [&] { usage_->watch().watch(shop_->staff(), kPlatform); };
    report("a", "149.99");
    watch();
    CPPUNIT_ASSERT_EQUAL(std::string{"80 "}, told);  // of two at once, the higher
    report("b", "0.01");
    watch();
    watch();
    CPPUNIT_ASSERT_EQUAL(std::string{"80 100! "}, told);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service_).status == ServiceStatus::Suspended);
    CPPUNIT_ASSERT(shop_->now(service_).isSuspendedByClient());
    // Who takes it up again pays for it, and is not stopped a second time.
    shop_->services.actions().unsuspend(shop_->actorOf(client_), service_);
    shop_->doJobs();
    report("c", "10");
    watch();
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service_).status == ServiceStatus::Active);
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(UsageReportsTest, "modules/usage/usage_reports");

}  // namespace hostler
