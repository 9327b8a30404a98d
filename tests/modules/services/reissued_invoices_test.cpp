#include "modules/accounts/account_repository.h"
#include "modules/billing/invoice_repository.h"
#include "modules/billing/reissue.h"
#include "modules/billing/tax_rules.h"
#include "tests/modules/services/terms_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::refused;
using testing::TermsShop;

// A client who names a tax number after the invoice was issued: that one stays as it is, a credit
// note takes it back, and a new one bears the number. Services, orders and money go on with it.
template <class Engine>
class ReissuedInvoicesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ReissuedInvoicesTest);
  CPPUNIT_TEST(aPaidInvoiceIsIssuedAnewAndStaysPaid);
  CPPUNIT_TEST(anUnpaidRenewalIsIssuedAnewForItsTerm);
  CPPUNIT_TEST(whatWasPaidOfItPaysTheNewOne);
  CPPUNIT_TEST(theNewOneBearsTheRatesOfItsDay);
  CPPUNIT_TEST(anUpgradeThatWaitsForItsPaymentWaitsForTheNewOne);
  CPPUNIT_TEST(daysComeBackFromTheNewOne);
  CPPUNIT_TEST(pricesWithTheirTaxStayWhatTheyWere);
  CPPUNIT_TEST(whatTheTaxesRoundOtherwiseIsNotRounded);
  CPPUNIT_TEST(whatWasTakenBackIsNotIssuedAnew);
  CPPUNIT_TEST(whatIsTooOldIsNotIssuedAnew);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<TermsShop>(engine_->url());
    reissue_ = std::make_unique<Reissue>(Reissue::Parts{shop_->billing, shop_->corrections,
                                                        shop_->accounts, shop_->tenants,
                                                        shop_->audit, shop_->bus});
    small_ = shop_->plan(499'00, "Small");
    id_ = shop_->bought({small_}).at(0);
  }
  void tearDown() override {
    reissue_.reset();
    shop_.reset();
    engine_.reset();
  }

  void aPaidInvoiceIsIssuedAnewAndStaysPaid() {
    const auto first = firstInvoice();
    const auto before = lines(first);
    named();
    CPPUNIT_ASSERT(!shop_->now(first).buyer.contains("gstin") ||
                   shop_->now(first).buyer["gstin"].is_null());
    const auto done = again(first);
    const auto old = shop_->now(first), fresh = shop_->now(done.invoice.id);
    CPPUNIT_ASSERT(old.stored == InvoiceStatus::Refunded);
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST"}, old.taxes.at(0).name);
    CPPUNIT_ASSERT_EQUAL(before, lines(first));
    CPPUNIT_ASSERT_EQUAL(inr(44'91), done.note.taxes.at(0).amount);
    CPPUNIT_ASSERT_EQUAL(inr(44'91), done.note.taxes.at(1).amount);
    CPPUNIT_ASSERT_EQUAL(std::string{"29AAGCB7383J1Z4"},
                         fresh.buyer["gstin"].template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"29"}, fresh.placeOfSupply);
    CPPUNIT_ASSERT_EQUAL(inr(89'82), fresh.taxes.at(0).amount);
    CPPUNIT_ASSERT_EQUAL(before, lines(fresh.id));
    CPPUNIT_ASSERT(fresh.stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
    CPPUNIT_ASSERT(fresh.notes.find(old.number) != std::string::npos);
    CPPUNIT_ASSERT(fresh.notes.find(done.note.number) != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(fresh.id.value(), shop_->count("SELECT invoice_id AS n FROM orders"));
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), shop_->now(id_).paidUntil.value());
    CPPUNIT_ASSERT(shop_->now(id_).status == ServiceStatus::Active);
    shop_->mustAddUp();
  }

  void anUnpaidRenewalIsIssuedAnewForItsTerm() {
    const auto renewal = shop_->renew(id_);
    named();
    const auto done = again(renewal.id);
    CPPUNIT_ASSERT(shop_->now(renewal.id).stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT(shop_->now(done.invoice.id).stored == InvoiceStatus::Unpaid);
    CPPUNIT_ASSERT_EQUAL(renewal.dueDate, shop_->now(done.invoice.id).dueDate);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_->now(id_).billedUntil.value());
    shop_->settle(done.invoice.id);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_->now(id_).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_->renew(id_).dueDate);
    shop_->mustAddUp();
  }

  void whatWasPaidOfItPaysTheNewOne() {
    const auto renewal = shop_->renew(id_);
    const auto payment = shop_->attempt(shop_->owner(), {renewal.id});
    shop_->gateway.book({TermsShop::captured(payment, inr(200'00), "pay_part")});
    named();
    const auto done = again(renewal.id);
    CPPUNIT_ASSERT(shop_->now(done.invoice.id).stored == InvoiceStatus::PartiallyPaid);
    CPPUNIT_ASSERT_EQUAL(inr(388'82), shop_->now(done.invoice.id).balance);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
    shop_->mustAddUp();
  }

  void theNewOneBearsTheRatesOfItsDay() {
    const auto renewal = shop_->renew(id_);
    shop_->moveTo(Date::of(2026, 7, 1));
    shop_->database->transaction([&](db::Transaction& tx) {
      tax_rules::insert(tx, kPlatform, shop_->ids.next<TaxRate>(),
                        {"IN", "", "", "GST", Decimal::of("28"), Date::of(2026, 7, 1), {}},
                        shop_->clock.now());
    });
    named();
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(again(renewal.id).invoice.id).total);
    CPPUNIT_ASSERT_EQUAL(inr(638'72), shop_->renew(id_).total);
  }

  void anUpgradeThatWaitsForItsPaymentWaitsForTheNewOne() {
    shop_->providers.on("provisioner/1.change_package", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded, Json::object()};
    });
    const auto large = shop_->plan(999'00, "Large");
    const auto upgrade = shop_->change(id_, large).invoice.value();
    const auto done = again(upgrade.id);
    CPPUNIT_ASSERT_EQUAL(upgrade.total, shop_->now(done.invoice.id).total);
    shop_->settle(done.invoice.id);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id_).product == large);
    shop_->mustAddUp();
  }

  void daysComeBackFromTheNewOne() {
    named();
    const auto done = again(firstInvoice());
    shop_->moveTo(Date::of(2026, 6, 26));  // half of the term is left
    shop_->end(id_);
    // 249.50 and half of the one tax that it bears now, 89.82.
    CPPUNIT_ASSERT_EQUAL(inr(294'41), shop_->given());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_->count("SELECT COUNT(*) AS n FROM credit_notes WHERE invoice_id = " +
                                      std::to_string(done.invoice.id.value())));
    shop_->mustAddUp();
  }

  void pricesWithTheirTaxStayWhatTheyWere() {
    shop_->set("tax.prices_include_tax", true);
    struct Sold {
      std::int64_t price, net, tax, rounding;
      int quantity;
    };
    for (const auto& sold : {Sold{588'82, 499'00, 44'91, 0, 1}, Sold{999'00, 846'61, 76'19, 1, 1},
                             Sold{10'00, 25'42, 2'29, 0, 3}}) {
      const auto invoice = soldAt(sold.price, sold.quantity);
      CPPUNIT_ASSERT_EQUAL(inr(sold.price * sold.quantity), invoice.total);
      const auto fresh = shop_->now(again(invoice.id).invoice.id);
      CPPUNIT_ASSERT_EQUAL(invoice.total, fresh.total);
      CPPUNIT_ASSERT_EQUAL(inr(sold.net), fresh.subtotal);
      CPPUNIT_ASSERT_EQUAL(inr(sold.tax), fresh.taxes.at(0).amount);
      CPPUNIT_ASSERT_EQUAL(inr(sold.tax), fresh.taxes.at(1).amount);
      CPPUNIT_ASSERT_EQUAL(inr(sold.rounding), fresh.rounding);
      CPPUNIT_ASSERT_EQUAL(fresh.total, shop_->now(again(fresh.id).invoice.id).total);
    }
    shop_->mustAddUp();
  }

  void whatTheTaxesRoundOtherwiseIsNotRounded() {
    shop_->set("tax.prices_include_tax", true);
    const auto invoice = soldAt(999'00, 1);
    named();
    const auto fresh = shop_->now(again(invoice.id).invoice.id);
    CPPUNIT_ASSERT_EQUAL(inr(846'61), fresh.subtotal);
    CPPUNIT_ASSERT_EQUAL(inr(152'39), fresh.taxes.at(0).amount);  // 18 % in one
    CPPUNIT_ASSERT_EQUAL(inr(0), fresh.rounding);
    CPPUNIT_ASSERT_EQUAL(inr(999'00), fresh.total);
    shop_->mustAddUp();
  }

  void whatWasTakenBackIsNotIssuedAnew() {
    const auto first = firstInvoice();
    again(first);
    refused("invoice_not_reissuable", [&] { again(first); });
    const auto renewal = shop_->renew(id_);
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.credit(tx, shop_->staff(), renewal.id, inr(10'00), "Sorry");
    });
    refused("invoice_not_reissuable", [&] { again(renewal.id); });
  }

  void whatIsTooOldIsNotIssuedAnew() {
    const auto first = firstInvoice();
    shop_->moveTo(Date::of(2027, 12, 1));
    refused("invoice_not_reissuable", [&] { again(first); });
    CPPUNIT_ASSERT(shop_->now(first).stored == InvoiceStatus::Paid);
  }

 private:
  Invoice soldAt(std::int64_t price, int quantity) {
    InvoiceRequest request;
    request.account = shop_->owner();
    request.kind = InvoiceKind::Manual;
    LineDraft line;
    line.description = "Work";
    line.quantity = quantity;
    line.unitPrice = inr(price);
    line.discount = inr(0);
    line.taxClass = "998315";
    request.lines = {line};
    return shop_->database->transaction(
        [&](db::Transaction& tx) { return shop_->billing.issue(tx, shop_->staff(), request); });
  }
  Id<Invoice> firstInvoice() {
    return shop_->database->query("SELECT invoice_id FROM orders").only().id<Invoice>("invoice_id");
  }
  void named() {
    shop_->database->transaction([&](db::Transaction& tx) {
      auto account = account_repository::find(tx, kPlatform, shop_->owner()).value();
      account.gstin = "29AAGCB7383J1Z4";
      account_repository::saveProfile(tx, account, shop_->clock.now());
    });
  }
  Reissue::Done again(Id<Invoice> id) {
    return shop_->database->transaction([&](db::Transaction& tx) {
      return reissue_->reissue(tx, shop_->staff(), id, "Its GSTIN was missing");
    });
  }
  std::string lines(Id<Invoice> id) {
    std::string text;
    shop_->database->read([&](db::Reader& reader) {
      const auto invoice = shop_->billing.find(reader, Scope::ofTenant(kPlatform), id).value();
      for (const auto& line : shop_->billing.lines(reader, invoice))
        text += line.priced.draft.description + " " + line.priced.taxable.decimalText() + " " +
                line.priced.draft.period->start.text() + "; ";
    });
    return text;
  }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<TermsShop> shop_;
  std::unique_ptr<Reissue> reissue_;
  Id<Product> small_;
  Id<Service> id_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ReissuedInvoicesTest, "modules/services/reissued_invoices");

}  // namespace hostler
