#include "modules/reports/reports.h"

#include "modules/reports/calendar.h"
#include "modules/reports/recurring_revenue.h"
#include "modules/reports/report_routes.h"
#include "modules/reports/setup.h"
#include "modules/reports/today.h"
#include "tests/modules/billing/money_shop.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

namespace hostler::testing {
namespace {

Money rupees(std::int64_t paise) {
  return Money::ofMinor(paise, Currency::of("INR"));
}

const Date kToday = Date::of(2026, 6, 10);  // where the shop is, at its beginning

}  // namespace

/// Figures that tie to the ledger.
class ReportsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ReportsTest);
  CPPUNIT_TEST(revenueIsWhatTheLedgerSays);
  CPPUNIT_TEST(aMonthEndsWhereTheShopIs);
  CPPUNIT_TEST(ageingAddsUpToWhatIsReceivable);
  CPPUNIT_TEST(taxIsChargedAndTakenBack);
  CPPUNIT_TEST(eachClientHasARow);
  CPPUNIT_TEST(aSpreadsheetRunsNothing);
  CPPUNIT_TEST(whatIsTakenAlongIsWrittenDown);
  CPPUNIT_TEST(recurringRevenueIsCountedByTheMonth);
  CPPUNIT_TEST(theDayShowsWhatWaits);
  CPPUNIT_TEST(theCalendarTellsWhatComes);
  CPPUNIT_TEST(theCalendarKnowsAProductsOwnDays);
  CPPUNIT_TEST(theCalendarHasWhatModulesBesideKnow);
  CPPUNIT_TEST(theSetUpTellsWhatIsThere);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    shop_ = std::make_unique<MoneyShop>(database());
    reports_ = std::make_unique<Reports>(
        Reports::Parts{*shop_->database, shop_->clock, shop_->tenants, shop_->accounts});
  }
  void tearDown() override {
    reports_.reset();
    shop_.reset();
  }

  void revenueIsWhatTheLedgerSays() {
    const auto client = shop_->client();
    shop_->issue(client, rupees(1'000'00));
    shop_->issue(client, rupees(500'00));
    const auto table = reports_->revenue(kPlatform, {Date::of(2026, 6, 1), kToday});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, table.rows.size());
    const auto& row = table.rows[0];
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-06"}, row["month"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(1'500'00, row["invoiced"]["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(270'00, row["tax"]["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(0, row["collected"]["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(-posted("revenue"), row["invoiced"]["amount"].get<std::int64_t>());
    CPPUNIT_ASSERT_EQUAL(1'500'00, table.totals.at(0)["invoiced"]["amount"].get<int>());
  }

  void aMonthEndsWhereTheShopIs() {
    const auto client = shop_->client();
    shop_->clock.set(*Instant::parse("2026-06-30T18:29:00Z"));  // 23:59 in Mumbai
    shop_->issue(client, rupees(100'00));
    shop_->clock.set(*Instant::parse("2026-06-30T18:31:00Z"));  // the first of July there
    shop_->issue(client, rupees(200'00));
    const auto table = reports_->revenue(kPlatform, {Date::of(2026, 6, 1), Date::of(2026, 7, 31)});
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, table.rows.size());
    CPPUNIT_ASSERT_EQUAL(100'00, table.rows[0]["invoiced"]["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-07"}, table.rows[1]["month"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(200'00, table.rows[1]["invoiced"]["amount"].get<int>());
  }

  void ageingAddsUpToWhatIsReceivable() {
    const auto asha = shop_->client(), ravi = shop_->client();
    shop_->issue(asha, rupees(100'00));
    shop_->clock.advance(std::chrono::hours{24 * 40});
    shop_->issue(asha, rupees(200'00));
    shop_->clock.advance(std::chrono::hours{24 * 5});
    shop_->issue(ravi, rupees(300'00));
    const auto table = reports_->ageing(kPlatform, {kToday, kToday});
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, table.rows.size());
    const auto& total = table.totals.at(0);
    CPPUNIT_ASSERT_EQUAL(118'00, total["days_60"]["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(236'00, total["days_30"]["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(354'00, total["not_due"]["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(posted("receivable"), total["open"]["amount"].get<std::int64_t>());
  }

  void taxIsChargedAndTakenBack() {
    const auto invoice = shop_->issue(shop_->client(), rupees(1'000'00));
    const auto actor = Actor::system(kPlatform, "test");
    shop_->database->transaction(
        [&](db::Transaction& tx) { shop_->corrections.cancel(tx, actor, invoice.id, "a slip"); });
    const auto table = reports_->tax(kPlatform, {kToday, kToday});
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, table.rows.size());  // CGST and SGST
    CPPUNIT_ASSERT_EQUAL(180'00, table.totals.at(0)["charged"]["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(180'00, table.totals.at(0)["taken_back"]["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(0, table.totals.at(0)["net"]["amount"].get<int>());
  }

  void eachClientHasARow() {
    const auto asha = shop_->client();
    shop_->client();  // bought nothing
    shop_->issue(asha, rupees(100'00));
    const auto table = reports_->clients(kPlatform, {kToday, kToday});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, table.rows.size());
    CPPUNIT_ASSERT_EQUAL(asha.text(), table.rows[0]["client_id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(118'00, table.rows[0]["open"]["amount"].get<int>());
    CPPUNIT_ASSERT_THROW(reports_->make("nothing", kPlatform, {kToday, kToday}), NotFound);
  }

  void aSpreadsheetRunsNothing() {
    ReportTable table;
    table.columns = {{"client", "Client", ColumnType::Text}, {"open", "Open", ColumnType::Money}};
    table.rows = {{{"client", "=HYPERLINK(\"http://x\")"}, {"open", toJson(rupees(-1'50))}},
                  {{"client", "A, \"B\"\nC"}, {"open", toJson(rupees(118'00))}}};
    CPPUNIT_ASSERT_EQUAL(std::string{"Client,Open\r\n\"'=HYPERLINK(\"\"http://x\"\")\",-1.50\r\n"
                                     "\"A, \"\"B\"\"\nC\",118.00\r\n"},
                         csvOf(table));
  }

  void whatIsTakenAlongIsWrittenDown() {
    http::Router router;
    ReportRoutes routes{{*shop_->database, shop_->clock, shop_->tenants, shop_->accounts},
                        shop_->audit};
    routes.mount(router);
    const auto ask = [&](const std::string& query) {
      front::Request raw;
      raw.method = http::Method::Get;
      raw.target = "/api/admin/reports/revenue?from=2026-06-01&to=2026-06-10" + query;
      const auto match = router.find(raw.method, raw.path());
      http::Context context{raw};
      context.setPath(match.path);
      context.set(shop_->staff());
      return match.route->handle(context, Json::object());
    };
    const auto written = [&] {
      return shop_->database
          ->query(
              "SELECT state_after FROM audit_entries WHERE action = 'report.exported' AND "
              "object = 'revenue'")
          .map([](const db::Row& row) { return Json::parse(row.text("state_after")); });
    };
    ask("");
    CPPUNIT_ASSERT(written().empty());
    ask("&format=csv");
    const auto all = written();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, all.size());
    const Json expected{
        {"report", "revenue"}, {"from", "2026-06-01"}, {"to", "2026-06-10"}, {"format", "csv"}};
    CPPUNIT_ASSERT_EQUAL(expected, all[0]);
  }

  void recurringRevenueIsCountedByTheMonth() {
    const auto client = shop_->client();
    shop_->service(client, Date::of(2026, 7, 1));
    shop_->service(client, Date::of(2027, 6, 1), [](Service& service) {
      service.cycle = Cycle::Annually;
      service.price = rupees(1'200'00);
    });
    shop_->service(client, Date::of(2026, 7, 1), [](Service& service) {
      service.status = ServiceStatus::Terminated;
      service.price = rupees(900'00);
    });
    const auto mrr = shop_->database->read(
        [](db::Reader& reader) { return monthlyRecurring(reader, kPlatform); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, mrr.size());
    const auto monthly = priceOfOne(client);
    CPPUNIT_ASSERT_EQUAL(rupees(monthly + 100'00), mrr[0]);
  }

  void theDayShowsWhatWaits() {
    const auto client = shop_->client();
    shop_->issue(client, rupees(100'00));
    shop_->clock.advance(std::chrono::hours{24 * 3});
    const auto view = shop_->database->read([&](db::Reader& reader) {
      return todayOf(reader, kPlatform, TimeZone::named("Asia/Kolkata"), Date::of(2026, 6, 13),
                     shop_->clock.now(), 30);
    });
    CPPUNIT_ASSERT_EQUAL(rupees(118'00), view.overdue.at(0));
    CPPUNIT_ASSERT_EQUAL(rupees(100'00), view.invoiced.at(0));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, view.clients);
    CPPUNIT_ASSERT_EQUAL(std::string{"0"}, view.churn);
    CPPUNIT_ASSERT_EQUAL(std::string{"overdue_invoices"}, view.attention.at(0).kind);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, view.attention.at(0).count);
  }

  void theCalendarTellsWhatComes() {
    const auto client = shop_->client();
    const auto service = shop_->service(client, Date::of(2026, 7, 1));
    shop_->issue(client, rupees(100'00));
    const auto entries = shop_->database->read([&](db::Reader& reader) {
      return calendarOf(reader, kPlatform, {kToday, Date::of(2026, 7, 31)}, {14, 3}, 100);
    });
    const auto dayOf = [&](CalendarKind kind) {
      for (const auto& entry : entries) {
        if (entry.kind == kind) return entry.date.text();
      }
      return std::string{"never"};
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-06-17"}, dayOf(CalendarKind::Invoice));
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-07-01"}, dayOf(CalendarKind::Renewal));
    CPPUNIT_ASSERT_EQUAL(kToday.text(), dayOf(CalendarKind::Due));
    CPPUNIT_ASSERT_EQUAL(std::string{"never"}, dayOf(CalendarKind::Cancellation));
    CPPUNIT_ASSERT(std::ranges::is_sorted(entries, {}, &CalendarEntry::date));
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, entries.size());
    static_cast<void>(service);
  }

  void theCalendarKnowsAProductsOwnDays() {
    const auto client = shop_->client();
    const auto sold = [&](std::optional<int> days) {
      const auto product =
          shop_->product(499'00, [&](Product& one) { one.invoiceDaysBefore = days; });
      return shop_->service(client, Date::of(2026, 7, 15),
                            [&](Service& one) { one.product = product; });
    };
    const auto early = sold(30), late = sold(3), usual = sold(std::nullopt);
    const auto entries = shop_->database->read([&](db::Reader& reader) {
      return calendarOf(reader, kPlatform, {kToday, Date::of(2026, 7, 31)}, {14, 3}, 100);
    });
    const auto invoicedOn = [&](Id<Service> service) {
      std::string days;
      for (const auto& entry : entries) {
        if (entry.kind == CalendarKind::Invoice && entry.service == service)
          days += entry.date.text();
      }
      return days;
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-06-15"}, invoicedOn(early));
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-07-12"}, invoicedOn(late));
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-07-01"}, invoicedOn(usual));
  }

  void theCalendarHasWhatModulesBesideKnow() {
    const auto client = shop_->client();
    shop_->service(client, Date::of(2026, 7, 1));
    const auto domain = shop_->ids.next<Domain>();
    const auto entries = shop_->database->read([&](db::Reader& reader) {
      return calendarOf(
          reader, kPlatform, {kToday, Date::of(2026, 7, 31)}, {14, 3}, 100,
          [&](db::Reader&, Id<Tenant>, const DayRange&, int, std::vector<CalendarEntry>& all) {
            CalendarEntry entry;
            entry.date = Date::of(2026, 6, 20);
            entry.client = client;
            entry.domain = domain;
            all.push_back(std::move(entry));
          });
    });
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, entries.size());
    CPPUNIT_ASSERT(entries.at(1).domain == domain);  // between the invoice and the term's end
  }

  void theSetUpTellsWhatIsThere() {
    const auto of = [&](Id<Tenant> tenant) {
      return shop_->database->read([&](db::Reader& reader) { return setupOf(reader, tenant); });
    };
    const auto begun = of(kPlatform);
    CPPUNIT_ASSERT(begun.taxes && !begun.servers && !begun.products && !begun.orders);

    shop_->product(499'00, [](Product& product) { product.active = false; });
    shop_->product(499'00, [](Product& product) { product.prices.clear(); });
    shop_->product(499'00, [](Product& product) { product.visible = false; });
    CPPUNIT_ASSERT(!of(kPlatform).products);
    const auto sold = shop_->product();
    CPPUNIT_ASSERT(of(kPlatform).products);

    const auto client = shop_->client();
    shop_->put(client, sold);
    shop_->buy(client);
    CPPUNIT_ASSERT(!of(kPlatform).orders);
    shop_->tamper("UPDATE orders SET status = 'active'");
    CPPUNIT_ASSERT(of(kPlatform).orders);

    CPPUNIT_ASSERT(!of(kPlatform).servers);
    shop_->tamper(
        "INSERT INTO servers (id, tenant_id, name, plugin, settings, max_accounts, accounts, "
        "status, created_at, updated_at) VALUES (1, 1, 'whm-1', 'panel', '{}', 10, 0, 'active', 1, "
        "1)");
    const auto done = of(kPlatform);
    CPPUNIT_ASSERT(done.taxes && done.servers && done.products && done.orders);

    const auto another = of(Id<Tenant>::of(2));
    CPPUNIT_ASSERT(!another.taxes && !another.servers && !another.products && !another.orders);
  }

 protected:
  virtual db::DatabaseUrl database() {
    folder_ = std::make_unique<TemporaryDirectory>("hostler-reports");
    return db::DatabaseUrl::parse("sqlite:" + (folder_->path() / "reports.db").string());
  }
  // In minor units, debits positive.
  std::int64_t posted(const std::string& book) {
    return shop_->database
        ->query("SELECT COALESCE(SUM(amount), 0) AS posted FROM postings WHERE book = ?", book)
        .only()
        .integer("posted");
  }
  std::int64_t priceOfOne(Id<Account> account) {
    return shop_->database
        ->query(
            "SELECT price FROM services WHERE account_id = ? AND cycle = 'monthly' AND status = "
            "'active'",
            account)
        .only()
        .integer("price");
  }

  std::unique_ptr<TemporaryDirectory> folder_;
  std::unique_ptr<MoneyShop> shop_;
  std::unique_ptr<Reports> reports_;
};
HOSTLER_SUITE(ReportsTest, "modules/reports/reports");

class ReportsOnMariaDbTest : public ReportsTest {
  CPPUNIT_TEST_SUB_SUITE(ReportsOnMariaDbTest, ReportsTest);
  CPPUNIT_TEST_SUITE_END();

 protected:
  db::DatabaseUrl database() override { return MariaDb::shared().freshDatabase(); }
};
HOSTLER_SUITE(ReportsOnMariaDbTest, "modules/reports/reports");

}  // namespace hostler::testing
