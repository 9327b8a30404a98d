#include "modules/accounts/account_repository.h"
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
    mustBeHeld("end_cancelled", "abuse");
  }

  void whatIsInADisputeIsHeld() {
    suspend(SuspensionReason::Dispute);
    cancelAtEndOfTerm();
    mustBeHeld("end_cancelled", "disputed");
  }

  void whatASuspendedAccountHasIsHeld() {
    suspendAccount();
    cancelAtEndOfTerm();
    mustBeHeld("end_cancelled", "account is suspended");
  }

  void unpaidServicesOfASuspendedAccountAreHeldToo() {
    shop_->moveTo(kEnd.plusDays(-3), 12, 0);
    shop_->run("issue_renewals");
    shop_->moveTo(kEnd.plusDays(3), 12, 0);
    suspend(SuspensionReason::Overdue);
    suspendAccount();
    mustBeHeld("terminate_suspended", "account is suspended");
  }

  void anOwnRuleDoesNotGetAroundIt() {
    const std::string source =
        "return rule { name = 'end_cancelled', when = '35 0 * * *', select = 'services.ending', "
        "decide = function(row) return 'terminate' end }";
    shop_->book.change(shop_->staff(), "end_cancelled",
                       {{}, {}, {}, std::optional<std::optional<std::string>>{source}});
    suspend(SuspensionReason::Abuse);
    cancelAtEndOfTerm();
    mustBeHeld("end_cancelled", "abuse");
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
    shop_->services.actions().cancel(client, id_, "end_of_term", "");
  }
  void night() { shop_->moveTo(kEnd.plusDays(40), 0, 35); }
  void mustBeHeld(const std::string& rule, const std::string& why) {
    night();
    for (const auto& report : {shop_->simulate(rule), shop_->run(rule)}) {
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report.decisions.size());
      const auto& decision = report.decisions.front();
      CPPUNIT_ASSERT(decision.outcome == RowOutcome::Held);
      CPPUNIT_ASSERT_MESSAGE(decision.detail, decision.detail.find(why) != std::string::npos);
    }
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
