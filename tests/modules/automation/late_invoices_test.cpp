#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

namespace hostler {

using testing::Shop;

// An invoice that comes late, after days without the engine, leaves its client the whole grace.
class LateInvoicesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LateInvoicesTest);
  CPPUNIT_TEST(graceBeginsNoEarlierThanTheInvoice);
  CPPUNIT_TEST(whatWasMissedIsInvoicedOnceWithTheDueDateThatItWouldHaveHad);
  CPPUNIT_TEST(aProformaThatBecameATaxInvoiceWhileItIsOpenIsLateFromThatDay);
  CPPUNIT_TEST_SUITE_END();

 public:
  void graceBeginsNoEarlierThanTheInvoice() {
    const auto issued = Date::of(2026, 3, 20);
    const auto id = shop_.service(shop_.client(), issued.plusDays(-5));
    shop_.moveTo(issued, 0, 5);
    shop_.run("issue_renewals", "late");
    CPPUNIT_ASSERT(shop_.invoiceOf(id).dueDate < issued);

    shop_.moveTo(issued, 0, 30);
    CPPUNIT_ASSERT(!shop_.run("suspend_overdue", "at once").run.counts.contains("suspend"));
    shop_.moveTo(issued.plusDays(2), 23, 30);
    CPPUNIT_ASSERT(!shop_.run("suspend_overdue", "in grace").run.counts.contains("suspend"));
    shop_.moveTo(issued.plusDays(3), 0, 30);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_.run("suspend_overdue", "after").run.counts.at("suspend"));
  }

  void whatWasMissedIsInvoicedOnceWithTheDueDateThatItWouldHaveHad() {
    // Its term ended in the middle of five days on which nothing ran.
    const auto due = Date::of(2026, 3, 15);
    const auto id = shop_.service(shop_.client(), due);
    shop_.moveTo(due.plusDays(3), 0, 5);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_.run("issue_renewals", "back").run.counts.at("issue"));
    CPPUNIT_ASSERT_EQUAL(due, shop_.invoiceOf(id).dueDate);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 4, 15), shop_.now(id).billedUntil.value());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_.count("SELECT COUNT(*) AS n FROM invoices"));

    CPPUNIT_ASSERT(!shop_.run("issue_renewals", "again").run.counts.contains("issue"));
    shop_.moveTo(due.plusDays(4), 0, 5);
    CPPUNIT_ASSERT(!shop_.run("issue_renewals", "next day").run.counts.contains("issue"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_.count("SELECT COUNT(*) AS n FROM invoices"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_.count("SELECT COUNT(*) AS n FROM invoices WHERE number_text = '' "
                                     "OR total = 0"));
  }

  // Due on the 15th; a part of it is taken back on the 22nd, and the rest is invoiced on that day.
  void aProformaThatBecameATaxInvoiceWhileItIsOpenIsLateFromThatDay() {
    const auto due = Date::of(2026, 3, 15), invoiced = due.plusDays(7);
    shop_.database->transaction([&](db::Transaction& tx) {
      shop_.tenants.change(tx, kPlatform, "invoice.proforma", true);
    });
    const auto id = shop_.service(shop_.client(), due);
    shop_.moveTo(due.plusDays(-5), 0, 5);
    shop_.run("issue_renewals", "ahead");
    CPPUNIT_ASSERT(shop_.invoiceOf(id).isProforma);
    shop_.moveTo(invoiced, 0, 5);
    const auto invoice = shop_.invoiceOf(id).id;
    shop_.database->transaction([&](db::Transaction& tx) {
      shop_.corrections.credit(tx, shop_.staff(), invoice,
                               Money::ofMinor(1'00, Currency::of("INR")), "One rupee less");
    });
    CPPUNIT_ASSERT_EQUAL(invoiced, shop_.invoiceOf(id).issueDate);

    shop_.moveTo(invoiced, 0, 30);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, shop_.run("remind_unpaid", "day").decisions.size());
    CPPUNIT_ASSERT(!shop_.run("suspend_overdue", "day").run.counts.contains("suspend"));
    shop_.moveTo(invoiced.plusDays(3), 0, 30);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_.run("remind_unpaid", "after").run.counts.at("remind"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_.run("suspend_overdue", "after").run.counts.at("suspend"));
  }

 private:
  db::OnSqlite engine_;
  Shop shop_{engine_.url()};
};
HOSTLER_SUITE(LateInvoicesTest, "modules/automation/late_invoices");

}  // namespace hostler
