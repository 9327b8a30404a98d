#include "tests/modules/services/panel.h"

namespace hostler {

using testing::MoneyShop;
using testing::Panel;

// Nothing is removed before a backup that outlives it is seen to be there.
class TerminationTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(TerminationTest);
  CPPUNIT_TEST(theBackupComesFirst);
  CPPUNIT_TEST(withoutABackupNothingIsRemoved);
  CPPUNIT_TEST(whatMakesNoBackupsGoesOnceAPersonSaysSo);
  CPPUNIT_TEST(aWaiverIsForOneEndAlone);
  CPPUNIT_TEST(whatAPluginLacksIsRefusedAtOnce);
  CPPUNIT_TEST(whatIsGoneAlreadyEndsWithoutABackup);
  CPPUNIT_TEST(whatMayBeThereIsNotRemovedWithoutABackup);
  CPPUNIT_TEST(aBackupThatGoesWithTheAccountIsNone);
  CPPUNIT_TEST(aBackupThatIsBeingMadeIsWaitedFor);
  CPPUNIT_TEST(aPaymentWhileTheBackupIsMadeKeepsTheService);
  CPPUNIT_TEST(aRemovalThatFailedDoesNotBackUpTwiceInADay);
  CPPUNIT_TEST(anOldBackupDoesNotCount);
  CPPUNIT_TEST(endingTwiceRemovesOnce);
  CPPUNIT_TEST(aPlaceIsFreedOnce);
  CPPUNIT_TEST_SUITE_END();

 public:
  void opened() override {
    panel_ = std::make_unique<Panel>(*shop_);
    server_ = panel_->server(10);
    service_ = running();
  }

