#include "tests/modules/domains/in_domain_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using Mishap = testing::Registry::Mishap;

template <class Engine>
class RegisteringTest : public testing::InDomainShop {
  CPPUNIT_TEST_SUITE(RegisteringTest);
  CPPUNIT_TEST(whatIsPaidIsRegisteredAndProven);
  CPPUNIT_TEST(theRegistrarLearnsWhoAgreedToWhatFromWhere);
  CPPUNIT_TEST(theRegistrarMayTakeWhatWasSoldFor);
  CPPUNIT_TEST(aLostAnswerIsLookedUpAndNothingIsBoughtTwice);
  CPPUNIT_TEST(whatNeverArrivedIsSentAgain);
  CPPUNIT_TEST(waitingForTheRegistrarsLimitSpendsNoAttempt);
  CPPUNIT_TEST(aNameThatIsGoneBecomesCredit);
  CPPUNIT_TEST(anotherRefusalWaitsForAPersonWhoTriesAgain);
  CPPUNIT_TEST(aPersonMayGiveItUp);
  CPPUNIT_TEST(aPriceThatRoseSinceTheCartIsNotPaid);
  CPPUNIT_TEST(anOrderThatIsCalledOffBuysNothing);
  CPPUNIT_TEST(staffMayLetItGoAheadUnpaid);
  CPPUNIT_TEST_SUITE_END();

 public:
  RegisteringTest() : InDomainShop{placeOn<Engine>} {}

