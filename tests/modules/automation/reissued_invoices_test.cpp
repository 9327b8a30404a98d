#include "modules/billing/reissue.h"
#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Shop;

// Who asks for their late invoice with another address on it is not charged or reminded a second
// time for the same days.
template <class Engine>
class ReissuedInvoicesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ReissuedInvoicesTest);
  CPPUNIT_TEST(aStepOfLatenessIsChargedOnce);
  CPPUNIT_TEST(aReminderIsSentOnce);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<Shop>(engine_->url());
  }
  void tearDown() override {
    shop_.reset();
    engine_.reset();
  }

  void aStepOfLatenessIsChargedOnce() {
    shop_->book.change(shop_->staff(), "charge_late_fees",
                       {true, {}, {{"percent", "5"}, {"fee_days", {5, 15}}}, {}});
    const auto invoice = unpaid();
    const auto feesOn = [&](int day) {
      shop_->moveTo(invoice.dueDate.plusDays(day), 0, 25);
      shop_->run("charge_late_fees", "day:" + std::to_string(day));
      return shop_->count("SELECT COUNT(*) AS n FROM debit_notes");
    };
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, feesOn(6));
    again(invoice.id);
    // Five days after the new one was issued the same step has come again.
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, feesOn(12));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, feesOn(22));
  }

  void aReminderIsSentOnce() {
    const auto invoice = unpaid();
    const auto remind = [&](int day) {
      shop_->moveTo(invoice.dueDate.plusDays(day), 0, 25);
      shop_->run("remind_unpaid", "day:" + std::to_string(day));
    };
    remind(5);
    const auto fresh = again(invoice.id);
    remind(7);
    CPPUNIT_ASSERT(shop_->reminders.of(*shop_->database, fresh).empty());
    remind(10);
    CPPUNIT_ASSERT(std::vector<std::string>{"overdue_3"} ==
                   shop_->reminders.of(*shop_->database, fresh));
  }

 private:
  Invoice unpaid() {
    const auto id = shop_->service(shop_->client(), shop_->today().plusDays(10));
    shop_->run("issue_renewals", "issue");
    return shop_->invoiceOf(id);
  }
  Id<Invoice> again(Id<Invoice> id) {
    Reissue reissue{{shop_->billing, shop_->corrections, shop_->accounts, shop_->tenants,
                     shop_->audit, shop_->bus}};
    return shop_->database
        ->transaction([&](db::Transaction& tx) {
          return reissue.reissue(tx, shop_->staff(), id, "Its address was another");
        })
        .invoice.id;
  }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Shop> shop_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ReissuedInvoicesTest, "modules/automation/reissued_invoices");

}  // namespace hostler
