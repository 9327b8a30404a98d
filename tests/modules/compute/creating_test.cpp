#include "tests/modules/compute/cloud_shop.h"

namespace hostler {

using testing::Cloud;

// A server that was paid for is made once, and made whole.
template <class Engine>
class CreatingTest : public testing::InCloudShop {
  CPPUNIT_TEST_SUITE(CreatingTest);
  CPPUNIT_TEST(whoseItIsTravelsWithTheFirstRequest);
  CPPUNIT_TEST(whatWasAcceptedIsCarriedOnUntilItIsDone);
  CPPUNIT_TEST(aLostAnswerMakesOneServer);
  CPPUNIT_TEST_SUITE_END();

 public:
  CreatingTest() : InCloudShop{placeOn<Engine>} {}

  void whoseItIsTravelsWithTheFirstRequest() {
    const auto id = bought();
    const auto first = shop_->providers.asked("provisioner/1.create").at(0).body;
    CPPUNIT_ASSERT_EQUAL(asha_.text(), first["owner"].template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(id.text(), first["reference"].template get<std::string>());
  }

  // An address of its own is given to a server once it runs, so in a step of its own.
  void whatWasAcceptedIsCarriedOnUntilItIsDone() {
    const auto id = bought();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Pending);
    settle();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, cloud_->asked("create"));
    const auto all = shop_->providers.asked("provisioner/1.create");
    CPPUNIT_ASSERT_EQUAL(all[0].idempotencyKey, all[1].idempotencyKey);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, cloud_->machines.size());
  }

  void aLostAnswerMakesOneServer() {
    cloud_->suffers("create", Cloud::Mishap::Lost);
    const auto id = bought();
    cloud_->recovers();
    settle();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, cloud_->machines.size());
  }

 private:
  Id<Service> bought() {
    shop_->put(asha_, product_);
    const auto done = shop_->buy(asha_);
    shop_->pay(shop_->now(done.invoice.id), "p1");
    shop_->doJobs();
    return shop_->now(done.order.id).items.at(0).service;
  }
};
using CreatingOnSqlite = CreatingTest<db::OnSqlite>;
HOSTLER_SUITE(CreatingOnSqlite, "modules/compute/creating");
using CreatingOnMariaDb = CreatingTest<db::OnMariaDb>;
HOSTLER_SUITE(CreatingOnMariaDb, "modules/compute/creating");

}  // namespace hostler
