#include "modules/accounts/accounts_events.h"
#include "tests/modules/notifications/calls.h"

namespace hostler {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class MessageRoutesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MessageRoutesTest);
  CPPUNIT_TEST(messagesAreFoundByRecipientAndChannelNewestFirst);
  CPPUNIT_TEST(aSandboxShowsCodesAndLinksAndProductionCoversThem);
  CPPUNIT_TEST(aMessageIsSentOnceMoreAsANewOne);
  CPPUNIT_TEST(whatIsOnItsWayOrWornOutIsNotSentAgain);
  CPPUNIT_TEST(anotherTenantsMessagesAreNotThere);
  CPPUNIT_TEST(staffRemindOfAnOpenInvoice);
  CPPUNIT_TEST(whatIsPaidIsNotRemindedOf);
  CPPUNIT_TEST(aSentMessageIsShownAsItWasSent);
  CPPUNIT_TEST_SUITE_END();

  static void send(Shop& shop, const std::string& templateName, const std::string& recipient,
                   const std::string& key) {
    OutgoingMessage message;
    message.templateName = templateName;
    message.recipient = recipient;
    if (recipient.starts_with('+')) message.channel = MessageChannel::Sms;
    message.model = {{"name", "Meera"}, {"minutes", 10}};
    if (templateName == "accounts.step_up_code") message.code = Secret{"481930"};
    if (templateName == "accounts.reset_password")
      message.link = Secret{"https://my.acme.example/reset#token=abc"};
    message.key = key;
    shop.inTransaction([&](db::Transaction& tx) {
      shop.notifications->sender().send(tx, Scope::ofTenant(kPlatform), message);
    });
    shop.clock.advance(std::chrono::seconds{1});
  }

 public:
  void messagesAreFoundByRecipientAndChannelNewestFirst() {
    Shop shop;
    Calls calls{shop};
    send(shop, "accounts.step_up_code", "+919812345678", "k1");
    send(shop, "accounts.account_activated", "meera@example.in", "k2");
    send(shop, "accounts.account_activated", "someone@example.in", "k3");
    send(shop, "accounts.password_changed", "meera@example.in", "k4");
    shop.work();

    const auto mine = calls.get("/admin/messages?to=Meera@Example.in&channel=email").at("data");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, mine.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"password_changed"}, mine[0].at("kind").get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"sent"}, mine[0].at("state").get<std::string>());
    CPPUNIT_ASSERT_EQUAL(1, mine[0].at("attempts").get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"Your account is active again"},
                         mine[1].at("subject").get<std::string>());
    CPPUNIT_ASSERT(holds(mine[1].at("html").get<std::string>(), "Acme Hosting"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         calls.get("/admin/messages?channel=sms").at("data").size());
    const auto page = calls.get("/admin/messages?limit=3");
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, page.at("data").size());
    const auto rest =
        calls.get("/admin/messages?limit=3&cursor=" + page.at("next_cursor").get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rest.at("data").size());
    CPPUNIT_ASSERT(rest.at("next_cursor").is_null());
  }

  void aSandboxShowsCodesAndLinksAndProductionCoversThem() {
    Shop sandbox, production{{}, true};
    for (auto* shop : {&sandbox, &production}) {
      send(*shop, "accounts.step_up_code", "meera@example.in", "k1");
      send(*shop, "accounts.reset_password", "meera@example.in", "k2");
    }
    Calls open{sandbox}, covered{production};
    for (int round = 0; round < 2; ++round) {
      const auto shown = open.get("/admin/messages").at("data");
      CPPUNIT_ASSERT_EQUAL(std::string{"https://my.acme.example/reset#token=abc"},
                           shown[0].at("link").get<std::string>());
      CPPUNIT_ASSERT_EQUAL(std::string{"481930"}, shown[1].at("code").get<std::string>());
      CPPUNIT_ASSERT(holds(shown[1].at("text").get<std::string>(), "481930"));
      const auto hidden = covered.get("/admin/messages");
      CPPUNIT_ASSERT(!holds(dump(hidden), "481930"));
      CPPUNIT_ASSERT(!holds(dump(hidden), "token=abc"));
      CPPUNIT_ASSERT(!hidden.at("data")[1].contains("code"));
      CPPUNIT_ASSERT(holds(hidden.at("data")[1].at("text").get<std::string>(), "••••••"));
      sandbox.work();
      production.work();
    }
  }

  void aMessageIsSentOnceMoreAsANewOne() {
    Shop shop;
    Calls calls{shop};
    send(shop, "accounts.account_activated", "meera@example.in", "k1");
    shop.work();
    const auto first = shop.message("account_activated");

    const auto answer = calls.post("/admin/messages/" + first.id.text() + "/resend");
    shop.work();

    CPPUNIT_ASSERT_EQUAL(201, answer.status);
    CPPUNIT_ASSERT(answer.body.at("id") != first.id.text());
    const auto mails = shop.spooled();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, mails.size());
    CPPUNIT_ASSERT(holds(mails[1], "Message-ID: <" + answer.body.at("id").get<std::string>()));
    CPPUNIT_ASSERT_EQUAL(std::string{"sent"},
                         calls.get("/admin/messages/" + answer.body.at("id").get<std::string>())
                             .at("state")
                             .get<std::string>());
    const auto audited = shop.database->query(
        "SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'message.resent'");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, audited.only().integer("n"));
  }

  void staffRemindOfAnOpenInvoice() {
    Shop shop;
    Calls calls{shop};
    const auto invoice = shop.issueInvoice(shop.client("Meera", "meera@example.in"));
    const auto path = "/admin/invoices/" + invoice.id.text() + "/send-reminder";
    const auto answer = calls.post(path);
    CPPUNIT_ASSERT_EQUAL(200, answer.status);
    CPPUNIT_ASSERT_EQUAL(invoice.id.text(), answer.body.at("id").get<std::string>());
    // Whoever asks for one more means it.
    shop.clock.advance(std::chrono::minutes{1});
    calls.post(path);
    shop.work();

    const auto sent = calls.get("/admin/messages?kind=invoice_reminder").at("data");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, sent.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"sent"}, sent[0].at("state").get<std::string>());
    CPPUNIT_ASSERT(holds(sent[0].at("text").get<std::string>(), invoice.number));
    const auto audited = shop.database->query(
        "SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'invoice.reminded'");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, audited.only().integer("n"));
    shop.pass(std::chrono::hours{24} * (invoice.issueDate.daysUntil(invoice.dueDate) + 1));
    calls.post(path);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         calls.get("/admin/messages?kind=invoice_overdue_1").at("data").size());
  }

  void whatIsPaidIsNotRemindedOf() {
    Shop shop;
    Calls calls{shop};
    const auto invoice = shop.issueInvoice(shop.client("Meera", "meera@example.in"));
    const auto path = "/admin/invoices/" + invoice.id.text() + "/send-reminder";
    calls.actAs(Id<Tenant>::of(2));
    CPPUNIT_ASSERT_THROW(calls.post(path), NotFound);
    calls.actAs(kPlatform);
    shop.markPaid(invoice.id);
    try {
      calls.post(path);
      CPPUNIT_FAIL("it was sent");
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"nothing_to_remind_of"}, error.code());
    }
  }

  void aSentMessageIsShownAsItWasSent() {
    Shop shop;
    Calls calls{shop};
    const auto invoice = shop.issueInvoice(shop.client("Meera", "meera@example.in"));
    calls.post("/admin/invoices/" + invoice.id.text() + "/send-reminder");
    shop.work();
    const auto path = "/admin/messages/" + shop.message("invoice_reminder").id.text();
    const auto sent = calls.get(path);

    // What is paid and renamed later was neither when it was sent.
    shop.markPaid(invoice.id);
    auto tenant = shop.tenants.get(kPlatform);
    tenant.name = "Another name";
    shop.inTransaction([&](db::Transaction& tx) {
      shop.tenants.save(tx, tenant);
      return true;
    });
    const auto now = calls.get(path);
    for (const char* part : {"subject", "text", "html"})
      CPPUNIT_ASSERT_EQUAL(sent.at(part), now.at(part));

    // The mail of the invoice itself, sent again, shows what is so now.
    const auto first = shop.message("invoice").id.text();
    const auto again = calls.post("/admin/messages/" + first + "/resend").body.at("id");
    shop.work();
    const auto html = [&](const std::string& id) {
      return calls.get("/admin/messages/" + id).at("html").get<std::string>();
    };
    CPPUNIT_ASSERT(!holds(html(first), "Another name"));
    CPPUNIT_ASSERT(holds(html(again), "Another name"));
  }

  void whatIsOnItsWayOrWornOutIsNotSentAgain() {
    Shop shop{plainSmtp(closedPort()), true};
    Calls calls{shop};
    send(shop, "accounts.step_up_code", "meera@example.in", "k1");
    shop.work();
    const auto path = "/admin/messages/" + shop.message("one_time_code").id.text() + "/resend";
    const auto codeOf = [&] {
      try {
        calls.post(path);
      } catch (const DomainError& error) {
        return error.code();
      }
      return std::string{"none"};
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"message_still_queued"}, codeOf());
    shop.pass(std::chrono::minutes{20});
    CPPUNIT_ASSERT_EQUAL(std::string{"message_expired"}, codeOf());
  }

  void anotherTenantsMessagesAreNotThere() {
    Shop shop;
    Calls calls{shop};
    send(shop, "accounts.account_activated", "meera@example.in", "k1");
    const auto id = shop.message("account_activated").id.text();
    calls.actAs(Id<Tenant>::of(7));
    CPPUNIT_ASSERT(calls.get("/admin/messages").at("data").empty());
    CPPUNIT_ASSERT_THROW(calls.get("/admin/messages/" + id), NotFound);
    CPPUNIT_ASSERT_THROW(calls.post("/admin/messages/" + id + "/resend"), NotFound);
  }
};
HOSTLER_SUITE(MessageRoutesTest, "modules/notifications/message_routes");

}  // namespace
}  // namespace hostler