  void whatIsPaidIsRegisteredAndProven() {
    sold_->put(client_, "Asha.com", DomainAction::Register, 2);
    const auto done = sold_->buy(client_);
    CPPUNIT_ASSERT_EQUAL(inr(2360'00), done.invoice.total);  // with 18 % GST
    const auto& line = done.invoice.lines.at(0).priced.draft;
    CPPUNIT_ASSERT_EQUAL(std::string{"998319"}, line.taxClass);
    CPPUNIT_ASSERT(line.subject.domain == done.order.domains.at(0).domain);
    CPPUNIT_ASSERT_EQUAL(Date::of(2028, 6, 10), line.period->end);
    auto domain = sold_->named("asha.com");
    CPPUNIT_ASSERT(is(domain, DomainStatus::Pending));
    sold_->settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, sold_->registry.orders.size());  // nobody has paid

    shop_->pay(done.invoice, "pay_1");
    CPPUNIT_ASSERT(is(sold_->named("asha.com"), DomainStatus::Pending, DomainWork::Registering));
    sold_->settle();
    domain = sold_->named("asha.com");
    CPPUNIT_ASSERT(is(domain, DomainStatus::Active));
    CPPUNIT_ASSERT_EQUAL(Date::of(2028, 6, 10), domain.expiresOn().value());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, domain.nameservers.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"register asha.com 2"}, sold_->registry.orders.at(0));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->registry.orders.size());
    const auto order = shop_->now(done.order.id);
    CPPUNIT_ASSERT(order.status == OrderStatus::Active);
    CPPUNIT_ASSERT(order.domains.at(0).status == OrderItemStatus::Active);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->events("domain.registered").size());
  }

  void theRegistrarLearnsWhoAgreedToWhatFromWhere() {
    sold_->registry.agreementKeys = {"DNRA", "ICANN"};
    const auto agreedAt = shop_->clock.now().unixSeconds();
    sold_->put(client_, "asha.com");
    const auto done = sold_->buy(client_);
    shop_->clock.advance(std::chrono::hours{5});
    shop_->pay(done.invoice, "pay_1");
    sold_->settle();
    const auto request = sold_->registry.last("register");
    CPPUNIT_ASSERT_EQUAL(std::string{"203.0.113.7"},
                         request["consent"]["agreed_from"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(agreedAt, request["consent"]["agreed_at"].get<std::int64_t>());
    CPPUNIT_ASSERT_EQUAL(Json({"DNRA", "ICANN"}), request["consent"]["agreements"]);
    CPPUNIT_ASSERT_EQUAL(std::string{"Asha"},
                         request["contacts"]["registrant"]["first_name"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"10"}, request["highest_cost"]["amount"].get<std::string>());
  }

  void theRegistrarMayTakeWhatWasSoldFor() {
    sold_->dollarIsWorth("80");
    sold_->put(client_, "asha.com", DomainAction::Register, 2);  // for 2,000 rupees
    const auto done = sold_->buy(client_);
    shop_->pay(done.invoice, "pay_1");
    sold_->settle();
    const auto highest = sold_->registry.last("register")["highest_cost"];
    CPPUNIT_ASSERT_EQUAL(std::string{"25"}, highest["amount"].template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"USD"}, highest["currency"].template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(2, highest["years"].template get<int>());
  }

  void aLostAnswerIsLookedUpAndNothingIsBoughtTwice() {
    int calls = 0;
    sold_->registry.mishap = [&](const std::string& verb) {
      return verb == "register" && ++calls == 1 ? Mishap::Lost : Mishap::None;
    };
    const auto domain = sold_->registered(client_);
    CPPUNIT_ASSERT(is(domain, DomainStatus::Active));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->registry.asked("register"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->registry.orders.size());
  }

  void whatNeverArrivedIsSentAgain() {
    int calls = 0;
    sold_->registry.mishap = [&](const std::string& verb) {
      return verb == "register" && ++calls == 1 ? Mishap::LostBefore : Mishap::None;
    };
    CPPUNIT_ASSERT(is(sold_->registered(client_), DomainStatus::Active));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, sold_->registry.asked("register"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->registry.orders.size());
  }

  void waitingForTheRegistrarsLimitSpendsNoAttempt() {
    int calls = 0;
    sold_->registry.mishap = [&](const std::string& verb) {
      return verb == "register" && ++calls <= 60 ? Mishap::Limited : Mishap::None;
    };
    CPPUNIT_ASSERT(is(sold_->registered(client_), DomainStatus::Active));
    CPPUNIT_ASSERT_EQUAL(61, calls);
    CPPUNIT_ASSERT(shop_->count("SELECT MAX(attempts) AS n FROM jobs WHERE kind = "
                                "'domains.fulfil'") <= 2);
  }

  void aNameThatIsGoneBecomesCredit() {
    sold_->put(client_, "asha.com");
    const auto done = sold_->buy(client_);
    sold_->registry.taken.insert("asha.com");
    shop_->pay(done.invoice, "pay_1");
    sold_->settle();
    const auto domain = sold_->named("asha.com");
    CPPUNIT_ASSERT(is(domain, DomainStatus::Failed));
    CPPUNIT_ASSERT_EQUAL(inr(1180'00), shop_->creditOf(client_));
    CPPUNIT_ASSERT(shop_->now(done.order.id).domains.at(0).status == OrderItemStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->events("domain.refused").size());
    // Somebody gives it up, and it can be ordered anew.
    sold_->registry.taken.clear();
    sold_->put(client_, "asha.com");
    CPPUNIT_ASSERT_EQUAL(std::string{}, refusal([&] { sold_->buy(client_); }));
  }

  void anotherRefusalWaitsForAPersonWhoTriesAgain() {
    sold_->registry.mishap = [](const std::string& verb) {
      return verb == "register" ? Mishap::Refused : Mishap::None;
    };
    const auto waiting = sold_->registered(client_);
    CPPUNIT_ASSERT(is(waiting, DomainStatus::Pending, DomainWork::Attention));
    CPPUNIT_ASSERT(waiting.lastError.find("the phone is wrong") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->events("domain.needs_attention").size());

    sold_->registry.mishap = [](const std::string&) { return Mishap::None; };
    CPPUNIT_ASSERT(sold_->domains.actions().retry(shop_->staff(), waiting.id));
    sold_->settle();
    CPPUNIT_ASSERT(is(sold_->now(waiting.id), DomainStatus::Active));
  }

  void aPersonMayGiveItUp() {
    sold_->registry.mishap = [](const std::string& verb) {
      return verb == "register" ? Mishap::Refused : Mishap::None;
    };
    const auto waiting = sold_->registered(client_);
    sold_->domains.actions().refuse(shop_->staff(), waiting.id, "No such street");
    CPPUNIT_ASSERT(is(sold_->now(waiting.id), DomainStatus::Failed));
    CPPUNIT_ASSERT_EQUAL(inr(1180'00), shop_->creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(std::string{"domain_state"}, refusal([&] {
                           sold_->domains.actions().refuse(shop_->staff(), waiting.id, "again");
                         }));
    CPPUNIT_ASSERT_EQUAL(inr(1180'00), shop_->creditOf(client_));
  }

  void aPriceThatRoseSinceTheCartIsNotPaid() {
    sold_->put(client_, "asha.com");
    const auto done = sold_->buy(client_);
    sold_->registry.costs["asha.com"] = "10.01";
    shop_->pay(done.invoice, "pay_1");
    sold_->settle();
    const auto waiting = sold_->named("asha.com");
    CPPUNIT_ASSERT(is(waiting, DomainStatus::Pending, DomainWork::Attention));
    CPPUNIT_ASSERT(waiting.lastError.find("it costs more than was allowed") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, sold_->registry.orders.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->events("domain.needs_attention").size());

    sold_->domains.actions().refuse(shop_->staff(), waiting.id, "It became dearer");
    CPPUNIT_ASSERT(is(sold_->now(waiting.id), DomainStatus::Failed));
    CPPUNIT_ASSERT_EQUAL(inr(1180'00), shop_->creditOf(client_));  // all that was paid
    sold_->settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, sold_->registry.orders.size());
  }

  void anOrderThatIsCalledOffBuysNothing() {
    sold_->put(client_, "asha.com");
    const auto done = sold_->buy(client_);
    shop_->orderService.cancel(shop_->actorOf(client_), done.order.id, "changed my mind");
    sold_->settle();
    CPPUNIT_ASSERT(is(sold_->named("asha.com"), DomainStatus::Cancelled));
    CPPUNIT_ASSERT(shop_->now(done.order.id).status == OrderStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, sold_->registry.asked("register"));
  }

  void staffMayLetItGoAheadUnpaid() {
    sold_->put(client_, "asha.com");
    const auto done = sold_->buy(client_);
    shop_->orderService.accept(shop_->staff(), done.order.id);
    sold_->settle();
    CPPUNIT_ASSERT(is(sold_->named("asha.com"), DomainStatus::Active));
    shop_->pay(done.invoice, "pay_1");
    sold_->settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->registry.orders.size());
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(RegisteringTest, "modules/domains/registering");

}  // namespace hostler
