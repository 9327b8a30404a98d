#include "tests/modules/compute/cloud_shop.h"

namespace hostler {

using testing::Cloud;

// Volumes, snapshots, keys: made once, as many as the server that was bought includes.
template <class Engine>
class BelongingsTest : public testing::InCloudShop {
  CPPUNIT_TEST_SUITE(BelongingsTest);
  CPPUNIT_TEST(aVolumeIsMadeAttachedGrownAndRemoved);
  CPPUNIT_TEST(aLostAnswerMakesOneVolume);
  CPPUNIT_TEST(asManyAsTheProductIncludes);
  CPPUNIT_TEST(fiftyAtOnceMakeNoMoreThanAreIncluded);
  CPPUNIT_TEST(aSnapshotOfTheServerIsTakenAndPutBack);
  CPPUNIT_TEST(whatWasNeverSeenToBeMadeIsLookedForBeforeItCountsAsGone);
  CPPUNIT_TEST(whatWasRefusedCanBeRemoved);
  CPPUNIT_TEST(aFailedGrowthLeavesTheSizeAsItWas);
  CPPUNIT_TEST(anAttachedVolumeIsNotRemoved);
  CPPUNIT_TEST(whatHoldsDataIsRemovedInPersonWithAFreshFactor);
  CPPUNIT_TEST(whatIsEvidenceIsNotRemovedByItsClient);
  CPPUNIT_TEST(strangeMembersAreRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  BelongingsTest() : InCloudShop{placeOn<Engine>} {}

  void aVolumeIsMadeAttachedGrownAndRemoved() {
    includes("volumes", 1, 50);
    const auto made = volume(10).resource.id;
    settle();
    CPPUNIT_ASSERT(now(made).state == CloudState::Ready);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->count("volumes"));
    const auto request = cloud_->last("volumes.create");
    CPPUNIT_ASSERT_EQUAL(asha_.text(), request["owner"].template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(made.text(), request["reference"].template get<std::string>());

    on(made, "attach", machine_);
    CPPUNIT_ASSERT_EQUAL(std::string{"m1"}, cloud_->things.begin()->second.machine);
    on(made, "resize", {}, {{"size_gb", 20}});
    CPPUNIT_ASSERT_EQUAL(20, now(made).gigabytes);
    on(made, "detach", {});
    compute_->desk().remove(of(asha_), volumes(), made);
    settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, cloud_->count("volumes"));
    CPPUNIT_ASSERT_THROW(compute_->desk().remove(of(asha_), volumes(), made), NotFound);
    CPPUNIT_ASSERT_NO_THROW(volume(10));  // there is room again
  }

  void aLostAnswerMakesOneVolume() {
    includes("volumes", 5, 50);
    cloud_->suffers("volumes.create", Cloud::Mishap::Lost);
    const auto made = volume().resource.id;
    shop_->doJobs();
    cloud_->recovers();
    settle();
    CPPUNIT_ASSERT(now(made).state == CloudState::Ready);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->count("volumes"));
  }

