#include "tests/modules/billing/money_shop.h"

namespace hostler {

using testing::inr;
using testing::MoneyShop;

// Changes of plan and ends of services, with the money and the provider that go with them.
class ChangingPlansTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(ChangingPlansTest);
  CPPUNIT_TEST(anUpgradeIsMadeOnceItIsPaid);
  CPPUNIT_TEST(anUpgradeThatIsNotPaidIsCalledOffByTheRenewal);
  CPPUNIT_TEST(twoUpgradesDoNotWaitAtOnce);
  CPPUNIT_TEST(aSmallerPlanLeavesCredit);
  CPPUNIT_TEST(whatComesBackIsSpreadOverTheInvoicesThatWerePaid);
  CPPUNIT_TEST(hooksAreAskedBeforeAnUpgradeIsInvoiced);
  CPPUNIT_TEST(aPreviewChangesNothing);
  CPPUNIT_TEST(anUpgradeThatIsPaidWhileItEndsDoesNotKeepItAlive);
  CPPUNIT_TEST(aChangeThatEndsLateDoesNotUndoASuspension);
  CPPUNIT_TEST(endingNowReturnsTheUnusedDaysWithTheirTax);
  CPPUNIT_TEST(endingNowReturnsNothingBeforeTheEndIsProven);
  CPPUNIT_TEST(endingNowReturnsWhatWasPaidAhead);
  CPPUNIT_TEST(endingNowAfterASmallerPlanIsNotRefused);
  CPPUNIT_TEST(endingAtTheEndOfTheTermReturnsNothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  // Bought on 11 June 2026 for 499 and GST, paid until 11 July.
  void opened() override {
    shop_->moveTo(Date::of(2026, 6, 11));
    shop_->providers.on("provisioner/1.create", [](const ProviderRequest& request) {
      return ProviderAnswer{
          Outcome::Succeeded,
          {{"id", "acct1"}, {"username", "u"}, {"domain", request.body["domain"]}}};
    });
    shop_->providers.on("provisioner/1.backup", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded,
                            {{"id", "b1"}, {"state", "done"}, {"outlives_account", true}}};
    });
    shop_->database->transaction([&](db::Transaction& tx) {
      Server server;
      server.id = shop_->ids.next<Server>();
      server.name = "one";
      server.plugin = "panel";
      server.maxAccounts = 10;
      ServerRepository{shop_->vault}.insert(tx, server, Json::object(), shop_->clock.now());
    });
    small_ = shop_->product(499'00);
    large_ = shop_->product(999'00, [](Product& product) { product.name = "Business"; });
    client_ = shop_->client();
    service_ = bought(small_);
  }

  void anUpgradeIsMadeOnceItIsPaid() {
    const auto invoice = change(large_).invoice.value();
    // 30 of 30 days: the whole difference.
    CPPUNIT_ASSERT_EQUAL(inr(590'00), invoice.total);
    CPPUNIT_ASSERT(now().product == small_);
    shop_->pay(shop_->now(invoice.id), "pay_u");
    CPPUNIT_ASSERT(now().provisioning == ProvisioningState::Changing);
    shop_->doJobs();
    CPPUNIT_ASSERT(now().product == large_);
    CPPUNIT_ASSERT_EQUAL(inr(999'00), now().price);
    CPPUNIT_ASSERT(now().provisioning == ProvisioningState::Idle);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), now().paidUntil.value());
    shop_->mustAddUp();
  }

  void anUpgradeThatIsNotPaidIsCalledOffByTheRenewal() {
    const auto upgrade = change(large_).invoice.value();
    const auto renewal = renew();
    CPPUNIT_ASSERT(shop_->now(upgrade.id).stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(renewal).total);
    // Money that comes for it after all is the client's credit.
    CPPUNIT_ASSERT_THROW(shop_->pay(shop_->now(upgrade.id), "pay_u"), DomainError);
    CPPUNIT_ASSERT(change(large_).invoice.has_value());
    shop_->mustAddUp();
  }

  void twoUpgradesDoNotWaitAtOnce() {
    change(large_);
    refused("change_under_way", [&] { change(large_); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_->count("SELECT COUNT(*) AS n FROM invoices WHERE kind = 'upgrade'"));
  }

  void aSmallerPlanLeavesCredit() {
    service_ = bought(large_);
    shop_->moveTo(Date::of(2026, 6, 26));
    const auto changed = change(small_);
    CPPUNIT_ASSERT_EQUAL(inr(-250'00), changed.quote.net);
    CPPUNIT_ASSERT(!changed.invoice);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));  // it has the larger one until then
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(295'00), shop_->creditOf(client_));
    CPPUNIT_ASSERT(now().product == small_);
    shop_->mustAddUp();
  }

  void whatComesBackIsSpreadOverTheInvoicesThatWerePaid() {
    // 500 more was paid by an invoice of its own, so nothing but both bear what comes back.
    shop_->pay(shop_->now(change(large_).invoice.value().id), "pay_u");
    shop_->doJobs();
    const auto tiny = shop_->product(1'00);
    change(tiny);
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(1177'64), shop_->creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, shop_->count("SELECT COUNT(*) AS n FROM credit_notes"));
    shop_->mustAddUp();
  }

  void hooksAreAskedBeforeAnUpgradeIsInvoiced() {
    shop_->hooks.asked.clear();
    shop_->hooks.refused = "before.invoice_issue";
    refused("closed", [&] { change(large_); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_->hooks.asked.size());
    const auto& facts = shop_->hooks.asked[0].second;
    CPPUNIT_ASSERT_EQUAL(std::string{"upgrade"}, facts["kind"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(service_.text(), facts["service_id"].get<std::string>());
    CPPUNIT_ASSERT(facts["total"] == toJson(inr(590'00)));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_->count("SELECT COUNT(*) AS n FROM invoices WHERE kind = 'upgrade'"));
    // What costs nothing is no invoice.
    const auto same = shop_->product(499'00);
    CPPUNIT_ASSERT(!change(same).invoice);
  }

  void aPreviewChangesNothing() {
    const auto quote =
        shop_->services.actions().changePlan(shop_->actorOf(client_), service_, large_, {}, true);
    CPPUNIT_ASSERT_EQUAL(inr(590'00), quote.priced.total);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_->count("SELECT COUNT(*) AS n FROM service_changes"));
  }

  void anUpgradeThatIsPaidWhileItEndsDoesNotKeepItAlive() {
    const auto upgrade = change(large_).invoice.value();
    shop_->services.actions().terminate(shop_->staff(), service_, "Abuse");
    shop_->pay(shop_->now(upgrade.id), "pay_u");
    CPPUNIT_ASSERT(now().provisioning == ProvisioningState::Terminating);
    shop_->doJobs();
    CPPUNIT_ASSERT(now().status == ServiceStatus::Terminated);
  }

  void aChangeThatEndsLateDoesNotUndoASuspension() {
    const auto upgrade = change(large_).invoice.value();
    shop_->pay(shop_->now(upgrade.id), "pay_u");
    shop_->services.actions().suspend(shop_->staff(), service_, SuspensionReason::Abuse);
    shop_->doJobs();
    CPPUNIT_ASSERT(now().status == ServiceStatus::Suspended);
    CPPUNIT_ASSERT(now().product == large_);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_->providers.asked("provisioner/1.suspend").size());
  }

  void endingNowReturnsTheUnusedDaysWithTheirTax() {
    shop_->moveTo(Date::of(2026, 6, 26));
    end("now");
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(294'42), shop_->creditOf(client_));
    // Half of 499, and half of each of its taxes of 44.91.
    const auto note = shop_->database->query("SELECT taxable, taxes FROM credit_notes").only();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{249'50}, note.integer("taxable"));
    for (const auto& tax : taxesFromJson(Json::parse(note.text("taxes")), Currency::of("INR")))
      CPPUNIT_ASSERT_EQUAL(inr(22'46), tax.amount);
    CPPUNIT_ASSERT(now().status == ServiceStatus::Cancelled);
    shop_->mustAddUp();
  }

  void endingNowReturnsNothingBeforeTheEndIsProven() {
    shop_->moveTo(Date::of(2026, 6, 26));
    shop_->providers.on("provisioner/1.terminate", [](const ProviderRequest&) {
      return ProviderAnswer::failed(Outcome::NeedsAttention, "locked", "the server is read-only");
    });
    end("now");
    shop_->doJobs();
    CPPUNIT_ASSERT(now().provisioning == ProvisioningState::Attention);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));

    shop_->moveTo(Date::of(2026, 6, 28));
    shop_->providers.on("provisioner/1.terminate", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded, Json::object()};
    });
    shop_->services.actions().terminate(shop_->staff(), service_, "");
    shop_->doJobs();
    CPPUNIT_ASSERT(now().status == ServiceStatus::Cancelled);
    // From the day on which its client wanted the end.
    CPPUNIT_ASSERT_EQUAL(inr(294'42), shop_->creditOf(client_));
    shop_->mustAddUp();
  }

  void endingNowReturnsWhatWasPaidAhead() {
    shop_->pay(shop_->now(renew()), "pay_r");
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), now().paidUntil.value());
    shop_->moveTo(Date::of(2026, 6, 26));
    end("now");
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(294'42 + 588'82), shop_->creditOf(client_));
    shop_->mustAddUp();
  }

  void endingNowAfterASmallerPlanIsNotRefused() {
    const auto tiny = shop_->product(1'00);
    change(tiny);
    shop_->doJobs();
    end("now");
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->creditOf(client_));
    shop_->mustAddUp();
  }

  void endingAtTheEndOfTheTermReturnsNothing() {
    const auto renewal = renew();
    end("end_of_term");
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
    CPPUNIT_ASSERT(shop_->now(renewal).stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT(now().status == ServiceStatus::Active);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), now().cancelOn.value());
    CPPUNIT_ASSERT(shop_->services.renewals().issue(shop_->staff(), {service_}, false).empty());
    refused("service_state", [&] { end("now"); });
  }

 private:
  Id<Service> bought(Id<Product> product) {
    shop_->put(client_, product);
    const auto done = shop_->buy(client_);
    shop_->pay(done.invoice, "pay_" + done.order.id.text());
    shop_->doJobs();
    const auto id = done.order.items.at(0).service;
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
    return id;
  }
  Service now() { return shop_->now(service_); }
  ServiceActions::Change change(Id<Product> product) {
    return shop_->services.actions().changePlan(shop_->actorOf(client_), service_, product, {},
                                                false);
  }
  void end(const std::string& when) {
    shop_->services.actions().cancel(shop_->actorOf(client_), service_, when, "Moving away");
  }
  Id<Invoice> renew() {
    return shop_->services.renewals().issue(shop_->staff(), {service_}, false).at(0).invoice;
  }
  static void refused(const std::string& code, const std::function<void()>& act) {
    try {
      act();
      CPPUNIT_FAIL("it was not refused: " + code);
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(code, error.code());
    }
  }

  Id<Product> small_, large_;
  Id<Account> client_;
  Id<Service> service_;
};
HOSTLER_SUITE(ChangingPlansTest, "modules/services/changing_plans");

}  // namespace hostler
