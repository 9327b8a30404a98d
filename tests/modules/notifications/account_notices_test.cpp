#include "core/http/rate_limits.h"
#include "modules/accounts/accounts_events.h"
#include "modules/accounts/notices.h"
#include "tests/modules/notifications/shop.h"

namespace hostler {
namespace {

// Everything that accounts has to say, said for real: were a template missing, or a value it needs,
// it showed here.
class AccountNoticesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AccountNoticesTest);
  CPPUNIT_TEST(everyNoticeOfAccountsBecomesAMail);
  CPPUNIT_TEST(whatTheyShowIsThere);
  CPPUNIT_TEST(anAccountIsWelcomedOnce);
  CPPUNIT_TEST_SUITE_END();

  struct Desk {
    explicit Desk(Shop& shop)
        : shop{shop},
          limits{*shop.database, shop.clock, {}},
          notices{shop.notifications->sender(), shop.tenants, limits, *shop.vault, shop.random} {
      user.id = shop.ids->next<User>();
      user.tenant = kPlatform;
      user.name = "Meera Kulkarni";
      user.username = "meera";
      user.email = "meera@example.in";
      origin.address = "203.0.113.7";
      origin.userAgent = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0";
    }

    void sayEverything() {
      Account account;
      account.number = "123456789012";
      shop.inTransaction([&](db::Transaction& tx) {
        notices.registrationCode(tx, user.scope(), {MessageChannel::Email, user.email}, "en",
                                 Secret{"481930"});
        notices.alreadyRegistered(tx, user.scope(), user.email, "en");
        notices.welcome(tx, user, account);
        notices.verifyEmail(tx, user, Secret{"verify-token"});
        notices.resetPassword(tx, user, Secret{"reset-token"});
        notices.forgottenUsername(tx, user, account.number);
        notices.signInLocked(tx, user, shop.clock.now().plus(std::chrono::minutes{30}), origin);
        notices.refreshTokenReused(tx, user, origin);
        notices.passwordChanged(tx, user, origin);
        notices.emailChanged(tx, user, "new@example.net", origin);
        notices.secondFactor(tx, user, true, origin);
        notices.secondFactor(tx, user, false, origin);
        notices.stepUpCode(tx, user, {MessageChannel::Email, user.email}, Secret{"112233"});
        notices.staffInvitation(tx, user, Secret{"join-token"});
        notices.accountSuspended(tx, user, "The address could not be verified");
        notices.accountActivated(tx, user);
      });
    }

    Shop& shop;
    http::RateLimits limits;
    Notices notices;
    User user;
    Origin origin;
  };

  static void mustHold(const std::vector<std::string>& mails, const std::string& text) {
    const bool found = std::ranges::any_of(
        mails, [&](const std::string& mail) { return mail.find(text) != std::string::npos; });
    CPPUNIT_ASSERT_MESSAGE("no mail holds \"" + text + "\"", found);
  }

 public:
  void everyNoticeOfAccountsBecomesAMail() {
    Shop shop;
    Desk desk{shop};
    desk.sayEverything();
    shop.work();

    const auto messages = shop.messages();
    CPPUNIT_ASSERT_EQUAL(std::size_t{16}, messages.size());
    for (const auto& message : messages) {
      CPPUNIT_ASSERT_MESSAGE(message.templateName + ": " + message.answer,
                             message.status == MessageStatus::Sent);
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{16}, shop.spooled().size());
  }

  void whatTheyShowIsThere() {
    Shop shop;
    Desk desk{shop};
    desk.sayEverything();
    shop.work();

    const auto mails = shop.spooled();
    mustHold(mails, "Subject: 481930 is your Acme Hosting code");
    mustHold(mails, "Subject: Your account is locked for 30 minutes");
    mustHold(mails, "https://my.acme.example/reset-password#token=");
    mustHold(mails, "1 Apr 2026, 10:14 (Asia/Kolkata)");
    mustHold(mails, "Firefox on Windows");
    mustHold(mails, "123456789012");
    for (const auto& mail : mails) {
      CPPUNIT_ASSERT_MESSAGE(mail, mail.find("Hello ,") == std::string::npos);
      CPPUNIT_ASSERT_MESSAGE(mail, mail.find("{{") == std::string::npos);
    }
    const auto reset = shop.message("password_reset");
    CPPUNIT_ASSERT(reset.goodUntil.has_value());
    CPPUNIT_ASSERT(reset.carriesSecret);
  }

  void anAccountIsWelcomedOnce() {
    Shop shop;
    Desk desk{shop};
    const auto id = shop.client("Meera", "meera@example.in");
    desk.user.account = id;
    Account account;
    account.id = id;
    shop.inTransaction([&](db::Transaction& tx) { desk.notices.welcome(tx, desk.user, account); });
    shop.announce(id, AccountRegistered{id, desk.user.id, "123456789012"});
    shop.work();

    CPPUNIT_ASSERT(shop.message("welcome").status == MessageStatus::Sent);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop.spooled().size());
  }
};
HOSTLER_SUITE(AccountNoticesTest, "modules/notifications/account_notices");

}  // namespace
}  // namespace hostler
