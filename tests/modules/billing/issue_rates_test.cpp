#include "modules/billing/issue_rates.h"

#include "modules/billing/exchange_rates.h"
#include "modules/billing/reissue.h"
#include "tests/modules/billing/paper_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::PaperBuyer;
using testing::Till;

// What a sale in dollars is worth in the seller's own currency is decided on the day of the supply,
// for whatever document is written about it later.
template <class Engine>
class IssueRatesTest : public testing::InPaperShop<Engine> {
  CPPUNIT_TEST_SUITE(IssueRatesTest);
  CPPUNIT_TEST(anExportThatIsIssuedAnewKeepsItsRate);
  CPPUNIT_TEST(oneThatHadNoneTakesTheDays);
  CPPUNIT_TEST(aDebitNoteTakesItsInvoices);
  CPPUNIT_TEST(whatBearsNoTaxNeedsNoRate);
  CPPUNIT_TEST(aCurrencyWithoutARateIsToldOnce);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    testing::InPaperShop<Engine>::setUp();
    PaperBuyer buyer;
    buyer.country = "US";
    buyer.state = "CA";
    buyer.currency = Currency::of("USD");
    client_ = shop_->client(buyer);
  }

  void anExportThatIsIssuedAnewKeepsItsRate() {
    from(Date::of(2026, 6, 1), "84.1234");
    from(Date::of(2026, 7, 1), "90");
    const auto invoice = shop_->issue(client_, dollars(10'00));
    shop_->moveTo(Date::of(2026, 7, 5));
    const auto fresh = again(invoice.id);
    CPPUNIT_ASSERT_EQUAL(std::string{"84.1234"}, rateOf(fresh));
    CPPUNIT_ASSERT_EQUAL(std::string{"84.1234"}, rateOf(again(fresh)));
    CPPUNIT_ASSERT_EQUAL(std::string{"90"}, rateOf(shop_->issue(client_, dollars(10'00)).id));
  }

  void oneThatHadNoneTakesTheDays() {
    shop_->set("tax.lut_number", "AD270426000123X");
    const auto invoice = shop_->issue(client_, dollars(10'00));
    CPPUNIT_ASSERT_EQUAL(std::string{"none"}, rateOf(invoice.id));
    from(Date::of(2026, 7, 1), "90");
    shop_->moveTo(Date::of(2026, 7, 5));
    CPPUNIT_ASSERT_EQUAL(std::string{"90"}, rateOf(again(invoice.id)));
  }

  void aDebitNoteTakesItsInvoices() {
    from(Date::of(2026, 6, 1), "84.1234");
    from(Date::of(2026, 7, 1), "90");
    InvoiceRequest note;
    note.account = client_;
    note.kind = InvoiceKind::DebitNote;
    note.currency = Currency::of("USD");
    note.addsTo = shop_->issue(client_, dollars(10'00)).id;
    note.reason = "It took longer";
    note.lines = {shop_->line(dollars(2'00))};
    shop_->moveTo(Date::of(2026, 7, 5));
    const auto issued = shop_->database->transaction(
        [&](db::Transaction& tx) { return shop_->billing.issue(tx, Till::staff(), note); });
    CPPUNIT_ASSERT_EQUAL(std::string{"84.1234"}, rateOf(issued.id));
  }

  void whatBearsNoTaxNeedsNoRate() {
    shop_->rate({"IN", "", "999722", "GST", 0, Date::of(2017, 7, 1), {}});
    auto line = shop_->line(dollars(10'00));
    line.taxClass = "999722";
    const auto invoice = shop_->issue(client_, {line});
    CPPUNIT_ASSERT(invoice.supply == SupplyKind::ExportWithTax);
    CPPUNIT_ASSERT_EQUAL(dollars(10'00), invoice.total);
  }

  void aCurrencyWithoutARateIsToldOnce() {
    PaperBuyer buyer;
    buyer.country = "US";
    buyer.state = "CA";
    buyer.currency = Currency::of("USD");
    shop_->client(buyer);
    buyer.currency = Currency::of("INR");
    shop_->client(buyer);  // who pays in rupees buys no export
    const std::vector<Currency> usd{Currency::of("USD")};
    CPPUNIT_ASSERT(usd == missing());
    shop_->set("tax.lut_number", "AD270426000123X");
    CPPUNIT_ASSERT(missing().empty());
    shop_->set("tax.lut_number", "");
    from(Date::of(2026, 6, 11), "84");
    CPPUNIT_ASSERT(usd == missing());
    shop_->moveTo(Date::of(2026, 6, 11));
    CPPUNIT_ASSERT(missing().empty());
  }

 private:
  std::vector<Currency> missing() {
    return shop_->database->read([&](db::Reader& reader) {
      return issue_rates::missing(reader, shop_->tenants.get(kPlatform),
                                  shop_->tenants.settings(kPlatform), shop_->today());
    });
  }
  static Money dollars(std::int64_t cents) { return Money::ofMinor(cents, Currency::of("USD")); }
  void from(Date day, const std::string& rate) {
    shop_->database->transaction([&](db::Transaction& tx) {
      exchange_rates::add(tx, kPlatform, {Currency::of("USD"), day, Decimal::of(rate)},
                          shop_->clock.now());
    });
  }
  Id<Invoice> again(Id<Invoice> id) {
    Reissue reissue{{shop_->billing, shop_->corrections, shop_->accounts, shop_->tenants,
                     shop_->audit, shop_->bus}};
    return shop_->database
        ->transaction([&](db::Transaction& tx) {
          return reissue.reissue(tx, Till::staff(), id, "Its address was another");
        })
        .invoice.id;
  }
  std::string rateOf(Id<Invoice> id) {
    const auto kept = shop_->database->read(
        [&](db::Reader& reader) { return exchange_rates::keptFor(reader, id); });
    return kept ? kept->rate.text() : "none";
  }

  using testing::InPaperShop<Engine>::shop_;
  Id<Account> client_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(IssueRatesTest, "modules/billing/issue_rates");

}  // namespace hostler
