#include "tests/modules/compute/cloud_shop.h"

namespace hostler {

using testing::Cloud;

// What belongs to a server ends with it, so nothing costs on unseen.
template <class Engine>
class EndingsTest : public testing::InCloudShop {
  CPPUNIT_TEST_SUITE(EndingsTest);
  CPPUNIT_TEST(theEndLeavesNoBill);
  CPPUNIT_TEST(whatHoldsDataIsKeptForDays);
  CPPUNIT_TEST(theLastBackupIsKeptForAWhile);
  CPPUNIT_TEST(aBackupThatIsThereIsNotLostByAWaiver);
  CPPUNIT_TEST(whatMovedToAnotherServerStays);
  CPPUNIT_TEST(whatCannotBeRemovedIsTriedAgainAndThenShown);
  CPPUNIT_TEST(orphansAreFound);
  CPPUNIT_TEST_SUITE_END();

 public:
  EndingsTest() : InCloudShop{placeOn<Engine>} {}

  void opened() override {
    InCloudShop::opened();
    compute_->allowances().set(shop_->staff(), product_,
                               {{"volumes", 5, 100}, {"snapshots", 5, 0}, {"ssh_keys", 5, 0}});
    volume_ = volume().resource.id;
    settle();
    act("snapshot");
    settle();
    compute_->desk().make(of(asha_), *kindOf("ssh_keys"),
                          {machine_, "k", {{"public_key", "ssh-ed25519 AAAA x"}}, {}, {}});
    settle();
  }

  void theEndLeavesNoBill() {
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, cloud_->things.size());
    terminate(machine_);
    CPPUNIT_ASSERT(shop_->now(machine_).status == ServiceStatus::Terminated);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, cloud_->count("ssh_keys"));
    settle(std::chrono::days{8});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->things.size());
    CPPUNIT_ASSERT(cloud_->things.begin()->second.isBackup);
    CPPUNIT_ASSERT_EQUAL(
        machine_.text(),
        cloud_->last("terminate")["account"]["reference"].template get<std::string>());
  }

  // The backup is of the machine alone: what lies on other disks would be lost at once.
  void whatHoldsDataIsKeptForDays() {
    terminate(machine_);
    settle(std::chrono::days{6});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->count("volumes"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, cloud_->asked("volumes.delete"));
    settle(std::chrono::days{2});
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, cloud_->count("volumes"));
  }

  void theLastBackupIsKeptForAWhile() {
    terminate(machine_);
    settle(std::chrono::days{8});
    settle(std::chrono::days{21});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->things.size());
    settle(std::chrono::days{2});
    CPPUNIT_ASSERT(cloud_->things.empty());
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        shop_->count("SELECT COUNT(*) AS n FROM compute_resources WHERE ended_at IS NULL"));
  }

  // The server could not be removed; days later staff end it without another backup.
  void aBackupThatIsThereIsNotLostByAWaiver() {
    cloud_->suffers("terminate", Cloud::Mishap::Refused);
    terminate(machine_);
    CPPUNIT_ASSERT(shop_->now(machine_).provisioning == ProvisioningState::Attention);
    settle(std::chrono::days{2});
    cloud_->recovers();
    shop_->services.actions().terminate(shop_->staff(), machine_, "gone", LastBackup::Waived);
    settle();
    CPPUNIT_ASSERT(shop_->now(machine_).status == ServiceStatus::Terminated);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->asked("backup"));
    settle(std::chrono::days{8});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->things.size());
    CPPUNIT_ASSERT(cloud_->things.begin()->second.isBackup);
    settle(std::chrono::days{23});
    CPPUNIT_ASSERT(cloud_->things.empty());
  }

  void whatMovedToAnotherServerStays() {
    const auto other = machine(asha_, "m3");
    compute_->desk().actOn(of(asha_), *kindOf("volumes"), volume_, "attach", other, Json::object());
    settle();
    terminate(machine_);
    settle(std::chrono::days{8});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cloud_->count("volumes"));
    terminate(other);
    settle(std::chrono::days{8});
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, cloud_->count("volumes"));
  }

  void whatCannotBeRemovedIsTriedAgainAndThenShown() {
    cloud_->suffers("volumes.delete", Cloud::Mishap::Refused);
    terminate(machine_);
    settle(std::chrono::days{7});
    settle(std::chrono::hours{1});
    CPPUNIT_ASSERT(cloud_->asked("volumes.delete") > 1);
    settle(std::chrono::hours{100});
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_->count("SELECT COUNT(*) AS n FROM jobs WHERE kind = 'compute.end_belongings' AND "
                     "state = 5"));
  }

  void orphansAreFound() {
    CPPUNIT_ASSERT(compute_->orphans().of(server_)["unknown"].empty());
    cloud_->things["volumes-lost"] = {"volumes", "acc_gone", "res_gone", "", 1, false};
    std::erase_if(cloud_->things, [](const auto& one) { return one.second.kind == "snapshots"; });
    const auto report = compute_->orphans().of(server_);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report["unknown"].size());
    CPPUNIT_ASSERT_EQUAL(std::string{"volumes-lost"},
                         report["unknown"][0]["id"].template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report["missing"].size());
  }

 private:
  Id<CloudResource> volume_;
};
using EndingsOnSqlite = EndingsTest<db::OnSqlite>;
HOSTLER_SUITE(EndingsOnSqlite, "modules/compute/endings");
using EndingsOnMariaDb = EndingsTest<db::OnMariaDb>;
HOSTLER_SUITE(EndingsOnMariaDb, "modules/compute/endings");

}  // namespace hostler
