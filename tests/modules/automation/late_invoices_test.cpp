#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

namespace hostler {

using testing::Shop;

// An invoice that comes late, after days without the engine, leaves its client the whole grace.
class LateInvoicesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LateInvoicesTest);
  CPPUNIT_TEST(graceBeginsNoEarlierThanTheInvoice);
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

 private:
  db::OnSqlite engine_;
  Shop shop_{engine_.url()};
};
HOSTLER_SUITE(LateInvoicesTest, "modules/automation/late_invoices");

}  // namespace hostler
