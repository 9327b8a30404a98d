#include "tests/modules/billing/money_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::MoneyShop;

// Books too long to be looked at in one go: they are read in parts, and what is wrong is found in
// whichever part it is, and where two parts meet.
template <class Engine>
class LongLedgerTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LongLedgerTest);
  CPPUNIT_TEST(manyJournalsThatAddUpAreCountedOnce);
  CPPUNIT_TEST(oneJournalInTheMiddleThatIsOffIsNamed);
  CPPUNIT_TEST(journalsWrittenBetweenOneAnotherAddUp);
  CPPUNIT_TEST(amongJournalsWrittenBetweenOneAnotherTheOddOneIsNamed);
  CPPUNIT_TEST(manyInvoicesThatAddUpHaveNoFault);
  CPPUNIT_TEST(theFirstTheLastAndTheMiddleInvoiceAreNamed);
  CPPUNIT_TEST(postingsBeforeTheFirstAndAfterTheLastInvoiceAreNamed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void manyJournalsThatAddUpAreCountedOnce() {
    writeJournals(Order::OneByOne);
    const auto verdict = verified("");
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{kJournals * 3}, verdict.postings);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{kJournals}, verdict.journals);
  }

  void oneJournalInTheMiddleThatIsOffIsNamed() {
    writeJournals(Order::OneByOne, kJournals / 2);
    verified("journal " + std::to_string(kFirst + kJournals / 2) + " is off by 0.01 INR\n");
  }

  void journalsWrittenBetweenOneAnotherAddUp() {
    writeJournals(Order::Between);
    const auto verdict = verified("");
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{kJournals * 3}, verdict.postings);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{kJournals}, verdict.journals);
  }

  void amongJournalsWrittenBetweenOneAnotherTheOddOneIsNamed() {
    writeJournals(Order::Between, 7);
    verified("journal " + std::to_string(kFirst + 7) + " is off by 0.01 INR\n");
  }

  void manyInvoicesThatAddUpHaveNoFault() {
    writeInvoices({});
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{kInvoices}, verified("").invoices);
  }

  void theFirstTheLastAndTheMiddleInvoiceAreNamed() {
    writeInvoices({0, kInvoices / 2, kInvoices - 1});
    std::string expected;
    for (const auto index : {0, kInvoices / 2, kInvoices - 1})
      expected += "invoice " + Id<Invoice>::of(kFirst + index).text() +
                  " has the balance 1.01 INR, its postings say 1.00 INR\n";
    verified(expected);
  }

  void postingsBeforeTheFirstAndAfterTheLastInvoiceAreNamed() {
    writeInvoices({});
    post({{1, kFirst - 1, 1, kFirst - 1}, {2, kFirst - 1, -1, kFirst + kInvoices}});
    const std::string stray = " is on an invoice that is not there, or in another currency\n";
    verified("posting 1" + stray + "posting 2" + stray);
  }

 private:
  enum class Order { OneByOne = 1, Between };
  static constexpr int kJournals = 17'000, kInvoices = 9'001;
  static constexpr std::int64_t kFirst = 1'000'000;

  struct Row {
    std::int64_t id, journal, amount;
    std::optional<std::int64_t> invoice;
  };

  void post(const std::vector<Row>& rows) {
    shop_.database->transaction([&](db::Transaction& tx) {
      db::BulkInsert postings{tx,
                              "INSERT INTO postings (id, journal_id, tenant_id, book, currency, "
                              "amount, invoice_id, what, reference, posted_at)",
                              10};
      for (const auto& row : rows)
        postings.add(row.id, row.journal, kPlatform, row.invoice ? "receivable" : "revenue", "INR",
                     row.amount, row.invoice, "test", "test", shop_.clock.now());
      postings.flush();
    });
  }

  // Three postings each; those of one that is off come to a paisa.
  void writeJournals(Order order, int off = -1) {
    std::vector<Row> rows;
    for (int i = 0; i < kJournals; ++i) {
      for (int part = 0; part < 3; ++part) {
        const auto place = order == Order::OneByOne ? 3 * i + part : part * kJournals + i;
        const std::int64_t amount = part == 0 ? 200 + (i == off ? 1 : 0) : -100;
        rows.push_back({2 * kFirst + place, kFirst + i, amount, std::nullopt});
      }
    }
    post(rows);
  }

  // Of one rupee each, open; those named have a state that says a paisa more.
  void writeInvoices(const std::set<int>& off) {
    std::vector<Row> postings;
    shop_.database->transaction([&](db::Transaction& tx) {
      db::BulkInsert invoices{
          tx,
          "INSERT INTO invoices (id, tenant_id, account_id, series, fiscal_year, number, "
          "number_text, kind, currency, issue_date, due_date, issued_at, seller_id, buyer_id, "
          "supply, place_of_supply, endorsement, subtotal, discount, taxes, tax_total, rounding, "
          "total, notes)",
          24};
      db::BulkInsert states{tx,
                            "INSERT INTO invoice_states (invoice_id, tenant_id, account_id, "
                            "status, balance, due_date)",
                            6};
      db::BulkInsert lines{tx,
                           "INSERT INTO invoice_lines (id, invoice_id, tenant_id, kind, "
                           "description, quantity, unit_price, discount, taxable, tax_class, "
                           "taxes, total)",
                           12};
      const auto day = Date::of(2026, 6, 10);
      for (int i = 0; i < kInvoices; ++i) {
        const auto id = kFirst + i;
        invoices.add(id, kPlatform, 1, "T", "2627", i + 1, "T/" + std::to_string(i + 1), "order",
                     "INR", day, day, shop_.clock.now(), 1, 1, "domestic", "27", "", 100, 0, "[]",
                     0, 0, 100, "");
        states.add(id, kPlatform, 1, "unpaid", off.contains(i) ? 101 : 100, day);
        lines.add(id, id, kPlatform, "product", "Hosting", "1", 100, 0, 100, "", "[]", 100);
        postings.push_back({2 * id, id, 100, id});
        postings.push_back({2 * id + 1, id, -100, std::nullopt});
      }
      for (auto* rows : {&invoices, &states, &lines}) rows->flush();
      tx.execute(
          "INSERT INTO series_counters (tenant_id, series, fiscal_year, last_number) VALUES (?, "
          "'T', '2627', ?)",
          kPlatform, kInvoices);
    });
    post(postings);
  }

  Ledger::Verdict verified(const std::string& faults) {
    auto verdict = Ledger::verify(*shop_.database);
    std::string said;
    for (const auto& fault : verdict.faults) said += fault + "\n";
    CPPUNIT_ASSERT_EQUAL(faults, said);
    return verdict;
  }

  Engine engine_;
  MoneyShop shop_{engine_.url()};
};

HOSTLER_SUITE_ON_BOTH_ENGINES(LongLedgerTest, "modules/billing/long_ledger");
}  // namespace hostler
