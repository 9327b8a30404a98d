#include "tests/modules/notifications/shop.h"

#include <fstream>

namespace hostler {
namespace {

const Scope kScope = Scope::ofTenant(kPlatform);

OutgoingMessage code(const std::string& key) {
  OutgoingMessage message;
  message.templateName = "accounts.step_up_code";
  message.recipient = "Meera@example.in";
  message.model = {{"name", "Meera"}, {"minutes", 10}, {"brand", "Acme Hosting"}};
  message.code = Secret{"481930"};
  message.key = key;
  return message;
}

class NotificationSenderTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(NotificationSenderTest);
  CPPUNIT_TEST(theSameMessageTwiceIsOneMessageAndOneJob);
  CPPUNIT_TEST(aMessageExistsExactlyWhenWhatItTellsOfDoes);
  CPPUNIT_TEST(aMessageToNobodyTakesAJobAndLeavesNothing);
  CPPUNIT_TEST(codesAreKeptSealedAndInProductionOnlyUntilTheyAreSent);
  CPPUNIT_TEST(aSandboxKeepsCodesForThoseWhoTest);
  CPPUNIT_TEST(aTemplateThatNobodyWroteIsADefect);
  CPPUNIT_TEST(smsNeedAPluginInProduction);
  CPPUNIT_TEST(anSmsInTheSandboxHoldsTheRegisteredWords);
  CPPUNIT_TEST_SUITE_END();

  static void send(Shop& shop, const OutgoingMessage& message) {
    shop.inTransaction(
        [&](db::Transaction& tx) { shop.notifications->sender().send(tx, kScope, message); });
  }
  static std::int64_t jobsIn(Shop& shop) {
    return shop.database->query("SELECT COUNT(*) AS n FROM jobs").only().integer("n");
  }

 public:
  void theSameMessageTwiceIsOneMessageAndOneJob() {
    Shop shop;
    auto shouting = code("k1");
    shouting.recipient = "MEERA@EXAMPLE.IN";

    send(shop, code("k1"));
    send(shop, code("k1"));
    send(shop, shouting);
    send(shop, code("k2"));

    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, shop.messages().size());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, jobsIn(shop));
    shop.work();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, shop.spooled().size());
  }

  void aMessageExistsExactlyWhenWhatItTellsOfDoes() {
    Shop shop;
    const auto failing = [&](db::Transaction& tx) {
      shop.notifications->sender().send(tx, kScope, code("k1"));
      throw std::runtime_error{"the change was refused"};
    };

    CPPUNIT_ASSERT_THROW(shop.inTransaction([&](db::Transaction& tx) { failing(tx); }),
                         std::runtime_error);
    shop.work();

    CPPUNIT_ASSERT(shop.messages().empty());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, jobsIn(shop));
    CPPUNIT_ASSERT(shop.spooled().empty());
  }

  void aMessageToNobodyTakesAJobAndLeavesNothing() {
    Shop shop;
    auto nobodys = code("k1");
    nobodys.recipient.clear();
    send(shop, nobodys);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, jobsIn(shop));
    CPPUNIT_ASSERT(shop.messages().empty());
    shop.work();
    CPPUNIT_ASSERT(shop.spooled().empty());
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop.database->query("SELECT COUNT(*) AS n FROM jobs WHERE state = 3").only().integer("n"));
  }

  void codesAreKeptSealedAndInProductionOnlyUntilTheyAreSent() {
    Shop shop{{}, true};
    // Looked at before it is committed: a worker may have sent it right after.
    shop.inTransaction([&](db::Transaction& tx) {
      shop.notifications->sender().send(tx, kScope, code("k1"));
      const auto row = tx.query("SELECT * FROM messages").only();
      CPPUNIT_ASSERT(row.text("model").find("481930") == std::string::npos);
      CPPUNIT_ASSERT(row.blob("secrets").bytes.find("481930") == std::string::npos);
      const auto payload = tx.query("SELECT payload FROM jobs").only().text("payload");
      CPPUNIT_ASSERT(payload.find("481930") == std::string::npos);
    });

    shop.work();

    const auto sent = shop.message("one_time_code");
    CPPUNIT_ASSERT(sent.status == MessageStatus::Sent);
    CPPUNIT_ASSERT(sent.carriesSecret && !sent.hasSecrets);
    CPPUNIT_ASSERT(shop.database->query("SELECT secrets FROM messages").only().isNull("secrets"));
    CPPUNIT_ASSERT(shop.spooled().at(0).find("481930") != std::string::npos);
  }

  void aSandboxKeepsCodesForThoseWhoTest() {
    Shop shop;
    send(shop, code("k1"));
    shop.work();
    CPPUNIT_ASSERT(shop.message("one_time_code").hasSecrets);
  }

  void aTemplateThatNobodyWroteIsADefect() {
    Shop shop;
    auto unknown = code("k1");
    unknown.templateName = "accounts.happy_birthday";
    CPPUNIT_ASSERT_THROW(send(shop, unknown), std::logic_error);
    unknown.templateName = "happy_birthday";
    CPPUNIT_ASSERT_THROW(send(shop, unknown), std::logic_error);
    CPPUNIT_ASSERT(shop.messages().empty());
  }

  void smsNeedAPluginInProduction() {
    Shop sandbox, production{{}, true};
    CPPUNIT_ASSERT(sandbox.notifications->sender().canSend(kPlatform, MessageChannel::Sms));
    CPPUNIT_ASSERT(!production.notifications->sender().canSend(kPlatform, MessageChannel::Sms));
    CPPUNIT_ASSERT(production.notifications->sender().canSend(kPlatform, MessageChannel::Email));
  }

  void anSmsInTheSandboxHoldsTheRegisteredWords() {
    Shop shop;
    auto sms = code("k1");
    sms.channel = MessageChannel::Sms;
    sms.recipient = "+919812345678";
    send(shop, sms);
    shop.work();

    const auto sent = shop.message("otp");
    CPPUNIT_ASSERT(sent.status == MessageStatus::Sent);
    std::ifstream file{shop.spool() / "sms" / (sent.id.text() + ".json")};
    const auto written = Json::parse(file);
    CPPUNIT_ASSERT_EQUAL(std::string{"+919812345678"}, written.at("to").get<std::string>());
    CPPUNIT_ASSERT_EQUAL(
        std::string{
            "481930 is your code for Acme Hosting. It is valid for 10 minutes. Do not share "
            "it with anyone."},
        written.at("text").get<std::string>());
  }
};
HOSTLER_SUITE(NotificationSenderTest, "modules/notifications/notification_sender");

}  // namespace
}  // namespace hostler
