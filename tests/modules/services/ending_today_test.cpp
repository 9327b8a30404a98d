#include "tests/modules/services/terms_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::TermsShop;

// "With its term" ends a service within the day where its term is over, or ends today: whoever took
// a client's session over must not end it by these words either.
template <class Engine>
class EndingTodayTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(EndingTodayTest);
  CPPUNIT_TEST(aTermThatEndsTodayAsksForAFreshFactor);
  CPPUNIT_TEST(aTermThatIsOverAsksForAFreshFactor);
  CPPUNIT_TEST(aTermThatRunsUntilTomorrowAsksForNone);
  CPPUNIT_TEST(staffAreAskedByTheirOwnRoutes);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<TermsShop>(engine_->url());
    id_ = shop_->bought({shop_->plan(499'00, "Small")}).at(0);  // paid until 11 July
  }
  void tearDown() override {
    shop_.reset();
    engine_.reset();
  }

  void aTermThatEndsTodayAsksForAFreshFactor() {
    shop_->moveTo(Date::of(2026, 7, 11));
    isAskedFor();
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), shop_->now(id_).cancelOn.value());
  }

  void aTermThatIsOverAsksForAFreshFactor() {
    shop_->moveTo(Date::of(2026, 7, 13));
    isAskedFor();
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 13), shop_->now(id_).cancelOn.value());
  }

  void aTermThatRunsUntilTomorrowAsksForNone() {
    shop_->moveTo(Date::of(2026, 7, 10));
    cancel(shop_->actorOf(shop_->owner()));
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), shop_->now(id_).cancelOn.value());
  }

  void staffAreAskedByTheirOwnRoutes() {
    shop_->moveTo(Date::of(2026, 7, 11));
    cancel(shop_->staff());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), shop_->now(id_).cancelOn.value());
  }

 private:
  void cancel(const Actor& actor) {
    shop_->services.actions().cancel(actor, id_, "end_of_term", "Moving away");
  }
  void isAskedFor() {
    auto client = shop_->actorOf(shop_->owner());
    testing::refused("step_up_required", [&] { cancel(client); });
    CPPUNIT_ASSERT(!shop_->now(id_).cancelOn);
    client.fresh = true;
    cancel(client);
  }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<TermsShop> shop_;
  Id<Service> id_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(EndingTodayTest, "modules/services/ending_today");

}  // namespace hostler