  void asManyAsTheProductIncludes() {
    CPPUNIT_ASSERT_EQUAL(std::string{"not_included"},
                         refusal(10));  // unless somebody says so, none
    includes("volumes", 2, 30);
    CPPUNIT_ASSERT_EQUAL(std::string{"not_included"}, refusal(31));
    volume(20);
    CPPUNIT_ASSERT_EQUAL(std::string{"not_included"}, refusal(11));
    const auto second = volume(10).resource.id;
    CPPUNIT_ASSERT_EQUAL(std::string{"not_included"}, refusal(1));
    settle();
    try {
      on(second, "resize", {}, {{"size_gb", 11}});
      CPPUNIT_FAIL("more space than was bought");
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"not_included"}, error.code());
    }
  }

  void fiftyAtOnceMakeNoMoreThanAreIncluded() {
    includes("ssh_keys", 3);
    std::atomic<int> made = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < 10; ++i) {
      clients.emplace_back([&] {
        for (int j = 0; j < 5; ++j) {
          try {
            compute_->desk().make(of(asha_), *kindOf("ssh_keys"),
                                  {machine_, "k", {{"public_key", "ssh-ed25519 AAAA x"}}, {}, {}});
            ++made;
          } catch (const std::exception&) {
          }
        }
      });
    }
    for (auto& client : clients) client.join();
    CPPUNIT_ASSERT_EQUAL(3, made.load());
    settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, cloud_->count("ssh_keys"));
  }

  // Some providers cannot look for what never had an id.
  void whatWasRefusedCanBeRemoved() {
    includes("volumes", 1, 50);
    cloud_->suffers("volumes.create", Cloud::Mishap::Refused);
    cloud_->suffers("volumes.get", Cloud::Mishap::Refused);
    const auto refused = volume(10).resource.id;
    settle();
    CPPUNIT_ASSERT(now(refused).state == CloudState::Failed);
    compute_->desk().remove(of(asha_), volumes(), refused);
    settle();
    cloud_->recovers();
    CPPUNIT_ASSERT_NO_THROW(volume(10));  // there is room again
  }

  void aSnapshotOfTheServerIsTakenAndPutBack() {
    includes("snapshots", 1);
    act("snapshot", {{"name", "before the upgrade"}});
    CPPUNIT_ASSERT_THROW(act("reboot"), ActionUnderWay);
    settle();
    const auto taken = shop_->database->query("SELECT id FROM compute_resources").only();
    const auto id = taken.template id<CloudResource>("id");
    CPPUNIT_ASSERT(now(id).state == CloudState::Ready);
    act("restore_snapshot", {{"snapshot_id", id.text()}});
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{"restored"}, cloud_->machines["m1"].image);
    CPPUNIT_ASSERT(now(id).state == CloudState::Ready);
  }

  void whatWasNeverSeenToBeMadeIsLookedForBeforeItCountsAsGone() {
    includes("volumes", 1, 50);
    cloud_->suffers("volumes.create", Cloud::Mishap::Lost);
    const auto made = volume().resource.id;
    settle(std::chrono::hours{24});
    CPPUNIT_ASSERT(now(made).state == CloudState::Failed);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->count("volumes"));  // and costs

    cloud_->recovers();
    compute_->desk().remove(of(asha_), volumes(), made);
    settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, cloud_->count("volumes"));
    CPPUNIT_ASSERT_THROW(now(made), std::bad_optional_access);
  }

  void aFailedGrowthLeavesTheSizeAsItWas() {
    includes("volumes", 1, 50);
    const auto made = volume(10).resource.id;
    settle();
    cloud_->suffers("volumes.resize", Cloud::Mishap::Refused);
    on(made, "resize", {}, {{"size_gb", 20}});
    CPPUNIT_ASSERT_EQUAL(10, now(made).gigabytes);
    CPPUNIT_ASSERT(now(made).state == CloudState::Ready);
  }

  void anAttachedVolumeIsNotRemoved() {
    includes("volumes", 1, 50);
    const auto made = volume(10).resource.id;
    settle();
    on(made, "attach", machine_);
    CPPUNIT_ASSERT_THROW(compute_->desk().remove(of(asha_), volumes(), made), DomainError);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->count("volumes"));
  }

  void whatHoldsDataIsRemovedInPersonWithAFreshFactor() {
    compute_->allowances().set(shop_->staff(), product_,
                               {{"volumes", 1, 50}, {"snapshots", 1, 0}, {"ssh_keys", 1, 0}});
    auto stale = of(asha_);
    stale.fresh = false;
    auto inHerPlace = of(asha_);
    inHerPlace.impersonator = Id<User>::of(7);
    const std::map<std::string, Json> made{
        {"volumes", {{"size_gb", 10}}}, {"snapshots", Json::object()}, {"ssh_keys", someKey()}};
    for (const auto& [word, members] : made) {
      const auto& kind = *kindOf(word);
      const auto id =
          compute_->desk().make(of(asha_), kind, {machine_, "d", members, {}, {}}).resource.id;
      settle();
      const bool holds = word != "ssh_keys";
      CPPUNIT_ASSERT_EQUAL(std::string{holds ? "step_up_required" : ""},
                           removalRefused(stale, kind, id));
      if (!holds) continue;
      CPPUNIT_ASSERT_EQUAL(std::string{"forbidden"}, removalRefused(inHerPlace, kind, id));
      settle();
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->count(word));
      CPPUNIT_ASSERT_EQUAL(std::string{}, removalRefused(of(asha_), kind, id));
    }
    settle();
    CPPUNIT_ASSERT(cloud_->things.empty());
  }

  void whatIsEvidenceIsNotRemovedByItsClient() {
    compute_->allowances().set(shop_->staff(), product_, {{"volumes", 1, 50}, {"ssh_keys", 1, 0}});
    const auto disk = volume().resource.id;
    const auto& keys = *kindOf("ssh_keys");
    const auto key =
        compute_->desk().make(of(asha_), keys, {machine_, "k", someKey(), {}, {}}).resource.id;
    settle();
    suspend(SuspensionReason::Abuse);
    CPPUNIT_ASSERT_EQUAL(std::string{"service_held"}, removalRefused(of(asha_), volumes(), disk));
    CPPUNIT_ASSERT_EQUAL(std::string{"service_held"}, removalRefused(of(asha_), keys, key));
    settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->count("volumes"));

    suspend(SuspensionReason::Overdue);  // settled, and something else
    CPPUNIT_ASSERT_EQUAL(std::string{}, removalRefused(of(asha_), volumes(), disk));
  }

  void strangeMembersAreRefused() {
    includes("volumes", 5, 500);
    for (const auto& members :
         {Json{{"size_gb", 10}, {"server", "x"}}, Json{{"size_gb", 0}}, Json{{"size_gb", "10"}},
          Json{{"size_gb", 10.5}}, Json::object(), Json{{"size_gb", 10}, {"owner", "acc_1"}},
          Json{{"size_gb", 10}, {"file_system", "ext4\n"}},
          Json{{"size_gb", 10}, {"file_system", "$(reboot)"}},
          Json{{"size_gb", 10}, {"file_system", "-f"}}}) {
      CPPUNIT_ASSERT_THROW(
          compute_->desk().make(of(asha_), volumes(), {machine_, "d", members, {}, {}}),
          ValidationError);
    }
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_->count("SELECT COUNT(*) AS n FROM compute_resources"));
  }

 private:
  static const ResourceKind& volumes() { return *kindOf("volumes"); }
  static Json someKey() { return {{"public_key", "ssh-ed25519 AAAA x"}}; }
  // The code that it is refused with; nothing when it is not.
  std::string removalRefused(const Actor& actor, const ResourceKind& kind, Id<CloudResource> id) {
    try {
      compute_->desk().remove(actor, kind, id);
    } catch (const DomainError& error) {
      return error.code();
    }
    return {};
  }
  void on(Id<CloudResource> id, const std::string& name, std::optional<Id<Service>> machine,
          const Json& params = Json::object()) {
    compute_->desk().actOn(of(asha_), volumes(), id, name, machine, params);
    settle();
  }
  std::string refusal(int gigabytes) {
    try {
      volume(gigabytes);
    } catch (const DomainError& error) {
      return error.code();
    }
    return "";
  }
};
using BelongingsOnSqlite = BelongingsTest<db::OnSqlite>;
HOSTLER_SUITE(BelongingsOnSqlite, "modules/compute/belongings");
using BelongingsOnMariaDb = BelongingsTest<db::OnMariaDb>;
HOSTLER_SUITE(BelongingsOnMariaDb, "modules/compute/belongings");

}  // namespace hostler
