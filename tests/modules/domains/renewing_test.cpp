#include "tests/modules/domains/in_domain_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using Mishap = testing::Registry::Mishap;

template <class Engine>
class RenewingTest : public testing::InDomainShop {
  CPPUNIT_TEST_SUITE(RenewingTest);
  CPPUNIT_TEST(aPaidRenewalAddsAYear);
  CPPUNIT_TEST(aLostAnswerRenewsOnce);
  CPPUNIT_TEST(aRenewalSaysWhatItMayCost);
  CPPUNIT_TEST(whatItMayCostMayChangeUntilItIsTriedAgain);
  CPPUNIT_TEST(oneRenewalIsOpenAtATime);
  CPPUNIT_TEST(aRenewalFromTheCartIsTheSame);
  CPPUNIT_TEST(theCalendarInvoicesItOnceInTime);
  CPPUNIT_TEST(creditPaysItAtOnce);
  CPPUNIT_TEST(whoSwitchedItOffIsOnlyTold);
  CPPUNIT_TEST(aRenewalThatWasCalledOffDoesNotComeBack);
  CPPUNIT_TEST(theRegistrysDateWins);
  CPPUNIT_TEST(whatWasRenewedElsewhereIsNotRenewedAgain);
  CPPUNIT_TEST(whatNobodySawRenewedElsewhereIsNotPaidForNothing);
  CPPUNIT_TEST(moreYearsThanWereRenewedElsewhereWaitForAPerson);
  CPPUNIT_TEST(aPersonConfirmsThatItIsRenewedFurther);
  CPPUNIT_TEST(aPersonSaysThatTheRenewalWasTheirs);
  CPPUNIT_TEST(aRefusalThatCameToNothingIsNoTraceOfARenewal);
  CPPUNIT_TEST(anOrderedRenewalIsNotMadeOnTopOfAnother);
  CPPUNIT_TEST(settingsAreChangedAtTheRegistrar);
  CPPUNIT_TEST_SUITE_END();

 public:
  RenewingTest() : InDomainShop{placeOn<Engine>} {}

