#include "modules/billing/exchange_rates.h"
#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

namespace hostler {

using testing::Shop;

class RuleEdgesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RuleEdgesTest);
  CPPUNIT_TEST(graceEndsAtMidnightInTheSellersZone);
  CPPUNIT_TEST(aProductsOwnGraceCounts);
  CPPUNIT_TEST(anExemptGroupIsHeldBack);
  CPPUNIT_TEST(aPaymentInTheLastMomentKeepsTheServiceOn);
  CPPUNIT_TEST(withoutAnIssuedInvoiceNothingIsSuspended);
  CPPUNIT_TEST(invoicesComeFourteenDaysBeforeTheTermEnds);
  CPPUNIT_TEST(creditPaysAnInvoiceAtOnce);
  CPPUNIT_TEST(terminationComesFifteenDaysAfterSuspension);
  CPPUNIT_TEST(whatCouldNotBeRemovedWaitsForAPerson);
  CPPUNIT_TEST(whatCostsMuchIsRemovedOnceAPersonConfirms);
  CPPUNIT_TEST(whatIsPaidByTheYearCountsByTheMonth);
  CPPUNIT_TEST(whatHasNoExchangeRateIsAskedAbout);
  CPPUNIT_TEST(whatAClientCancelledIsNotAskedAbout);
  CPPUNIT_TEST(aServiceSuspendedForAbuseIsNotTerminated);
  CPPUNIT_TEST(aCancelledServiceEndsWithItsTermAndIsNotInvoiced);
  CPPUNIT_TEST(anUnpaidOrderIsCancelledAfterSevenDays);
  CPPUNIT_TEST(aDayToComeBringsInvoicesAndNothingElse);
  CPPUNIT_TEST_SUITE_END();

 public:
  void graceEndsAtMidnightInTheSellersZone() {
    const auto due = Date::of(2026, 3, 31);
    const auto id = overdue(due);

    shop_.moveTo(due.plusDays(2), 23, 59);  // 18:29 UTC
    CPPUNIT_ASSERT(shop_.run("suspend_overdue").run.counts.empty());

    shop_.moveTo(due.plusDays(3), 0, 0);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 4, 2), TimeZone::named("UTC").dateOf(shop_.clock.now()));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_.run("suspend_overdue").run.counts.at("suspend"));
    CPPUNIT_ASSERT(shop_.now(id).suspensionReason == SuspensionReason::Overdue);
  }

  void aProductsOwnGraceCounts() {
    const auto due = Date::of(2026, 3, 10);
    const auto patient = shop_.service(shop_.client(), due, shop_.product(10));
    const auto strict = shop_.service(shop_.client(), due, shop_.product(0));
    shop_.run("issue_renewals");

    shop_.moveTo(due.plusDays(1), 1, 0);
    shop_.run("suspend_overdue");
    CPPUNIT_ASSERT(shop_.now(strict).provisioning == ProvisioningState::Suspending);
    shop_.moveTo(due.plusDays(9), 23, 0);
    shop_.run("suspend_overdue");
    CPPUNIT_ASSERT(shop_.now(patient).provisioning == ProvisioningState::Idle);
    shop_.moveTo(due.plusDays(10), 0, 1);
    shop_.run("suspend_overdue");
    CPPUNIT_ASSERT(shop_.now(patient).provisioning == ProvisioningState::Suspending);
  }

  void anExemptGroupIsHeldBack() {
    const auto due = Date::of(2026, 3, 10);
    const auto id = shop_.service(shop_.client("vip"), due);
    shop_.run("issue_renewals");
    shop_.book.change(shop_.staff(), "suspend_overdue",
                      {{}, {}, {{"exempt_groups", "staff, vip"}}, {}});

    shop_.moveTo(due.plusDays(30), 1, 0);
    const auto report = shop_.run("suspend_overdue");

    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, report.run.counts.at("held"));
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Idle);
  }

  void aPaymentInTheLastMomentKeepsTheServiceOn() {
    const auto due = Date::of(2026, 3, 10);
    const auto id = overdue(due);
    shop_.moveTo(due.plusDays(3), 0, 30);
    RuleRequest request;
    request.tenant = kPlatform;
    request.rule = "suspend_overdue";
    request.due = shop_.clock.now();
    bool paid = false;
    int transactions = 0;

    // The first transaction is the run's own; before the one that would suspend, the money comes.
    const auto report =
        shop_.runner.run(request, [&](const std::function<void(db::Transaction&)>& work) {
          if (++transactions == 2) {
            shop_.pay(shop_.invoiceOf(id).id);
            paid = true;
          }
          shop_.database->transaction([&](db::Transaction& tx) { work(tx); });
        });

    CPPUNIT_ASSERT(paid);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, report.run.counts.at("unchanged"));
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Idle);
  }

  void withoutAnIssuedInvoiceNothingIsSuspended() {
    const auto id = shop_.service(shop_.client(), Date::of(2026, 1, 1));
    CPPUNIT_ASSERT(shop_.run("suspend_overdue").run.counts.empty());
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Idle);
  }

  void invoicesComeFourteenDaysBeforeTheTermEnds() {
    const auto due = Date::of(2026, 3, 31);
    const auto id = shop_.service(shop_.client(), due);

    shop_.moveTo(due.plusDays(-15), 23, 59);
    CPPUNIT_ASSERT(shop_.run("issue_renewals").run.counts.empty());
    shop_.moveTo(due.plusDays(-14), 0, 5);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_.run("issue_renewals").run.counts.at("issue"));

    CPPUNIT_ASSERT_EQUAL(due, shop_.invoiceOf(id).dueDate);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 4, 30), *shop_.now(id).billedUntil);
  }

  void creditPaysAnInvoiceAtOnce() {
    const auto account = shop_.client();
    const auto id = shop_.service(account, shop_.today().plusDays(5));
    shop_.database->transaction([&](db::Transaction& tx) {
      shop_.credit.add(tx, kPlatform, account, Money::ofMinor(1'000'00, Currency::of("INR")));
    });

    const auto report = shop_.run("issue_renewals");

    CPPUNIT_ASSERT(report.decisions.at(0).facts.at("paid_from_credit").get<bool>());
    CPPUNIT_ASSERT_EQUAL(*shop_.now(id).billedUntil, *shop_.now(id).paidUntil);
  }

  void terminationComesFifteenDaysAfterSuspension() {
    const auto due = Date::of(2026, 3, 10);
    const auto id = suspended(due);
    const auto since = TimeZone::named("Asia/Kolkata").dateOf(*shop_.now(id).suspendedAt);

    shop_.moveTo(since.plusDays(14), 23, 59);
    CPPUNIT_ASSERT(shop_.run("terminate_suspended").run.counts.empty());
    shop_.moveTo(since.plusDays(15), 0, 0);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_.run("terminate_suspended").run.counts.at("terminate"));

    // It is wanted, and nothing more: the job that removes it makes sure of a backup first.
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Terminating);
    CPPUNIT_ASSERT(shop_.now(id).status == ServiceStatus::Suspended);
  }

  void whatCouldNotBeRemovedWaitsForAPerson() {
    const auto due = Date::of(2026, 3, 10);
    const auto id = suspended(due);
    shop_.moveTo(due.plusDays(30), 0, 40);
    shop_.run("terminate_suspended");
    shop_.database->transaction([&](db::Transaction& tx) {
      auto service = shop_.services.services().lock(tx, Scope::ofTenant(kPlatform), id).value();
      shop_.services.desk().attention(tx, Actor::system(kPlatform, "test"), service, "backup",
                                      "no backup could be made");
    });

    shop_.moveTo(due.plusDays(31), 0, 40);
    const auto report = shop_.run("terminate_suspended");

    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, report.run.counts.at("held"));
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Attention);
  }

  void whatCostsMuchIsRemovedOnceAPersonConfirms() {
    const auto id = suspended(Date::of(2026, 3, 10));  // for 499.00 a month
    confirmAbove(498'99);
    shop_.moveTo(Date::of(2026, 4, 20), 0, 40);
    const auto report = shop_.run("terminate_suspended");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, report.run.counts.at("held"));
    CPPUNIT_ASSERT(report.decisions.at(0).detail.find("499.00 INR a month") != std::string::npos);
    CPPUNIT_ASSERT(shop_.simulate("terminate_suspended").decisions.at(0).outcome ==
                   RowOutcome::Held);
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Idle);

    RuleRequest request;
    request.tenant = kPlatform;
    request.rule = "terminate_suspended";
    request.due = shop_.clock.now();
    request.confirmed = true;
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_.runner.run(request).run.counts.at("terminate"));
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Terminating);
  }

  void whatIsPaidByTheYearCountsByTheMonth() {
    const auto id = suspended(Date::of(2026, 3, 10));
    change(id, [](Service& service) {
      service.cycle = Cycle::Annually;
      service.price = Money::ofMinor(5'988'00, Currency::of("INR"));
    });
    confirmAbove(499'00);  // as much as it costs, and no more
    shop_.moveTo(Date::of(2026, 4, 20), 0, 40);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_.run("terminate_suspended").run.counts.at("terminate"));
  }

  void whatHasNoExchangeRateIsAskedAbout() {
    const auto id = suspended(Date::of(2026, 3, 10));
    shop_.database->transaction([&](db::Transaction& tx) {
      tx.execute("UPDATE services SET currency = 'USD', price = 1000 WHERE id = ?", id);
    });
    confirmAbove(1'000'00);
    shop_.moveTo(Date::of(2026, 4, 20), 0, 40);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_.run("terminate_suspended").run.counts.at("held"));
    shop_.database->transaction([&](db::Transaction& tx) {
      exchange_rates::add(tx, kPlatform,
                          {Currency::of("USD"), Date::of(2026, 1, 1), Decimal::of("83.5")},
                          shop_.clock.now());
    });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_.run("terminate_suspended").run.counts.at("terminate"));
  }

  void whatAClientCancelledIsNotAskedAbout() {
    const auto end = Date::of(2026, 3, 10);
    const auto id = shop_.service(shop_.client(), end);
    change(id, [&](Service& service) { service.cancelOn = end; });
    confirmAbove(1);
    shop_.moveTo(end, 0, 35);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_.run("end_cancelled").run.counts.at("terminate"));
  }

  void aServiceSuspendedForAbuseIsNotTerminated() {
    const auto id = suspended(Date::of(2026, 3, 10), SuspensionReason::Abuse);
    shop_.moveTo(Date::of(2026, 12, 1), 1, 0);
    CPPUNIT_ASSERT(shop_.run("terminate_suspended").run.counts.empty());
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Idle);
  }

  void aCancelledServiceEndsWithItsTermAndIsNotInvoiced() {
    const auto end = Date::of(2026, 3, 10);
    const auto id = shop_.service(shop_.client(), end);
    shop_.database->transaction([&](db::Transaction& tx) {
      auto service = shop_.services.services().lock(tx, Scope::ofTenant(kPlatform), id).value();
      service.cancelOn = end;
      shop_.services.services().save(tx, service);
    });

    CPPUNIT_ASSERT(shop_.run("issue_renewals").run.counts.empty());
    shop_.moveTo(end.plusDays(-1), 23, 59);
    CPPUNIT_ASSERT(shop_.run("end_cancelled").run.counts.empty());
    shop_.moveTo(end, 0, 35);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_.run("end_cancelled").run.counts.at("terminate"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_.count("SELECT COUNT(*) AS n FROM invoices"));
  }

  void anUnpaidOrderIsCancelledAfterSevenDays() {
    const auto order = shop_.unpaidOrder(shop_.client());
    const auto placed = shop_.today();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{9}, shop_.count("SELECT stock AS n FROM products"));

    shop_.moveTo(placed.plusDays(6), 23, 59);
    CPPUNIT_ASSERT(shop_.run("cancel_unpaid_orders").run.counts.empty());
    shop_.moveTo(placed.plusDays(7), 0, 0);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_.run("cancel_unpaid_orders").run.counts.at("cancel_order"));
    shop_.run("cancel_unpaid_orders");

    CPPUNIT_ASSERT_EQUAL(std::int64_t{10}, shop_.count("SELECT stock AS n FROM products"));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_.count("SELECT COUNT(*) AS n FROM orders WHERE status = 'cancelled'"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_.count("SELECT COUNT(*) AS n FROM rule_decisions WHERE subject = '" +
                                     order.text() + "'"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_.count("SELECT COALESCE(SUM(amount), 0) AS n FROM postings"));
  }

  void aDayToComeBringsInvoicesAndNothingElse() {
    const auto later = shop_.service(shop_.client(), shop_.today().plusDays(30));
    const auto due = shop_.today().plusDays(1);
    const auto soon = overdue(due);
    RuleRequest request;
    request.tenant = kPlatform;
    request.due = shop_.clock.now();
    request.day = shop_.today().plusDays(60);

    request.rule = "issue_renewals";
    CPPUNIT_ASSERT(shop_.runner.run(request).run.counts.at("issue") >= 1);
    request.rule = "suspend_overdue";
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_.runner.run(request).run.counts.contains("suspend")
                                              ? 1
                                              : std::int64_t{0});
    request.rule = "remind_unpaid";
    shop_.runner.run(request);

    CPPUNIT_ASSERT_EQUAL(shop_.today().plusDays(30), shop_.invoiceOf(later).dueDate);
    CPPUNIT_ASSERT(shop_.now(soon).provisioning == ProvisioningState::Idle);
    CPPUNIT_ASSERT(shop_.reminders.of(*shop_.database, shop_.invoiceOf(soon).id).empty());
  }

 private:
  // A service whose renewal invoice is issued and will not be paid.
  Id<Service> overdue(Date due) {
    const auto id = shop_.service(shop_.client(), due);
    shop_.moveTo(std::max(due.plusDays(-14), shop_.today()), 12, 0);
    shop_.run("issue_renewals");
    return id;
  }

  void confirmAbove(std::int64_t paise) {
    shop_.database->transaction([&](db::Transaction& tx) {
      shop_.tenants.change(tx, kPlatform, "termination.confirm_above", paise);
    });
  }
  void change(Id<Service> id, const std::function<void(Service&)>& what) {
    shop_.database->transaction([&](db::Transaction& tx) {
      auto service = shop_.services.services().lock(tx, Scope::ofTenant(kPlatform), id).value();
      what(service);
      shop_.services.services().save(tx, service);
    });
  }

  Id<Service> suspended(Date due, SuspensionReason reason = SuspensionReason::Overdue) {
    const auto id = overdue(due);
    shop_.moveTo(due.plusDays(3), 12, 0);
    const auto actor = Actor::system(kPlatform, "test");
    shop_.database->transaction([&](db::Transaction& tx) {
      auto service = shop_.services.services().lock(tx, Scope::ofTenant(kPlatform), id).value();
      shop_.services.desk().beginSuspend(tx, actor, service, reason);
      shop_.services.desk().suspended(tx, actor, service);
    });
    return id;
  }

  db::OnSqlite engine_;
  Shop shop_{engine_.url()};
};
HOSTLER_SUITE(RuleEdgesTest, "modules/automation/edges");

}  // namespace hostler
