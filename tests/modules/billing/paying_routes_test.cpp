#include "tests/modules/billing/money_shop.h"
#include "tests/modules/billing/on_billing_routes.h"

namespace hostler {

namespace testing {
// Transfers, saved ways to pay and disputes as clients and staff meet them.
class PayingRoutesTest : public OnBillingRoutes {
  CPPUNIT_TEST_SUITE(PayingRoutesTest);
  CPPUNIT_TEST(aTransferFromProofToInvoice);
  CPPUNIT_TEST(whatStaffSayIsChecked);
  CPPUNIT_TEST(aProofIsSeenByItsOwnerAndStaffAlone);
  CPPUNIT_TEST(aGatewayThatSavesNothingIsNotOfferedForIt);
  CPPUNIT_TEST(howIWantToPayIsMine);
  CPPUNIT_TEST(disputesAreForStaff);
  CPPUNIT_TEST(aDiscardedChargeHasFailed);
  CPPUNIT_TEST(aReturnBooksWhatTheGatewayConfirms);
  CPPUNIT_TEST(aReturnOfTheOtherKindOfMoneyBooksNothing);
  CPPUNIT_TEST(heldMoneyIsMovedWithAFreshFactorAlone);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { start(providers_); }

  void aTransferFromProofToInvoice() {
    const auto invoice = issue(499'00);
    const auto payment = transfer(invoice);
    const auto proven = client_->post("/payments/" + payment + "/proof", {{"file", upload()}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(proven.text, 200, proven.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"processing"}, proven["payment"]["status"].get<std::string>());
    CPPUNIT_ASSERT(proven["payment"]["by_hand"].get<bool>());
    const auto waiting = owner_->get("/admin/payments/awaiting?proof=true");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(waiting.text, std::size_t{1}, waiting["data"].size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, waiting["data"][0]["proofs"].size());
    const auto confirmed = confirm(payment, 600'00, "UTR1");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(confirmed.text, 200, confirmed.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"succeeded"}, confirmed["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-06-09"}, confirmed["received_on"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"paid"},
                         client_->get("/invoices/" + invoice)["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(101'00, client_->get("/wallet")["balances"][0]["amount"].get<int>());
    CPPUNIT_ASSERT(owner_->get("/admin/payments/awaiting")["data"].empty());
  }

  void whatStaffSayIsChecked() {
    const auto payment = transfer(issue(499'00));
    const auto path = "/admin/payments/" + payment;
    CPPUNIT_ASSERT_EQUAL(422, confirm(payment, 0, "UTR1").status);
    CPPUNIT_ASSERT_EQUAL(422, confirm(payment, -1, "UTR1").status);
    CPPUNIT_ASSERT_EQUAL(422, confirm(payment, 100, "").status);
    CPPUNIT_ASSERT_EQUAL(422, owner_->post(path + "/reject", Json::object()).status);
    CPPUNIT_ASSERT_EQUAL(200, confirm(payment, 100, "UTR1").status);
    CPPUNIT_ASSERT_EQUAL(std::string{"reference_used"}, confirm(payment, 100, "UTR1").code());
    CPPUNIT_ASSERT_EQUAL(std::string{"payment_closed"},
                         owner_->post(path + "/reject", {{"reason", "Nothing came"}}).code());
    const Json body{{"amount", paise(100)}, {"reference", "UTR2"}};
    CPPUNIT_ASSERT_EQUAL(403, client_->post(path + "/confirm", body).status);
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().post(path + "/confirm", body).status);
    CPPUNIT_ASSERT_EQUAL(404,
                         owner_->post("/admin/payments/pay_0000000000001/confirm", body).status);
  }

  void aProofIsSeenByItsOwnerAndStaffAlone() {
    const auto payment = transfer(issue(499'00));
    const auto file = upload();
    auto other = engine_->signedUpClient("ravi@example.in");
    CPPUNIT_ASSERT_EQUAL(404,
                         other.post("/payments/" + payment + "/proof", {{"file", file}}).status);
    CPPUNIT_ASSERT_EQUAL(
        422,
        client_->post("/payments/" + payment + "/proof", {{"file", "fil_0000000000001"}}).status);
    client_->post("/payments/" + payment + "/proof", {{"file", file}});
    const auto path = "/admin/payments/" + payment + "/proofs/" + file;
    const auto seen = owner_->get(path);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(seen.text, 200, seen.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"UTR 415200123456"}, seen.text);
    CPPUNIT_ASSERT(seen.header("Content-Disposition").starts_with("attachment"));
    CPPUNIT_ASSERT_EQUAL(std::string{"nosniff"}, seen.header("X-Content-Type-Options"));
    CPPUNIT_ASSERT_EQUAL(403, client_->get(path).status);
    const auto another = transfer(issue(99'00));
    CPPUNIT_ASSERT_EQUAL(404, owner_->get("/admin/payments/" + another + "/proofs/" + file).status);
  }

  void aGatewayThatSavesNothingIsNotOfferedForIt() {
    const auto methods = client_->get("/payments/methods");
    CPPUNIT_ASSERT(methods["data"].empty());
    CPPUNIT_ASSERT(!methods["offered"][0]["saves"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"not_offered"},
        client_->post("/payments/methods/add", {{"gateway", "bank"}}).fieldCode("gateway"));
    CPPUNIT_ASSERT_EQUAL(
        422, client_->post("/payments/methods/add", {{"gateway", "bank"}, {"card", "x"}}).status);
    CPPUNIT_ASSERT_EQUAL(404, client_->remove("/payments/methods/pmt_0000000000001").status);
  }

  void howIWantToPayIsMine() {
    const auto settings = client_->get("/billing/settings");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(settings.text, 200, settings.status);
    CPPUNIT_ASSERT(settings["default_method_id"].is_null() && settings["auto_pay"].get<bool>());
    const auto off = client_->put("/billing/settings", {{"auto_pay", false}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(off.text, 200, off.status);
    CPPUNIT_ASSERT(!client_->get("/billing/settings")["auto_pay"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(
        422,
        client_->put("/billing/settings", {{"default_method_id", "pmt_0000000000001"}}).status);
    CPPUNIT_ASSERT_EQUAL(403, owner_->get("/billing/settings").status);
  }

  void disputesAreForStaff() {
    CPPUNIT_ASSERT(owner_->get("/admin/disputes?open=true")["data"].empty());
    CPPUNIT_ASSERT_EQUAL(403, client_->get("/admin/disputes").status);
  }

  void aDiscardedChargeHasFailed() {
    auto actor = Actor::system(kPlatform, Id<Account>::parse(account_).value(), "test");
    actor.kind = Actor::Kind::Client;
    const auto invoice = Id<Invoice>::parse(issue(499'00)).value();
    const auto payment = billing_->payments().start(actor, {invoice}, "bank");
    jobs::Interventions interventions;
    billing_->addInterventions(interventions);
    jobs::Job job;
    job.kind = "billing.charge_saved_method";
    job.payload = {{"payment", payment.id.text()}};
    engine_->database().transaction(
        [&](db::Transaction& tx) { interventions.discarded(tx, actor, job); });
    CPPUNIT_ASSERT_EQUAL(
        std::string{"failed"},
        client_->get("/payments/" + payment.id.text())["status"].get<std::string>());
  }

  void aReturnBooksWhatTheGatewayConfirms() {
    const auto invoice = issue(499'00);
    comeBack(invoice, false);
    CPPUNIT_ASSERT_EQUAL(std::string{"paid"},
                         client_->get("/invoices/" + invoice)["status"].get<std::string>());
  }

  void aReturnOfTheOtherKindOfMoneyBooksNothing() {
    const auto invoice = issue(499'00);
    comeBack(invoice, true);  // real money, and this engine is a sandbox
    CPPUNIT_ASSERT_EQUAL(std::string{"unpaid"},
                         client_->get("/invoices/" + invoice)["status"].get<std::string>());
    CPPUNIT_ASSERT(client_->get("/transactions")["data"].empty());
  }

  // Staff who have a second factor and showed it a while ago.
  void heldMoneyIsMovedWithAFreshFactorAlone() {
    const std::string event = "/admin/webhooks/in/" + Id<GatewayEvent>::of(7).text() + "/replay";
    CPPUNIT_ASSERT_EQUAL(404, owner_->post(event).status);
    engine_->database().transaction([](db::Transaction& tx) {
      tx.execute("UPDATE users SET totp_confirmed_at = created_at WHERE kind = 'staff'");
    });
    engine_->clock().advance(std::chrono::minutes{16});
    owner_->withoutBearer();
    const auto renewed = owner_->fromOwnPage().post("/auth/refresh-token", Json::object());
    CPPUNIT_ASSERT_EQUAL_MESSAGE(renewed.text, 200, renewed.status);
    owner_->useBearer(renewed["access_token"]);
    CPPUNIT_ASSERT_EQUAL(200, owner_->get("/admin/webhooks/in").status);

    const auto stale = owner_->post(event);

    CPPUNIT_ASSERT_EQUAL_MESSAGE(stale.text, 403, stale.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"step_up_required"}, stale.code());
  }

 private:
  void comeBack(const std::string& invoice, bool live) {
    providers_.bankOffers({"checkout", "refund"});
    providers_.on("gateway/1.test_connection", [live](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded, {{"live", live}}};
    });
    providers_.on("gateway/1.verify_return", [](const ProviderRequest& request) {
      return ProviderAnswer{Outcome::Succeeded,
                            {{"payment",
                              {{"id", "pay_1"},
                               {"state", "captured"},
                               {"amount", paise(499'00)},
                               {"reference", request.body["reference"]}}}}};
    });
    const auto told =
        client_->post("/payments/" + transfer(invoice) + "/return", {{"payment_id", "pay_1"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(told.text, 200, told.status);
  }
  std::string issue(std::int64_t price) {
    return owner_
        ->post("/admin/invoices", {{"account", account_},
                                   {"lines", Json::array({{{"description", "Moving a site"},
                                                           {"unit_price", paise(price)},
                                                           {"sac", "998315"}}})}})["id"]
        .get<std::string>();
  }
  // An attempt as it stands once instructions were written for it.
  std::string transfer(const std::string& invoice) {
    auto actor = Actor::system(kPlatform, Id<Account>::parse(account_).value(), "test");
    actor.kind = Actor::Kind::Client;
    const auto payment =
        billing_->payments().start(actor, {Id<Invoice>::parse(invoice).value()}, "bank");
    engine_->database().transaction([&](db::Transaction& tx) {
      tx.execute(
          "UPDATE payments SET by_hand = 1, status = 'requires_action', gateway_reference = ? "
          "WHERE id = ?",
          payment.id.text(), payment.id);
    });
    return payment.id.text();
  }
  std::string upload() {
    client_->with("content-type", "text/plain");
    return client_->send(front::Method::Post, "/files", "UTR 415200123456")["id"]
        .get<std::string>();
  }
  ApiAnswer confirm(const std::string& payment, std::int64_t amount, const std::string& reference) {
    return owner_->post(
        "/admin/payments/" + payment + "/confirm",
        {{"amount", paise(amount)}, {"reference", reference}, {"received_on", "2026-06-09"}});
  }

  ToldProviders providers_;
};
HOSTLER_SUITE(PayingRoutesTest, "modules/billing/paying_routes");

}  // namespace testing
}  // namespace hostler
