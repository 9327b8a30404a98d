#include "modules/domains/domain_forecast.h"
#include "tests/modules/domains/in_domain_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;

// What is foretold of renewals is what the night invoices.
template <class Engine>
class ForeseeingTest : public testing::InDomainShop {
  CPPUNIT_TEST_SUITE(ForeseeingTest);
  CPPUNIT_TEST(whatIsForetoldIsWhatTheNightInvoices);
  CPPUNIT_TEST(thePriceIsThatOfTheDay);
  CPPUNIT_TEST(whatIsNotInvoicedByItselfIsNotForetold);
  CPPUNIT_TEST(aClientSeesNoOthersRenewals);
  CPPUNIT_TEST(onlyWhatExpiresWithinTheDaysIsForetold);
  CPPUNIT_TEST_SUITE_END();

 public:
  ForeseeingTest() : InDomainShop{placeOn<Engine>} {}

  void whatIsForetoldIsWhatTheNightInvoices() {
    sold_->registered(client_);
    const auto foretold = renewals(withTax());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, foretold.size());
    const auto& one = foretold.front();

    shop_->moveTo(one.invoiceOn.plusDays(-1));
    sold_->keep();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, invoices());  // the purchase alone
    shop_->moveTo(one.invoiceOn);
    sold_->keep();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, invoices());
    const auto invoice = lastInvoice();
    CPPUNIT_ASSERT_EQUAL(one.total, invoice.total);
    CPPUNIT_ASSERT_EQUAL(inr(1200'00), one.price);
    CPPUNIT_ASSERT_EQUAL(one.dueDate, invoice.dueDate);
    CPPUNIT_ASSERT(Period(Date::of(2027, 6, 10), Date::of(2028, 6, 10)) == one.term);
    CPPUNIT_ASSERT_EQUAL(std::string{"Domain renewal: asha.com, 1 year"}, one.description);
    CPPUNIT_ASSERT_MESSAGE("it is invoiced by now", renewals({}).empty());
  }

  void thePriceIsThatOfTheDay() {
    sold_->registered(client_);
    shop_->tamper("UPDATE tld_prices SET renew_price = 150000 WHERE renew_price IS NOT NULL");
    CPPUNIT_ASSERT_EQUAL(inr(1500'00), renewals(withTax()).at(0).price);
    CPPUNIT_ASSERT_EQUAL(inr(1770'00), renewals(withTax()).at(0).total);
  }

  void whatIsNotInvoicedByItselfIsNotForetold() {
    const auto off = sold_->registered(client_, "off.com");
    sold_->domains.actions().setAutoRenew(sold_->buyer(client_), off.id, false);
    sold_->registered(client_, "calledoff.com");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, renewals({}).size());
    shop_->moveTo(Date::of(2027, 5, 25));
    sold_->keep();
    const auto invoice = lastInvoice();
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.cancel(tx, shop_->staff(), invoice.id, "as the client asked");
    });
    CPPUNIT_ASSERT(renewals({}).empty());
    // Its year ends all the same; that of the one which was switched off is its client's affair.
    DomainForecast::Wanted all;
    all.withInvoiced = true;
    const auto ending = renewals(all);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, ending.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"calledoff.com"}, ending.at(0).domain.name);
  }

  void aClientSeesNoOthersRenewals() {
    sold_->registered(client_);
    const auto other = shop_->client();
    const auto of = [&](Id<Account> account) {
      return shop_->database->read([&](db::Reader& reader) {
        return sold_->domains.forecast()
            .renewals(reader, Scope::ofAccount(kPlatform, account), {})
            .size();
      });
    };
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, of(client_));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, of(other));
  }

  void onlyWhatExpiresWithinTheDaysIsForetold() {
    const auto expiresOn = sold_->registered(client_).expiresOn().value();
    const auto within = [&](Date from, Date to) {
      DomainForecast::Wanted wanted;
      wanted.expiresFrom = from;
      wanted.expiresTo = to;
      return renewals(wanted).size();
    };
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, within(expiresOn, expiresOn));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, within(expiresOn.plusDays(-9), expiresOn.plusDays(-1)));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, within(expiresOn.plusDays(1), expiresOn.plusDays(9)));
  }

 private:
  static DomainForecast::Wanted withTax() {
    DomainForecast::Wanted wanted;
    wanted.withTax = true;
    return wanted;
  }
  std::vector<DomainForecast::Renewal> renewals(const DomainForecast::Wanted& wanted) {
    return shop_->database->read([&](db::Reader& reader) {
      return sold_->domains.forecast().renewals(reader, Scope::ofTenant(kPlatform), wanted);
    });
  }
  std::int64_t invoices() { return shop_->count("SELECT COUNT(*) AS n FROM invoices"); }
  Invoice lastInvoice() {
    return shop_->now(shop_->database->query("SELECT MAX(id) AS id FROM invoices")
                          .only()
                          .template id<Invoice>("id"));
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ForeseeingTest, "modules/domains/foreseeing");

}  // namespace hostler