  void theBackupComesFirst() {
    terminate();
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service_).status == ServiceStatus::Terminated);
    CPPUNIT_ASSERT(panel_->accounts.empty() && panel_->lostWithoutBackup.empty());
    CPPUNIT_ASSERT_EQUAL(std::string{"b1"}, shop_->now(service_).backupId.value());
    CPPUNIT_ASSERT(
        shop_->providers.asked("provisioner/1.backup").at(0).body["outlives_account"].get<bool>());
  }

  void withoutABackupNothingIsRemoved() {
    panel_->mishap = [](const std::string& verb) {
      return verb == "backup" ? Panel::Mishap::Refused : Panel::Mishap::None;
    };
    terminate();
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service_).status == ServiceStatus::Active);
    CPPUNIT_ASSERT(shop_->now(service_).provisioning == ProvisioningState::Attention);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, panel_->accounts.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, asked("terminate"));
  }

  void whatMakesNoBackupsGoesOnceAPersonSaysSo() {
    shop_->providers.offers({"create", "terminate"});
    terminate();
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service_).provisioning == ProvisioningState::Attention);
    CPPUNIT_ASSERT(shop_->now(service_).lastError.find("without_backup") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, asked("backup") + asked("terminate"));

    shop_->services.actions().terminate(shop_->staff(), service_, "He left", LastBackup::Waived);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service_).status == ServiceStatus::Terminated);
    CPPUNIT_ASSERT(!shop_->now(service_).backupId);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, asked("backup"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_->count("SELECT COUNT(*) AS n FROM service_steps WHERE kind = "
                                      "'backup_waived'"));
  }

  void aWaiverIsForOneEndAlone() {
    removalFails();
    shop_->services.actions().terminate(shop_->staff(), service_, "He left", LastBackup::Waived);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service_).provisioning == ProvisioningState::Attention);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, asked("backup"));

    // An hour later its client ends it, who has waived nothing.
    panel_->mishap = [](const std::string&) { return Panel::Mishap::None; };
    shop_->clock.advance(std::chrono::hours{1});
    const auto client = shop_->actorOf(shop_->now(service_).account);
    shop_->services.actions().cancel(client, service_, "now", "");
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, asked("backup"));
    CPPUNIT_ASSERT(panel_->lostWithoutBackup.empty());
    CPPUNIT_ASSERT_EQUAL(std::string{"b1"}, shop_->now(service_).backupId.value());
  }

  void whatAPluginLacksIsRefusedAtOnce() {
    shop_->providers.offers({"create", "terminate"});
    const auto isRefused = [](const auto& deed) {
      try {
        deed();
      } catch (const DomainError& error) {
        return error.status() == 409 && error.code() == "action_not_offered";
      }
      return false;
    };
    auto& actions = shop_->services.actions();
    const auto scope = Scope::ofTenant(shop_->now(service_).tenant);
    CPPUNIT_ASSERT(isRefused([&] { actions.usage(scope, service_); }));
    CPPUNIT_ASSERT(isRefused([&] { actions.backups(scope, service_); }));
    CPPUNIT_ASSERT(isRefused([&] { actions.singleSignOn(shop_->staff(), service_); }));
  }

  void whatIsGoneAlreadyEndsWithoutABackup() {
    panel_->accounts.clear();
    panel_->mishap = [told = false](const std::string& verb) mutable {
      const bool busy = verb == "terminate" && !std::exchange(told, true);
      return busy ? Panel::Mishap::Busy : Panel::Mishap::None;
    };
    terminate();
    shop_->doJobs();
    shop_->clock.advance(std::chrono::minutes{1});
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service_).status == ServiceStatus::Terminated);
    CPPUNIT_ASSERT(!shop_->now(service_).backupConfirmedAt);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT accounts AS n FROM servers"));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_->count("SELECT COUNT(*) AS n FROM service_steps WHERE kind = 'not_there'"));
    const auto asked = shop_->providers.asked("provisioner/1.locate").at(0).body;
    CPPUNIT_ASSERT_EQUAL(shop_->now(service_).externalId.value(),
                         asked.at("account_id").get<std::string>());
    CPPUNIT_ASSERT_EQUAL(shop_->now(service_).host(), asked.at("domain").get<std::string>());
    CPPUNIT_ASSERT(asked.contains("server_settings"));
  }

  void whatMayBeThereIsNotRemovedWithoutABackup() {
    panel_->accounts.clear();
    std::vector<ProviderAnswer> answers{
        ProviderAnswer::failed(Outcome::Retryable, "busy", "again"),
        ProviderAnswer::failed(Outcome::Permanent, "unsupported", "no"),
        ProviderAnswer::failed(Outcome::Unknown, "timeout", "lost"),
        {Outcome::Succeeded, Json::object()},
        {Outcome::Succeeded, Json("no")},
        {Outcome::Succeeded, {{"account", {{"id", "a"}}}}}};
    for (const auto& answer : answers) {
      shop_->providers.on("provisioner/1.locate",
                          [answer](const ProviderRequest&) { return answer; });
      terminate();
      shop_->doJobs();
      CPPUNIT_ASSERT(shop_->now(service_).provisioning == ProvisioningState::Attention);
      CPPUNIT_ASSERT_EQUAL(std::size_t{0}, asked("terminate"));
      shop_->clock.advance(std::chrono::seconds{1});
    }
  }

  void aBackupThatGoesWithTheAccountIsNone() {
    for (const Json& answer :
         {Json{{"id", "b1"}, {"state", "done"}},
          Json{{"id", "b1"}, {"state", "done"}, {"outlives_account", false}},
          Json{{"id", "b1"}, {"state", "running"}, {"outlives_account", true}}, Json("done")}) {
      panel_->backup = answer;
      terminate();
      shop_->doJobs();
      CPPUNIT_ASSERT(shop_->now(service_).provisioning == ProvisioningState::Attention);
      CPPUNIT_ASSERT_EQUAL(std::size_t{0}, asked("terminate"));
      shop_->clock.advance(std::chrono::seconds{1});
    }
  }

  void aBackupThatIsBeingMadeIsWaitedFor() {
    std::string state = "running";
    beingMade(state);
    terminate();
    shop_->doJobs();
    shop_->clock.advance(std::chrono::minutes{1});
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, asked("terminate"));
    CPPUNIT_ASSERT(shop_->now(service_).provisioning == ProvisioningState::Terminating);
    state = "done";
    shop_->clock.advance(std::chrono::minutes{1});
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service_).status == ServiceStatus::Terminated);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, asked("backup"));
  }

  void aPaymentWhileTheBackupIsMadeKeepsTheService() {
    const auto invoice =
        shop_->services.renewals().issue(shop_->staff(), {service_}, false).at(0).invoice;
    shop_->moveTo(shop_->now(service_).paidUntil.value().plusDays(20));
    shop_->services.actions().suspend(shop_->staff(), service_, SuspensionReason::Overdue);
    shop_->doJobs();
    std::string state = "running";
    beingMade(state);
    terminate();
    shop_->doJobs();
    shop_->pay(shop_->now(invoice), "pay_late");
    state = "done";
    shop_->clock.advance(std::chrono::minutes{5});
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service_).status == ServiceStatus::Active);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, asked("terminate"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, panel_->accounts.size());
    // What was backed up then does not stand for what comes after.
    CPPUNIT_ASSERT(!shop_->now(service_).backupConfirmedAt);
  }

  void aRemovalThatFailedDoesNotBackUpTwiceInADay() {
    removalFails();
    terminate();
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service_).provisioning == ProvisioningState::Attention);
    panel_->mishap = [](const std::string&) { return Panel::Mishap::None; };
    shop_->clock.advance(std::chrono::hours{2});
    terminate();
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(service_).status == ServiceStatus::Terminated);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, asked("backup"));
  }

  void anOldBackupDoesNotCount() {
    removalFails();
    terminate();
    shop_->doJobs();
    panel_->mishap = [](const std::string&) { return Panel::Mishap::None; };
    shop_->clock.advance(std::chrono::hours{24 * 90});
    panel_->backup["id"] = "b2";
    terminate();
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, asked("backup"));
    CPPUNIT_ASSERT_EQUAL(std::string{"b2"}, shop_->now(service_).backupId.value());
  }

  void endingTwiceRemovesOnce() {
    terminate();
    CPPUNIT_ASSERT_THROW(terminate(), DomainError);
    shop_->doJobs();
    CPPUNIT_ASSERT_THROW(terminate(), DomainError);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, asked("terminate"));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_->count("SELECT COUNT(*) AS n FROM events WHERE name = 'service.terminated'"));
  }

  void aPlaceIsFreedOnce() {
    running();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, shop_->count("SELECT accounts AS n FROM servers"));
    terminate();
    shop_->doJobs();
    shop_->clock.advance(std::chrono::hours{1});
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT accounts AS n FROM servers"));
  }

 private:
  Id<Service> running() {
    const auto client = shop_->client();
    shop_->put(client, shop_->product());
    const auto done = shop_->buy(client);
    shop_->pay(done.invoice, "pay_" + done.order.id.text());
    shop_->doJobs();
    shop_->clock.advance(std::chrono::seconds{1});
    return done.order.items.at(0).service;
  }
  void terminate() { shop_->services.actions().terminate(shop_->staff(), service_, "Abuse"); }
  std::size_t asked(const std::string& verb) {
    return shop_->providers.asked("provisioner/1." + verb).size();
  }
  void removalFails() {
    panel_->mishap = [](const std::string& verb) {
      return verb == "terminate" ? Panel::Mishap::Refused : Panel::Mishap::None;
    };
  }
  // A backup that takes its time; `state` is what its progress is asked to be.
  void beingMade(const std::string& state) {
    shop_->providers.on("provisioner/1.backup", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Pending, {{"handle", "h1"}}};
    });
    shop_->providers.on("provisioner/1.progress", [&state](const ProviderRequest&) {
      return ProviderAnswer{
          Outcome::Succeeded,
          {{"state", state},
           {"backup", {{"id", "b1"}, {"state", "done"}, {"outlives_account", true}}}}};
    });
  }

  std::unique_ptr<Panel> panel_;
  Id<Server> server_;
  Id<Service> service_;
};
HOSTLER_SUITE(TerminationTest, "modules/services/termination");

}  // namespace hostler
