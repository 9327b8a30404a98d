#include "modules/automation/late_fee.h"
#include "modules/billing/tax_rules.h"
#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Shop;

// What is paid late costs more, where a seller wants that: once for each step, with its taxes, on
// a document of its own.
template <class Engine>
class LateFeesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LateFeesTest);
  CPPUNIT_TEST(nothingIsChargedUntilItIsWanted);
  CPPUNIT_TEST(aFeeIsItsOwnLineWithItsTaxes);
  CPPUNIT_TEST(pricesWithTheirTaxBearTheSameFee);
  CPPUNIT_TEST(theFeeThatIsForeseenIsTheOneCharged);
  CPPUNIT_TEST(eachStepChargesOnce);
  CPPUNIT_TEST(onlyWhatIsStillOwedBearsAFee);
  CPPUNIT_TEST(theFeeItselfBearsNone);
  CPPUNIT_TEST(aProformaBearsNone);
  CPPUNIT_TEST(aLateInvoiceLeavesItsDays);
  CPPUNIT_TEST(missedStepsAreNotMadeUpFor);
  CPPUNIT_TEST(aPercentageThatIsNoneIsTold);
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

  void nothingIsChargedUntilItIsWanted() {
    CPPUNIT_ASSERT(!shop_->book.get(kPlatform, "charge_late_fees").enabled);
    for (const auto& entry : shop_->runner.schedule())
      CPPUNIT_ASSERT(entry.name.find("charge_late_fees") == std::string::npos);
  }

  void aFeeIsItsOwnLineWithItsTaxes() {
    want({{"percent", "5"}});
    shop_->database->transaction([&](db::Transaction& tx) {
      tax_rules::insert(tx, kPlatform, shop_->ids.next<TaxRate>(),
                        {"IN", "", "", "GST", 18, Date::of(2017, 7, 1), {}}, shop_->clock.now());
    });
    const auto invoice = overdue(5);
    const auto report = shop_->run("charge_late_fees");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, report.run.counts.at("charge_late_fee"));

    const auto note = lastNote();
    CPPUNIT_ASSERT(note.kind == InvoiceKind::DebitNote);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, note.lines.size());
    const auto& line = note.lines.front().priced;
    CPPUNIT_ASSERT(line.draft.kind == LineKind::LateFee);
    CPPUNIT_ASSERT_EQUAL(std::string{"999799"}, line.draft.taxClass);
    CPPUNIT_ASSERT(line.draft.description.find(invoice.number) != std::string::npos);
    // 5 % of 499.00 is 24.95, half up; 9 % of it twice is 2.25 and 2.25.
    CPPUNIT_ASSERT_EQUAL(std::int64_t{24'95}, line.taxable.minor());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, line.taxes.size());
    for (const auto& tax : line.taxes) CPPUNIT_ASSERT_EQUAL(std::int64_t{2'25}, tax.amount.minor());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{29'45}, note.total.minor());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_->count("SELECT COALESCE(SUM(amount), 0) AS n FROM postings"));
  }

  void pricesWithTheirTaxBearTheSameFee() {
    want({{"percent", "5"}});
    shop_->database->transaction([&](db::Transaction& tx) {
      tax_rules::insert(tx, kPlatform, shop_->ids.next<TaxRate>(),
                        {"IN", "", "", "GST", 18, Date::of(2017, 7, 1), {}}, shop_->clock.now());
      shop_->tenants.change(tx, kPlatform, "tax.prices_include_tax", true);
    });
    overdue(5);  // of 499.00: 422.88 and 38.06 twice
    shop_->run("charge_late_fees");
    const auto note = lastNote();
    // 5 % of 422.88 is 21.14; 9 % of it twice is 1.90 and 1.90.
    CPPUNIT_ASSERT_EQUAL(std::int64_t{21'14}, note.lines.front().priced.taxable.minor());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{24'94}, note.total.minor());
  }

  void theFeeThatIsForeseenIsTheOneCharged() {
    want({{"percent", "5"}});
    shop_->database->transaction([&](db::Transaction& tx) {
      tax_rules::insert(tx, kPlatform, shop_->ids.next<TaxRate>(),
                        {"IN", "", "", "GST", 18, Date::of(2017, 7, 1), {}}, shop_->clock.now());
      shop_->tenants.change(tx, kPlatform, "tax.prices_include_tax", true);
    });
    overdue(5);
    const auto foreseen = shop_->simulate("charge_late_fees");
    shop_->run("charge_late_fees");
    CPPUNIT_ASSERT_EQUAL(toJson(lastNote().total).dump(),
                         foreseen.decisions.at(0).facts.at("total").dump());
  }

  void eachStepChargesOnce() {
    want({{"percent", "5"}, {"fee_days", {5, 15}}});
    const auto due = overdue(0).dueDate;
    for (int day = 0; day <= 30; ++day) {
      shop_->moveTo(due.plusDays(day), 0, 25);
      shop_->run("charge_late_fees", "day:" + std::to_string(day));
      shop_->run("charge_late_fees", "again:" + std::to_string(day));
      CPPUNIT_ASSERT_EQUAL(std::int64_t{day < 5 ? 0 : day < 15 ? 1 : 2}, notes());
    }
  }

  void onlyWhatIsStillOwedBearsAFee() {
    Invoice invoice;
    invoice.subtotal = Money::ofMinor(1'099'00, inr());
    invoice.discount = Money::ofMinor(100'00, inr());
    invoice.total = Money::ofMinor(1'178'82, inr());
    invoice.balance = invoice.total;
    CPPUNIT_ASSERT_EQUAL(std::int64_t{49'95}, lateFeeOn(invoice, 5).minor());
    invoice.balance = Money::ofMinor(589'41, inr());  // half of it was paid
    CPPUNIT_ASSERT_EQUAL(std::int64_t{24'98}, lateFeeOn(invoice, 5).minor());
    invoice.balance = Money::zero(inr());
    CPPUNIT_ASSERT(lateFeeOn(invoice, 5).isZero());
  }

  void theFeeItselfBearsNone() {
    want({{"percent", "100"}, {"fee_days", {1, 2, 3}}});
    const auto due = overdue(1).dueDate;
    shop_->run("charge_late_fees", "first");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, notes());
    shop_->moveTo(due.plusDays(60), 1, 0);
    shop_->run("charge_late_fees", "much later");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, notes());  // the invoice's last step, none of the note's
  }

  // It is no tax invoice that a debit note could add to.
  void aProformaBearsNone() {
    want({{"percent", "5"}});
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->tenants.change(tx, kPlatform, "invoice.proforma", true);
    });
    CPPUNIT_ASSERT(overdue(5).isProforma);
    shop_->run("charge_late_fees");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, notes());
  }

  void aLateInvoiceLeavesItsDays() {
    // Due on the 10th, but issued on the 20th.
    const LateInvoice late{Date::of(2026, 3, 20), {}};
    CPPUNIT_ASSERT(!lateFeeDayFor({5}, late, Date::of(2026, 3, 24)));
    CPPUNIT_ASSERT_EQUAL(5, lateFeeDayFor({5}, late, Date::of(2026, 3, 25)).value());
    CPPUNIT_ASSERT(!lateFeeDayFor({-3, 0}, late, Date::of(2026, 4, 25)));
  }

  void missedStepsAreNotMadeUpFor() {
    const auto since = Date::of(2026, 3, 20);
    CPPUNIT_ASSERT_EQUAL(15, lateFeeDayFor({5, 15}, {since, {}}, since.plusDays(40)).value());
    CPPUNIT_ASSERT(!lateFeeDayFor({5, 15}, {since, 15}, since.plusDays(40)));
    CPPUNIT_ASSERT(!lateFeeDayFor({5}, {since, 15}, since.plusDays(40)));
  }

  void aPercentageThatIsNoneIsTold() {
    want({{"percent", "5 %"}});
    overdue(9);
    const auto report = shop_->run("charge_late_fees");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, notes());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, report.run.counts.at("failed"));
  }

 private:
  static Currency inr() { return Currency::of("INR"); }

  void want(const std::map<std::string, Json>& settings) {
    shop_->book.change(shop_->staff(), "charge_late_fees", {true, {}, settings, {}});
  }
  // A renewal of 499.00 that is so many days past its due date.
  Invoice overdue(int days) {
    const auto due = shop_->today().plusDays(10);
    const auto id = shop_->service(shop_->client(), due);
    shop_->run("issue_renewals", "issue:" + id.text());
    const auto invoice = shop_->invoiceOf(id);
    shop_->moveTo(due.plusDays(days), 0, 25);
    return invoice;
  }
  std::int64_t notes() { return shop_->count("SELECT COUNT(*) AS n FROM debit_notes"); }
  Invoice lastNote() {
    const auto id = Id<Invoice>::of(shop_->count("SELECT MAX(invoice_id) AS n FROM debit_notes"));
    return shop_->database->read([&](db::Reader& reader) {
      auto note = shop_->billing.find(reader, Scope::ofTenant(kPlatform), id).value();
      note.lines = shop_->billing.lines(reader, note);
      return note;
    });
  }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Shop> shop_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(LateFeesTest, "modules/automation/late_fees");

}  // namespace hostler
