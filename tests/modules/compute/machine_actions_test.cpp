#include "tests/modules/compute/cloud_shop.h"

namespace hostler {

using testing::Cloud;

// What clients ask of their servers is done once, one thing at a time, and told of.
template <class Engine>
class MachineActionsTest : public testing::InCloudShop {
  CPPUNIT_TEST_SUITE(MachineActionsTest);
  CPPUNIT_TEST(whatTakesTimeIsAskedAfterAndDoneOnce);
  CPPUNIT_TEST(aLostAnswerIsNoSecondRebuild);
  CPPUNIT_TEST(oneThingAtATime);
  CPPUNIT_TEST(whatIsRefusedIsToldWithoutTheProvidersWords);
  CPPUNIT_TEST(aSuspendedServerTakesNoOrders);
  CPPUNIT_TEST(aSuspensionMeanwhileCallsItOff);
  CPPUNIT_TEST(anotherSizeIsBoughtAndNotAskedFor);
  CPPUNIT_TEST(whatIsNotOfferedCannotBeAsked);
  CPPUNIT_TEST(whatLosesDataIsAskedForInPersonWithAFreshFactor);
  CPPUNIT_TEST(aNewPasswordIsShownWithTheCredentialsAlone);
  CPPUNIT_TEST(aRebuildTakesAnImageThatIsForEverybody);
  CPPUNIT_TEST(whatNeverEndsIsGivenUp);
  CPPUNIT_TEST_SUITE_END();

 public:
  MachineActionsTest() : InCloudShop{placeOn<Engine>} {}

  void whatTakesTimeIsAskedAfterAndDoneOnce() {
    act("reboot");
    shop_->doJobs();
    CPPUNIT_ASSERT(last()->state == ActionState::Running);
    settle();
    CPPUNIT_ASSERT(last()->state == ActionState::Succeeded);
    CPPUNIT_ASSERT_EQUAL(1, cloud_->machines["m1"].reboots);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, cloud_->asked("machine.reboot"));
    // The same moment on every repetition, by which the plugin knows it again.
    const auto all = shop_->providers.asked("provisioner/1.machine.reboot");
    CPPUNIT_ASSERT_EQUAL(all[0].body["requested_at"], all[1].body["requested_at"]);
    CPPUNIT_ASSERT_EQUAL(all[0].idempotencyKey, all[1].idempotencyKey);
    CPPUNIT_ASSERT_EQUAL(machine_.text(), all[0].body["account"]["reference"].get<std::string>());
  }

  void aLostAnswerIsNoSecondRebuild() {
    cloud_->suffers("machine.rebuild", Cloud::Mishap::Lost);
    act("rebuild", {{"image", "ubuntu-24"}});
    shop_->doJobs();
    cloud_->recovers();
    settle();
    CPPUNIT_ASSERT(last()->state == ActionState::Succeeded);
    CPPUNIT_ASSERT_EQUAL(1, cloud_->machines["m1"].rebuilds);
    CPPUNIT_ASSERT_EQUAL(std::string{"ubuntu-24"}, cloud_->machines["m1"].image);
  }

