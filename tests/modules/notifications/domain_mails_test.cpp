#include "modules/domains/domains.h"
#include "tests/modules/notifications/shop.h"

namespace hostler {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class DomainMailsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DomainMailsTest);
  CPPUNIT_TEST(eachStepOfALifeHasItsMail);
  CPPUNIT_TEST(oneNoticeForEachDayThatIsLeft);
  CPPUNIT_TEST(whatNeedsAPersonGoesToTheOperator);
  CPPUNIT_TEST_SUITE_END();

  template <class E>
  static E fact(Id<Account> account) {
    E event;
    event.domain = Id<Domain>::of(78);
    event.account = account;
    event.name = "asha.com";
    return event;
  }

 public:
  void eachStepOfALifeHasItsMail() {
    Shop shop;
    const auto account = shop.client("Asha", "asha@example.in");
    shop.announce(account, fact<DomainRegistered>(account));
    shop.announce(account, fact<DomainTransferredIn>(account));
    shop.announce(account, fact<DomainExpired>(account));
    shop.announce(account, fact<DomainInRedemption>(account));
    shop.announce(account, fact<DomainRefused>(account));
    shop.work();
    for (const auto* name : {"domain_registered", "domain_transferred_in", "domain_expired",
                             "domain_in_redemption", "domain_refused"}) {
      CPPUNIT_ASSERT_MESSAGE(name, shop.message(name).status == MessageStatus::Sent);
    }
    for (const auto& mail : shop.spooled()) {
      CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "asha.com"));
      CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "/domains/" + Id<Domain>::of(78).text()));
    }
  }

  void oneNoticeForEachDayThatIsLeft() {
    Shop shop;
    const auto account = shop.client("Asha", "asha@example.in");
    auto notice = fact<DomainExpiring>(account);
    notice.expiresOn = Date::of(2027, 4, 1);
    notice.daysLeft = 14;
    notice.autoRenew = false;
    shop.announce(account, notice);
    shop.announce(account, notice);
    notice.daysLeft = 7;
    shop.announce(account, notice);
    shop.work();
    const auto mails = shop.spooled();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, mails.size());
    for (const auto& mail : mails) CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "Renew it"));
  }

  void whatNeedsAPersonGoesToTheOperator() {
    Shop shop;
    const auto account = shop.client("Asha", "asha@example.in");
    auto stuck = fact<DomainNeedsAttention>(account);
    stuck.step = "register";
    stuck.reason = "The phone is wrong";
    shop.announce(account, stuck);
    shop.announce(account, stuck);
    shop.work();
    const auto mails = shop.spooled();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, mails.size());
    CPPUNIT_ASSERT_MESSAGE(mails[0], holds(mails[0], "The phone is wrong"));
    CPPUNIT_ASSERT(!holds(mails[0], "To: Asha"));
  }
};
HOSTLER_SUITE(DomainMailsTest, "modules/notifications/domain_mails");

}  // namespace
}  // namespace hostler
