#include "modules/accounts/accounts_events.h"
#include "tests/core/mail/smtp_server.h"
#include "tests/modules/notifications/shop.h"

namespace hostler {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Text from anyone is text everywhere (security rules I3, I5, I12, I13).
class HostileValuesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(HostileValuesTest);
  CPPUNIT_TEST(aNameWithMarkupIsShownAsItIs);
  CPPUNIT_TEST(aNameCannotBecomeTemplate);
  CPPUNIT_TEST(aNameCannotAddHeadersOrRecipients);
  CPPUNIT_TEST(anAddressThatIsMoreThanOneIsRefused);
  CPPUNIT_TEST_SUITE_END();

  static void welcome(Shop& shop, const std::string& name, const std::string& email) {
    const auto account = shop.client(name, email);
    shop.announce(account, AccountRegistered{account, Id<User>::of(1), "123456789012"});
    shop.work();
  }

 public:
  void aNameWithMarkupIsShownAsItIs() {
    Shop shop;
    welcome(shop, "<script>alert(1)</script>", "meera@example.in");
    const auto mail = shop.spooled().at(0);
    CPPUNIT_ASSERT_MESSAGE(mail,
                           holds(mail, "Hello &lt;script&gt;alert(1)&lt;/script&gt; Kulkarni"));
    const auto html = mail.substr(mail.find("text/html"));
    CPPUNIT_ASSERT(!holds(html, "<script"));
  }

  void aNameCannotBecomeTemplate() {
    Shop shop;
    welcome(shop, "{{brand.name}}{{>top}}${7*7}<%= 7*7 %>{% raw %}", "meera@example.in");
    const auto mail = shop.spooled().at(0);
    CPPUNIT_ASSERT_MESSAGE(
        mail, holds(mail, "Hello {{brand.name}}{{>top}}${7*7}<%= 7*7 %>{% raw %} Kulkarni,"));
  }

  void aNameCannotAddHeadersOrRecipients() {
    const auto smtp = mail::SmtpServer::start();
    if (!smtp) return testing::skip("aiosmtpd is not installed");
    Shop shop{plainSmtp(smtp->port())};
    welcome(shop, "Meera\r\nBcc: victim@example.net\r\n\r\nbody", "meera@example.in");
    const auto said = smtp->await("message");
    CPPUNIT_ASSERT_EQUAL(Json({"meera@example.in"}), said.at("recipients"));
    CPPUNIT_ASSERT(!said.at("parsed").at("headers").contains("bcc"));
    CPPUNIT_ASSERT(said.at("parsed").at("defects").empty());
  }

  void anAddressThatIsMoreThanOneIsRefused() {
    Shop shop;
    const std::vector<std::string> addresses{"a@example.in, b@example.net",
                                             "a@example.in\r\nBcc: b@example.net",
                                             "a@example.in>\r\nRCPT TO:<b@example.net",
                                             "no address", std::string(300, 'a') + "@example.in"};
    for (const auto& address : addresses) {
      OutgoingMessage message;
      message.templateName = "account_activated";
      message.recipient = address;
      message.key = "k";
      shop.inTransaction([&](db::Transaction& tx) {
        shop.notifications->sender().send(tx, Scope::ofTenant(kPlatform), message);
      });
    }
    shop.work();

    CPPUNIT_ASSERT_EQUAL(addresses.size(), shop.messages().size());
    for (const auto& message : shop.messages()) {
      CPPUNIT_ASSERT_MESSAGE(message.recipient, message.status == MessageStatus::Failed);
      CPPUNIT_ASSERT_EQUAL(std::string{"the recipient is not one e-mail address"}, message.answer);
    }
    CPPUNIT_ASSERT(shop.spooled().empty());
  }
};
HOSTLER_SUITE(HostileValuesTest, "modules/notifications/hostile_values");

}  // namespace
}  // namespace hostler