  void aPaidRenewalAddsAYear() {
    const auto domain = sold_->registered(client_);
    const auto invoice = sold_->renew(client_, domain.id, 2);
    CPPUNIT_ASSERT_EQUAL(inr(2832'00), invoice.total);
    CPPUNIT_ASSERT(invoice.kind == InvoiceKind::Renewal);
    shop_->pay(invoice, "pay_2");
    sold_->settle();
    const auto renewed = sold_->now(domain.id);
    CPPUNIT_ASSERT(is(renewed, DomainStatus::Active));
    CPPUNIT_ASSERT_EQUAL(Date::of(2029, 6, 10), renewed.expiresOn().value());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->events("domain.renewed").size());
  }

  void aLostAnswerRenewsOnce() {
    const auto domain = sold_->registered(client_);
    int calls = 0;
    sold_->registry.mishap = [&](const std::string& verb) {
      if (verb != "renew") return Mishap::None;
      ++calls;
      return calls == 1 ? Mishap::Lost : calls == 2 ? Mishap::LostBefore : Mishap::None;
    };
    shop_->pay(sold_->renew(client_, domain.id), "pay_2");
    // The registry's new date is noticed in between, by whoever looks.
    shop_->doJobs();
    sold_->sync(domain.id);
    sold_->settle();
    CPPUNIT_ASSERT_EQUAL(Date::of(2028, 6, 10), sold_->now(domain.id).expiresOn().value());
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Active));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, sold_->registry.orders.size());  // bought, renewed
  }

  void aRenewalSaysWhatItMayCost() {
    const auto domain = sold_->registered(client_);
    const auto renewedFor = [&](const std::string& payment) {
      shop_->pay(sold_->renew(client_, domain.id), payment);  // 1,200 rupees
      sold_->settle(std::chrono::hours{1});
      const auto highest = sold_->registry.last("renew")["highest_cost"];
      return highest["amount"].template get<std::string>() + " " +
             highest["currency"].template get<std::string>();
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"50 USD"}, renewedFor("pay_2"));  // as the shop states
    shop_->tamper("UPDATE tlds SET highest_cost = NULL, highest_cost_currency = NULL");
    CPPUNIT_ASSERT_EQUAL(std::string{"1200 INR"}, renewedFor("pay_3"));
    sold_->dollarIsWorth("80");
    CPPUNIT_ASSERT_EQUAL(std::string{"15 USD"}, renewedFor("pay_4"));
  }

  void whatItMayCostMayChangeUntilItIsTriedAgain() {
    const auto domain = sold_->registered(client_);
    shop_->tamper("UPDATE tlds SET highest_cost = NULL, highest_cost_currency = NULL");
    sold_->registry.mishap = [](const std::string& verb) {
      return verb == "renew" ? Mishap::Refused : Mishap::None;
    };
    shop_->pay(sold_->renew(client_, domain.id), "pay_2");
    sold_->settle(std::chrono::hours{1});
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Active, DomainWork::Attention));
    sold_->registry.mishap = [](const std::string&) { return Mishap::None; };
    sold_->dollarIsWorth("80");
    sold_->domains.actions().retry(shop_->staff(), domain.id);
    sold_->settle(std::chrono::hours{1});
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Active));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"15"},
        sold_->registry.last("renew")["highest_cost"]["amount"].template get<std::string>());
  }

  void oneRenewalIsOpenAtATime() {
    const auto domain = sold_->registered(client_);
    const auto first = sold_->renew(client_, domain.id);
    CPPUNIT_ASSERT_EQUAL(std::string{"renewal_under_way"},
                         refusal([&] { sold_->renew(client_, domain.id); }));
    sold_->put(client_, "asha.com", DomainAction::Renew);
    CPPUNIT_ASSERT_EQUAL(std::string{"domain_ordered_already"},
                         refusal([&] { sold_->buy(client_); }));
    shop_->pay(first, "pay_2");
    sold_->settle();
    CPPUNIT_ASSERT_EQUAL(Date::of(2028, 6, 10), sold_->now(domain.id).expiresOn().value());
  }

  void aRenewalFromTheCartIsTheSame() {
    const auto domain = sold_->registered(client_);
    sold_->put(client_, "asha.com", DomainAction::Renew, 1);
    const auto done = sold_->buy(client_);
    CPPUNIT_ASSERT_EQUAL(domain.id, done.order.domains.at(0).domain);
    shop_->pay(done.invoice, "pay_2");
    sold_->settle();
    CPPUNIT_ASSERT_EQUAL(Date::of(2028, 6, 10), sold_->now(domain.id).expiresOn().value());
    CPPUNIT_ASSERT(shop_->now(done.order.id).status == OrderStatus::Active);
    // Somebody else's cannot be renewed.
    const auto other = shop_->client();
    CPPUNIT_ASSERT_EQUAL(std::string{"domain:not_found"},
                         refusal([&] { sold_->put(other, "asha.com", DomainAction::Renew); }));
  }

  void theCalendarInvoicesItOnceInTime() {
    const auto domain = sold_->registered(client_);
    shop_->moveTo(Date::of(2027, 5, 10));
    for (int i = 0; i < 3; ++i) sold_->keep();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, openInvoices());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, sold_->events("domain.expiring").size());
    std::string notices;
    for (auto day = Date::of(2027, 5, 10); day <= Date::of(2027, 6, 10); day = day.plusDays(1)) {
      shop_->moveTo(day);
      for (int i = 0; i < 2; ++i) sold_->keep();
      const bool isDue = day >= Date::of(2027, 5, 20);  // 21 days before
      CPPUNIT_ASSERT_EQUAL_MESSAGE(day.text(), std::int64_t{isDue ? 1 : 0}, openInvoices());
    }
    for (const auto& event : sold_->events("domain.expiring"))
      notices += " " + std::to_string(Json::parse(event)["days_left"].template get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{" 30 14 7 1"}, notices);

    const auto invoice = lastInvoice();
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 6, 10), invoice.dueDate);
    shop_->pay(invoice, "pay_2");
    sold_->settle(std::chrono::hours{1});
    CPPUNIT_ASSERT_EQUAL(Date::of(2028, 6, 10), sold_->now(domain.id).expiresOn().value());
    CPPUNIT_ASSERT_MESSAGE("nobody agreed just now",
                           !sold_->registry.last("renew").contains("consent"));
  }

  void creditPaysItAtOnce() {
    const auto domain = sold_->registered(client_);
    shop_->payments.addCredit(shop_->staff(), client_, inr(2000'00), "Sorry");
    shop_->moveTo(Date::of(2027, 5, 21));
    sold_->keep();
    sold_->settle(std::chrono::hours{1});
    CPPUNIT_ASSERT_EQUAL(Date::of(2028, 6, 10), sold_->now(domain.id).expiresOn().value());
    CPPUNIT_ASSERT_EQUAL(inr(2000'00 - 1416'00), shop_->creditOf(client_));
  }

  void whoSwitchedItOffIsOnlyTold() {
    const auto domain = sold_->registered(client_);
    sold_->domains.actions().setAutoRenew(sold_->buyer(client_), domain.id, false);
    shop_->moveTo(Date::of(2027, 6, 1));
    sold_->keep();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, openInvoices());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->events("domain.expiring").size());
  }

  void aRenewalThatWasCalledOffDoesNotComeBack() {
    sold_->registered(client_);
    shop_->moveTo(Date::of(2027, 5, 21));
    sold_->keep();
    const auto invoice = lastInvoice();
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.cancel(tx, shop_->staff(), invoice.id, "as the client asked");
    });
    shop_->moveTo(Date::of(2027, 5, 25));
    sold_->keep();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, openInvoices());
  }

  void theRegistrysDateWins() {
    const auto domain = sold_->registered(client_);
    auto& held = sold_->registry.held.at("asha.com");
    held.expiresAt = testing::yearsAfter(held.expiresAt, 3);
    held.nameservers = {"ns1.elsewhere.example", "ns2.elsewhere.example"};
    sold_->sync(domain.id);
    const auto synced = sold_->now(domain.id);
    CPPUNIT_ASSERT_EQUAL(Date::of(2030, 6, 10), synced.expiresOn().value());
    CPPUNIT_ASSERT_EQUAL(std::string{"ns1.elsewhere.example"}, synced.nameservers.at(0));
    CPPUNIT_ASSERT(sold_->steps(domain.id).find("expiry_changed") != std::string::npos);

    held.state = "transferred_away";
    sold_->sync(domain.id);
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::TransferredAway));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->events("domain.lost").size());
  }

  void whatWasRenewedElsewhereIsNotRenewedAgain() {
    const auto domain = sold_->registered(client_);
    const auto invoice = sold_->renew(client_, domain.id);
    renewedElsewhere();
    sold_->sync(domain.id);
    const auto synced = sold_->now(domain.id);
    CPPUNIT_ASSERT_EQUAL(Date::of(2028, 6, 10), synced.expiresOn().value());
    CPPUNIT_ASSERT(is(synced, DomainStatus::Active, DomainWork::Attention));
    CPPUNIT_ASSERT_MESSAGE(synced.lastError,
                           synced.lastError.find(invoice.number) != std::string::npos);
    CPPUNIT_ASSERT(shop_->now(invoice.id).isOpen());
    sold_->sync(domain.id);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->events("domain.needs_attention").size());

    shop_->pay(invoice, "pay_2");
    sold_->settle(std::chrono::hours{1});
    mustWaitForAPerson(domain.id);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, sold_->events("domain.needs_attention").size());
    sold_->domains.actions().refuse(shop_->staff(), domain.id, "Renewed elsewhere");
    CPPUNIT_ASSERT_EQUAL(inr(1416'00), shop_->creditOf(client_));
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Active));
  }

  // Between the registrar's own calendar and ours, which knows nothing of it yet.
  void whatNobodySawRenewedElsewhereIsNotPaidForNothing() {
    const auto domain = sold_->registered(client_);
    const auto invoice = sold_->renew(client_, domain.id);
    renewedElsewhere();
    shop_->pay(invoice, "pay_2");
    sold_->settle(std::chrono::hours{1});
    mustWaitForAPerson(domain.id);
    CPPUNIT_ASSERT(sold_->events("domain.renewed").empty());
    // Trying it again asks the person again.
    sold_->domains.actions().retry(shop_->staff(), domain.id);
    sold_->settle(std::chrono::hours{1});
    mustWaitForAPerson(domain.id);
  }

  void aPersonConfirmsThatItIsRenewedFurther() {
    auto& actions = sold_->domains.actions();
    const auto domain = sold_->registered(client_);
    const auto invoice = sold_->renew(client_, domain.id);
    const auto confirm = [&] { actions.confirmRenewal(shop_->staff(), domain.id, true); };
    CPPUNIT_ASSERT_EQUAL(std::string{"domain_state"}, refusal(confirm));
    renewedElsewhere();
    shop_->pay(invoice, "pay_2");
    sold_->settle(std::chrono::hours{1});
    confirm();
    sold_->settle(std::chrono::hours{1});
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Active));
    CPPUNIT_ASSERT_EQUAL(Date::of(2029, 6, 10), sold_->now(domain.id).expiresOn().value());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, sold_->registry.orders.size());
    CPPUNIT_ASSERT(sold_->steps(domain.id).find("renewal_confirmed") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"domain_state"}, refusal(confirm));
  }

  // Staff, who have renewed it at the registrar since its plugin could not.
  void aPersonSaysThatTheRenewalWasTheirs() {
    const auto domain = sold_->registered(client_);
    shop_->pay(sold_->renew(client_, domain.id), "pay_2");
    renewedElsewhere();
    sold_->settle(std::chrono::hours{1});
    mustWaitForAPerson(domain.id);
    sold_->domains.actions().confirmRenewal(shop_->staff(), domain.id, false);
    sold_->settle(std::chrono::hours{1});
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Active));
    CPPUNIT_ASSERT_EQUAL(Date::of(2028, 6, 10), sold_->now(domain.id).expiresOn().value());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->registry.orders.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->events("domain.renewed").size());
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
  }

  // While staff put right what the registrar had refused, its owner helped themselves.
  void aRefusalThatCameToNothingIsNoTraceOfARenewal() {
    const auto domain = sold_->registered(client_);
    sold_->registry.mishap = [](const std::string& verb) {
      return verb == "renew" ? Mishap::Refused : Mishap::None;
    };
    shop_->pay(sold_->renew(client_, domain.id), "pay_2");
    sold_->settle(std::chrono::hours{1});
    sold_->registry.mishap = [](const std::string&) { return Mishap::None; };
    renewedElsewhere();
    sold_->domains.actions().retry(shop_->staff(), domain.id);
    sold_->settle(std::chrono::hours{1});
    mustWaitForAPerson(domain.id);
  }

  void moreYearsThanWereRenewedElsewhereWaitForAPerson() {
    const auto domain = sold_->registered(client_);
    const auto invoice = sold_->renew(client_, domain.id, 2);
    renewedElsewhere();
    shop_->pay(invoice, "pay_2");
    sold_->settle(std::chrono::hours{1});
    mustWaitForAPerson(domain.id);
    sold_->domains.actions().refuse(shop_->staff(), domain.id, "Renewed elsewhere");
    CPPUNIT_ASSERT_EQUAL(inr(2832'00), shop_->creditOf(client_));
  }

  void anOrderedRenewalIsNotMadeOnTopOfAnother() {
    const auto domain = sold_->registered(client_);
    sold_->put(client_, "asha.com", DomainAction::Renew, 1);
    const auto done = sold_->buy(client_);
    const auto before = shop_->now(done.order.id).status;
    renewedElsewhere();
    sold_->sync(domain.id);
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Active, DomainWork::Attention));
    CPPUNIT_ASSERT(shop_->now(done.order.id).status == before);
    shop_->pay(done.invoice, "pay_2");
    sold_->settle(std::chrono::hours{1});
    mustWaitForAPerson(domain.id);
  }

  void settingsAreChangedAtTheRegistrar() {
    const auto domain = sold_->registered(client_);
    const auto actor = sold_->buyer(client_);
    auto& actions = sold_->domains.actions();
    CPPUNIT_ASSERT_EQUAL(
        std::string{"nameservers[1]:repeated"}, refusal([&] {
          actions.setNameservers(actor, domain.id, {"ns1.a.example", "NS1.a.example"});
        }));
    actions.setNameservers(actor, domain.id, {"ns1.a.example", "NS2.a.example"});
    CPPUNIT_ASSERT_EQUAL(std::string{"transfer_locked"},
                         refusal([&] { actions.revealAuthCode(actor, domain.id); }));
    actions.setLock(actor, domain.id, false);
    actions.setPrivacy(actor, domain.id, true);
    sold_->settle(std::chrono::hours{1});
    const auto changed = sold_->now(domain.id);
    CPPUNIT_ASSERT_EQUAL(std::string{"ns2.a.example"}, changed.nameservers.at(1));
    CPPUNIT_ASSERT(!changed.transferLock && changed.privacy);
    CPPUNIT_ASSERT_EQUAL(std::string{"move-asha.com"},
                         actions.revealAuthCode(actor, domain.id).code.reveal());
    CPPUNIT_ASSERT(sold_->steps(domain.id).find("auth_code_revealed") != std::string::npos);

    const auto stranger = sold_->buyer(shop_->client());
    CPPUNIT_ASSERT_EQUAL(std::string{"not_found"},
                         refusal([&] { actions.setLock(stranger, domain.id, true); }));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"service_id:not_found"}, refusal([&] {
          actions.setLink(actor, domain.id, DomainLink{DomainLinkKind::Service, "svc_other"});
        }));
    actions.setLink(actor, domain.id, DomainLink{DomainLinkKind::Service, "svc_mine"});
    CPPUNIT_ASSERT_EQUAL(std::string{"svc_mine"}, sold_->now(domain.id).link->to);
  }

 private:
  // For one year, at the registrar itself.
  void renewedElsewhere() {
    auto& held = sold_->registry.held.at("asha.com");
    held.expiresAt = testing::yearsAfter(held.expiresAt, 1);
  }
  // With what was paid, and nothing bought beside what it was registered for.
  void mustWaitForAPerson(Id<Domain> id) {
    const auto waits = sold_->now(id);
    CPPUNIT_ASSERT(is(waits, DomainStatus::Active, DomainWork::Attention));
    CPPUNIT_ASSERT_MESSAGE(waits.lastError, waits.lastError.starts_with("renewed_elsewhere: "));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->registry.orders.size());
  }
  std::int64_t openInvoices() {
    return shop_->count(
        "SELECT COUNT(*) AS n FROM invoice_states WHERE status = 'unpaid' AND balance > 0");
  }
  Invoice lastInvoice() {
    return shop_->now(shop_->database->query("SELECT MAX(id) AS id FROM invoices")
                          .only()
                          .template id<Invoice>("id"));
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(RenewingTest, "modules/domains/renewing");

}  // namespace hostler
