#include "modules/billing/document_series.h"

#include "core/problem/problem.h"
#include "tests/modules/billing/proforma_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::Till;

// The series that the law wants whole has no number of a proforma invoice in it, whatever the
// settings were in the course of a year.
template <class Engine>
class DocumentSeriesTest : public testing::InProformaShop<Engine> {
  CPPUNIT_TEST_SUITE(DocumentSeriesTest);
  CPPUNIT_TEST(noTaxDocumentGoesOnWhereProformasWereNumbered);
  CPPUNIT_TEST(noProformaGoesOnWhereTaxInvoicesWereNumbered);
  CPPUNIT_TEST(settingsThatWouldDoSoAreRefused);
  CPPUNIT_TEST(anotherFinancialYearBeginsAnew);
  CPPUNIT_TEST_SUITE_END();

  using Base = testing::InProformaShop<Engine>;
  using Base::shop_, Base::ordered, Base::pay;

 public:
  // PF/2627/1 was a proforma; then PF is set for tax invoices, and PRO for proformas.
  void noTaxDocumentGoesOnWhereProformasWereNumbered() {
    const auto first = ordered(inr(100'00));
    shop_->set("invoice.proforma_series", "PRO");
    shop_->set("invoice.series", "PF");
    const auto second = ordered(inr(100'00));
    CPPUNIT_ASSERT_EQUAL(std::string{"PRO/2627/0000001"}, second.number);
    Till::refused("proforma_series_shared", [&] { pay(second); });
    CPPUNIT_ASSERT(shop_->now(second.id).stored == InvoiceStatus::Unpaid);
    shop_->set("invoice.series", "HST");
    shop_->set("invoice.credit_note_series", "PF");
    pay(second);
    Till::refused("proforma_series_shared", [&] { shop_->creditNote(second.id, inr(10'00)); });
    shop_->set("invoice.credit_note_series", "CN");
    shop_->creditNote(second.id, inr(10'00));
    CPPUNIT_ASSERT_EQUAL(std::string{"PF/2627/00000001"}, shop_->now(first.id).number);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, shop_->now(second.id).number);
    shop_->mustAddUp();
  }

  void noProformaGoesOnWhereTaxInvoicesWereNumbered() {
    pay(ordered(inr(100'00)));
    shop_->set("invoice.series", "WEB");
    shop_->set("invoice.proforma_series", "HST");
    Till::refused("proforma_series_shared", [&] { ordered(inr(100'00)); });
    shop_->set("invoice.proforma_series", "PF");
    pay(ordered(inr(100'00)));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, last("WEB"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, last("PF"));
    shop_->mustAddUp();
  }

  void settingsThatWouldDoSoAreRefused() {
    pay(ordered(inr(100'00)));
    taken("invoice.series", {{"invoice.series", "PF"}, {"invoice.proforma_series", "PRO"}});
    taken("invoice.receipt_series",
          {{"invoice.receipt_series", "PF"}, {"invoice.proforma_series", "PRO"}});
    taken("invoice.proforma_series",
          {{"invoice.series", "WEB"}, {"invoice.proforma_series", "HST"}});
    // Whoever sends none any more has numbered them there all the same.
    taken("invoice.series", {{"invoice.proforma", false}, {"invoice.series", "PF"}});
    judge({{"invoice.series", "WEB"}, {"invoice.proforma_series", "PRO"}});
    judge({{"invoice.proforma", false}, {"invoice.proforma_series", "HST"}});
    judge({{"invoice.terms_days", 7}});
  }

  void anotherFinancialYearBeginsAnew() {
    ordered(inr(100'00));
    shop_->moveTo(Date::of(2027, 4, 1));
    judge({{"invoice.series", "PF"}, {"invoice.proforma_series", "PRO"}});
    shop_->set("invoice.proforma_series", "PRO");
    shop_->set("invoice.series", "PF");
    const auto asked = ordered(inr(100'00));
    pay(asked);
    CPPUNIT_ASSERT_EQUAL(std::string{"PF/2728/00000001"}, shop_->now(asked.id).number);
    shop_->mustAddUp();
  }

 private:
  using Changes = std::map<std::string, Json>;

  std::int64_t last(const std::string& series) {
    return shop_->count("SELECT last_number AS n FROM series_counters WHERE series = '" + series +
                        "'");
  }
  void judge(const Changes& changes) {
    Changes after{{"invoice.proforma", true}};
    for (const auto& [name, value] : changes) after[name] = value;
    shop_->database->read([&](db::Reader& reader) {
      document_series::mustStandApart(reader, kPlatform, shop_->today(), TenantSettings{after},
                                      changes);
      return 0;
    });
  }
  void taken(const std::string& field, const Changes& changes) {
    std::string said;
    try {
      judge(changes);
    } catch (const ValidationError& error) {
      said = error.errors().at(0).field + " " + error.errors().at(0).code;
    }
    CPPUNIT_ASSERT_EQUAL(field + " taken", said);
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(DocumentSeriesTest, "modules/billing/document_series");

}  // namespace hostler
