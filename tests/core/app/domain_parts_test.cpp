#include "core/app/bridges.h"
#include "core/app/run_parts.h"
#include "tests/modules/domains/in_domain_shop.h"

namespace hostler::app {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;

// Domains in a billing run, in what comes next and in the calendar.
template <class Engine>
class DomainPartsTest : public testing::InDomainShop {
  CPPUNIT_TEST_SUITE(DomainPartsTest);
  CPPUNIT_TEST(aDryRunListsTheRenewalThatTheRunInvoices);
  CPPUNIT_TEST(whatExpiresAndWhoIsToldIsListed);
  CPPUNIT_TEST(aClientIsToldOfTheNextRenewal);
  CPPUNIT_TEST(theCalendarShowsTheInvoiceAndTheYearsEnd);
  CPPUNIT_TEST_SUITE_END();

 public:
  DomainPartsTest() : InDomainShop{placeOn<Engine>} {}

  void aDryRunListsTheRenewalThatTheRunInvoices() {
    const auto domain = sold_->registered(client_);
    shop_->moveTo(Date::of(2027, 5, 20));
    const auto told = run(true), done = run(false);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, told.size());  // the notice of 30 days is late
    CPPUNIT_ASSERT_EQUAL(told.size(), done.size());
    const auto& row = told.at(0);
    CPPUNIT_ASSERT_EQUAL(std::string{"invoiced issue " + domain.id.text()},
                         row.list + " " + row.action + " " + row.subject);
    CPPUNIT_ASSERT(row.account == client_);
    CPPUNIT_ASSERT_EQUAL(Json({{"title", "asha.com"},
                               {"total", {{"amount", 1416'00}, {"currency", "INR"}}},
                               {"due_date", "2027-06-10"},
                               {"period", {{"from", "2027-06-10"}, {"to", "2028-06-10"}}}}),
                         row.facts);
    auto facts = done.at(0).facts;
    CPPUNIT_ASSERT(facts.at("invoice").template get<std::string>().starts_with("inv_"));
    CPPUNIT_ASSERT(!facts.at("number").template get<std::string>().empty());
    facts.erase("invoice");
    facts.erase("number");
    CPPUNIT_ASSERT_EQUAL(row.facts, facts);
    CPPUNIT_ASSERT(run(false).empty());
  }

  void whatExpiresAndWhoIsToldIsListed() {
    const auto domain = sold_->registered(client_);
    sold_->domains.actions().setAutoRenew(sold_->buyer(client_), domain.id, false);
    shop_->moveTo(Date::of(2027, 6, 9));
    for (const bool dryRun : {true, false}) {
      const auto row = run(dryRun).at(0);
      CPPUNIT_ASSERT_EQUAL(std::string{"reminded remind"}, row.list + " " + row.action);
      CPPUNIT_ASSERT_EQUAL(
          Json({{"title", "asha.com"}, {"kind", "domain_expiring"}, {"days_left", 1}}), row.facts);
    }
    shop_->moveTo(Date::of(2027, 6, 11));
    for (const bool dryRun : {true, false}) {
      const auto row = run(dryRun).at(0);
      CPPUNIT_ASSERT_EQUAL(std::string{"expired expire"}, row.list + " " + row.action);
      CPPUNIT_ASSERT_EQUAL(Json({{"title", "asha.com"},
                                 {"from", "active"},
                                 {"to", "expired"},
                                 {"expires_on", "2027-06-10"}}),
                           row.facts);
    }
  }

  void aClientIsToldOfTheNextRenewal() {
    const auto domain = sold_->registered(client_);
    const auto charges = shop_->database->read([&](db::Reader& reader) {
      return upcomingRenewals(sold_->domains.forecast(), reader,
                              Scope::ofAccount(kPlatform, client_), 100);
    });
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, charges.size());
    const auto& charge = charges.front();
    CPPUNIT_ASSERT(charge.domain == domain.id && !charge.service);
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 5, 20), charge.invoiceOn);
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 6, 10), charge.dueDate);
    CPPUNIT_ASSERT_EQUAL(inr(1200'00), charge.price);
    CPPUNIT_ASSERT_EQUAL(inr(1416'00), charge.total);
  }

  void theCalendarShowsTheInvoiceAndTheYearsEnd() {
    sold_->registered(client_);
    const auto between = [&](Date from, Date to) {
      std::vector<CalendarEntry> entries;
      shop_->database->read([&](db::Reader& reader) {
        entries.clear();
        addRenewals(sold_->domains.forecast(), shop_->tenants, reader, kPlatform, {from, to}, 100,
                    entries);
      });
      std::string all;
      for (const auto& entry : entries)
        all += entry.date.text() + " " + std::string{wordOf(entry.kind)} + " " + entry.title + "; ";
      return all;
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"2027-05-20 invoice asha.com; 2027-06-10 renewal asha.com; "},
                         between(Date::of(2027, 5, 1), Date::of(2027, 6, 30)));
    CPPUNIT_ASSERT_EQUAL(std::string{"2027-06-10 renewal asha.com; "},
                         between(Date::of(2027, 6, 1), Date::of(2027, 6, 30)));
    // Once it is invoiced, the year ends all the same.
    shop_->moveTo(Date::of(2027, 5, 20));
    sold_->keep();
    CPPUNIT_ASSERT_EQUAL(std::string{"2027-06-10 renewal asha.com; "},
                         between(Date::of(2027, 5, 1), Date::of(2027, 6, 30)));
  }

 private:
  std::vector<RunPartRow> run(bool dryRun) {
    return domainsPart(sold_->domains.life()).run({kPlatform, shop_->today(), dryRun, {}}).rows;
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(DomainPartsTest, "core/app/domain_parts");

}  // namespace hostler::app
