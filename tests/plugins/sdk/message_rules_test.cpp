#include "tests/support/suite.h"

#include <hostler/message_rules.hpp>

using namespace hostler::sdk;

class MessageRulesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MessageRulesTest);
  CPPUNIT_TEST(addressesAreOneAndPlain);
  CPPUNIT_TEST(numbersAreInternational);
  CPPUNIT_TEST(channelsAreToldApart);
  CPPUNIT_TEST(aReferenceFitsEveryProvider);
  CPPUNIT_TEST(headersCannotBeSmuggledIn);
  CPPUNIT_TEST(attachmentsAreWhatTheySay);
  CPPUNIT_TEST_SUITE_END();

 public:
  void addressesAreOneAndPlain() {
    for (const char* good : {"asha@client.example", "asha.rao+x@a-b.co.in", "o'neil@x.example",
                             "a@xn--bcher-kva.example"}) {
      CPPUNIT_ASSERT_MESSAGE(good, isMailAddress(good));
    }
    for (const std::string bad :
         {"", "a", "a@b", "@b.example", "a@", "a@@b.example", "a b@c.example",
          "a@b.example,c@d.example", "<a@b.example>", "a@b.example\r\n", "\"a\"@b.example",
          "a@-b.example", "a@b-.example", "a@b..example", ".a@b.example", "a.@b.example",
          "a..b@c.example", "a@1.2.3.4", "a@b\xc3\xbc.example"}) {
      CPPUNIT_ASSERT_MESSAGE(bad, !isMailAddress(bad));
    }
    CPPUNIT_ASSERT(!isMailAddress(std::string(65, 'a') + "@b.example"));
  }

  void numbersAreInternational() {
    CPPUNIT_ASSERT(isPhoneNumber("+919812345678") && isPhoneNumber("+14155550123"));
    for (const char* bad : {"", "+", "919812345678", "+0919812345", "+91 98123",
                            "+91981234567890123", "+9198-123", "+91981"}) {
      CPPUNIT_ASSERT_MESSAGE(bad, !isPhoneNumber(bad));
    }
  }

  void channelsAreToldApart() {
    CPPUNIT_ASSERT(!messageFault(mail(), "email"));
    CPPUNIT_ASSERT_EQUAL(std::string{"wrong_channel"}, messageFault(mail(), "sms")->code);
    auto sms = mail();
    sms.channel = "sms";
    CPPUNIT_ASSERT_EQUAL(std::string{"bad_request"}, messageFault(sms, "sms")->code);
    sms.to = "+919812345678";
    CPPUNIT_ASSERT(!messageFault(sms, "sms"));
    sms.attachments = {{"a", "text/plain", "QQ=="}};
    CPPUNIT_ASSERT(messageFault(sms, "sms"));
  }

  void aReferenceFitsEveryProvider() {
    for (const std::string& bad : {std::string{}, std::string{"a b"}, std::string{"a\n"},
                                   std::string{"a@b"}, std::string(81, 'a')}) {
      auto message = mail();
      message.reference = bad;
      CPPUNIT_ASSERT_MESSAGE(bad, messageFault(message, "email"));
    }
  }

  void headersCannotBeSmuggledIn() {
    const auto refused = [](auto change) {
      auto bad = mail();
      change(bad);
      return messageFault(bad, "email").has_value();
    };
    CPPUNIT_ASSERT(refused([](Message& m) { m.subject = "a\r\nBcc: b@c.example"; }));
    CPPUNIT_ASSERT(refused([](Message& m) { m.subject.clear(); }));
    CPPUNIT_ASSERT(refused([](Message& m) { m.toName = std::string{"a\0b", 3}; }));
    CPPUNIT_ASSERT(refused([](Message& m) { m.fromName = "a\nb"; }));
    CPPUNIT_ASSERT(refused([](Message& m) { m.from = "a"; }));
    CPPUNIT_ASSERT(refused([](Message& m) { m.replyTo = "a@b.example, c@d.example"; }));
    for (const char* name : {"Bcc", "mEsSaGe-Id", "Content-Type", "content-anything", "X A", "X:A",
                             "", "Received", "X-SG-ID"}) {
      CPPUNIT_ASSERT_MESSAGE(name, refused([&](Message& m) { m.headers = {{name, "b"}}; }));
    }
    CPPUNIT_ASSERT(refused([](Message& m) { m.headers = {{"X-A", "b\r\nX-C: d"}}; }));
    CPPUNIT_ASSERT(refused([](Message& m) { m.headers = {{"X-A", std::string(901, 'b')}}; }));
    CPPUNIT_ASSERT(!refused([](Message& m) {
      m.headers = {{"List-Unsubscribe", "<https://a.example>"}};
    }));
    CPPUNIT_ASSERT(refused([](Message& m) { m.text = Secret{}; }));
  }

  void attachmentsAreWhatTheySay() {
    const auto refused = [](MessageAttachment attachment) {
      auto message = mail();
      message.attachments = {std::move(attachment)};
      return messageFault(message, "email").has_value();
    };
    CPPUNIT_ASSERT(!refused({"invoice.pdf", "application/pdf", "JVBERi0xLjQ="}));
    CPPUNIT_ASSERT(refused({"", "application/pdf", "QQ=="}));
    CPPUNIT_ASSERT(refused({"a\r\nb", "application/pdf", "QQ=="}));
    CPPUNIT_ASSERT(refused({"a", "application", "QQ=="}));
    CPPUNIT_ASSERT(refused({"a", "text/plain; x", "QQ=="}));
    CPPUNIT_ASSERT(refused({"a", "text/plain", "Q"}));
    CPPUNIT_ASSERT(refused({"a", "text/plain", ""}));
    CPPUNIT_ASSERT(refused({"a", "text/plain", std::string(24 << 20, 'A')}));
  }

 private:
  static Message mail() {
    Message message;
    message.reference = "msg_1";
    message.channel = "email";
    message.to = "asha@client.example";
    message.subject = "Hello";
    message.text = Secret{"text"};
    return message;
  }
};

HOSTLER_SUITE(MessageRulesTest, "plugins/sdk/message_rules");
