#include "tests/modules/billing/collector.h"

namespace hostler {

using namespace testing;
using namespace db;

// Ways to pay that clients save, and pay with.
template <class Engine>
class SavedMethodsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SavedMethodsTest);
  CPPUNIT_TEST(aSetupSavesAMethodAndMakesItTheDefault);
  CPPUNIT_TEST(aMandateThatIsConfirmedLaterBecomesTheDefault);
  CPPUNIT_TEST(noDefaultIsChosenForWhoWantsNone);
  CPPUNIT_TEST(aSetupThatMovesNothingSucceeds);
  CPPUNIT_TEST(aRemovedMethodIsDetachedAndNeverCharged);
  CPPUNIT_TEST(onlyOnesOwnMethodCanBePreferred);
  CPPUNIT_TEST(aClientPaysWithASavedMethodOnce);
  CPPUNIT_TEST(nobodyPaysWithAnothersMethod);
  CPPUNIT_TEST(oneCustomerOfAGatewayIsOneAccount);
  CPPUNIT_TEST(twoShopsDoNotShareACustomer);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aSetupSavesAMethodAndMakesItTheDefault() {
    const auto setup = at_.till.methods.add(Till::actorOf(at_.client), "bank", "upi");
    at_.till.doJobs();
    const auto asked = at_.till.gateway.asked("gateway/1.setup").at(0).body;
    CPPUNIT_ASSERT_EQUAL(std::string{"cust_1"}, asked["customer"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"upi"}, asked["mandate"]["method"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(15'000'00, asked["mandate"]["max_amount"]["amount"].get<int>());
    const auto begun = at_.till.now(setup.id);
    CPPUNIT_ASSERT(begun.status == PaymentStatus::RequiresAction);
    CPPUNIT_ASSERT_EQUAL(rupees(100), begun.amount);
    at_.list("token_1");
    at_.till.desk.book({Till::captured(begun, rupees(100), "pay_setup")});
    at_.till.doJobs();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.methods().size());
    CPPUNIT_ASSERT(at_.preferences().defaultMethod == at_.methods().front().id);
    CPPUNIT_ASSERT_EQUAL(rupees(100), at_.till.creditOf(at_.client));
    at_.till.mustAddUp();
  }

  void aMandateThatIsConfirmedLaterBecomesTheDefault() {
    at_.list("token_1");
    at_.listed[0]["state"] = "initiated";
    refresh();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.methods().size());
    CPPUNIT_ASSERT(!at_.preferences().defaultMethod);
    at_.listed[0]["state"] = "confirmed";
    refresh();
    CPPUNIT_ASSERT(at_.preferences().defaultMethod == at_.methods().front().id);
    const auto invoice = at_.due();
    at_.passDays(2);
    CPPUNIT_ASSERT(at_.till.now(invoice).stored == InvoiceStatus::Paid);
  }

  void noDefaultIsChosenForWhoWantsNone() {
    at_.save("token_1");
    at_.till.methods.prefer(Till::actorOf(at_.client), {std::nullopt, true});
    refresh();
    CPPUNIT_ASSERT(!at_.preferences().defaultMethod);
  }

  void aSetupThatMovesNothingSucceeds() {
    at_.till.gateway.on("gateway/1.setup", [](const ProviderRequest& request) {
      return ProviderAnswer{
          Outcome::Succeeded,
          {{"reference", "order_" + request.body["attempt"].get<std::string>()},
           {"amount", toJson(rupees(0))},
           {"state", "open"},
           {"next_action", {{"type", "razorpay_checkout"}, {"recurring", true}}}}};
    });
    const auto setup = at_.till.methods.add(Till::actorOf(at_.client), "bank", "emandate");
    at_.till.doJobs();
    at_.list("token_1");
    GatewayDelivery told;
    told.gateway = "bank";
    told.eventId = "evt_1";
    told.providerType = "payment.captured";
    told.body = "{}";
    told.notices = {Till::captured(at_.till.now(setup.id), rupees(0), "pay_setup")};
    at_.till.desk.receive(told);
    CPPUNIT_ASSERT(at_.till.now(setup.id).status == PaymentStatus::Succeeded);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        at_.till.count("SELECT COUNT(*) AS n FROM gateway_events WHERE state = 'booked'"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, at_.till.count("SELECT COUNT(*) AS n FROM transactions"));
    at_.till.doJobs();
    CPPUNIT_ASSERT(at_.preferences().defaultMethod == at_.methods().front().id);
    at_.till.mustAddUp();
  }

  void aRemovedMethodIsDetachedAndNeverCharged() {
    at_.save("token_1");
    const auto invoice = at_.due();
    const auto id = at_.methods().front().id;
    at_.till.methods.remove(Till::actorOf(at_.client), id);
    CPPUNIT_ASSERT(at_.methods().empty());
    CPPUNIT_ASSERT(!at_.preferences().defaultMethod);
    at_.till.doJobs();
    CPPUNIT_ASSERT_EQUAL(
        std::string{"token_1"},
        at_.till.gateway.asked("gateway/1.delete_method").at(0).body["method"].get<std::string>());
    at_.till.methods.refresh(Scope::ofAccount(kPlatform, at_.client), "bank");
    CPPUNIT_ASSERT(at_.methods().empty());
    at_.passDays(9);
    CPPUNIT_ASSERT(at_.charges.made.empty());
    CPPUNIT_ASSERT_EQUAL(rupees(1000'00), at_.till.now(invoice).balance);
    Till::refused("not_found", [&] { at_.till.methods.remove(Till::actorOf(at_.client), id); });
  }

  void onlyOnesOwnMethodCanBePreferred() {
    at_.save("token_1");
    const auto other = at_.till.client();
    Till::refused("validation_failed", [&] {
      at_.till.methods.prefer(Till::actorOf(other), {at_.methods().front().id, true});
    });
    Till::refused("not_found",
                  [&] { at_.till.methods.remove(Till::actorOf(other), at_.methods().front().id); });
  }

  void aClientPaysWithASavedMethodOnce() {
    at_.save("token_1");
    const auto invoice = at_.due();
    const auto method = at_.methods().front().id;
    const auto first =
        at_.till.savedPayments.pay(Till::actorOf(at_.client), invoice, "bank", method);
    const auto again =
        at_.till.savedPayments.pay(Till::actorOf(at_.client), invoice, "bank", method);
    CPPUNIT_ASSERT_EQUAL(first.id.text(), again.id.text());
    at_.till.doJobs();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.charges.made.size());
    CPPUNIT_ASSERT(at_.till.now(invoice).stored == InvoiceStatus::Paid);
    Till::refused("invoice_not_payable", [&] {
      at_.till.savedPayments.pay(Till::actorOf(at_.client), invoice, "bank", method);
    });
    at_.passDays(3);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.charges.made.size());
    at_.till.mustAddUp();
  }

  void nobodyPaysWithAnothersMethod() {
    at_.save("token_1");
    const auto other = at_.till.client();
    const auto theirs = at_.till.issue(other, rupees(1000'00)).id;
    const auto method = at_.methods().front().id;
    Till::refused("validation_failed", [&] {
      at_.till.savedPayments.pay(Till::actorOf(other), theirs, "bank", method);
    });
    Till::refused("not_found", [&] {
      at_.till.savedPayments.pay(Till::actorOf(at_.client), theirs, "bank", method);
    });
    Till::refused("validation_failed", [&] {
      at_.till.savedPayments.pay(Till::actorOf(at_.client), at_.due(), "another", method);
    });
    CPPUNIT_ASSERT(at_.charges.made.empty());
  }

  // Their e-mail and phone are the victim's, and the gateway answers with the victim's customer.
  void oneCustomerOfAGatewayIsOneAccount() {
    at_.save("token_1");
    const auto mallory = at_.till.client();
    mustGetNothingFrom(kPlatform, mallory);
    const auto again = at_.till.methods.customerOf(Scope::ofAccount(kPlatform, at_.client), "bank");
    CPPUNIT_ASSERT_EQUAL(std::string{"cust_1"}, again.reply["customer"].get<std::string>());
  }

  void twoShopsDoNotShareACustomer() {
    at_.save("token_1");
    const auto shop = at_.till.reseller("acme");
    mustGetNothingFrom(shop, at_.till.client(shop));
  }

 private:
  void refresh() {
    const auto scope = Scope::ofAccount(kPlatform, at_.client);
    at_.till.methods.customerOf(scope, "bank");
    at_.till.methods.refresh(scope, "bank");
  }

  // The victim saves another method meanwhile, which the gateway tells of.
  void mustGetNothingFrom(Id<Tenant> tenant, Id<Account> other) {
    const auto scope = Scope::ofAccount(tenant, other);
    const auto refused = at_.till.methods.customerOf(scope, "bank");
    CPPUNIT_ASSERT(refused.outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"customer_of_another"}, refused.code);
    const auto setup = at_.till.methods.add(Till::actorOf(other, tenant), "bank", "card");
    at_.till.doJobs();
    CPPUNIT_ASSERT(at_.till.now(setup.id, tenant).status == PaymentStatus::Failed);
    CPPUNIT_ASSERT_EQUAL(std::string{"customer_of_another"},
                         at_.till.now(setup.id, tenant).errorCode);
    CPPUNIT_ASSERT(at_.till.gateway.asked("gateway/1.setup").empty());
    at_.list("token_2");
    GatewayNotice told;
    told.gateway = "bank";
    told.kind = GatewayNotice::Kind::MethodChanged;
    told.transactionId = "cust_1";
    at_.till.desk.book({told});
    at_.till.doJobs();
    at_.till.methods.refresh(scope, "bank");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, at_.methods().size());
    CPPUNIT_ASSERT(
        at_.till.database
            ->read([&](db::Reader& reader) { return at_.till.methods.list(reader, other); })
            .empty());
  }

  Engine engine_;
  Collector at_{engine_.url()};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(SavedMethodsTest, "modules/billing/saved_methods");

}  // namespace hostler
