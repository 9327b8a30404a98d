#include "tests/modules/billing/till.h"

#include <type_traits>

namespace hostler {

using namespace testing;
using namespace db;

// Whatever is looked up while somebody waits, or with locks held, is found by an index: a table
// that grows with every payment is never read whole for one of them.
template <class Engine>
class LookupsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LookupsTest);
  CPPUNIT_TEST(whatHangsOnAPaymentIsFoundByIt);
  CPPUNIT_TEST(whatHangsOnAnInvoiceIsFoundByIt);
  CPPUNIT_TEST(dueInvoicesOfEachShopAreCollected);
  CPPUNIT_TEST_SUITE_END();

 public:
  void whatHangsOnAPaymentIsFoundByIt() {
    for (const auto* table : {"transactions", "refunds", "disputes", "payment_invoices"})
      mustBeFoundBy(table, "payment_id");
  }

  void whatHangsOnAnInvoiceIsFoundByIt() {
    for (const auto* table :
         {"quotes", "billable_items", "billed_periods", "moved_terms", "payment_invoices",
          "collections", "collection_attempts", "credit_notes", "credit_note_times", "postings",
          "invoice_lines", "invoice_withdrawals", "tds_deductions", "e_invoices", "invoice_rates"})
      mustBeFoundBy(table, "invoice_id");
  }

  // Each shop's own, and of each only those whose clients pay by themselves.
  void dueInvoicesOfEachShopAreCollected() {
    const auto other = till_.reseller("Konkan");
    const auto first = till_.client(), second = till_.client(other), byHand = till_.client();
    const auto mine = till_.issue(first, rupees(100'00)).id;
    const auto theirs = till_.issue(second, rupees(100'00), other).id;
    till_.issue(byHand, rupees(100'00));
    paysByItself(first, kPlatform);
    paysByItself(second, other);
    const auto found = [&](int limit) {
      return till_.database->read([&](Reader& reader) {
        return collection_repository::candidates(
            reader, till_.tenants.today(kPlatform).plusDays(60), limit);
      });
    };
    const auto both = found(10);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, both.size());
    CPPUNIT_ASSERT(std::ranges::any_of(both, [&](const auto& one) {
      return one.invoice == mine && one.tenant == kPlatform && one.account == first;
    }));
    CPPUNIT_ASSERT(std::ranges::any_of(both, [&](const auto& one) {
      return one.invoice == theirs && one.tenant == other && one.account == second;
    }));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found(1).size());
  }

 private:
  void paysByItself(Id<Account> account, Id<Tenant> tenant) {
    till_.database->transaction([&](db::Transaction& tx) {
      tx.execute(
          "INSERT INTO billing_preferences (account_id, tenant_id, auto_pay, default_method_id, "
          "updated_at) VALUES (?, ?, 1, 1, 0)",
          account, tenant);
    });
  }
  void mustBeFoundBy(const std::string& table, const std::string& column) {
    constexpr auto kOnSqlite =
        "SELECT COUNT(*) AS n FROM sqlite_master m, pragma_index_info(m.name) c WHERE m.type = "
        "'index' AND m.tbl_name = ? AND c.name = ? AND c.seqno = 0";
    constexpr auto kOnMariaDb =
        "SELECT COUNT(*) AS n FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() "
        "AND TABLE_NAME = ? AND COLUMN_NAME = ? AND SEQ_IN_INDEX = 1";
    constexpr bool isSqlite = std::is_same_v<Engine, OnSqlite>;
    // The key of its own that SQLite keeps a table by is no index of it.
    const bool isKey = isSqlite && isRowKey(table, column);
    const auto indexes =
        till_.database->query(isSqlite ? kOnSqlite : kOnMariaDb, table, column).only().integer("n");
    CPPUNIT_ASSERT_MESSAGE(table + " is read whole to find a " + column, isKey || indexes > 0);
  }
  bool isRowKey(const std::string& table, const std::string& column) {
    return till_.database
               ->query("SELECT COUNT(*) AS n FROM pragma_table_info(?) WHERE name = ? AND pk = 1",
                       table, column)
               .only()
               .integer("n") > 0;
  }

  Engine engine_;
  Till till_{engine_.url()};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(LookupsTest, "modules/billing/lookups");

}  // namespace hostler
