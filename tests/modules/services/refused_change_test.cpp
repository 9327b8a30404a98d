#include "modules/services/service_tasks.h"
#include "tests/modules/services/terms_shop.h"

namespace hostler {

using testing::inr;

// A change of plan that the provider refuses is over: the service stays what it is, its term is
// what it was, and what was paid for the change is credit.
class RefusedChangeTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RefusedChangeTest);
  CPPUNIT_TEST(whatWasPaidForItIsCreditAndAnotherMayBeAskedFor);
  CPPUNIT_TEST(aSmallerPlanThatIsRefusedGivesNothing);
  CPPUNIT_TEST(aFullCycleThatIsRefusedLeavesTheOldTerm);
  CPPUNIT_TEST(aRefusalAtTheRenewalGivesBackWhatItWasDearer);
  CPPUNIT_TEST(termsInvoicedWhileItWaitedCostWhatTheyCostBefore);
  CPPUNIT_TEST(oneThatAPersonGivesUpIsOver);
  CPPUNIT_TEST(whatAPersonCanMendStaysOpen);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    small_ = shop_.plan(499'00, "Small");
    large_ = shop_.plan(999'00, "Large");
    answers(Outcome::Permanent);
  }

  void whatWasPaidForItIsCreditAndAnotherMayBeAskedFor() {
    const auto service = shop_.bought({small_}).at(0);
    const auto upgrade = shop_.change(service, large_).invoice.value();
    shop_.settle(upgrade.id);
    shop_.doJobs();
    mustBeSmall(service);
    CPPUNIT_ASSERT_EQUAL(inr(590'00), shop_.given());
    CPPUNIT_ASSERT(shop_.now(upgrade.id).stored == InvoiceStatus::Refunded);
    CPPUNIT_ASSERT(shop_.now(service).lastError.find("There is no such package") !=
                   std::string::npos);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_.count("SELECT COUNT(*) AS n FROM events WHERE name = 'service.needs_attention'"));

    answers(Outcome::Succeeded);
    const auto again = shop_.change(service, large_).invoice.value();
    CPPUNIT_ASSERT_EQUAL(inr(590'00), again.total);
    shop_.settle(again.id);
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(service).product == large_);
    shop_.mustAddUp();
  }

  void aSmallerPlanThatIsRefusedGivesNothing() {
    const auto service = shop_.bought({large_}).at(0);
    shop_.moveTo(Date::of(2026, 6, 26));
    shop_.change(service, small_);
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(service).product == large_);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_.given());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, open());
    // Its unused days are worth what they were.
    shop_.end(service);
    CPPUNIT_ASSERT_EQUAL(inr(589'42), shop_.given());
    shop_.mustAddUp();
  }

  void aFullCycleThatIsRefusedLeavesTheOldTerm() {
    const auto plan =
        shop_.plan(499'00, "Small", [](Product& one) { one.proration = Proration::FullCycle; });
    const auto service = shop_.bought({plan}).at(0);
    shop_.moveTo(Date::of(2026, 6, 26));
    const auto upgrade = shop_.change(service, large_).invoice.value();
    shop_.settle(upgrade.id);
    shop_.doJobs();
    const auto now = shop_.now(service);
    CPPUNIT_ASSERT(now.product == plan);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), now.paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), now.billedUntil.value());
    CPPUNIT_ASSERT_EQUAL(11u, now.anchorDay);
    CPPUNIT_ASSERT_EQUAL(upgrade.total, shop_.given());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), shop_.renew(service).dueDate);
    shop_.mustAddUp();
  }

  void aRefusalAtTheRenewalGivesBackWhatItWasDearer() {
    const auto plan =
        shop_.plan(499'00, "Small", [](Product& one) { one.proration = Proration::AtRenewal; });
    const auto service = shop_.bought({plan}).at(0);
    shop_.change(service, large_);
    const auto renewal = shop_.renew(service);
    CPPUNIT_ASSERT_EQUAL(inr(1'178'82), renewal.total);
    shop_.settle(renewal.id);
    shop_.moveTo(Date::of(2026, 7, 11));
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(service).product == plan);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_.now(service).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(inr(590'00), shop_.given());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, open());
    shop_.mustAddUp();
  }

  void termsInvoicedWhileItWaitedCostWhatTheyCostBefore() {
    for (const bool paid : {false, true}) {
      const auto service = shop_.bought({small_}).at(0);
      const auto upgrade = shop_.change(service, large_).invoice.value();
      shop_.services.actions().suspend(shop_.actorOf(shop_.owner()), service,
                                       SuspensionReason::Client);
      shop_.doJobs();
      shop_.settle(upgrade.id);
      const auto before = shop_.given();
      const auto renewal = shop_.renew(service);
      CPPUNIT_ASSERT_EQUAL(inr(1'178'82), renewal.total);
      if (paid) shop_.settle(renewal.id);
      shop_.services.actions().unsuspend(shop_.actorOf(shop_.owner()), service);
      for (int i = 0; i < 3; ++i) {
        shop_.doJobs();
        shop_.clock.advance(std::chrono::minutes{10});
      }
      CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, open());
      CPPUNIT_ASSERT(shop_.now(service).product == small_);
      // The upgrade comes back, and the term costs what the smaller plan costs.
      CPPUNIT_ASSERT_EQUAL(inr(590'00 + (paid ? 590'00 : 0)), shop_.given().minus(before));
      if (!paid) {
        CPPUNIT_ASSERT(shop_.now(renewal.id).stored == InvoiceStatus::Cancelled);
        CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_.renew(service).total);
      }
      shop_.mustAddUp();
    }
  }

  void oneThatAPersonGivesUpIsOver() {
    answers(Outcome::NeedsAttention);
    const auto service = shop_.bought({small_}).at(0);
    shop_.settle(shop_.change(service, large_).invoice.value().id);
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(service).provisioning == ProvisioningState::Attention);
    jobs::Interventions interventions;
    shop_.services.addInterventions(interventions);
    jobs::Job job;
    job.scope = Scope::ofTenant(kPlatform);
    job.kind = ChangeServicePackage::kKind;
    job.payload =
        Json::parse(shop_.database->query("SELECT payload FROM jobs WHERE kind = ?", job.kind)
                        .only()
                        .text("payload"));
    shop_.database->transaction(
        [&](db::Transaction& tx) { interventions.discarded(tx, shop_.staff(), job); });
    mustBeSmall(service);
    CPPUNIT_ASSERT_EQUAL(inr(590'00), shop_.given());
    shop_.mustAddUp();
  }

  void whatAPersonCanMendStaysOpen() {
    answers(Outcome::NeedsAttention);
    const auto service = shop_.bought({small_}).at(0);
    shop_.settle(shop_.change(service, large_).invoice.value().id);
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(service).provisioning == ProvisioningState::Attention);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, open());
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_.given());
  }

 private:
  void answers(Outcome outcome) {
    shop_.providers.on("provisioner/1.change_package", [outcome](const ProviderRequest&) {
      return outcome == Outcome::Succeeded
                 ? ProviderAnswer{Outcome::Succeeded, Json::object()}
                 : ProviderAnswer::failed(outcome, "no_package", "There is no such package.");
    });
  }
  void mustBeSmall(Id<Service> id) {
    const auto service = shop_.now(id);
    CPPUNIT_ASSERT(service.product == small_);
    CPPUNIT_ASSERT_EQUAL(inr(499'00), service.price);
    CPPUNIT_ASSERT(service.provisioning == ProvisioningState::Idle);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), service.paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, open());
  }
  std::int64_t open() {
    return shop_.count("SELECT COUNT(*) AS n FROM service_changes WHERE open_of IS NOT NULL");
  }

  db::OnSqlite engine_;
  testing::TermsShop shop_{engine_.url()};
  Id<Product> small_, large_;
};
HOSTLER_SUITE(RefusedChangeTest, "modules/services/refused_change");

}  // namespace hostler
