#include "modules/billing/tax_number_events.h"
#include "tests/modules/notifications/shop.h"

namespace hostler {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// A VAT number that its register does not confirm any more changes what a client pays: both sides
// are told.
class TaxNumberMailsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TaxNumberMailsTest);
  CPPUNIT_TEST(itsClientIsTold);
  CPPUNIT_TEST(theClientIsToldInTheirLanguage);
  CPPUNIT_TEST(soIsTheShopWhichTheClientDoesNotSee);
  CPPUNIT_TEST(whereNobodyCanBeWrittenToTheShopIsToldAlone);
  CPPUNIT_TEST_SUITE_END();

  static constexpr const char* kNumber = "FR40303265045";

  static Id<Account> lost(Shop& shop, const std::string& language = "en",
                          const std::string& email = "asha@example.in") {
    const auto account = shop.client("Asha", email, language);
    shop.announce(account, TaxNumberRefused{account, kNumber});
    shop.work();
    return account;
  }

 public:
  void itsClientIsTold() {
    Shop shop;
    const auto account = lost(shop);
    const auto told = shop.message("tax_number_refused");
    CPPUNIT_ASSERT_EQUAL(std::string{"asha@example.in"}, told.recipient);
    CPPUNIT_ASSERT(told.account == account);
    const auto mails = shop.spooled();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, mails.size());
    CPPUNIT_ASSERT(std::ranges::all_of(
        mails, [](const auto& mail) { return holds(mail, kNumber) && holds(mail, "1 Apr 2026"); }));
    CPPUNIT_ASSERT(std::ranges::any_of(mails, [](const auto& mail) {
      return holds(mail, "Hello Asha") && holds(mail, "/profile");
    }));
  }

  void theClientIsToldInTheirLanguage() {
    Shop shop;
    lost(shop, "hi");
    CPPUNIT_ASSERT_EQUAL(std::string{"hi"}, shop.message("tax_number_refused").language);
    CPPUNIT_ASSERT_EQUAL(shop.tenants.get(kPlatform).locale,
                         shop.message("tax_number_for_staff").language);
  }

  void soIsTheShopWhichTheClientDoesNotSee() {
    Shop shop;
    const auto account = lost(shop);
    const auto told = shop.message("tax_number_for_staff");
    CPPUNIT_ASSERT_EQUAL(std::string{"help@acme.example"}, told.recipient);
    CPPUNIT_ASSERT(!told.account.has_value());
    const auto mails = shop.spooled();
    CPPUNIT_ASSERT(std::ranges::any_of(
        mails, [&](const auto& mail) { return holds(mail, "/admin/clients/" + account.text()); }));
  }

  void whereNobodyCanBeWrittenToTheShopIsToldAlone() {
    Shop shop;
    lost(shop, "en", "");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop.messages().size());
    CPPUNIT_ASSERT_EQUAL(std::string{"tax_number_for_staff"}, shop.messages()[0].templateName);
  }
};
HOSTLER_SUITE(TaxNumberMailsTest, "modules/notifications/tax_number_mails");

}  // namespace
}  // namespace hostler
