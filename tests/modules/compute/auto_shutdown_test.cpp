#include "tests/modules/compute/cloud_shop.h"

namespace hostler {

// A server stops by itself when its client said so, and only then.
class AutoShutdownTest : public testing::InCloudShop {
  CPPUNIT_TEST_SUITE(AutoShutdownTest);
  CPPUNIT_TEST(itStopsAtTheTime);
  CPPUNIT_TEST(whoThinksAgainKeepsItRunning);
  CPPUNIT_TEST(itStopsOnceItIsIdle);
  CPPUNIT_TEST(oneThatWorksRunsOn);
  CPPUNIT_TEST(aTimeThatHasPassedIsRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void itStopsAtTheTime() {
    set(inAnHour(), {});
    settle(std::chrono::minutes{59});
    CPPUNIT_ASSERT_EQUAL(std::string{"running"}, power());
    settle(std::chrono::minutes{10});
    CPPUNIT_ASSERT_EQUAL(std::string{"stopped"}, power());
    act("start");
    settle(std::chrono::hours{48});  // once
    CPPUNIT_ASSERT_EQUAL(std::string{"running"}, power());
  }

  void whoThinksAgainKeepsItRunning() {
    set(inAnHour(), {});
    compute_->shutdown().drop(of(asha_), machine_);
    settle(std::chrono::hours{2});
    CPPUNIT_ASSERT_EQUAL(std::string{"running"}, power());
  }

  void itStopsOnceItIsIdle() {
    set({}, 60);
    settle(std::chrono::hours{2});
    CPPUNIT_ASSERT_EQUAL(std::string{"stopped"}, power());
  }

  void oneThatWorksRunsOn() {
    cloud_->cpu = "40.0";
    set({}, 60);
    settle(std::chrono::hours{5});
    CPPUNIT_ASSERT_EQUAL(std::string{"running"}, power());
  }

  void aTimeThatHasPassedIsRefused() {
    CPPUNIT_ASSERT_THROW(set(shop_->clock.now(), {}), ValidationError);
    CPPUNIT_ASSERT_THROW(set({}, {}), ValidationError);
    CPPUNIT_ASSERT_THROW(set(inAnHour(), 60), ValidationError);
  }

 private:
  Instant inAnHour() { return shop_->clock.now().plus(std::chrono::hours{1}); }
  void set(std::optional<Instant> at, std::optional<int> idle) {
    compute_->shutdown().set(of(asha_), machine_, at, idle);
  }
  std::string power() { return cloud_->machines["m1"].power; }
};
HOSTLER_SUITE(AutoShutdownTest, "modules/compute/auto_shutdown");

}  // namespace hostler
