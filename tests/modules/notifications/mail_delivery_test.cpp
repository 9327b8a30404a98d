#include "tests/core/mail/smtp_server.h"
#include "tests/modules/notifications/shop.h"

namespace hostler {
namespace {

using namespace std::chrono_literals;

class MailDeliveryTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MailDeliveryTest);
  CPPUNIT_TEST(aMailReachesItsServerAsItWasMeant);
  CPPUNIT_TEST(aDayWithoutAMailServerDelaysAndLosesNothing);
  CPPUNIT_TEST(aGreylistedMailIsTriedAgain);
  CPPUNIT_TEST(aLostAnswerIsAskedForAgainUnderTheSameId);
  CPPUNIT_TEST(anUnknownRecipientFailsWithTheServersReason);
  CPPUNIT_TEST(afterFourDaysAMailIsGivenUpAndAPersonIsAsked);
  CPPUNIT_TEST(aWrongPasswordEndsNoMail);
  CPPUNIT_TEST(aCodeIsNotSentOnceItNoLongerWorks);
  CPPUNIT_TEST(aTenantsOwnAddressIsTheSender);
  CPPUNIT_TEST_SUITE_END();

  static std::unique_ptr<mail::SmtpServer> server(std::vector<std::string> arguments = {}) {
    auto started = mail::SmtpServer::start(std::move(arguments));
    if (!started) testing::skip("aiosmtpd is not installed");
    return started;
  }
  static void send(Shop& shop, const std::string& recipient, const std::string& key = "k1",
                   std::optional<Instant> goodUntil = {}) {
    OutgoingMessage message;
    message.templateName = "account_activated";
    message.recipient = recipient;
    message.model = {{"client", {{"name", "Meera Kulkarni"}, {"email", recipient}}}};
    message.key = key;
    message.goodUntil = goodUntil;
    shop.inTransaction([&](db::Transaction& tx) {
      shop.notifications->sender().send(tx, Scope::ofTenant(kPlatform), message);
    });
  }
  static std::string header(const Json& said, const std::string& name) {
    return said.at("parsed").at("headers").at(name).get<std::string>();
  }

