#include "modules/billing/quote_events.h"
#include "tests/modules/notifications/shop.h"

namespace hostler {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class QuoteMailsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(QuoteMailsTest);
  CPPUNIT_TEST(aSentQuoteIsMailedWithItsLinkAndItsValidity);
  CPPUNIT_TEST(itIsWrittenInTheClientsLanguage);
  CPPUNIT_TEST(oneThatIsSentOnceMoreIsMailedOnceMore);
  CPPUNIT_TEST_SUITE_END();

  static QuoteSent quote(Id<Account> account) {
    return {Id<Quote>::of(91), account, "Two servers",
            Money::ofMinor(23'600'00, Currency::of("INR")), Date::of(2027, 4, 30)};
  }

 public:
  void aSentQuoteIsMailedWithItsLinkAndItsValidity() {
    Shop shop;
    const auto account = shop.client("Asha", "asha@example.in");
    shop.announce(account, quote(account));
    shop.work();
    const auto mails = shop.spooled();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, mails.size());
    for (const auto& part :
         {std::string{"asha@example.in"}, std::string{"Two servers"}, std::string{"23,600.00"},
          std::string{"30 Apr 2027"}, "/quotes/" + Id<Quote>::of(91).text()})
      CPPUNIT_ASSERT_MESSAGE(part + " is not in " + mails[0], holds(mails[0], part));
  }

  void itIsWrittenInTheClientsLanguage() {
    Shop shop;
    const auto account = shop.client("Asha", "asha@example.in", "hi");
    shop.announce(account, quote(account));
    shop.work();
    CPPUNIT_ASSERT_EQUAL(std::string{"hi"}, shop.message("quote").language);
    const auto mails = shop.spooled();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, mails.size());
    CPPUNIT_ASSERT(!holds(mails[0], "Hello"));
    CPPUNIT_ASSERT(holds(mails[0], "/quotes/" + Id<Quote>::of(91).text()));
  }

  void oneThatIsSentOnceMoreIsMailedOnceMore() {
    Shop shop;
    const auto account = shop.client("Asha", "asha@example.in");
    shop.announce(account, quote(account));
    shop.pass(std::chrono::minutes{1});
    shop.announce(account, quote(account));
    shop.work();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, shop.spooled().size());
  }
};
HOSTLER_SUITE(QuoteMailsTest, "modules/notifications/quote_mails");

}  // namespace
}  // namespace hostler
