#include "tests/modules/billing/collector.h"

namespace hostler {

using namespace testing;
using namespace db;
using namespace std::chrono_literals;

// Test money counts in a sandbox alone, and real money nowhere but in production. The till is a
// sandbox.
template <class Engine>
class GatewayModesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GatewayModesTest);
  CPPUNIT_TEST(aTestAccountIsRefusedInProduction);
  CPPUNIT_TEST(anAccountIsAskedOnceForItsSettings);
  CPPUNIT_TEST(whereTheAnswerIsMissingNothingIsStarted);
  CPPUNIT_TEST(peopleNeedNoTestMoney);
  CPPUNIT_TEST(theOtherKindIsNotOffered);
  CPPUNIT_TEST(nothingIsStartedThere);
  CPPUNIT_TEST(noMethodIsSavedThere);
  CPPUNIT_TEST(noSavedMethodIsChargedThere);
  CPPUNIT_TEST(whatReconcilingFindsThereIsNotBooked);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aTestAccountIsRefusedInProduction() {
    GatewayModes production{gateway(), at_.till.clock, true};
    const auto refusal = production.refusal("bank");
    CPPUNIT_ASSERT(refusal && refusal->outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"other_mode"}, refusal->code);
    tell(true);
    GatewayModes later{gateway(), at_.till.clock, true};
    CPPUNIT_ASSERT(!later.refusal("bank"));
  }

  void anAccountIsAskedOnceForItsSettings() {
    GatewayModes modes{gateway(), at_.till.clock, false};
    auto instance = gateway().instances("gateway").front();
    for (int i = 0; i < 3; ++i) CPPUNIT_ASSERT(!modes.isOther(instance, true));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, gateway().asked("gateway/1.test_connection").size());
    tell(true);
    instance.revision = 2;
    CPPUNIT_ASSERT(!modes.isOther(instance, false));  // it is not known yet
    CPPUNIT_ASSERT(modes.isOther(instance, true));
    CPPUNIT_ASSERT(modes.isOther(instance, false));
  }

  void whereTheAnswerIsMissingNothingIsStarted() {
    gateway().on("gateway/1.test_connection", [](const ProviderRequest&) {
      return ProviderAnswer::failed(Outcome::Retryable, "unreachable", "no answer");
    });
    CPPUNIT_ASSERT_EQUAL(std::string{"unreachable"}, at_.till.modes.refusal("bank")->code);
    tell(false);
    CPPUNIT_ASSERT(at_.till.modes.refusal("bank"));
    at_.till.clock.advance(11s);
    CPPUNIT_ASSERT(!at_.till.modes.refusal("bank"));
  }

  void peopleNeedNoTestMoney() {
    tell(true);
    auto account = gateway().instances("gateway").front();
    account.capabilities = {"checkout", "fetch"};
    CPPUNIT_ASSERT(!at_.till.modes.isOther(account, true));
    GatewayModes production{gateway(), at_.till.clock, true};
    CPPUNIT_ASSERT(!production.isOther(account, true));
  }

  void theOtherKindIsNotOffered() {
    tell(true);
    const auto offered = at_.till.payments.offered(kPlatform);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, offered.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"wallet"}, offered.front().gateway);
    Till::refused("validation_failed",
                  [&] { at_.till.payments.start(Till::actorOf(at_.client), {at_.due()}, "bank"); });
  }

  void nothingIsStartedThere() {
    tell(true);
    const auto begun = at_.till.payments.start(Till::actorOf(at_.client), {at_.due()}, "bank");
    at_.till.doJobs();
    CPPUNIT_ASSERT(gateway().asked("gateway/1.checkout").empty());
    CPPUNIT_ASSERT(at_.till.now(begun.id).status == PaymentStatus::Failed);
    CPPUNIT_ASSERT_EQUAL(std::string{"other_mode"}, at_.till.now(begun.id).errorCode);
  }

  void noMethodIsSavedThere() {
    tell(true);
    Till::refused("validation_failed",
                  [&] { at_.till.methods.add(Till::actorOf(at_.client), "bank", "card"); });
  }

  void noSavedMethodIsChargedThere() {
    at_.save("token_1");
    const auto invoice = at_.due();
    tell(true);
    at_.passDays(3);
    CPPUNIT_ASSERT(at_.charges.made.empty());
    CPPUNIT_ASSERT_EQUAL(rupees(1000'00), at_.till.now(invoice).balance);
    Till::refused("validation_failed", [&] {
      at_.till.savedPayments.pay(Till::actorOf(at_.client), invoice, "bank",
                                 at_.methods().front().id);
    });
  }

  void whatReconcilingFindsThereIsNotBooked() {
    const auto invoice = at_.due();
    const auto payment = at_.till.attempt(at_.client, {invoice});
    gateway().on("gateway/1.fetch", [&](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded,
                            {{"payments",
                              {{{"id", "pay_1"},
                                {"state", "captured"},
                                {"reference", payment.reference.value()},
                                {"amount", toJson(rupees(1000'00))}}}}}};
    });
    tell(true);
    at_.till.clock.advance(6min);
    at_.till.reconcile();
    CPPUNIT_ASSERT_EQUAL(rupees(1000'00), at_.till.now(invoice).balance);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, at_.till.count("SELECT COUNT(*) AS n FROM transactions"));
  }

 private:
  ToldGateway& gateway() { return at_.till.gateway; }
  void tell(bool live) {
    gateway().on("gateway/1.test_connection", [live](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded, {{"live", live}}};
    });
  }

  Engine engine_;
  Collector at_{engine_.url()};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(GatewayModesTest, "modules/billing/gateway_modes");

}  // namespace hostler
