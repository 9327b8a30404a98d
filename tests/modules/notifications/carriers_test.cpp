// Which way a message goes, and how it goes once.
#include "modules/notifications/message_repository.h"
#include "tests/modules/notifications/shop.h"

namespace hostler {
namespace {

using namespace std::chrono_literals;

class CarriersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CarriersTest);
  CPPUNIT_TEST(mailsGoTheEnginesOwnWayUntilTold);
  CPPUNIT_TEST(aTenantsCarriersAreAskedInTheirOrder);
  CPPUNIT_TEST(whatOneRefusesAnotherTakes);
  CPPUNIT_TEST(aLostAnswerIsAskedOfTheSameAgain);
  CPPUNIT_TEST(whereAllRefuseItHasFailed);
  CPPUNIT_TEST(aMailCarriesItsPartsAndItsInvoice);
  CPPUNIT_TEST(smsGoByTheOrderOfTheTenant);
  CPPUNIT_TEST_SUITE_END();

 public:
  void mailsGoTheEnginesOwnWayUntilTold() {
    Shop shop;
    shop.carriers.enable("sendgrid", "email");
    send(shop, "meera@example.in");
    CPPUNIT_ASSERT(shop.message("account_activated").status == MessageStatus::Sent);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop.spooled().size());
    CPPUNIT_ASSERT(shop.carriers.asked("sendgrid").empty());
  }

  void aTenantsCarriersAreAskedInTheirOrder() {
    Shop shop;
    shop.carriers.enable("aaa", "email");
    shop.carriers.enable("sendgrid", "email");
    choose(shop, "mail.carriers", "gone, sendgrid, aaa, builtin");
    send(shop, "meera@example.in");
    const auto message = shop.message("account_activated");
    CPPUNIT_ASSERT(message.status == MessageStatus::Sent);
    CPPUNIT_ASSERT_EQUAL(std::string{"sendgrid"}, message.carrier);
    CPPUNIT_ASSERT_EQUAL(std::string{"sendgrid-1"}, message.carrierId);
    CPPUNIT_ASSERT(shop.carriers.asked("aaa").empty() && shop.spooled().empty());
  }

  void whatOneRefusesAnotherTakes() {
    for (const auto outcome : {Outcome::Permanent, Outcome::Retryable, Outcome::NeedsAttention}) {
      Shop shop;
      shop.carriers.enable("sendgrid", "email");
      shop.carriers.answer("sendgrid", ProviderAnswer::failed(outcome, "no", "not now"));
      choose(shop, "mail.carriers", "sendgrid,builtin");
      send(shop, "meera@example.in");
      CPPUNIT_ASSERT(shop.message("account_activated").status == MessageStatus::Sent);
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop.spooled().size());
      CPPUNIT_ASSERT(shop.message("account_activated").carrier.empty());
    }
  }

  void aLostAnswerIsAskedOfTheSameAgain() {
    Shop shop;
    shop.carriers.enable("sendgrid", "email");
    shop.carriers.answer("sendgrid", ProviderAnswer::failed(Outcome::Unknown, "lost", "no answer"));
    choose(shop, "mail.carriers", "sendgrid, builtin");
    send(shop, "meera@example.in");
    CPPUNIT_ASSERT(shop.message("account_activated").status == MessageStatus::Queued);
    CPPUNIT_ASSERT(shop.spooled().empty());
    // What it may have taken is what counts: under the same key it takes no other.
    auto tenant = shop.tenants.get(kPlatform);
    const auto name = std::exchange(tenant.name, "Another name");
    shop.inTransaction([&](db::Transaction& tx) {
      shop.tenants.save(tx, tenant);
      return true;
    });
    shop.carriers.answer("sendgrid", {Outcome::Succeeded, {{"id", "x7"}}});
    shop.pass(1min);
    CPPUNIT_ASSERT(shop.message("account_activated").status == MessageStatus::Sent);
    CPPUNIT_ASSERT_EQUAL(std::string{"x7"}, shop.message("account_activated").carrierId);
    CPPUNIT_ASSERT_EQUAL(Json(name), shop.message("account_activated").shown["brand"]["name"]);
    CPPUNIT_ASSERT(shop.spooled().empty());
    const auto asked = shop.carriers.asked("sendgrid");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, asked.size());
    CPPUNIT_ASSERT_EQUAL(asked[0]["reference"].get<std::string>(),
                         asked[1]["reference"].get<std::string>());
  }

  void whereAllRefuseItHasFailed() {
    Shop shop;
    for (const auto* name : {"aaa", "bbb"}) {
      shop.carriers.enable(name, "email");
      shop.carriers.answer(name, ProviderAnswer::failed(Outcome::Permanent, "no", "never"));
    }
    choose(shop, "mail.carriers", "aaa,bbb");
    send(shop, "meera@example.in");
    const auto message = shop.message("account_activated");
    CPPUNIT_ASSERT(message.status == MessageStatus::Failed);
    CPPUNIT_ASSERT_EQUAL(std::string{"aaa: no never; bbb: no never"}, message.answer);
    // Staff are told of it for as long as they look back.
    const auto failed = [&](std::chrono::hours back, Id<Tenant> tenant = kPlatform) {
      return shop.database->read([&](db::Reader& reader) {
        return message_repository::failedSince(reader, tenant, shop.clock.now().minus(back));
      });
    };
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, failed(std::chrono::hours{24 * 7}));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, failed(std::chrono::hours{24 * 7}, Id<Tenant>::of(2)));
    shop.pass(std::chrono::hours{24});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, failed(std::chrono::hours{23}));
  }

  void aMailCarriesItsPartsAndItsInvoice() {
    Shop shop;
    shop.carriers.enable("sendgrid", "email");
    choose(shop, "mail.carriers", "sendgrid");
    const auto meera = shop.client("Meera", "meera@example.in");
    shop.issueInvoice(meera);
    shop.work();
    const auto asked = shop.carriers.asked("sendgrid");
    CPPUNIT_ASSERT(!asked.empty());
    const auto& mail = asked.front();
    CPPUNIT_ASSERT_EQUAL(std::string{"email"}, mail["channel"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"help@acme.example"}, mail["from"].get<std::string>());
    CPPUNIT_ASSERT(!mail["text"].get<std::string>().empty() &&
                   !mail["html"].get<std::string>().empty());
    CPPUNIT_ASSERT_EQUAL(std::string{"application/pdf"},
                         mail["attachments"][0]["media_type"].get<std::string>());
  }

  void smsGoByTheOrderOfTheTenant() {
    Shop shop{{}, true};
    shop.carriers.enable("msg91", "sms");
    shop.carriers.enable("twilio", "sms");
    shop.carriers.answer("msg91", ProviderAnswer::failed(Outcome::Permanent, "no_text", "unknown"));
    OutgoingMessage code;
    code.templateName = "accounts.step_up_code";
    code.channel = MessageChannel::Sms;
    code.recipient = "+919812345678";
    code.model = {{"name", "Meera"}, {"minutes", 10}, {"brand", "Acme Hosting"}};
    code.code = Secret{"123456"};
    code.key = "k1";
    shop.inTransaction([&](db::Transaction& tx) {
      shop.notifications->sender().send(tx, Scope::ofTenant(kPlatform), code);
    });
    shop.work();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop.carriers.asked("msg91").size());
    const auto asked = shop.carriers.asked("twilio");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, asked.size());
    CPPUNIT_ASSERT(asked[0]["text"].get<std::string>().find("123456") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"twilio"}, shop.messages().front().carrier);
  }

 private:
  static void choose(Shop& shop, const std::string& name, const std::string& value) {
    shop.inTransaction(
        [&](db::Transaction& tx) { shop.tenants.change(tx, kPlatform, name, value); });
  }
  static void send(Shop& shop, const std::string& recipient) {
    OutgoingMessage message;
    message.templateName = "account_activated";
    message.recipient = recipient;
    message.model = {{"client", {{"name", "Meera Kulkarni"}, {"email", recipient}}}};
    message.key = "k1";
    shop.inTransaction([&](db::Transaction& tx) {
      shop.notifications->sender().send(tx, Scope::ofTenant(kPlatform), message);
    });
    shop.work();
  }
};
HOSTLER_SUITE(CarriersTest, "modules/notifications/carriers");

}  // namespace
}  // namespace hostler
