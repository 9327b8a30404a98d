// What a purchase is agreed to and costs: asked for anew each time.
#include "godaddy_shop.h"

using hostler::sdk::Outcome;
using hostler::testing::callWith;
using hostler::testing::GodaddyShop;

class GodaddyTermsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GodaddyTermsTest);
  CPPUNIT_TEST(agreementsAreThoseOfTheTldAndOfNow);
  CPPUNIT_TEST(anAgreementThatCameSinceStopsThePurchase);
  CPPUNIT_TEST(onlyWhatIsWantedIsSentAsAgreedTo);
  CPPUNIT_TEST(aPriceThatRoseStopsThePurchase);
  CPPUNIT_TEST(aPremiumNameShowsByItsPrice);
  CPPUNIT_TEST(aNameThatOnlyLooksFreeIsNotBought);
  CPPUNIT_TEST(fieldsOfATldAreSentAsTheirType);
  CPPUNIT_TEST(anEmptyBalanceNeedsAPerson);
  CPPUNIT_TEST_SUITE_END();

 public:
  void agreementsAreThoseOfTheTldAndOfNow() {
    CPPUNIT_ASSERT_EQUAL(std::string{"DNRA "}, keys({"com"}));
    CPPUNIT_ASSERT_EQUAL(std::string{"DNRA CCTLD_REGISTRANT "}, keys({"in"}));
    CPPUNIT_ASSERT_EQUAL(std::string{"DNRA DNPA CCTLD_REGISTRANT "}, keys({"com", "in"}, true));
    shop_.account({{"extra_agreements", {"FRESH_TERMS"}}});
    CPPUNIT_ASSERT_EQUAL(std::string{"DNRA FRESH_TERMS "}, keys({"com"}));
  }

  void anAgreementThatCameSinceStopsThePurchase() {
    auto order = shop_.order("acme.com");
    shop_.account({{"extra_agreements", {"FRESH_TERMS"}}});
    const auto refused = registrar_->registerDomain(callWith(), order);
    CPPUNIT_ASSERT(refused.outcome() == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"consent_missing"}, refused.error().code);
    CPPUNIT_ASSERT(refused.error().message.find("FRESH_TERMS") != std::string::npos);
    CPPUNIT_ASSERT(shop_.control.book()["godaddy"]["orders"].empty());
    order.consent = shop_.consent({"FRESH_TERMS", "DNRA"});
    CPPUNIT_ASSERT(registrar_->registerDomain(callWith(), order));
  }

  void onlyWhatIsWantedIsSentAsAgreedTo() {
    auto order = shop_.order("acme.com");
    order.consent = shop_.consent({"OLD_TERMS", "DNRA"});
    CPPUNIT_ASSERT(registrar_->registerDomain(callWith(), order));
    const auto calls = shop_.control.calls("godaddy");
    for (const auto& call : calls) {
      if (call["path"] != "/godaddy/v1/domains/purchase") continue;
      const auto body = hostler::sdk::Json::parse(call["body"].get<std::string>());
      CPPUNIT_ASSERT_EQUAL(hostler::sdk::Json::array({"DNRA"}), body["consent"]["agreementKeys"]);
      CPPUNIT_ASSERT_EQUAL(std::string{"203.0.113.7"},
                           body["consent"]["agreedBy"].get<std::string>());
      CPPUNIT_ASSERT_EQUAL(std::string{"2026-01-05T10:20:30Z"},
                           body["consent"]["agreedAt"].get<std::string>());
      CPPUNIT_ASSERT_EQUAL(false, body["renewAuto"].get<bool>());
    }
  }

  void aPriceThatRoseStopsThePurchase() {
    auto order = shop_.order("acme.com");
    order.years = 2;
    order.highestCost = {"23.98", "USD", 2};
    shop_.account({{"prices", {{"com", 11'990'001}}}});
    const auto refused = registrar_->registerDomain(callWith(), order);
    CPPUNIT_ASSERT_EQUAL(std::string{"cost_raised"}, refused.error().code);
    shop_.account(hostler::sdk::Json::object());
    const auto bought = registrar_->registerDomain(callWith(), order);
    CPPUNIT_ASSERT(bought && bought->cost);
    CPPUNIT_ASSERT_EQUAL(std::string{"23.98"}, bought->cost->amount);
    CPPUNIT_ASSERT_EQUAL(2, bought->cost->years);
  }

  void aPremiumNameShowsByItsPrice() {
    const auto answer = registrar_->check(callWith(), {{"premium1.com"}});
    CPPUNIT_ASSERT(answer && answer->domains[0].available);
    CPPUNIT_ASSERT_EQUAL(std::string{"1199.00"}, answer->domains[0].cost->amount);
  }

  void aNameThatOnlyLooksFreeIsNotBought() {
    const auto fast = registrar_->check(callWith(), {{"stale1.com", "free.com"}});
    CPPUNIT_ASSERT(fast->domains[0].available && !fast->domains[0].definitive);
    const auto full = registrar_->check(callWith(), {{"stale1.com", "free.com"}, false, true});
    CPPUNIT_ASSERT(!full->domains[0].available && full->domains[0].definitive);
    const auto refused = registrar_->registerDomain(callWith(), shop_.order("stale1.com"));
    CPPUNIT_ASSERT(refused.outcome() == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::string{"domain_taken"}, refused.error().code);
  }

  void fieldsOfATldAreSentAsTheirType() {
    const auto fields = registrar_->registrationFields(callWith(), {"ca"});
    CPPUNIT_ASSERT(fields && fields->fields.size() == 1);
    CPPUNIT_ASSERT_EQUAL(std::string{"entityType"}, fields->fields[0].name);
    auto order = shop_.order("acme.ca");
    order.consent = shop_.consent({"DNRA", "CCTLD_REGISTRANT"});
    CPPUNIT_ASSERT(registrar_->registerDomain(callWith(), order).outcome() == Outcome::Permanent);
    order.extra = {{"renewAuto", "true"}};
    CPPUNIT_ASSERT_EQUAL(std::string{"bad_request"},
                         registrar_->registerDomain(callWith(), order).error().code);
    order.extra = {{"entityType", "CORPORATION"}};
    CPPUNIT_ASSERT(registrar_->registerDomain(callWith(), order));
  }

  void anEmptyBalanceNeedsAPerson() {
    shop_.account({{"balance_micros", 1'000'000}});
    const auto refused = registrar_->registerDomain(callWith(), shop_.order("acme.com"));
    CPPUNIT_ASSERT(refused.outcome() == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"insufficient_funds"}, refused.error().code);
  }

 private:
  std::string keys(std::vector<std::string> tlds, bool privacy = false) {
    const auto answer = registrar_->agreements(callWith(), {std::move(tlds), privacy, false});
    CPPUNIT_ASSERT(answer);
    std::string all;
    for (const auto& agreement : answer->agreements) all += agreement.key + " ";
    return all;
  }

  GodaddyShop shop_;
  std::unique_ptr<hostler::godaddy::GodaddyRegistrar> registrar_ = shop_.registrar();
};

HOSTLER_SUITE(GodaddyTermsTest, "plugins/registrar/godaddy/terms");
