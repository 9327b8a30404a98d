// Renewals, transfers and orders as they take their time.
#include "godaddy_shop.h"
#include "tests/plugins/support/loopback_server.h"
#include "times.h"

using namespace hostler::godaddy;
using hostler::sdk::Outcome;
using hostler::sdk::RenewDomain;
using State = hostler::sdk::RegistrationState;
using hostler::testing::callWith;
using hostler::testing::GodaddyShop;
using namespace std::chrono_literals;

class GodaddyPurchasesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GodaddyPurchasesTest);
  CPPUNIT_TEST(aPurchaseIsPendingUntilItIsSetUp);
  CPPUNIT_TEST(aCancelledNameMayBeBoughtAgain);
  CPPUNIT_TEST(aRenewalThatTakesItsTimeIsPending);
  CPPUNIT_TEST(aRenewalThatHappenedIsNotMadeAgain);
  CPPUNIT_TEST(aRenewalNobodyWatchesGoesByTheFirstApi);
  CPPUNIT_TEST(withoutACustomerACapCannotBeHeld);
  CPPUNIT_TEST(aTransferEndsByTheClock);
  CPPUNIT_TEST(aWrongCodeKeepsATransferWaiting);
  CPPUNIT_TEST(aTransferThatFailsIsTold);
  CPPUNIT_TEST(aLockedNameCannotBeMovedIn);
  CPPUNIT_TEST(anOrderCountsBeforeItsDomainShows);
  CPPUNIT_TEST(ordersThatCannotBeReadAreNotNone);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aPurchaseIsPendingUntilItIsSetUp() {
    const auto bought = registrar_->registerDomain(callWith(), shop_.order("acme.com"));
    CPPUNIT_ASSERT(bought.isPending() && bought->state == State::Pending);
    CPPUNIT_ASSERT_EQUAL(std::string{"PENDING_SETUP"}, bought->providerState);
    const auto located = registrar_->locate(callWith(), {"acme.com", std::nullopt});
    CPPUNIT_ASSERT(located->registration->state == State::Active);
  }

  void aCancelledNameMayBeBoughtAgain() {
    shop_.registered(*registrar_, "acme.com");
    CPPUNIT_ASSERT(registrar_->cancel(callWith(), {"acme.com"}));
    shop_.clock.advance(24h);
    const auto again = registrar_->registerDomain(callWith(), shop_.order("acme.com"));
    CPPUNIT_ASSERT(again && again->state == State::Pending);
    CPPUNIT_ASSERT_EQUAL(2, orders("register"));
  }

  void aRenewalThatTakesItsTimeIsPending() {
    const auto held = shop_.registered(*registrar_, "acme.com");
    shop_.account({{"slow_actions", true}});
    const auto begun = registrar_->renew(callWith(), renewal(held));
    CPPUNIT_ASSERT(begun.isPending());
    CPPUNIT_ASSERT_EQUAL(*held.expiresAt, *begun->expiresAt);
    // The same again meets the action that is under way, and lets it come to its end.
    const auto again = registrar_->renew(callWith(), renewal(held));
    CPPUNIT_ASSERT(again && !again.isPending());
    const auto located = registrar_->locate(callWith(), {"acme.com", std::nullopt});
    CPPUNIT_ASSERT_EQUAL(yearsLater(*held.expiresAt, 1), *located->registration->expiresAt);
    CPPUNIT_ASSERT(registrar_->renew(callWith(), renewal(held)));
    CPPUNIT_ASSERT_EQUAL(1, orders("renew"));
  }

  void aRenewalThatHappenedIsNotMadeAgain() {
    const auto held = shop_.registered(*registrar_, "acme.com");
    auto twoYears = renewal(held);
    twoYears.years = 2;
    const auto renewed = registrar_->renew(callWith(), twoYears);
    CPPUNIT_ASSERT(renewed && renewed->cost);
    CPPUNIT_ASSERT_EQUAL(std::string{"43.98"}, renewed->cost->amount);
    CPPUNIT_ASSERT(registrar_->renew(callWith(), twoYears));
    // What somebody else had renewed, for longer or shorter, is for a person to look at.
    for (const int years : {1, 3}) {
      auto other = renewal(held);
      other.years = years;
      CPPUNIT_ASSERT_EQUAL(std::string{"expiry_changed"},
                           registrar_->renew(callWith(), other).error().code);
    }
    CPPUNIT_ASSERT_EQUAL(1, orders("renew"));
  }

  void aRenewalNobodyWatchesGoesByTheFirstApi() {
    const auto held = shop_.registered(*registrar_, "acme.com");
    auto unattended = renewal(held);
    unattended.consent.reset();
    unattended.highestCost = {"21.98", "USD", 1};
    CPPUNIT_ASSERT_EQUAL(std::string{"cost_raised"},
                         registrar_->renew(callWith(), unattended).error().code);
    unattended.highestCost = {"21.99", "USD", 1};
    CPPUNIT_ASSERT(registrar_->renew(callWith(), unattended));
    CPPUNIT_ASSERT_EQUAL(1, orders("renew"));
    bool byTheFirst = false;
    for (const auto& call : shop_.control.calls("godaddy"))
      byTheFirst |= call["path"] == "/godaddy/v1/domains/acme.com/renew";
    CPPUNIT_ASSERT(byTheFirst);
  }

  void withoutACustomerACapCannotBeHeld() {
    const auto held = shop_.registered(*registrar_, "acme.com");
    const auto bare = shop_.registrar({{"shopper_id", ""}});
    auto capped = renewal(held);
    capped.highestCost = {"100.00", "USD", 1};
    CPPUNIT_ASSERT_EQUAL(std::string{"price_unknown"},
                         bare->renew(callWith(), capped).error().code);
    CPPUNIT_ASSERT(bare->renew(callWith(), renewal(held)));
    CPPUNIT_ASSERT_EQUAL(1, orders("renew"));
    const auto signing = bare->setDelegation(callWith(), {"acme.com", {}});
    CPPUNIT_ASSERT_EQUAL(std::string{"not_configured"}, signing.error().code);
  }

  void aTransferEndsByTheClock() {
    const auto begun =
        registrar_->transfer(callWith(), shop_.move("taken1.com", "Elsewhere-Code-1"));
    CPPUNIT_ASSERT(begun.isPending() && begun->state == State::Transferring);
    shop_.clock.advance(5 * 24h);
    const auto located = registrar_->locate(callWith(), {"taken1.com", std::nullopt});
    CPPUNIT_ASSERT(located->registration->state == State::Active);
  }

  void aWrongCodeKeepsATransferWaiting() {
    const auto begun = registrar_->transfer(callWith(), shop_.move("taken1.com", "Wrong-Code"));
    CPPUNIT_ASSERT(begun.isPending());
    CPPUNIT_ASSERT_EQUAL(std::string{"AWAITING_TRANSFER_IN_AUTH"}, begun->providerState);
    shop_.clock.advance(30 * 24h);
    for (int i = 0; i < 5; ++i) {
      const auto located = registrar_->locate(callWith(), {"taken1.com", std::nullopt});
      CPPUNIT_ASSERT(located->registration->state == State::Transferring);
    }
  }

  void aTransferThatFailsIsTold() {
    CPPUNIT_ASSERT(
        registrar_->transfer(callWith(), shop_.move("taken-refused1.com", "Elsewhere-Code-1")));
    shop_.clock.advance(5 * 24h);
    const auto located = registrar_->locate(callWith(), {"taken-refused1.com", std::nullopt});
    CPPUNIT_ASSERT(located->registration->state == State::Failed);
  }

  void aLockedNameCannotBeMovedIn() {
    const auto refused =
        registrar_->transfer(callWith(), shop_.move("taken-locked1.com", "Elsewhere-Code-1"));
    CPPUNIT_ASSERT(refused.outcome() == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::string{"not_transferable"}, refused.error().code);
    CPPUNIT_ASSERT_EQUAL(0, orders("transfer"));
  }

  // GoDaddy takes the order first and shows the domain later: bought again, it would be lost money.
  void anOrderCountsBeforeItsDomainShows() {
    int purchases = 0;
    hostler::testing::LoopbackServer server{[&](hostler::testing::Connection& peer) {
      for (auto text = peer.readRequest(); !text.empty(); text = peer.readRequest()) {
        purchases += text.starts_with("POST");
        const bool isOrders = text.starts_with("GET /v1/orders?");
        const std::string body =
            isOrders
                ? R"({"orders":[{"orderId":"1000417","createdAt":"2026-01-05T10:21:00.000Z"}]})"
                : R"({"code":"UNKNOWN_DOMAIN","message":"none"})";
        peer.write(std::string{isOrders ? "HTTP/1.1 200 OK" : "HTTP/1.1 404 Not Found"} +
                   "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
      }
    }};
    const auto registrar = shop_.registrar({{"base_url", server.url("")}});
    const auto order = shop_.order("acme.com");
    const auto again = registrar->registerDomain(callWith(), order);
    CPPUNIT_ASSERT(again.isPending());
    CPPUNIT_ASSERT_EQUAL(std::string{"1000417"}, again->id);
    const auto located = registrar->locate(callWith(), {"acme.com", order.consent.agreedAt});
    CPPUNIT_ASSERT(located->registration && located->registration->state == State::Pending);
    const auto later = registrar->locate(callWith(), {"acme.com", order.consent.agreedAt + 86'400});
    CPPUNIT_ASSERT(later && !later->registration);
    CPPUNIT_ASSERT_EQUAL(0, purchases);
  }

  void ordersThatCannotBeReadAreNotNone() {
    int purchases = 0;
    hostler::testing::LoopbackServer server{[&](hostler::testing::Connection& peer) {
      for (auto text = peer.readRequest(); !text.empty(); text = peer.readRequest()) {
        purchases += text.starts_with("POST");
        const bool isOrders = text.starts_with("GET /v1/orders?");
        const std::string body = R"({"code":"SOME_CODE","message":"none"})";
        peer.write(std::string{isOrders ? "HTTP/1.1 400 Bad Request" : "HTTP/1.1 404 Not Found"} +
                   "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
      }
    }};
    const auto registrar = shop_.registrar({{"base_url", server.url("")}});
    const auto order = shop_.order("acme.com");
    const auto bought = registrar->registerDomain(callWith(), order);
    CPPUNIT_ASSERT(bought.outcome() == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"orders_unreadable"}, bought.error().code);
    const auto located = registrar->locate(callWith(), {"acme.com", order.consent.agreedAt});
    CPPUNIT_ASSERT_EQUAL(std::string{"orders_unreadable"}, located.error().code);
    CPPUNIT_ASSERT_EQUAL(0, purchases);
  }

 private:
  RenewDomain renewal(const hostler::sdk::Registration& held) const {
    return {held.domain, 1, *held.expiresAt, std::nullopt, shop_.consent()};
  }
  int orders(const std::string& action) {
    int count = 0;
    const auto book = shop_.control.book();
    for (const auto& order : book["godaddy"]["orders"]) count += order["action"] == action;
    return count;
  }

  GodaddyShop shop_;
  std::unique_ptr<GodaddyRegistrar> registrar_ = shop_.registrar();
};

HOSTLER_SUITE(GodaddyPurchasesTest, "plugins/registrar/godaddy/purchases");
