#include "modules/console/job_console.h"
#include "modules/services/service_tasks.h"
#include "tests/modules/services/panel.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Panel;

// An end that failed is tried again by its job: what was backed up, or waived, then does not stand
// for what its client has done since.
template <class Engine>
class RetriedEndsTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(RetriedEndsTest);
  CPPUNIT_TEST(anOldBackupIsMadeAgain);
  CPPUNIT_TEST(aFreshBackupHolds);
  CPPUNIT_TEST(aWaiverIsForOneAttempt);
  CPPUNIT_TEST_SUITE_END();

 public:
  RetriedEndsTest() : InShop{placeOn<Engine>} {}

  void opened() override {
    panel_ = std::make_unique<Panel>(*shop_);
    panel_->server(10);
    const auto client = shop_->client();
    shop_->put(client, shop_->product());
    const auto done = shop_->buy(client);
    shop_->pay(done.invoice, "pay_1");
    shop_->doJobs();
    id_ = done.order.items.at(0).service;
    shop_->clock.advance(std::chrono::seconds{1});
    shop_->services.addInterventions(interventions_);
  }
  void closing() override { panel_.reset(); }

  void anOldBackupIsMadeAgain() {
    endInVain(LastBackup::Demanded);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, backups());
    panel_->backup["id"] = "b2";
    tryAgainAfter(std::chrono::hours{24 * 90});
    CPPUNIT_ASSERT(shop_->now(id_).status == ServiceStatus::Terminated);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, backups());
    CPPUNIT_ASSERT_EQUAL(std::string{"b2"}, shop_->now(id_).backupId.value());
  }

  void aFreshBackupHolds() {
    endInVain(LastBackup::Demanded);
    tryAgainAfter(std::chrono::hours{2});
    CPPUNIT_ASSERT(shop_->now(id_).status == ServiceStatus::Terminated);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, backups());
  }

  void aWaiverIsForOneAttempt() {
    endInVain(LastBackup::Waived);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, backups());
    tryAgainAfter(std::chrono::hours{24 * 7});
    CPPUNIT_ASSERT(shop_->now(id_).status == ServiceStatus::Terminated);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, backups());
    CPPUNIT_ASSERT(panel_->lostWithoutBackup.empty());
  }

 private:
  void endInVain(LastBackup backup) {
    panel_->mishap = [](const std::string& verb) {
      return verb == "terminate" ? Panel::Mishap::Refused : Panel::Mishap::None;
    };
    shop_->services.actions().terminate(shop_->staff(), id_, "Abuse", backup);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id_).provisioning == ProvisioningState::Attention);
  }
  void tryAgainAfter(Duration time) {
    panel_->mishap = [](const std::string&) { return Panel::Mishap::None; };
    shop_->clock.advance(time);
    JobConsole console{*shop_->database, shop_->clock, shop_->audit, &interventions_};
    console.retry(shop_->staff(), shop_->database
                                      ->query("SELECT id FROM jobs WHERE kind = ?",
                                              TerminateService::kKind)
                                      .only()
                                      .template id<jobs::Job>("id"));
    shop_->doJobs();
  }
  std::size_t backups() { return shop_->providers.asked("provisioner/1.backup").size(); }

  std::unique_ptr<Panel> panel_;
  jobs::Interventions interventions_;
  Id<Service> id_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(RetriedEndsTest, "modules/services/retried_ends");

}  // namespace hostler
