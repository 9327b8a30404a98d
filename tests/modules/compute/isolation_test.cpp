#include "tests/modules/compute/cloud_shop.h"

namespace hostler {

using testing::Cloud;

// One cloud account holds many clients' things: nobody sees or touches another's.
template <class Engine>
class IsolationTest : public testing::InCloudShop {
  CPPUNIT_TEST_SUITE(IsolationTest);
  CPPUNIT_TEST(anothersServerIsNotThere);
  CPPUNIT_TEST(anothersVolumeIsNotThere);
  CPPUNIT_TEST(onesOwnVolumeIsNotLedToAnothersServer);
  CPPUNIT_TEST(anothersSnapshotIsNotPutOnMyServer);
  CPPUNIT_TEST(whatTheProviderGivesOutTwiceIsNobodysSecond);
  CPPUNIT_TEST(listsShowOnesOwn);
  CPPUNIT_TEST_SUITE_END();

 public:
  IsolationTest() : InCloudShop{placeOn<Engine>} {}

  void opened() override {
    InCloudShop::opened();
    shop_->database->transaction([](db::Transaction&) {});
    compute_->allowances().set(shop_->staff(), product_,
                               {{"volumes", 5, 100}, {"snapshots", 5, 0}});
    ashas_ = volume().resource.id;
    settle();
  }

  void anothersServerIsNotThere() {
    CPPUNIT_ASSERT_THROW(compute_->desk().act(of(ravi_), machine_, "stop", Json::object()),
                         NotFound);
    CPPUNIT_ASSERT_THROW(compute_->desk().make(of(ravi_), *kindOf("volumes"),
                                               {machine_, "d", {{"size_gb", 1}}, {}, {}}),
                         NotFound);
    CPPUNIT_ASSERT_THROW(compute_->shutdown().set(of(ravi_), machine_, {}, 60), NotFound);
    CPPUNIT_ASSERT_EQUAL(std::string{"running"}, cloud_->machines["m1"].power);
  }

  void anothersVolumeIsNotThere() {
    const auto& kind = *kindOf("volumes");
    CPPUNIT_ASSERT_THROW(compute_->desk().remove(of(ravi_), kind, ashas_), NotFound);
    CPPUNIT_ASSERT_THROW(
        compute_->desk().actOn(of(ravi_), kind, ashas_, "attach", ravisMachine_, Json::object()),
        NotFound);
    // Nor is a volume a key.
    CPPUNIT_ASSERT_THROW(compute_->desk().remove(of(asha_), *kindOf("ssh_keys"), ashas_), NotFound);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->count("volumes"));
  }

  void onesOwnVolumeIsNotLedToAnothersServer() {
    CPPUNIT_ASSERT_THROW(compute_->desk().actOn(of(asha_), *kindOf("volumes"), ashas_, "attach",
                                                ravisMachine_, Json::object()),
                         NotFound);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, cloud_->asked("volumes.attach"));
  }

  void anothersSnapshotIsNotPutOnMyServer() {
    act("snapshot");
    settle();
    const auto id =
        shop_->database->query("SELECT id FROM compute_resources WHERE kind = 'snapshots'")
            .only()
            .template id<CloudResource>("id");
    CPPUNIT_ASSERT_THROW(compute_->desk().act(of(ravi_), ravisMachine_, "restore_snapshot",
                                              {{"snapshot_id", id.text()}}),
                         ValidationError);
    // Neither by the provider's own name for it.
    CPPUNIT_ASSERT_THROW(compute_->desk().act(of(ravi_), ravisMachine_, "restore_snapshot",
                                              {{"snapshot_id", now(id).externalId.value()}}),
                         ValidationError);
    CPPUNIT_ASSERT_THROW(compute_->desk().make(of(ravi_), *kindOf("volumes"),
                                               {ravisMachine_, "copy", {{"size_gb", 10}}, {}, id}),
                         ValidationError);
  }

  void whatTheProviderGivesOutTwiceIsNobodysSecond() {
    cloud_->idOfNext = now(ashas_).externalId.value();
    cloud_->patient = false;
    const auto made = compute_->desk().make(of(ravi_), *kindOf("volumes"),
                                            {ravisMachine_, "mine", {{"size_gb", 1}}, {}, {}});
    settle();
    CPPUNIT_ASSERT(now(made.resource.id).state == CloudState::Failed);
    CPPUNIT_ASSERT(!now(made.resource.id).externalId);
    CPPUNIT_ASSERT(now(ashas_).externalId.has_value());
  }

  void listsShowOnesOwn() {
    const http::ListOrder newest{true, INT64_MAX};
    const auto of = [&](Id<Account> account) {
      return read([&](db::Reader& reader) {
        return compute_->compute()
            .list(reader, Scope::ofAccount(kPlatform, account), "volumes", newest, 10)
            .size();
      });
    };
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, of(asha_));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, of(ravi_));
  }

 private:
  Id<CloudResource> ashas_;
};
using IsolationOnSqlite = IsolationTest<db::OnSqlite>;
HOSTLER_SUITE(IsolationOnSqlite, "modules/compute/isolation");
using IsolationOnMariaDb = IsolationTest<db::OnMariaDb>;
HOSTLER_SUITE(IsolationOnMariaDb, "modules/compute/isolation");

}  // namespace hostler
