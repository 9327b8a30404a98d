#include "tests/modules/compute/cloud_shop.h"

namespace hostler {

using testing::Cloud;

// One cloud account holds many clients' things: nobody sees or touches another's.
namespace {

// May everything, but nothing to one thing.
class AllBut final : public Authority {
 public:
  explicit AllBut(std::string denied) : denied_{std::move(denied)} {}
  bool allows(std::string_view, std::string_view resource) const override {
    return resource != denied_;
  }
  bool allowsThing(std::string_view, std::span<const std::string> names) const override {
    return std::ranges::find(names, denied_) == names.end();
  }

 private:
  std::string denied_;
};

}  // namespace

template <class Engine>
class IsolationTest : public testing::InCloudShop {
  CPPUNIT_TEST_SUITE(IsolationTest);
  CPPUNIT_TEST(anothersServerIsNotThere);
  CPPUNIT_TEST(anothersVolumeIsNotThere);
  CPPUNIT_TEST(onesOwnVolumeIsNotLedToAnothersServer);
  CPPUNIT_TEST(anothersSnapshotIsNotPutOnMyServer);
  CPPUNIT_TEST(whatTheProviderGivesOutTwiceIsNobodysSecond);
  CPPUNIT_TEST(listsShowOnesOwn);
  CPPUNIT_TEST(whatIsDeniedOfAServerIsDeniedInABodyToo);
  CPPUNIT_TEST(whatIsDeniedOfAServerIsDeniedOfWhatHangsOnIt);
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

  void whatIsDeniedOfAServerIsDeniedInABodyToo() {
    const auto second = machine(asha_, "m3");
    auto vikram = of(asha_);
    vikram.authority = std::make_shared<AllBut>(second.text());
    const auto& kind = *kindOf("volumes");
    CPPUNIT_ASSERT_EQUAL(
        403, statusOf([&] {
          compute_->desk().make(vikram, kind, {second, "d", {{"size_gb", 1}}, {}, {}});
        }));
    CPPUNIT_ASSERT_EQUAL(403, statusOf([&] {
                           compute_->desk().actOn(vikram, kind, ashas_, "attach", second,
                                                  Json::object());
                         }));
    CPPUNIT_ASSERT_EQUAL(0, statusOf([&] {
                           compute_->desk().actOn(vikram, kind, ashas_, "attach", machine_,
                                                  Json::object());
                         }));
  }

  void whatIsDeniedOfAServerIsDeniedOfWhatHangsOnIt() {
    act("snapshot");
    settle();
    const auto snapshot =
        shop_->database->query("SELECT id FROM compute_resources WHERE kind = 'snapshots'")
            .only()
            .template id<CloudResource>("id");
    const auto second = machine(asha_, "m3");
    auto vikram = of(asha_);
    vikram.authority = std::make_shared<AllBut>(machine_.text());
    const auto& kind = *kindOf("volumes");
    CPPUNIT_ASSERT_EQUAL(403, statusOf([&] { compute_->desk().remove(vikram, kind, ashas_); }));
    CPPUNIT_ASSERT_EQUAL(
        403, statusOf([&] {
          compute_->desk().actOn(vikram, kind, ashas_, "resize", {}, {{"size_gb", 20}});
        }));
    CPPUNIT_ASSERT_EQUAL(
        403, statusOf([&] {
          compute_->desk().make(vikram, kind, {second, "c", {{"size_gb", 10}}, {}, snapshot});
        }));
    CPPUNIT_ASSERT_EQUAL(403, statusOf([&] {
                           compute_->desk().act(vikram, second, "restore_snapshot",
                                                {{"snapshot_id", snapshot.text()}});
                         }));
  }

 private:
  // What it is refused with; 0 when it is not.
  template <class F>
  static int statusOf(F&& act) {
    try {
      act();
    } catch (const DomainError& error) {
      return error.status();
    }
    return 0;
  }
  Id<CloudResource> ashas_;
};
using IsolationOnSqlite = IsolationTest<db::OnSqlite>;
HOSTLER_SUITE(IsolationOnSqlite, "modules/compute/isolation");
using IsolationOnMariaDb = IsolationTest<db::OnMariaDb>;
HOSTLER_SUITE(IsolationOnMariaDb, "modules/compute/isolation");

}  // namespace hostler