 public:
  void aMailReachesItsServerAsItWasMeant() {
    const auto smtp = server();
    if (!smtp) return;
    Shop shop{plainSmtp(smtp->port()), true};
    send(shop, "meera@example.in");
    shop.work();

    const auto said = smtp->await("message");
    const auto sent = shop.message("account_activated");
    CPPUNIT_ASSERT(sent.status == MessageStatus::Sent);
    CPPUNIT_ASSERT_EQUAL(std::string{"250 2.0.0 Queued as 42"}, sent.answer);
    CPPUNIT_ASSERT(sent.sentAt == shop.clock.now());
    CPPUNIT_ASSERT_EQUAL("<" + sent.id.text() + "@my.acme.example>", header(said, "message-id"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Acme Hosting <help@acme.example>"}, header(said, "from"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Meera Kulkarni <meera@example.in>"}, header(said, "to"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Your account is active again"}, header(said, "subject"));
    CPPUNIT_ASSERT(said.at("parsed").at("defects").empty());
    CPPUNIT_ASSERT_EQUAL(Json({"multipart/alternative", "text/plain", "text/html"}),
                         said.at("parsed").at("structure"));
  }

  void aDayWithoutAMailServerDelaysAndLosesNothing() {
    Shop shop{plainSmtp(closedPort()), true};
    for (int i = 0; i < 5; ++i) send(shop, "meera@example.in", "k" + std::to_string(i));
    for (int minutes = 0; minutes <= 26 * 60; minutes += 13) shop.pass(13min);
    for (const auto& message : shop.messages()) {
      CPPUNIT_ASSERT(message.status == MessageStatus::Queued);
      CPPUNIT_ASSERT_MESSAGE(message.answer, message.answer.starts_with("connect"));
      CPPUNIT_ASSERT(message.attempts > 55);
    }

    const auto smtp = server();
    if (!smtp) return;
    shop.restart(plainSmtp(smtp->port()));
    shop.pass(15min);

    std::set<std::string> arrived;
    for (int i = 0; i < 5; ++i) arrived.insert(header(smtp->await("message"), "message-id"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{5}, arrived.size());
    for (const auto& message : shop.messages()) {
      CPPUNIT_ASSERT(message.status == MessageStatus::Sent);
      CPPUNIT_ASSERT(arrived.contains("<" + message.reference + ">"));
    }
  }

  void aGreylistedMailIsTriedAgain() {
    const auto smtp = server();
    if (!smtp) return;
    Shop shop{plainSmtp(smtp->port()), true};
    send(shop, "grey@example.in");
    shop.work();
    const auto waiting = shop.message("account_activated");
    CPPUNIT_ASSERT(waiting.status == MessageStatus::Queued);
    CPPUNIT_ASSERT_EQUAL(std::string{"recipient: 451 4.7.1 Greylisted, come back later"},
                         waiting.answer);

    shop.pass(1min);

    const auto sent = shop.message("account_activated");
    CPPUNIT_ASSERT(sent.status == MessageStatus::Sent);
    CPPUNIT_ASSERT_EQUAL(2, sent.attempts);
  }

  void aLostAnswerIsAskedForAgainUnderTheSameId() {
    const auto smtp = server();
    if (!smtp) return;
    Shop shop{plainSmtp(smtp->port()), true};
    send(shop, "dropped@example.in");
    shop.work();
    const auto first = header(smtp->await("message"), "message-id");
    CPPUNIT_ASSERT(shop.message("account_activated").status == MessageStatus::Queued);

    shop.pass(1min);

    CPPUNIT_ASSERT_EQUAL(first, header(smtp->await("message"), "message-id"));
  }

  void anUnknownRecipientFailsWithTheServersReason() {
    const auto smtp = server();
    if (!smtp) return;
    Shop shop{plainSmtp(smtp->port()), true};
    send(shop, "nobody@example.in");
    shop.work();

    const auto failed = shop.message("account_activated");
    CPPUNIT_ASSERT(failed.status == MessageStatus::Failed);
    CPPUNIT_ASSERT_EQUAL(std::string{"recipient: 550 5.1.1 No such user here"}, failed.answer);
    const auto job = shop.database->query("SELECT state, last_error FROM jobs").only();
    CPPUNIT_ASSERT_EQUAL(static_cast<std::int64_t>(jobs::State::Failed), job.integer("state"));
    CPPUNIT_ASSERT(job.text("last_error").find("nobody") == std::string::npos);
    shop.pass(24h);
    CPPUNIT_ASSERT_EQUAL(1, shop.message("account_activated").attempts);
  }

  void afterFourDaysAMailIsGivenUpAndAPersonIsAsked() {
    const auto smtp = server();
    if (!smtp) return;
    Shop shop{plainSmtp(smtp->port()), true};
    send(shop, "full@example.in");
    for (int hours = 0; hours < 24; ++hours) shop.pass(1h);
    CPPUNIT_ASSERT(shop.message("account_activated").status == MessageStatus::Queued);
    for (int hours = 24; hours < 24 * 6; ++hours) shop.pass(75min);

    const auto failed = shop.message("account_activated");
    CPPUNIT_ASSERT(failed.status == MessageStatus::Failed);
    CPPUNIT_ASSERT_EQUAL(100, failed.attempts);
    const auto job = shop.database->query("SELECT state FROM jobs").only();
    CPPUNIT_ASSERT_EQUAL(static_cast<std::int64_t>(jobs::State::Parked), job.integer("state"));
  }

  void aWrongPasswordEndsNoMail() {
    const auto smtp = server({"--tls", "starttls", "--auth", "hostler:right"});
    if (!smtp) return;
    auto settings = plainSmtp(smtp->port());
    settings.host = "localhost";
    settings.security = mail::SmtpSecurity::StartTls;
    settings.caFile = smtp->caFile();
    settings.user = "hostler";
    auto right = std::make_shared<std::atomic<bool>>(false);
    settings.password = [right] { return std::string{*right ? "right" : "wrong"}; };
    Shop shop{settings, true};
    send(shop, "meera@example.in");
    for (int i = 0; i < 4; ++i) shop.pass(15min);
    const auto waiting = shop.message("account_activated");
    CPPUNIT_ASSERT(waiting.status == MessageStatus::Queued);
    CPPUNIT_ASSERT_MESSAGE(waiting.answer, waiting.answer.find("535") != std::string::npos);

    *right = true;
    shop.pass(15min);

    CPPUNIT_ASSERT(shop.message("account_activated").status == MessageStatus::Sent);
  }

  void aCodeIsNotSentOnceItNoLongerWorks() {
    Shop shop{plainSmtp(closedPort()), true};
    OutgoingMessage code;
    code.templateName = "accounts.step_up_code";
    code.recipient = "meera@example.in";
    code.model = {{"name", "Meera"}, {"minutes", 10}};
    code.code = Secret{"481930"};
    code.key = "k1";
    shop.inTransaction([&](db::Transaction& tx) {
      shop.notifications->sender().send(tx, Scope::ofTenant(kPlatform), code);
    });
    shop.work();
    CPPUNIT_ASSERT(shop.message("one_time_code").status == MessageStatus::Queued);

    shop.restart({});
    shop.pass(11min);

    const auto expired = shop.message("one_time_code");
    CPPUNIT_ASSERT(expired.status == MessageStatus::Expired);
    CPPUNIT_ASSERT(!expired.hasSecrets);
    CPPUNIT_ASSERT(shop.spooled().empty());
  }

  void aTenantsOwnAddressIsTheSender() {
    Shop shop;
    shop.inTransaction([&](db::Transaction& tx) {
      shop.tenants.change(tx, kPlatform, "mail.from_address", "billing@acme.example");
      shop.tenants.change(tx, kPlatform, "mail.from_name", "Acme, Billing\r\nBcc: x@y.example");
    });
    send(shop, "meera@example.in");
    shop.work();
    const auto mail = shop.spooled().at(0);
    CPPUNIT_ASSERT_MESSAGE(mail, mail.find("<billing@acme.example>") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(mail, mail.find("\r\nBcc:") == std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(
        mail, mail.find("Reply-To: \"Acme Hosting\"\r\n <help@acme.example>") != std::string::npos);
  }
};
HOSTLER_SUITE(MailDeliveryTest, "modules/notifications/mail_delivery");

}  // namespace
}  // namespace hostler
