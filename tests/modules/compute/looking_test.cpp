#include "tests/modules/compute/cloud_shop.h"

namespace hostler {

// What is shown of a server is what its provider shows now; when that is silent, what it showed.
class LookingTest : public testing::InCloudShop {
  CPPUNIT_TEST_SUITE(LookingTest);
  CPPUNIT_TEST(aServerIsLookedAtOnceInAFewSeconds);
  CPPUNIT_TEST(whatIsOldIsShownAsOld);
  CPPUNIT_TEST(whatTheSellerPaysIsNotShown);
  CPPUNIT_TEST(whatItIsMadeOfIsNamed);
  CPPUNIT_TEST(aConsoleIsWrittenDownAndItsAddressIsNot);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aServerIsLookedAtOnceInAFewSeconds() {
    for (int i = 0; i < 5; ++i) CPPUNIT_ASSERT_EQUAL(std::string{"running"}, look().power);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->asked("locate"));
    shop_->clock.advance(std::chrono::seconds{6});
    cloud_->machines["m1"].power = "stopped";
    CPPUNIT_ASSERT_EQUAL(std::string{"stopped"}, look().power);
  }

  void whatIsOldIsShownAsOld() {
    const auto first = look();
    cloud_->answers = false;
    shop_->clock.advance(std::chrono::minutes{5});
    const auto later = look();
    CPPUNIT_ASSERT(later.stale);
    CPPUNIT_ASSERT_EQUAL(std::string{"running"}, later.power);
    CPPUNIT_ASSERT(later.checkedAt == first.checkedAt);
    CPPUNIT_ASSERT_EQUAL(std::string{"unknown"},
                         InstanceView::of(shop_->now(machine_), later).health);
  }

  void whatTheSellerPaysIsNotShown() {
    CPPUNIT_ASSERT(!look().facts.contains("cost"));
    CPPUNIT_ASSERT_EQUAL(std::string{"203.0.113.7"},
                         look().facts["addresses"][0]["ip"].get<std::string>());
  }

  void whatItIsMadeOfIsNamed() {
    auto& catalogue = compute_->catalogue();
    const auto machine = shop_->now(machine_);
    const auto facts = look().facts;
    CPPUNIT_ASSERT_EQUAL(Json::object(), catalogue.namesOf(machine, facts, false));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, cloud_->asked("sizes.list"));

    const auto names = catalogue.namesOf(machine, facts, true);
    CPPUNIT_ASSERT_EQUAL(Json("1 CPU, 2 GB"), names.at("size_name"));
    CPPUNIT_ASSERT_EQUAL(Json("debian-12"), names.at("image_name"));
    CPPUNIT_ASSERT(!names.contains("region_name"));  // it tells of none
    catalogue.namesOf(machine, facts, true);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->asked("sizes.list"));

    // Lists ask nobody, and know what was told once.
    shop_->clock.advance(std::chrono::hours{1});
    CPPUNIT_ASSERT_EQUAL(names, catalogue.namesOf(machine, facts, false));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->asked("sizes.list"));
    // What has gone from the provider's list has its id, and no wrong name.
    CPPUNIT_ASSERT_EQUAL(Json::object(), catalogue.namesOf(machine, {{"size", "s-9"}}, true));
  }

  void aConsoleIsWrittenDownAndItsAddressIsNot() {
    const auto console = compute_->machines().console(of(asha_), shop_->now(machine_));
    CPPUNIT_ASSERT_EQUAL(std::string{"web"}, console["protocol"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_->count("SELECT COUNT(*) AS n FROM audit_entries WHERE action = "
                                      "'compute.console_opened'"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_->count("SELECT COUNT(*) AS n FROM provider_operations"));
  }

 private:
  Machines::Seen look() { return compute_->machines().look(shop_->now(machine_)); }
};
HOSTLER_SUITE(LookingTest, "modules/compute/looking");

}  // namespace hostler
