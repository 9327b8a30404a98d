#include "modules/automation/billing_run.h"
#include "modules/billing/billable_items.h"
#include "modules/billing/separate_invoices.h"
#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"
#include "tests/modules/automation/shop.h"

#include <random>
#include <set>

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Shop;

// A seller's choice: what a client has to renew on one day comes on one invoice.
template <class Engine>
class ConsolidationTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ConsolidationTest);
  CPPUNIT_TEST(asShippedEachIsInvoicedByItself);
  CPPUNIT_TEST(whoWantsItInvoicesADayOfAClientTogether);
  CPPUNIT_TEST(theEarliestOfThemSaysWhenTheyAreInvoiced);
  CPPUNIT_TEST(aDryRunShowsTheSameRows);
  CPPUNIT_TEST(whatIsLeftOutIsLeftOutOfTheInvoice);
  CPPUNIT_TEST(severalRunsAtOnceInvoiceEachTermOnce);
  CPPUNIT_TEST(whatFailsFailsAlone);
  CPPUNIT_TEST(aPageHoldsWholeClients);
  CPPUNIT_TEST(aClientLargerThanAPageIsWhole);
  CPPUNIT_TEST(aRunThatWasBegunTheOtherWayMissesNothing);
  CPPUNIT_TEST(oneReminderIsForAllOfThem);
  CPPUNIT_TEST(allAreSuspendedForItAndBackOncePaid);
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

  void asShippedEachIsInvoicedByItself() {
    shop_->manyServices(3, shop_->today().plusDays(3));
    shop_->run("issue_renewals");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, invoices());
  }

  void whoWantsItInvoicesADayOfAClientTogether() {
    consolidate();
    const auto day = shop_->today().plusDays(3);
    const auto shared = shop_->manyServices(3, day);
    shop_->manyServices(1, day.plusDays(1));
    const auto other = shop_->client(), apart = shop_->client();
    shop_->service(other, day);
    for (int i = 0; i < 2; ++i) shop_->service(apart, day);
    shop_->database->transaction([&](db::Transaction& tx) {
      separate_invoices::save(tx, Scope::ofAccount(kPlatform, apart), true, shop_->clock.now());
    });

    const auto report = shop_->run("issue_renewals");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, report.run.counts.at("issue"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, invoices());
    std::set<std::string> documents;
    for (const auto id : shared) {
      const auto invoice = shop_->invoiceOf(id);
      documents.insert(invoice.number);
      CPPUNIT_ASSERT_EQUAL(std::int64_t{3 * 499'00}, invoice.total.minor());
      CPPUNIT_ASSERT_EQUAL(day, invoice.dueDate);
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, documents.size());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, shop_->count("SELECT COUNT(*) AS n FROM billed_periods"));
    CPPUNIT_ASSERT(shop_->run("issue_renewals").run.counts.empty());
  }

  void theEarliestOfThemSaysWhenTheyAreInvoiced() {
    consolidate();
    const auto day = shop_->today().plusDays(20);
    const auto client = shop_->client(), ends = shop_->client();
    const auto early = shop_->productWith([](Product& product) { product.invoiceDaysBefore = 20; });
    shop_->service(client, day, early);
    shop_->service(client, day);
    // Of one that ends nothing is invoiced, so it hurries nobody.
    const auto ending = shop_->service(ends, day, early);
    const auto later = shop_->service(ends, day);
    shop_->database->transaction([&](db::Transaction& tx) {
      tx.execute("UPDATE services SET cancel_on = ? WHERE id = ?", day, ending);
    });
    shop_->run("issue_renewals");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, invoices());
    CPPUNIT_ASSERT_EQUAL(day, shop_->now(later).billedUntil.value());
    shop_->moveTo(day.plusDays(-14), 0, 5);
    shop_->run("issue_renewals");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, invoices());
  }

  void aDryRunShowsTheSameRows() {
    for (const unsigned seed : {11U, 12U}) {
      consolidate(seed % 2 == 0);
      fill(seed);
      const auto foretold = billingRun(true).at("invoiced"),
                 done = billingRun(false).at("invoiced");
      CPPUNIT_ASSERT(foretold.size() > 20);
      CPPUNIT_ASSERT_EQUAL(foretold.size(), done.size());
      std::map<std::string, std::int64_t> totals;
      for (std::size_t i = 0; i < done.size(); ++i) {
        for (const auto* what : {"subject", "client_id", "title", "total", "due_date", "period",
                                 "services", "invoice_total"}) {
          CPPUNIT_ASSERT_EQUAL_MESSAGE(what, foretold.at(i).at(what).dump(),
                                       done.at(i).at(what).dump());
        }
        totals[done.at(i).at("invoice")] +=
            done.at(i).at("total").at("amount").template get<std::int64_t>();
      }
      // The rows of an invoice come to what it comes to.
      for (const auto& [invoice, total] : totals) {
        CPPUNIT_ASSERT_EQUAL(total, stored(invoice).total.minor());
      }
      CPPUNIT_ASSERT(billingRun(false).at("invoiced").empty());
    }
  }

  void whatIsLeftOutIsLeftOutOfTheInvoice() {
    consolidate();
    const auto ids = shop_->manyServices(3, shop_->today().plusDays(3));
    const std::set<std::string> spared{ids[1].text()};
    const auto foretold = billingRun(true, spared).at("invoiced");
    const auto done = billingRun(false, spared).at("invoiced");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, foretold.size());
    for (std::size_t i = 0; i < 2; ++i) {
      CPPUNIT_ASSERT_EQUAL(2, done.at(i).at("services").template get<int>());
      CPPUNIT_ASSERT_EQUAL(foretold.at(i).at("invoice_total"), done.at(i).at("invoice_total"));
    }
    CPPUNIT_ASSERT_EQUAL(1,
                         billingRun(false).at("invoiced").at(0).at("services").template get<int>());
  }

  void severalRunsAtOnceInvoiceEachTermOnce() {
    consolidate();
    for (int i = 0; i < 6; ++i) {
      const auto client = shop_->client();
      for (int n = 0; n < 3; ++n) shop_->service(client, shop_->today().plusDays(2));
    }
    db::inThreads(4, [&](int) { shop_->run("issue_renewals"); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{6}, invoices());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{18}, shop_->count("SELECT COUNT(*) AS n FROM invoice_lines"));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{18},
        shop_->count("SELECT COUNT(*) AS n FROM (SELECT DISTINCT service_id, period_from FROM "
                     "invoice_lines) periods"));
  }

  void whatFailsFailsAlone() {
    consolidate();
    const auto day = shop_->today().plusDays(3);
    const auto ids = shop_->manyServices(3, day);
    const auto other = shop_->client();
    const auto theirs = shop_->service(other, day), too = shop_->service(other, day);
    // Its next term is taken, by an invoice that there is not.
    shop_->database->transaction([&](db::Transaction& tx) {
      tx.execute(
          "INSERT INTO billed_periods (service_id, period_from, period_until, invoice_id) VALUES "
          "(?, ?, ?, 1)",
          ids[1], day, day.plusDays(30));
    });
    const auto report = shop_->run("issue_renewals");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, report.run.counts.at("issue"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, report.run.counts.at("failed"));
    CPPUNIT_ASSERT_EQUAL(day, shop_->now(ids[1]).billedUntil.value());
    // Another client's are together as ever.
    CPPUNIT_ASSERT(shop_->invoiceOf(theirs).id == shop_->invoiceOf(too).id);
    CPPUNIT_ASSERT(shop_->invoiceOf(ids[0]).id != shop_->invoiceOf(ids[2]).id);
  }

  void aPageHoldsWholeClients() {
    consolidate();
    std::map<Id<Account>, int> expected;
    for (const int count : {2, 3, 1, 4, 2}) {
      const auto client = shop_->client();
      expected[client] = count;
      for (int i = 0; i < count; ++i) shop_->service(client, shop_->today().plusDays(2));
    }
    std::map<Id<Account>, int> seen;
    std::int64_t after = 0;
    for (int pages = 0;; ++pages) {
      CPPUNIT_ASSERT(pages < 10);
      const auto page = pageAfter(after, 4);
      std::map<Id<Account>, int> here;
      for (const auto& subject : page.subjects) ++here[subject.account];
      for (const auto& [client, count] : here) {
        CPPUNIT_ASSERT_EQUAL(expected.at(client), count);
        CPPUNIT_ASSERT(seen.emplace(client, count).second);
      }
      if (page.isLast) break;
      CPPUNIT_ASSERT(page.last < after);
      after = page.last;
    }
    CPPUNIT_ASSERT(expected == seen);
  }

  void aClientLargerThanAPageIsWhole() {
    consolidate();
    const auto ids = shop_->manyServices(9, shop_->today().plusDays(2));
    shop_->service(shop_->client(), shop_->today().plusDays(2));
    const auto first = pageAfter(0, 4);
    CPPUNIT_ASSERT_EQUAL(ids.size(), first.subjects.size());
    CPPUNIT_ASSERT(!first.isLast);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pageAfter(first.last, 4).subjects.size());
    // Who has to stop in the midst of a client begins with it again.
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, first.subjects.front().place.value());
    CPPUNIT_ASSERT_EQUAL(first.last, first.subjects.back().place.value());
  }

  // Where it stands means something else then.
  void aRunThatWasBegunTheOtherWayMissesNothing() {
    const auto ids = shop_->manyServices(3, shop_->today().plusDays(2));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, pageAfter(ids[1].value(), 10).subjects.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, pageAfter(-ids[1].value(), 10).subjects.size());
    consolidate();
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, pageAfter(ids[1].value(), 10).subjects.size());
  }

  void oneReminderIsForAllOfThem() {
    consolidate();
    const auto day = shop_->today().plusDays(3);
    const auto ids = shop_->manyServices(3, day);
    shop_->run("issue_renewals");
    shop_->moveTo(day.plusDays(1), 9, 0);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->run("remind_unpaid").run.counts.at("remind"));
    CPPUNIT_ASSERT(shop_->run("remind_unpaid").run.counts.empty());
  }

  void allAreSuspendedForItAndBackOncePaid() {
    consolidate();
    const auto day = shop_->today().plusDays(3);
    const auto ids = shop_->manyServices(3, day);
    shop_->run("issue_renewals");
    shop_->moveTo(day.plusDays(3), 1, 0);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, shop_->run("suspend_overdue").run.counts.at("suspend"));
    shop_->pay(shop_->invoiceOf(ids[0]).id);
    for (const auto id : ids) {
      const auto now = shop_->now(id);
      CPPUNIT_ASSERT(day < now.paidUntil.value());
      CPPUNIT_ASSERT(now.provisioning != ProvisioningState::Suspending);
    }
    CPPUNIT_ASSERT(shop_->run("suspend_overdue").run.counts.empty());
  }

 private:
  void consolidate(bool wanted = true) {
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->tenants.change(tx, kPlatform, "renewal.consolidate", wanted);
    });
  }
  std::int64_t invoices() { return shop_->count("SELECT COUNT(*) AS n FROM invoices"); }
  Json billingRun(bool dry, const std::set<std::string>& except = {}) {
    BillingRun run{
        {shop_->clock, shop_->tenants, shop_->book, shop_->runner, *shop_->database, shop_->audit}};
    return run.run(shop_->staff(), std::nullopt, dry, except);
  }
  Invoice stored(const std::string& invoice) {
    return shop_->database
        ->read([&](db::Reader& reader) {
          return shop_->billing.find(reader, Scope::ofTenant(kPlatform),
                                     Id<Invoice>::parse(invoice).value());
        })
        .value();
  }
  RulePage pageAfter(std::int64_t after, int limit) {
    const auto rule = shop_->book.get(kPlatform, "issue_renewals");
    const Lookup lookup{kPlatform, shop_->today(), TimeZone::named("Asia/Kolkata"), rule.settings};
    return shop_->database->read([&](db::Reader& reader) {
      return shop_->selectors.at("services.to_renew")->page(reader, lookup, after, limit);
    });
  }
  // Clients with services of many prices and days, and with items that wait.
  void fill(unsigned seed) {
    std::mt19937 random{seed};
    const auto any = [&](int below) {
      return std::uniform_int_distribution<int>{0, below - 1}(random);
    };
    const std::vector<Id<Product>> products{
        shop_->product(),
        shop_->productWith([](Product& product) { product.invoiceDaysBefore = 5; })};
    for (int i = 0; i < 15; ++i) {
      const auto client = shop_->client();
      for (int n = any(6); n > 0; --n) {
        const auto id = shop_->service(client, shop_->today().plusDays(any(4) * 5),
                                       products[static_cast<std::size_t>(any(2))]);
        shop_->database->transaction([&](db::Transaction& tx) {
          tx.execute("UPDATE services SET price = ? WHERE id = ?", 100'00 + any(90'000), id);
        });
      }
      if (any(3) == 0) wait(client, 1'00 + any(10'000));
    }
  }
  void wait(Id<Account> account, std::int64_t paise) {
    StoredItem item;
    item.id = shop_->ids.template next<BillableItem>();
    item.tenant = kPlatform;
    item.account = account;
    item.line.description = "Work";
    item.line.unitPrice = Money::ofMinor(paise, Currency::of("INR"));
    item.createdAt = shop_->clock.now();
    shop_->database->transaction([&](db::Transaction& tx) { billable_items::insert(tx, item); });
  }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Shop> shop_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ConsolidationTest, "modules/automation/consolidation");

}  // namespace hostler
