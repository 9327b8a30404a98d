#include "modules/accounts/account_repository.h"
#include "modules/automation/billing_run.h"
#include "modules/automation/rule_run_repository.h"
#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Shop;

// What is evidence stays until a person confirms its end, though its client has asked for that.
template <class Engine>
class HeldEndsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(HeldEndsTest);
  CPPUNIT_TEST(whatIsSuspendedForAbuseIsHeld);
  CPPUNIT_TEST(whatIsInADisputeIsHeld);
  CPPUNIT_TEST(whatASuspendedAccountHasIsHeld);
  CPPUNIT_TEST(unpaidServicesOfASuspendedAccountAreHeldToo);
  CPPUNIT_TEST(anOwnRuleDoesNotGetAroundIt);
  CPPUNIT_TEST(aPersonWhoConfirmsEndsIt);
  CPPUNIT_TEST(anEndThatNothingHoldsComes);
  CPPUNIT_TEST(theBillingRunSaysWhatEachWaitsForAndOfWhichRule);
  CPPUNIT_TEST(whatWaitsForAHandIsNotSaidToWaitForAWord);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<Shop>(engine_->url());
    account_ = shop_->client();
    id_ = shop_->service(account_, kEnd);
  }
  void tearDown() override {
    shop_.reset();
    engine_.reset();
  }

  void whatIsSuspendedForAbuseIsHeld() {
    suspend(SuspensionReason::Abuse);
    cancelAtEndOfTerm();
    mustBeHeld("end_cancelled", "abuse", HoldCause::Abuse);
  }

  void whatIsInADisputeIsHeld() {
    suspend(SuspensionReason::Dispute);
    cancelAtEndOfTerm();
    mustBeHeld("end_cancelled", "disputed", HoldCause::Dispute);
  }

  void whatASuspendedAccountHasIsHeld() {
    suspendAccount();
    cancelAtEndOfTerm();
    mustBeHeld("end_cancelled", "account is suspended", HoldCause::AccountSuspended);
  }

  void unpaidServicesOfASuspendedAccountAreHeldToo() {
    shop_->moveTo(kEnd.plusDays(-3), 12, 0);
    shop_->run("issue_renewals");
    shop_->moveTo(kEnd.plusDays(3), 12, 0);
    suspend(SuspensionReason::Overdue);
    suspendAccount();
    mustBeHeld("terminate_suspended", "account is suspended", HoldCause::AccountSuspended);
  }

  void anOwnRuleDoesNotGetAroundIt() {
    const std::string source =
        "return rule { name = 'end_cancelled', when = '35 0 * * *', select = 'services.ending', "
        "decide = function(row) return 'terminate' end }";
    shop_->book.change(shop_->staff(), "end_cancelled",
                       {{}, {}, {}, std::optional<std::optional<std::string>>{source}});
    suspend(SuspensionReason::Abuse);
    cancelAtEndOfTerm();
    mustBeHeld("end_cancelled", "abuse", HoldCause::Abuse);
  }

  void aPersonWhoConfirmsEndsIt() {
    suspend(SuspensionReason::Abuse);
    cancelAtEndOfTerm();
    night();
    RuleRequest request;
    request.tenant = kPlatform;
    request.rule = "end_cancelled";
    request.due = shop_->clock.now();
    request.confirmed = true;
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->runner.run(request).run.counts.at("terminate"));
    CPPUNIT_ASSERT(shop_->now(id_).provisioning == ProvisioningState::Terminating);
  }

  void anEndThatNothingHoldsComes() {
    suspend(SuspensionReason::Client);
    cancelAtEndOfTerm();
    night();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->run("end_cancelled").run.counts.at("terminate"));
  }

  void theBillingRunSaysWhatEachWaitsForAndOfWhichRule() {
    suspend(SuspensionReason::Abuse);
    cancelAtEndOfTerm();
    night();
    BillingRun run{
        {shop_->clock, shop_->tenants, shop_->book, shop_->runner, *shop_->database, shop_->audit}};
    for (const bool dryRun : {true, false}) {
      const auto held = run.run(shop_->staff(), std::nullopt, dryRun).at("held");
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, held.size());
      CPPUNIT_ASSERT_EQUAL(id_.text(), held.at(0).at("subject").get<std::string>());
      CPPUNIT_ASSERT_EQUAL(std::string{"end_cancelled"}, held.at(0).at("rule").get<std::string>());
      CPPUNIT_ASSERT_EQUAL(std::string{"abuse"}, held.at(0).at("held_for").get<std::string>());
    }
  }

  void whatWaitsForAHandIsNotSaidToWaitForAWord() {
    suspend(SuspensionReason::Abuse);
    cancelAtEndOfTerm();
    shop_->database->transaction([&](db::Transaction& tx) {
      auto service = shop_->services.services().lock(tx, Scope::ofTenant(kPlatform), id_).value();
      service.provisioning = ProvisioningState::Attention;
      shop_->services.services().save(tx, service);
    });
    night();
    const auto report = shop_->run("end_cancelled");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report.decisions.size());
    CPPUNIT_ASSERT(report.decisions.front().outcome == RowOutcome::Held);
    CPPUNIT_ASSERT(!report.decisions.front().heldFor);
  }

 private:
  const Date kEnd = Date::of(2026, 3, 10);

  void suspend(SuspensionReason reason) {
    const auto actor = Actor::system(kPlatform, "test");
    shop_->database->transaction([&](db::Transaction& tx) {
      auto service = shop_->services.services().lock(tx, Scope::ofTenant(kPlatform), id_).value();
      shop_->services.desk().beginSuspend(tx, actor, service, reason);
      shop_->services.desk().suspended(tx, actor, service);
    });
  }
  void suspendAccount() {
    shop_->database->transaction([&](db::Transaction& tx) {
      account_repository::saveStatus(tx, account_, AccountStatus::Suspended, "fraud",
                                     shop_->clock.now());
    });
  }
  void cancelAtEndOfTerm() {
    auto client = Actor::system(kPlatform, account_, "test");
    client.kind = Actor::Kind::Client;
    client.fresh = true;
    shop_->services.actions().cancel(client, id_, "end_of_term", "");
  }
  void night() { shop_->moveTo(kEnd.plusDays(40), 0, 35); }
  void mustBeHeld(const std::string& rule, const std::string& why, HoldCause cause) {
    night();
    for (const auto& report : {shop_->simulate(rule), shop_->run(rule)}) {
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report.decisions.size());
      const auto& decision = report.decisions.front();
      CPPUNIT_ASSERT(decision.outcome == RowOutcome::Held);
      CPPUNIT_ASSERT_MESSAGE(decision.detail, decision.detail.find(why) != std::string::npos);
      CPPUNIT_ASSERT(decision.heldFor == cause);
    }
    const auto run = shop_->run(rule).run.id;
    const auto written = shop_->database->read(
        [&](db::Reader& reader) { return rule_run_repository::decisions(reader, run, {}, 10); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, written.size());
    CPPUNIT_ASSERT(written.front().heldFor == cause);
    CPPUNIT_ASSERT(shop_->now(id_).provisioning == ProvisioningState::Idle);
    CPPUNIT_ASSERT(shop_->now(id_).isLive());
  }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Shop> shop_;
  Id<Account> account_;
  Id<Service> id_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(HeldEndsTest, "modules/automation/held_ends");

}  // namespace hostler
