#include "modules/billing/invoice_repository.h"
#include "tests/modules/billing/till.h"

#include <thread>

namespace hostler {

using namespace testing;

// A MySQL server without innodb_snapshot_isolation shows a transaction what was there when it first
// read anything; what is locked must be read as it is all the same.
class StaleSnapshotsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StaleSnapshotsTest);
  CPPUNIT_TEST(aLockedInvoiceIsReadAsItIs);
  CPPUNIT_TEST(lockedInvoicesAreReadAsTheyAre);
  CPPUNIT_TEST(aProformaThatWasPaidMeanwhileIsNoneAnyMore);
  CPPUNIT_TEST(whatWasCreditedMeanwhileCounts);
  CPPUNIT_TEST(anInvoiceIssuedMeanwhileIsNotOverlooked);
  CPPUNIT_TEST(anAttemptThatGotItsReferenceMeanwhileIsBooked);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    client_ = till_.client();
    invoice_ = till_.issue(client_, rupees(1000'00)).id;
  }

  void aLockedInvoiceIsReadAsItIs() {
    afterASnapshot([&] { pay(); },
                   [&](db::Transaction& tx) {
                     const auto invoice =
                         invoice_repository::lock(tx, Scope::ofTenant(kPlatform), invoice_).value();
                     CPPUNIT_ASSERT_EQUAL(rupees(0), invoice.balance);
                     CPPUNIT_ASSERT(invoice.stored == InvoiceStatus::Paid);
                     CPPUNIT_ASSERT(invoice.paidAt.has_value());
                   });
  }

  void lockedInvoicesAreReadAsTheyAre() {
    afterASnapshot([&] { pay(); },
                   [&](db::Transaction& tx) {
                     const auto invoice = invoice_repository::lockAll(tx, {invoice_}).at(0);
                     CPPUNIT_ASSERT_EQUAL(rupees(0), invoice.balance);
                     CPPUNIT_ASSERT(invoice.stored == InvoiceStatus::Paid);
                   });
  }

  void aProformaThatWasPaidMeanwhileIsNoneAnyMore() {
    till_.database->transaction([&](db::Transaction& tx) {
      till_.tenants.change(tx, kPlatform, "invoice.proforma", true);
    });
    invoice_ = till_.issue(client_, rupees(1000'00)).id;
    CPPUNIT_ASSERT(till_.now(invoice_).isProforma);
    afterASnapshot([&] { pay(); },
                   [&](db::Transaction& tx) {
                     const auto one =
                         invoice_repository::lock(tx, Scope::ofTenant(kPlatform), invoice_).value();
                     CPPUNIT_ASSERT(!one.isProforma);
                     CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000002"}, one.number);
                     CPPUNIT_ASSERT(!invoice_repository::lockAll(tx, {invoice_}).at(0).isProforma);
                   });
  }

  void whatWasCreditedMeanwhileCounts() {
    pay();
    afterASnapshot([&] { till_.creditNote(invoice_, rupees(400'00)); },
                   [&](db::Transaction& tx) {
                     const auto invoice = invoice_repository::lockAll(tx, {invoice_}).at(0);
                     CPPUNIT_ASSERT_EQUAL(rupees(600'00), invoice_repository::paidOn(tx, invoice));
                   });
  }

  void anInvoiceIssuedMeanwhileIsNotOverlooked() {
    auto fresh = invoice_;
    afterASnapshot(
        [&] {
          if (fresh == invoice_) fresh = till_.issue(client_, rupees(5'00)).id;
        },
        [&](db::Transaction& tx) {
          CPPUNIT_ASSERT_EQUAL(std::size_t{2},
                               invoice_repository::lockAll(tx, {invoice_, fresh}).size());
        });
  }

  void anAttemptThatGotItsReferenceMeanwhileIsBooked() {
    Payment attempt;
    afterASnapshot([&] { attempt = till_.attempt(client_, {invoice_}); },
                   [&](db::Transaction&) {
                     till_.desk.book({Till::captured(attempt, rupees(1000'00), "pay_1")});
                   });
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.now(invoice_).balance);
  }

 private:
  void pay() { till_.payments.markPaid(Till::staff(), invoice_, "cash", "R1", rupees(1000'00)); }
  // What `look` sees in a transaction that had read something before `change` was committed.
  void afterASnapshot(const std::function<void()>& change,
                      const std::function<void(db::Transaction&)>& look) {
    bool changed = false;
    till_.database->transaction([&](db::Transaction& tx) {
      tx.execute("SET SESSION innodb_snapshot_isolation = OFF");
      tx.query("SELECT COUNT(*) AS n FROM invoice_states");
      if (!changed) std::thread{change}.join();
      changed = true;
      look(tx);
    });
  }

  Till till_{MariaDb::shared().freshDatabase()};
  Id<Account> client_;
  Id<Invoice> invoice_;
};
HOSTLER_SUITE(StaleSnapshotsTest, "modules/billing/stale_snapshots");

}  // namespace hostler
