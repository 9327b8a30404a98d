#include "tests/modules/services/panel.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;

// Backups that people ask for, and putting them back.
template <class Engine>
class BackupsTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(BackupsTest);
  CPPUNIT_TEST(aBackupIsMadeAndNamed);
  CPPUNIT_TEST(oneIsMadeAtATime);
  CPPUNIT_TEST(soManyAreMadeInAMonth);
  CPPUNIT_TEST(whatIsSuspendedIsNotItsClientsToBackUpOrRestore);
  CPPUNIT_TEST(aTerminationWaitsForABackupThatIsBeingMade);
  CPPUNIT_TEST(oneThatTakesItsTimeIsWaitedFor);
  CPPUNIT_TEST(aRefusalIsSaid);
  CPPUNIT_TEST(aBackupIsPutBackAndNothingElseIsDoneMeanwhile);
  CPPUNIT_TEST(aRestoreThatFailsNeedsAPerson);
  CPPUNIT_TEST(onlyWhatTheProviderCanRestoreIsRestored);
  CPPUNIT_TEST_SUITE_END();

 public:
  BackupsTest() : testing::InShop{testing::InShop::placeOn<Engine>} {}

  void opened() override {
    client_ = shop_->client();
    service_ = shop_->service(client_, Date::of(2026, 7, 31));
    answers("backup", {Outcome::Succeeded, {{"id", "b1"}, {"state", "done"}}});
    answers("backups", {Outcome::Succeeded,
                        {{"backups",
                          {{{"id", "night"}, {"state", "done"}, {"restorable", true}},
                           {{"id", "home"}, {"state", "done"}, {"restorable", false}}}}}});
    answers("restore", {Outcome::Pending, {{"handle", "h"}}});
    progress("running");
  }

  void aBackupIsMadeAndNamed() {
    shop_->services.backups().beginBackup(shop_->actorOf(client_), service_);
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::string{"backup_requested backed_up:b1"}, steps());
    CPPUNIT_ASSERT(shop_->now(service_).provisioning == ProvisioningState::Idle);
    CPPUNIT_ASSERT_THROW(
        shop_->services.backups().beginBackup(shop_->actorOf(shop_->client()), service_), NotFound);
  }

  void oneIsMadeAtATime() {
    shop_->services.backups().beginBackup(shop_->actorOf(client_), service_);
    CPPUNIT_ASSERT_THROW(shop_->services.backups().beginBackup(shop_->actorOf(client_), service_),
                         DomainError);
    shop_->doJobs();
    shop_->services.backups().beginBackup(shop_->actorOf(client_), service_);
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, shop_->providers.asked("provisioner/1.backup").size());
  }

  void soManyAreMadeInAMonth() {
    auto& backups = shop_->services.backups();
    for (int i = 0; i < BackupWork::kMostBackups; ++i) {
      backups.beginBackup(shop_->actorOf(client_), service_);
      shop_->doJobs();
    }
    try {
      backups.beginBackup(shop_->actorOf(client_), service_);
      CPPUNIT_FAIL("one more was begun");
    } catch (const DomainError& refused) {
      CPPUNIT_ASSERT_EQUAL(std::string{"too_many_backups"}, refused.code());
    }
    backups.beginBackup(shop_->staff(), service_);
    shop_->doJobs();
    shop_->clock.advance(std::chrono::days{31});
    backups.beginBackup(shop_->actorOf(client_), service_);
  }

  void whatIsSuspendedIsNotItsClientsToBackUpOrRestore() {
    shop_->database->transaction([&](db::Transaction& tx) {
      auto service =
          shop_->services.services().lock(tx, Scope::ofTenant(kPlatform), service_).value();
      service.status = ServiceStatus::Suspended;
      service.suspensionReason = SuspensionReason::Overdue;
      shop_->services.services().save(tx, service);
    });
    auto& backups = shop_->services.backups();
    CPPUNIT_ASSERT_THROW(backups.beginBackup(shop_->actorOf(client_), service_), DomainError);
    CPPUNIT_ASSERT_THROW(backups.beginRestore(shop_->actorOf(client_), service_, "night"),
                         DomainError);
    backups.beginBackup(shop_->staff(), service_);
  }

  // The provider would take the one for the other.
  void aTerminationWaitsForABackupThatIsBeingMade() {
    answers("backup", {Outcome::Pending, {{"handle", "h"}}});
    shop_->services.backups().beginBackup(shop_->actorOf(client_), service_);
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_->providers.asked("provisioner/1.backup").size());
    shop_->database->transaction([&](db::Transaction& tx) {
      auto service =
          shop_->services.services().lock(tx, Scope::ofTenant(kPlatform), service_).value();
      shop_->services.desk().beginTerminate(tx, shop_->staff(), service, "");
    });
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_->providers.asked("provisioner/1.backup").size());
    progress("done", {{"id", "b7"}});
    shop_->clock.advance(std::chrono::minutes{1});
    shop_->doJobs();
    shop_->clock.advance(std::chrono::minutes{1});
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, shop_->providers.asked("provisioner/1.backup").size());
  }

  void oneThatTakesItsTimeIsWaitedFor() {
    answers("backup", {Outcome::Pending, {{"handle", "h"}}});
    shop_->services.backups().beginBackup(shop_->actorOf(client_), service_);
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::string{"backup_requested"}, steps());
    progress("done", {{"id", "b7"}});
    shop_->clock.advance(std::chrono::minutes{1});
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::string{"backup_requested backed_up:b7"}, steps());
    CPPUNIT_ASSERT_EQUAL(std::string{"h"}, shop_->providers.asked("provisioner/1.progress")
                                               .back()
                                               .body["handle"]
                                               .template get<std::string>());
  }

  void aRefusalIsSaid() {
    answers("backup", ProviderAnswer::failed(Outcome::Permanent, "quota", "no room"));
    shop_->services.backups().beginBackup(shop_->actorOf(client_), service_);
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::string{"backup_requested backup_not_made:no room"}, steps());
    CPPUNIT_ASSERT(shop_->now(service_).provisioning == ProvisioningState::Idle);
  }

  void aBackupIsPutBackAndNothingElseIsDoneMeanwhile() {
    shop_->services.backups().beginRestore(shop_->actorOf(client_), service_, "night");
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service_).provisioning == ProvisioningState::Changing);
    CPPUNIT_ASSERT_THROW(shop_->services.backups().beginBackup(shop_->actorOf(client_), service_),
                         DomainError);
    CPPUNIT_ASSERT_EQUAL(std::string{"night"}, shop_->providers.asked("provisioner/1.restore")
                                                   .back()
                                                   .body["backup_id"]
                                                   .template get<std::string>());
    progress("done");
    shop_->clock.advance(std::chrono::minutes{1});
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service_).provisioning == ProvisioningState::Idle);
    CPPUNIT_ASSERT_EQUAL(std::string{"restoring:night restored:night"}, steps());
  }

  void aRestoreThatFailsNeedsAPerson() {
    progress("failed");
    shop_->services.backups().beginRestore(shop_->actorOf(client_), service_, "night");
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service_).provisioning == ProvisioningState::Attention);
    CPPUNIT_ASSERT(shop_->now(service_).status == ServiceStatus::Active);
  }

  void onlyWhatTheProviderCanRestoreIsRestored() {
    for (const auto* backup : {"home", "unheard-of"}) {
      CPPUNIT_ASSERT_THROW(
          shop_->services.backups().beginRestore(shop_->actorOf(client_), service_, backup),
          ValidationError);
    }
    CPPUNIT_ASSERT(shop_->now(service_).provisioning == ProvisioningState::Idle);
  }

 private:
  using testing::InShop::shop_;
  void answers(const std::string& verb, const ProviderAnswer& answer) {
    shop_->providers.on("provisioner/1." + verb,
                        [answer](const ProviderRequest&) { return answer; });
  }
  void progress(const std::string& state, const Json& backup = nullptr) {
    Json reply{{"state", state}, {"detail", "so it is"}, {"backup", backup}};
    answers("progress", {Outcome::Succeeded, reply});
  }
  std::string steps() {
    std::string text;
    for (const auto& step : shop_->database->read([&](db::Reader& reader) {
           return shop_->services.services().steps(reader, service_);
         }))
      text +=
          (text.empty() ? "" : " ") + step.kind + (step.detail.empty() ? "" : ":" + step.detail);
    return text;
  }

  Id<Account> client_;
  Id<Service> service_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(BackupsTest, "modules/services/backups");

}  // namespace hostler
