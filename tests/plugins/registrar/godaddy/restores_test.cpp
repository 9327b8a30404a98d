// Domains brought back from redemption.
#include "godaddy_shop.h"
#include "times.h"

using namespace hostler::godaddy;
using hostler::sdk::Outcome;
using hostler::sdk::RestoreDomain;
using State = hostler::sdk::RegistrationState;
using hostler::testing::callWith;
using hostler::testing::GodaddyShop;

class GodaddyRestoresTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GodaddyRestoresTest);
  CPPUNIT_TEST(aDomainComesBackForFeeAndRenewal);
  CPPUNIT_TEST(aLostAnswerIsPaidForOnce);
  CPPUNIT_TEST(aRestoringThatTakesItsTimeIsPending);
  CPPUNIT_TEST(theFeeThatGodaddyTellsCountsBeforeTheOneThatWasSet);
  CPPUNIT_TEST(withoutAFeeAPersonRestores);
  CPPUNIT_TEST(theCapHoldsFeeAndRenewalTogether);
  CPPUNIT_TEST(onlyWhatIsInRedemptionIsRestored);
  CPPUNIT_TEST(withoutConsentOrForMoreYearsNothingIsSent);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aDomainComesBackForFeeAndRenewal() {
    const auto held = inRedemption();
    const auto back = registrar_->restore(callWith(), restoring(held));
    CPPUNIT_ASSERT_MESSAGE(back ? "" : back.error().message, bool(back) && !back.isPending());
    CPPUNIT_ASSERT(back->state == State::Active);
    CPPUNIT_ASSERT_EQUAL(yearsLater(*held.expiresAt, 1), *back->expiresAt);
    CPPUNIT_ASSERT_EQUAL(std::string{"101.99"}, back->cost->amount);  // 21.99 and 80
    CPPUNIT_ASSERT_EQUAL(1, orders());
  }

  void aLostAnswerIsPaidForOnce() {
    const auto held = inRedemption();
    shop_.control.fault("godaddy", "POST /v2/customers/:id/domains/:domain/redeem",
                        "drop_after_effect", {{"times", 1}});
    const auto lost = registrar_->restore(callWith(), restoring(held));
    CPPUNIT_ASSERT(lost.outcome() == Outcome::Unknown);
    const auto again = registrar_->restore(callWith(), restoring(held));
    CPPUNIT_ASSERT(again && again->state == State::Active);
    CPPUNIT_ASSERT_EQUAL(1, orders());
  }

  void aRestoringThatTakesItsTimeIsPending() {
    const auto held = inRedemption();
    shop_.account({{"slow_actions", true}});
    const auto begun = registrar_->restore(callWith(), restoring(held));
    CPPUNIT_ASSERT(begun.isPending());
    CPPUNIT_ASSERT(begun->state == State::Redemption);
    // The same again meets the action that is under way and buys nothing.
    CPPUNIT_ASSERT(registrar_->restore(callWith(), restoring(held)).isPending());
    const auto done = registrar_->restore(callWith(), restoring(held));
    CPPUNIT_ASSERT(done && !done.isPending() && done->state == State::Active);
    CPPUNIT_ASSERT_EQUAL(1, orders());
  }

  void theFeeThatGodaddyTellsCountsBeforeTheOneThatWasSet() {
    const auto held = inRedemption();
    const auto mistaken = shop_.registrar({{"redemption_fee", "12.00"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"PRICE_MISMATCH"},
                         mistaken->restore(callWith(), restoring(held)).error().code);
    shop_.account({{"tells_redemption", true}});
    CPPUNIT_ASSERT(mistaken->restore(callWith(), restoring(held)));
    CPPUNIT_ASSERT_EQUAL(1, orders());
  }

  void withoutAFeeAPersonRestores() {
    const auto held = inRedemption();
    const auto refused = shop_.registrar()->restore(callWith(), restoring(held));
    CPPUNIT_ASSERT(refused.outcome() == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"price_unknown"}, refused.error().code);
    const auto bare = shop_.registrar({{"shopper_id", ""}, {"redemption_fee", "80.00"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"not_configured"},
                         bare->restore(callWith(), restoring(held)).error().code);
    CPPUNIT_ASSERT_EQUAL(0, orders());
  }

  void theCapHoldsFeeAndRenewalTogether() {
    const auto held = inRedemption();
    auto capped = restoring(held);
    capped.highestCost = {"101.98", "USD", 1};
    CPPUNIT_ASSERT_EQUAL(std::string{"cost_raised"},
                         registrar_->restore(callWith(), capped).error().code);
    CPPUNIT_ASSERT_EQUAL(0, orders());
    capped.highestCost = {"101.99", "USD", 1};
    CPPUNIT_ASSERT(registrar_->restore(callWith(), capped));
  }

  void onlyWhatIsInRedemptionIsRestored() {
    const auto held = shop_.registered(*registrar_, "acme.com");
    CPPUNIT_ASSERT_EQUAL(std::string{"not_in_redemption"},
                         registrar_->restore(callWith(), restoring(held)).error().code);
    auto missing = restoring(held);
    missing.domain = "nobodys.com";
    CPPUNIT_ASSERT_EQUAL(std::string{"domain_missing"},
                         registrar_->restore(callWith(), missing).error().code);
    CPPUNIT_ASSERT_EQUAL(0, orders());
  }

  void withoutConsentOrForMoreYearsNothingIsSent() {
    const auto held = inRedemption();
    auto unasked = restoring(held);
    unasked.consent.reset();
    CPPUNIT_ASSERT_EQUAL(std::string{"consent_missing"},
                         registrar_->restore(callWith(), unasked).error().code);
    auto longer = restoring(held);
    longer.years = 2;
    CPPUNIT_ASSERT_EQUAL(std::string{"years_not_offered"},
                         registrar_->restore(callWith(), longer).error().code);
    CPPUNIT_ASSERT_EQUAL(0, orders());
  }

 private:
  hostler::sdk::Registration inRedemption() {
    CPPUNIT_ASSERT(registrar_->registerDomain(callWith(), shop_.order("redeemable1.com")));
    const auto located = registrar_->locate(callWith(), {"redeemable1.com", std::nullopt});
    CPPUNIT_ASSERT(located && located->registration);
    CPPUNIT_ASSERT(located->registration->state == State::Redemption);
    return *located->registration;
  }
  RestoreDomain restoring(const hostler::sdk::Registration& held) const {
    return {held.domain, 1, *held.expiresAt, std::nullopt, shop_.consent()};
  }
  int orders() {
    int count = 0;
    const auto book = shop_.control.book();
    for (const auto& order : book["godaddy"]["orders"]) count += order["action"] == "restore";
    return count;
  }

  GodaddyShop shop_;
  std::unique_ptr<GodaddyRegistrar> registrar_ = shop_.registrar({{"redemption_fee", "80.00"}});
};

HOSTLER_SUITE(GodaddyRestoresTest, "plugins/registrar/godaddy/restores");
