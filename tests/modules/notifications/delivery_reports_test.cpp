// What carriers report, and what follows from it.
#include "core/problem/problem.h"
#include "tests/modules/notifications/calls.h"

namespace hostler {
namespace {

class DeliveryReportsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DeliveryReportsTest);
  CPPUNIT_TEST(aDeliveredMailSaysSo);
  CPPUNIT_TEST(reportsComeTwiceLateAndInAnyOrder);
  CPPUNIT_TEST(aBounceEndsMailsToThatAddressUntilItIsLifted);
  CPPUNIT_TEST(whoComplainedStillGetsTheCodesHeAsksFor);
  CPPUNIT_TEST(anotherTenantOrCarrierIsNotTouched);
  CPPUNIT_TEST(onlyTheCarrierItselfIsBelieved);
  CPPUNIT_TEST(theAddressThatWasCalledIsToldToThePlugin);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    shop_ = std::make_unique<Shop>();
    shop_->carriers.enable("sendgrid", "email");
    shop_->inTransaction([&](db::Transaction& tx) {
      shop_->tenants.change(tx, kPlatform, "mail.carriers", "sendgrid");
    });
    calls_ = std::make_unique<Calls>(*shop_);
  }
  void tearDown() override {
    calls_.reset();
    shop_.reset();
  }

  void aDeliveredMailSaysSo() {
    const auto id = send("meera@example.in", "k1");
    report({{{"reference", id}, {"state", "delivered"}, {"at", 1'775'018'700}}});
    const auto shown = calls_->get("/admin/messages/" + id);
    CPPUNIT_ASSERT_EQUAL(std::string{"delivered"}, shown["delivery"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"sendgrid"}, shown["carrier"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-04-01T04:45:00Z"},
                         shown["delivered_at"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         calls_->get("/admin/messages?delivery=delivered").at("data").size());
    CPPUNIT_ASSERT(calls_->get("/admin/messages?delivery=bounced").at("data").empty());
  }

  void reportsComeTwiceLateAndInAnyOrder() {
    const auto id = send("meera@example.in", "k1");
    report({{{"id", "sendgrid-1"}, {"state", "bounced"}, {"reason", "550 no such user"}},
            {{"id", "sendgrid-1"}, {"state", "delivered"}},
            {{"state", "nonsense"}, {"reference", id}},
            {{"reference", "msg_0000000000000"}, {"state", "bounced"}},
            "no report"});
    report({{{"id", "sendgrid-1"}, {"state", "bounced"}, {"reason", "550 no such user"}}});
    const auto shown = calls_->get("/admin/messages/" + id);
    CPPUNIT_ASSERT_EQUAL(std::string{"bounced"}, shown["delivery"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"550 no such user"},
                         shown["delivery_reason"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         calls_->get("/admin/suppressed-recipients")["data"].size());
  }

  void aBounceEndsMailsToThatAddressUntilItIsLifted() {
    const auto id = send("Meera@example.in", "k1");
    report({{{"reference", id}, {"state", "bounced"}, {"reason", "550 no such user"}}});
    const auto second = send("meera@example.in", "k2");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_->carriers.asked("sendgrid").size());
    auto shown = calls_->get("/admin/messages/" + second);
    CPPUNIT_ASSERT_EQUAL(std::string{"failed"}, shown["state"].get<std::string>());
    CPPUNIT_ASSERT(shown["answer"].get<std::string>().find("550 no such user") !=
                   std::string::npos);
    send("ravi@example.in", "k3");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, shop_->carriers.asked("sendgrid").size());

    const auto list = calls_->get("/admin/suppressed-recipients")["data"];
    CPPUNIT_ASSERT_EQUAL(std::string{"meera@example.in"}, list[0]["to"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(id, list[0]["message"].get<std::string>());
    const auto path = "/admin/suppressed-recipients/" + list[0]["id"].get<std::string>();
    calls_->actAs(Id<Tenant>::of(2));
    CPPUNIT_ASSERT_THROW(calls_->remove(path), NotFound);
    calls_->actAs(kPlatform);
    calls_->remove(path);
    send("meera@example.in", "k4");
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, shop_->carriers.asked("sendgrid").size());
  }

  void whoComplainedStillGetsTheCodesHeAsksFor() {
    report({{{"reference", send("meera@example.in", "k1")}, {"state", "complained"}}});
    send("meera@example.in", "k2");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_->carriers.asked("sendgrid").size());
    OutgoingMessage code;
    code.templateName = "accounts.step_up_code";
    code.recipient = "meera@example.in";
    code.model = {{"name", "Meera"}, {"minutes", 10}, {"brand", "Acme Hosting"}};
    code.code = Secret{"481930"};
    code.key = "k3";
    shop_->inTransaction([&](db::Transaction& tx) {
      shop_->notifications->sender().send(tx, Scope::ofTenant(kPlatform), code);
    });
    shop_->work();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, shop_->carriers.asked("sendgrid").size());
  }

  void anotherTenantOrCarrierIsNotTouched() {
    const auto id = send("meera@example.in", "k1");
    shop_->carriers.enable("other", "email");
    report({{{"reference", id}, {"state", "complained"}}}, "other");
    CPPUNIT_ASSERT(!calls_->get("/admin/messages/" + id).contains("delivery"));
    CPPUNIT_ASSERT(calls_->get("/admin/suppressed-recipients")["data"].empty());
  }

  void onlyTheCarrierItselfIsBelieved() {
    refused(404, "/notifications/webhook/nobody");
    for (const auto& [outcome, status] :
         {std::pair{Outcome::Permanent, 400}, std::pair{Outcome::NeedsAttention, 503},
          std::pair{Outcome::Retryable, 503}, std::pair{Outcome::Unknown, 503}}) {
      shop_->carriers.answer("sendgrid",
                             ProviderAnswer::failed(outcome, "signature_invalid", "no"));
      refused(status, "/notifications/webhook/sendgrid");
    }
  }

  void theAddressThatWasCalledIsToldToThePlugin() {
    shop_->carriers.answer("sendgrid",
                           ProviderAnswer::failed(Outcome::Permanent, "signature_invalid", "no"));
    refused(400, "/notifications/webhook/sendgrid?token=1");
    const auto asked = shop_->carriers.asked("sendgrid", "webhook");
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, asked.size());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"https://my.acme.example/api/notifications/webhook/sendgrid?token=1"},
        asked[0]["url"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"http://hooks.acme.example/api/notifications/webhook/sendgrid?token=1"},
        asked[2]["url"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"Ym9keQ=="}, asked[0]["body_base64"].get<std::string>());
    for (const auto& header : asked[0]["headers"])
      CPPUNIT_ASSERT(header[0] != "cookie" && header[0] != "authorization");
  }

 private:
  std::string send(const std::string& recipient, const std::string& key) {
    shop_->carriers.answer("sendgrid", {Outcome::Succeeded, {{"id", "sendgrid-1"}}});
    OutgoingMessage message;
    message.templateName = "account_activated";
    message.recipient = recipient;
    message.model = {{"client", {{"name", "Meera Kulkarni"}, {"email", recipient}}}};
    message.key = key;
    shop_->inTransaction([&](db::Transaction& tx) {
      shop_->notifications->sender().send(tx, Scope::ofTenant(kPlatform), message);
    });
    shop_->work();
    return shop_->messages().front().id.text();
  }
  void report(const Json& reports, const std::string& carrier = "sendgrid") {
    shop_->carriers.answer(carrier, {Outcome::Succeeded, {{"reports", reports}}});
    const auto answer = deliver("/notifications/webhook/" + carrier);
    CPPUNIT_ASSERT_EQUAL(200, answer.status);
  }
  http::Answer deliver(const std::string& path) {
    return calls_->deliver(path, "body",
                           {{"host", "hooks.acme.example"}, {"cookie", "a=b"}, {"x-sig", "1"}});
  }
  void refused(int status, const std::string& path) {
    try {
      deliver(path);
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(status, error.status());
      return;
    }
    CPPUNIT_FAIL("it was taken: " + path);
  }

  std::unique_ptr<Shop> shop_;
  std::unique_ptr<Calls> calls_;
};
HOSTLER_SUITE(DeliveryReportsTest, "modules/notifications/delivery_reports");

}  // namespace
}  // namespace hostler
