#include "modules/billing/invoice_number.h"
#include "tests/core/db/threads.h"
#include "tests/modules/billing/money_shop.h"

#include <set>

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::MoneyShop;
using testing::Seed;

template <class Engine>
class InvoiceNumbersTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(InvoiceNumbersTest);
  CPPUNIT_TEST(aNumberHasSixteenCharactersAtMost);
  CPPUNIT_TEST(aSeriesWithoutRoomOrWithOtherCharactersIsRefused);
  CPPUNIT_TEST(theYearTurnsWithTheSellersMidnight);
  CPPUNIT_TEST(eachSeriesCountsByItself);
  CPPUNIT_TEST(whatFailsTakesNoNumber);
  CPPUNIT_TEST(manyAtOnceLeaveNoGapAndNoDuplicate);
  CPPUNIT_TEST_SUITE_END();

 public:
  InvoiceNumbersTest() : testing::InShop{testing::InShop::placeOn<Engine>} {}

  void aNumberHasSixteenCharactersAtMost() {
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, formatInvoiceNumber("HST", "2627", 1));
    CPPUNIT_ASSERT_EQUAL(std::string{"CN/2627/00000001"}, formatInvoiceNumber("CN", "2627", 1));
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/9999999"},
                         formatInvoiceNumber("HST", "2627", 9'999'999));
    CPPUNIT_ASSERT_THROW(formatInvoiceNumber("HST", "2627", 10'000'000), std::invalid_argument);
    CPPUNIT_ASSERT_THROW(formatInvoiceNumber("HST", "2627", 0), std::invalid_argument);
    // Three years: begun in April, in a calendar year's January, and at the turn of a century.
    CPPUNIT_ASSERT_EQUAL(std::string{"2526"}, fiscalYearOf(Date::of(2026, 3, 31), 4));
    CPPUNIT_ASSERT_EQUAL(std::string{"2026"}, fiscalYearOf(Date::of(2026, 3, 31), 1));
    CPPUNIT_ASSERT_EQUAL(std::string{"9900"}, fiscalYearOf(Date::of(2099, 4, 1), 4));
  }

  void aSeriesWithoutRoomOrWithOtherCharactersIsRefused() {
    for (const auto* series : {"", "HOST1", "hst", "A B", "A/B", "A_B", "\xC3\x89"}) {
      CPPUNIT_ASSERT_MESSAGE(series, !isUsableSeries(series));
      CPPUNIT_ASSERT_THROW_MESSAGE(series, formatInvoiceNumber(series, "2627", 1),
                                   std::invalid_argument);
      // No setting makes one that cannot be issued.
      CPPUNIT_ASSERT_THROW_MESSAGE(series, shop_->set("invoice.series", series), ValidationError);
    }
    CPPUNIT_ASSERT(isUsableSeries("H-26"));
    CPPUNIT_ASSERT_THROW(shop_->set("invoice.fiscal_year_first_month", 13), ValidationError);
    CPPUNIT_ASSERT_THROW(shop_->set("invoice.terms_days", -1), ValidationError);
  }

  void theYearTurnsWithTheSellersMidnight() {
    const auto client = shop_->client();
    shop_->moveTo(Date::of(2027, 3, 31), 23, 59);
    const auto last = shop_->issue(client, inr(499'00));
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, last.number);
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 3, 31), last.issueDate);
    // Half past six in the evening by UTC, and still March there.
    shop_->moveTo(Date::of(2027, 4, 1), 0, 0);
    const auto first = shop_->issue(client, inr(499'00));
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2728/0000001"}, first.number);
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 4, 1), first.issueDate);
    shop_->mustAddUp();
  }

  void eachSeriesCountsByItself() {
    const auto client = shop_->client();
    const auto first = shop_->issue(client, inr(499'00));
    shop_->set("invoice.series", "WEB");
    CPPUNIT_ASSERT_EQUAL(std::string{"WEB/2627/0000001"}, shop_->issue(client, inr(1'00)).number);
    shop_->set("invoice.series", "HST");
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000002"}, shop_->issue(client, inr(1'00)).number);
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.cancel(tx, shop_->staff(), first.id, "Wrong client");
    });
    CPPUNIT_ASSERT_EQUAL(
        std::string{"CN/2627/00000001"},
        shop_->database->query("SELECT number_text FROM credit_notes").only().text("number_text"));
    // It keeps its number, and nobody else gets it.
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, shop_->now(first.id).number);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000003"}, shop_->issue(client, inr(1'00)).number);
    shop_->mustAddUp();
  }

  void whatFailsTakesNoNumber() {
    const auto client = shop_->client();
    CPPUNIT_ASSERT_THROW(shop_->issue(client, inr(-1'00)), DomainError);
    CPPUNIT_ASSERT_THROW(shop_->database->transaction([&](db::Transaction&) {
      shop_->issue(client, inr(499'00));
      throw std::runtime_error{"the power went"};
    }),
                         std::runtime_error);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, shop_->issue(client, inr(1'00)).number);
    shop_->mustAddUp();
  }

  void manyAtOnceLeaveNoGapAndNoDuplicate() {
    constexpr int kThreads = 64, kEach = 2;
    std::vector<Id<Account>> clients;
    for (int i = 0; i < kThreads; ++i) clients.push_back(shop_->client());
    const Seed seed;
    std::atomic<int> made{0};
    std::mutex mutex;
    std::set<std::string> numbers;
    db::inThreads(kThreads, [&](int thread) {
      std::mt19937_64 random{seed.value + static_cast<std::uint64_t>(thread)};
      for (int i = 0; i < kEach; ++i) {
        const bool fails = random() % 10 == 0;
        std::string number;
        try {
          shop_->database->transaction([&](db::Transaction&) {
            number = shop_->issue(clients[thread], inr(100 + i)).number;
            if (fails) throw std::runtime_error{"after the number was taken"};
          });
          ++made;
          const std::lock_guard lock{mutex};
          CPPUNIT_ASSERT_MESSAGE(number, numbers.insert(number).second);
        } catch (const std::runtime_error&) {
          CPPUNIT_ASSERT_MESSAGE(seed.text(), fails);
        }
      }
    });
    CPPUNIT_ASSERT_EQUAL_MESSAGE(seed.text(), std::int64_t{made.load()},
                                 shop_->count("SELECT COUNT(*) AS n FROM invoices"));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(seed.text(), std::int64_t{made.load()},
                                 shop_->count("SELECT MAX(number) AS n FROM invoices"));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(seed.text(), static_cast<std::size_t>(made.load()),
                                 numbers.size());
    shop_->mustAddUp();
  }

 private:
};
HOSTLER_SUITE_ON_BOTH_ENGINES(InvoiceNumbersTest, "modules/billing/invoice_numbers");

}  // namespace hostler