  void oneThingAtATime() {
    const auto job = act("stop");
    try {
      act("reboot");
      CPPUNIT_FAIL("two things at once");
    } catch (const ActionUnderWay& error) {
      CPPUNIT_ASSERT_EQUAL(409, error.status());
      CPPUNIT_ASSERT_EQUAL(std::string{"stop"}, error.facts()["action"].get<std::string>());
      CPPUNIT_ASSERT_EQUAL(job.text(), error.facts()["job"].get<std::string>());
    }
    // Another's server is not held up by it.
    compute_->desk().act(of(ravi_), ravisMachine_, "reboot", Json::object());
    settle();
    act("start");
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{"running"}, cloud_->machines["m1"].power);
    CPPUNIT_ASSERT_EQUAL(0, cloud_->machines["m1"].reboots);
    CPPUNIT_ASSERT_EQUAL(1, cloud_->machines["m2"].reboots);
  }

  void whatIsRefusedIsToldWithoutTheProvidersWords() {
    cloud_->suffers("machine.reboot", Cloud::Mishap::Refused);
    act("reboot");
    settle();
    CPPUNIT_ASSERT(last()->state == ActionState::Failed);
    const auto told = ActionStateView::of(*last(), false),
               staff = ActionStateView::of(*last(), true);
    CPPUNIT_ASSERT_EQUAL(std::string{"refused"}, told.error.value());
    CPPUNIT_ASSERT(staff.error.value().find("AcmeCloud says no") != std::string::npos);
    act("stop");  // it is free again
    settle();
    CPPUNIT_ASSERT(last()->state == ActionState::Succeeded);
  }

  void aSuspendedServerTakesNoOrders() {
    suspend();
    CPPUNIT_ASSERT_THROW(act("start"), ServiceStateForbids);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, cloud_->asked("machine.start"));
  }

  void aSuspensionMeanwhileCallsItOff() {
    act("start");
    suspend();
    settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, cloud_->asked("machine.start"));
    CPPUNIT_ASSERT(last()->state == ActionState::Failed);
    CPPUNIT_ASSERT_EQUAL(std::string{"service_state"}, last()->errorCode);
  }

  void anotherSizeIsBoughtAndNotAskedFor() {
    try {
      act("resize", {{"size", "huge"}});
      CPPUNIT_FAIL("a larger server for nothing");
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"use_upgrade"}, error.code());
    }
  }

  void whatIsNotOfferedCannotBeAsked() {
    CPPUNIT_ASSERT_THROW(act("explode"), ValidationError);
    CPPUNIT_ASSERT_THROW(act("stop", {{"forse", true}}), ValidationError);
    CPPUNIT_ASSERT_THROW(act("stop", {{"force", "yes"}}), ValidationError);
    shop_->providers.offers({"machine.start"});
    try {
      act("reboot");
      CPPUNIT_FAIL("the plugin has no reboot");
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"action_not_offered"}, error.code());
    }
    shop_->providers.offers({});
    CPPUNIT_ASSERT_THROW(act("reboot"), NotFound);  // hosting is no server
  }

  void whatLosesDataIsAskedForInPersonWithAFreshFactor() {
    includes("snapshots", 1);
    act("snapshot", {{"name", "before the upgrade"}});
    settle();
    const auto snapshot =
        shop_->database->query("SELECT id FROM compute_resources WHERE kind = 'snapshots'")
            .only()
            .template id<CloudResource>("id");
    const std::pair<const char*, Json> kDangerous[] = {
        {"rebuild", {{"image", "ubuntu-24"}}},
        {"reset_password", Json::object()},
        {"restore_snapshot", {{"snapshot_id", snapshot.text()}}}};
    auto stale = of(asha_);
    stale.fresh = false;
    auto inHerPlace = of(asha_);
    inHerPlace.impersonator = Id<User>::of(7);
    for (const auto& [name, params] : kDangerous) {
      CPPUNIT_ASSERT_EQUAL(std::string{"step_up_required"}, refusalOf(stale, name, params));
      CPPUNIT_ASSERT_EQUAL(std::string{"forbidden"}, refusalOf(inHerPlace, name, params));
    }
    for (const auto* verb : {"machine.rebuild", "machine.reset_password", "snapshots.restore"})
      CPPUNIT_ASSERT_EQUAL(std::size_t{0}, cloud_->asked(verb));

    // What does no harm needs neither.
    CPPUNIT_ASSERT_EQUAL(std::string{}, refusalOf(stale, "reboot", Json::object()));
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{},
                         refusalOf(of(asha_), "restore_snapshot", kDangerous[2].second));
  }

  void aNewPasswordIsShownWithTheCredentialsAlone() {
    act("reset_password");
    settle();
    const auto known = read([&](db::Reader& reader) {
      return shop_->services.services().credentials(reader, machine_).value();
    });
    CPPUNIT_ASSERT_EQUAL(std::string{"brand-new-secret"}, known.password.reveal());
    for (const auto* table : {"SELECT result AS text FROM jobs WHERE result IS NOT NULL",
                              "SELECT params AS text FROM compute_actions",
                              "SELECT detail AS text FROM service_steps"}) {
      for (const auto& row : shop_->database->query(table))
        CPPUNIT_ASSERT(row.text("text").find("brand-new") == std::string::npos);
    }
  }

  void aRebuildTakesAnImageThatIsForEverybody() {
    // A private image of the seller's cloud account is not there to be guessed.
    for (const auto* image : {"golden-of-somebody", "no-such-image"}) {
      CPPUNIT_ASSERT_THROW(act("rebuild", {{"image", image}}), ValidationError);
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, cloud_->asked("machine.rebuild"));
  }

  void whatNeverEndsIsGivenUp() {
    cloud_->suffers("machine.stop", Cloud::Mishap::Forever);
    act("stop");
    settle(std::chrono::hours{14});
    CPPUNIT_ASSERT(last()->state == ActionState::Failed);
    CPPUNIT_ASSERT_EQUAL(std::string{"given_up"}, last()->errorCode);
  }

 private:
  // The code that it is refused with; nothing when it is not.
  std::string refusalOf(const Actor& actor, const std::string& name, const Json& params) {
    try {
      compute_->desk().act(actor, machine_, name, params);
    } catch (const DomainError& error) {
      return error.code();
    }
    return {};
  }
};
using MachineActionsOnSqlite = MachineActionsTest<db::OnSqlite>;
HOSTLER_SUITE(MachineActionsOnSqlite, "modules/compute/machine_actions");
using MachineActionsOnMariaDb = MachineActionsTest<db::OnMariaDb>;
HOSTLER_SUITE(MachineActionsOnMariaDb, "modules/compute/machine_actions");

}  // namespace hostler
