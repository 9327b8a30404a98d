#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Shop;

// A plan may say for itself when it is invoiced, reminded of and removed, whatever the rules say of
// the others; and some groups of clients are let be.
template <class Engine>
class ProductDaysTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ProductDaysTest);
  CPPUNIT_TEST(aPlanIsInvoicedAsLongAheadAsItSays);
  CPPUNIT_TEST(aPlanHasItsOwnRemindersEachOnce);
  CPPUNIT_TEST(aPlanWithAnEmptyListHasNoReminders);
  CPPUNIT_TEST(theFirstPlanOfAnInvoiceThatSaysSomethingDecides);
  CPPUNIT_TEST(aPlanIsRemovedAfterItsOwnDays);
  CPPUNIT_TEST(anExemptGroupIsNotRemoved);
  CPPUNIT_TEST(anExemptGroupIsNotReminded);
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

  void aPlanIsInvoicedAsLongAheadAsItSays() {
    const auto early = service([](Product& product) { product.invoiceDaysBefore = 30; });
    const auto late = service([](Product& product) { product.invoiceDaysBefore = 3; });
    const auto as = service([](Product&) {});
    const auto isInvoiced = [&](Id<Service> id) {
      return *shop_->now(id).billedUntil == Date::of(2026, 5, 30);
    };

    shop_->moveTo(kDue.plusDays(-31), 12, 0);
    shop_->run("issue_renewals");
    CPPUNIT_ASSERT(!isInvoiced(early));
    shop_->moveTo(kDue.plusDays(-30), 0, 5);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->run("issue_renewals").run.counts.at("issue"));
    CPPUNIT_ASSERT(isInvoiced(early) && !isInvoiced(as) && !isInvoiced(late));
    shop_->moveTo(kDue.plusDays(-14), 0, 5);
    shop_->run("issue_renewals");
    CPPUNIT_ASSERT(isInvoiced(as) && !isInvoiced(late));
    shop_->moveTo(kDue.plusDays(-4), 23, 59);
    shop_->run("issue_renewals");
    CPPUNIT_ASSERT(!isInvoiced(late));
    shop_->moveTo(kDue.plusDays(-3), 0, 0);
    shop_->run("issue_renewals");
    CPPUNIT_ASSERT(isInvoiced(late));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
  }

  void aPlanHasItsOwnRemindersEachOnce() {
    const auto own = service([](Product& product) { product.noticeDays = std::vector{-10, 2, 4}; });
    const auto as = service([](Product&) {});
    CPPUNIT_ASSERT_EQUAL(std::string{"-10 reminder, 2 overdue_1, 4 overdue_2"}, remindersOf(own));
    CPPUNIT_ASSERT_EQUAL(std::string{"reminder overdue_1 overdue_2 overdue_3"},
                         joined(shop_->reminders.of(*shop_->database, shop_->invoiceOf(as).id)));
  }

  void aPlanWithAnEmptyListHasNoReminders() {
    const auto quiet = service([](Product& product) { product.noticeDays.emplace(); });
    CPPUNIT_ASSERT_EQUAL(std::string{}, remindersOf(quiet));
  }

  void theFirstPlanOfAnInvoiceThatSaysSomethingDecides() {
    const auto as = service([](Product&) {});
    const auto own = service([](Product& product) { product.noticeDays = std::vector{6}; });
    InvoiceRequest request;
    request.account = shop_->now(own).account;
    request.dueDate = kDue;
    for (const auto id : {as, own}) {
      LineDraft line;
      line.description = "Two together";
      line.unitPrice = Money::ofMinor(499'00, Currency::of("INR"));
      line.taxClass = "998315";
      line.subject.service = id;
      request.lines.push_back(line);
    }
    const auto invoice = shop_->database->transaction(
        [&](db::Transaction& tx) { return shop_->billing.issue(tx, shop_->staff(), request); });
    for (int day = -14; day <= 20; ++day) {
      shop_->moveTo(kDue.plusDays(day), 0, 20);
      shop_->run("remind_unpaid");
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"overdue_1"},
                         joined(shop_->reminders.of(*shop_->database, invoice.id)));
  }

  void aPlanIsRemovedAfterItsOwnDays() {
    const auto own = service([](Product& product) { product.terminateDays = 40; });
    const auto as = service([](Product&) {});
    suspend({own, as});
    const auto since = TimeZone::named("Asia/Kolkata").dateOf(*shop_->now(own).suspendedAt);
    shop_->moveTo(since.plusDays(39), 23, 59);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_->run("terminate_suspended").run.counts.at("terminate"));
    CPPUNIT_ASSERT(shop_->now(as).provisioning == ProvisioningState::Terminating);
    CPPUNIT_ASSERT(shop_->now(own).provisioning == ProvisioningState::Idle);
    shop_->moveTo(since.plusDays(40), 0, 0);
    shop_->run("terminate_suspended");
    CPPUNIT_ASSERT(shop_->now(own).provisioning == ProvisioningState::Terminating);
  }

  void anExemptGroupIsNotRemoved() {
    const auto id = service([](Product&) {}, "vip");
    suspend({id});
    exempt("terminate_suspended");
    shop_->moveTo(kDue.plusDays(60), 0, 40);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->run("terminate_suspended").run.counts.at("held"));
    CPPUNIT_ASSERT(shop_->now(id).provisioning == ProvisioningState::Idle);
    shop_->book.change(shop_->staff(), "terminate_suspended",
                       {{}, {}, {{"exempt_groups", nullptr}}, {}});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_->run("terminate_suspended").run.counts.at("terminate"));
  }

  void anExemptGroupIsNotReminded() {
    const auto spared = service([](Product&) {}, "vip");
    const auto other = service([](Product&) {});
    exempt("remind_unpaid");
    CPPUNIT_ASSERT_EQUAL(std::string{}, remindersOf(spared));
    CPPUNIT_ASSERT_EQUAL(std::size_t{4},
                         shop_->reminders.of(*shop_->database, shop_->invoiceOf(other).id).size());
  }

 private:
  // One of a plan of its own, whose term ends on kDue.
  Id<Service> service(const std::function<void(Product&)>& change,
                      const std::optional<std::string>& group = {}) {
    return shop_->service(shop_->client(group), kDue, shop_->productWith(change));
  }

  // Invoiced 14 days ahead and never paid, looked at each day twice: "-3 reminder, 1 overdue_1".
  std::string remindersOf(Id<Service> id) {
    std::string text;
    std::size_t seen = 0;
    for (int day = -14; day <= 20; ++day) {
      shop_->moveTo(kDue.plusDays(day), 0, 20);
      shop_->run("issue_renewals");
      shop_->run("remind_unpaid");
      shop_->run("remind_unpaid");
      const auto sent = shop_->reminders.of(*shop_->database, shop_->invoiceOf(id).id);
      for (; seen < sent.size(); ++seen)
        text += (text.empty() ? "" : ", ") + std::to_string(day) + " " + sent[seen];
    }
    return text;
  }

  // For their renewals, which nobody pays.
  void suspend(const std::vector<Id<Service>>& ids) {
    shop_->moveTo(kDue.plusDays(-14), 12, 0);
    shop_->run("issue_renewals");
    shop_->moveTo(kDue.plusDays(3), 12, 0);
    const auto actor = Actor::system(kPlatform, "test");
    shop_->database->transaction([&](db::Transaction& tx) {
      for (const auto id : ids) {
        auto service = shop_->services.services().lock(tx, Scope::ofTenant(kPlatform), id).value();
        shop_->services.desk().beginSuspend(tx, actor, service, SuspensionReason::Overdue);
        shop_->services.desk().suspended(tx, actor, service);
      }
    });
  }

  void exempt(const std::string& rule) {
    shop_->book.change(shop_->staff(), rule, {{}, {}, {{"exempt_groups", "staff, vip"}}, {}});
  }

  static std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
  }

  const Date kDue = Date::of(2026, 4, 30);
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Shop> shop_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ProductDaysTest, "modules/automation/product_days");

}  // namespace hostler
