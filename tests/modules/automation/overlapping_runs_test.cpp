#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"
#include "tests/modules/automation/shop.h"

#include <atomic>
#include <latch>

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Shop;

// Holds the first question of each of two runs until both have come: then both have read their page
// of services and neither has acted.
class BothHaveRead final : public events::BeforeHooks {
 public:
  bool listens(const std::string& event, Id<Tenant>) override {
    return event == "before.invoice_issue";
  }
  void ask(const std::string&, Id<Tenant>, const Json&) override {
    if (asked_++ < 2) both_.arrive_and_wait();
  }

 private:
  std::atomic<int> asked_{0};
  std::latch both_{2};
};

template <class Engine>
class OverlappingRunsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(OverlappingRunsTest);
  CPPUNIT_TEST(twoRunsOfOneDayInvoiceEachServiceOnce);
  CPPUNIT_TEST_SUITE_END();

 public:
  void twoRunsOfOneDayInvoiceEachServiceOnce() {
    const auto end = shop_.today().plusDays(3);
    const auto services = shop_.manyServices(5, end);
    shop_.before.connect(hooks_);
    db::inThreads(
        2, [&](int number) { shop_.run("issue_renewals", "run " + std::to_string(number)); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, shop_.count("SELECT COUNT(*) AS n FROM invoices"));
    for (const auto service : services) {
      CPPUNIT_ASSERT_EQUAL(end.plusMonths(1, end.day()), shop_.now(service).billedUntil.value());
    }
  }

 private:
  BothHaveRead hooks_;
  Engine engine_;
  Shop shop_{engine_.url()};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(OverlappingRunsTest, "modules/automation/overlapping_runs");

}  // namespace hostler
