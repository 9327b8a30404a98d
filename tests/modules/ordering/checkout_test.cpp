#include "modules/catalog/product_repository.h"
#include "modules/ordering/checkout_service.h"
#include "tests/core/db/threads.h"
#include "tests/modules/billing/money_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::MoneyShop;

template <class Engine>
class CheckoutTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(CheckoutTest);
  CPPUNIT_TEST(aCartBecomesOneOrderHoweverOftenItIsCheckedOut);
  CPPUNIT_TEST(theLastOnesAreSoldOnce);
  CPPUNIT_TEST(whatIsSoldOutLeavesEverythingAsItWas);
  CPPUNIT_TEST(aPriceThatChangedIsConfirmedFirst);
  CPPUNIT_TEST(theTotalThatTheClientSawCounts);
  CPPUNIT_TEST(whatWasTakenOffSaleIsNotBought);
  CPPUNIT_TEST(whatNobodyCouldMakeIsNotCharged);
  CPPUNIT_TEST(creditThatCoversItPaysAtOnce);
  CPPUNIT_TEST(creditThatDoesNotCoverItIsSpentFirst);
  CPPUNIT_TEST(creditIsLeftAloneUnlessItIsAskedFor);
  CPPUNIT_TEST(whatIsFreeIsMadeAtOnce);
  CPPUNIT_TEST(hooksAreAskedBeforeAnythingIsWritten);
  CPPUNIT_TEST(hooksAreAskedOutsideTheUnitOfAnIdempotentCall);
  CPPUNIT_TEST(aHookThatRefusesLeavesTheCart);
  CPPUNIT_TEST(termsAreAcceptedFirst);
  CPPUNIT_TEST(aBrowsersCartIsBoughtByWhoSignsIn);
  CPPUNIT_TEST(whatAStrangerWasShownCountsOnceTheySignIn);
  CPPUNIT_TEST(aPriceInMoneyThatWasNotShownIsConfirmedFirst);
  CPPUNIT_TEST(aReturningClientsCouponComesAlong);
  CPPUNIT_TEST(anUnknownWayToPayLeavesNoOrder);
  CPPUNIT_TEST_SUITE_END();

 public:
  CheckoutTest() : testing::InShop{testing::InShop::placeOn<Engine>} {}

  void aCartBecomesOneOrderHoweverOftenItIsCheckedOut() {
    const auto client = shop_->client();
    shop_->put(client, shop_->product());
    std::atomic<int> orders{0}, empty{0};
    db::inThreads(6, [&](int) {
      try {
        shop_->buy(client);
        ++orders;
      } catch (const DomainError& error) {
        CPPUNIT_ASSERT_EQUAL(std::string{"cart_empty"}, error.code());
        ++empty;
      }
    });
    CPPUNIT_ASSERT_EQUAL(1, orders.load());
    CPPUNIT_ASSERT_EQUAL(5, empty.load());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM services"));
    shop_->mustAddUp();
  }

  void theLastOnesAreSoldOnce() {
    const auto product = shop_->product(499'00, [](Product& some) { some.stock = 5; });
    std::vector<Id<Account>> clients;
    for (int i = 0; i < 8; ++i) {
      clients.push_back(shop_->client());
      shop_->put(clients.back(), product, 2);
    }
    std::atomic<int> sold{0};
    db::inThreads(8, [&](int i) {
      try {
        shop_->buy(clients[i]);
        ++sold;
      } catch (const DomainError& error) {
        CPPUNIT_ASSERT_EQUAL(std::string{"out_of_stock"}, error.code());
      }
    });
    CPPUNIT_ASSERT_EQUAL(2, sold.load());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, stock(product));
  }

  void whatIsSoldOutLeavesEverythingAsItWas() {
    const auto client = shop_->client();
    const auto there = shop_->product(499'00, [](Product& some) { some.stock = 5; });
    const auto gone = shop_->product(999'00, [](Product& some) { some.stock = 0; });
    shop_->put(client, there);
    shop_->put(client, gone);
    refused("out_of_stock", [&] { shop_->buy(client); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, stock(there));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, items(client));
  }

  void aPriceThatChangedIsConfirmedFirst() {
    const auto client = shop_->client();
    const auto product = shop_->product(499'00);
    shop_->put(client, product);
    reprice(product, 549'00);
    try {
      shop_->buy(client);
      CPPUNIT_FAIL("it was sold at another price");
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"price_changed"}, error.code());
      CPPUNIT_ASSERT(error.facts()["total"] == toJson(inr(647'82)));
      CPPUNIT_ASSERT(error.facts()["expected"] == toJson(inr(588'82)));
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, items(client));  // and so it was shown again
    CPPUNIT_ASSERT_EQUAL(inr(647'82), shop_->buy(client).invoice.total);
    // What was bought keeps its price.
    reprice(product, 1'00);
    const auto service = shop_->database->query("SELECT price FROM services").only();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{549'00}, service.integer("price"));
  }

  void theTotalThatTheClientSawCounts() {
    const auto client = shop_->client();
    shop_->put(client, shop_->product(499'00));
    auto body = accepted();
    body.total = inr(588'81);
    refused("price_changed", [&] { shop_->buy(client, body); });
    body.total = inr(588'82);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->buy(client, body).order.total);
  }

  void whatWasTakenOffSaleIsNotBought() {
    const auto client = shop_->client();
    const auto product = shop_->product();
    shop_->put(client, product);
    shop_->tamper("UPDATE products SET active = 0");
    refused("item_not_on_sale", [&] { shop_->buy(client); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM orders"));
  }

  void whatNobodyCouldMakeIsNotCharged() {
    const auto client = shop_->client();
    const auto product = shop_->product();
    shop_->put(client, product);
    bool stops = true;
    shop_->pricing.setReadiness([&](db::Reader&, const Product&) {
      return std::vector<ProductProblem>{{"told", "Add a server.", stops}};
    });
    refused("product_not_ready", [&] { shop_->put(shop_->client(), product); });
    refused("product_not_ready", [&] { shop_->buy(client); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));

    // Where it only waits for a place, it is sold.
    stops = false;
    shop_->buy(client);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM orders"));
  }

  void creditThatCoversItPaysAtOnce() {
    const auto client = shop_->client();
    shop_->payments.addCredit(shop_->staff(), client, inr(588'82), "Sorry");
    shop_->put(client, shop_->product(499'00));
    auto body = accepted();
    body.useCredit = true;
    body.paymentMethod = "bank";
    const auto done = shop_->buy(client, body);
    CPPUNIT_ASSERT(done.invoice.stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT(!done.payment);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_->count("SELECT COUNT(*) AS n FROM events WHERE name = 'payment.received'"));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client));
    CPPUNIT_ASSERT(shop_->now(done.order.id).status == OrderStatus::Processing);
    CPPUNIT_ASSERT(shop_->now(done.order.items[0].service).provisioning ==
                   ProvisioningState::Creating);
    shop_->mustAddUp();
  }

  void creditThatDoesNotCoverItIsSpentFirst() {
    const auto client = shop_->client();
    shop_->payments.addCredit(shop_->staff(), client, inr(588'81), "Sorry");
    shop_->put(client, shop_->product(499'00));
    auto body = accepted();
    body.useCredit = true;
    body.paymentMethod = "bank";
    const auto done = shop_->buy(client, body);
    CPPUNIT_ASSERT(done.invoice.stored == InvoiceStatus::PartiallyPaid);
    CPPUNIT_ASSERT_EQUAL(inr(1), done.invoice.balance);
    CPPUNIT_ASSERT_EQUAL(inr(1), done.payment.value().amount);
    CPPUNIT_ASSERT(shop_->now(done.order.id).status == OrderStatus::Pending);
    shop_->mustAddUp();
  }

  void creditIsLeftAloneUnlessItIsAskedFor() {
    const auto client = shop_->client();
    shop_->payments.addCredit(shop_->staff(), client, inr(588'82), "Sorry");
    shop_->put(client, shop_->product(499'00));
    CPPUNIT_ASSERT(shop_->buy(client).invoice.stored == InvoiceStatus::Unpaid);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->creditOf(client));
  }

  void whatIsFreeIsMadeAtOnce() {
    const auto client = shop_->client();
    shop_->put(client, shop_->product(0));
    const auto done = shop_->buy(client);
    CPPUNIT_ASSERT(done.invoice.stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT(shop_->now(done.order.items[0].service).provisioning ==
                   ProvisioningState::Creating);
  }

  void hooksAreAskedBeforeAnythingIsWritten() {
    const auto client = shop_->client();
    shop_->put(client, shop_->product(499'00));
    shop_->buy(client);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, shop_->hooks.asked.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"before.checkout"}, shop_->hooks.asked[0].first);
    const auto& [event, facts] = shop_->hooks.asked[1];
    CPPUNIT_ASSERT_EQUAL(std::string{"before.invoice_issue"}, event);
    CPPUNIT_ASSERT_EQUAL(std::string{"order"}, facts["kind"].template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(client.text(), facts["client_id"].template get<std::string>());
    CPPUNIT_ASSERT(facts["total"] == toJson(inr(588'82)));
  }

  // A call with an Idempotency-Key makes all its transactions one, which begins with the first of
  // them.
  void hooksAreAskedOutsideTheUnitOfAnIdempotentCall() {
    const auto client = shop_->client();
    shop_->put(client, shop_->product());
    shop_->database->together([](db::Transaction&) {}, [&] { shop_->buy(client); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, shop_->hooks.asked.size());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM orders"));
  }

  void aHookThatRefusesLeavesTheCart() {
    const auto client = shop_->client();
    shop_->put(client, shop_->product());
    for (const auto* event : {"before.checkout", "before.invoice_issue"}) {
      shop_->hooks.refused = event;
      refused("closed", [&] { shop_->buy(client); });
    }
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, items(client));
  }

  void termsAreAcceptedFirst() {
    const auto client = shop_->client();
    shop_->put(client, shop_->product());
    CPPUNIT_ASSERT_THROW(shop_->buy(client, CheckoutBody{}), ValidationError);
  }

  void aBrowsersCartIsBoughtByWhoSignsIn() {
    AddToCart item;
    item.type = "product";
    item.product = shop_->product(499'00);
    item.domain = "shop.example";
    const auto token = shop_->carts.add({kPlatform, std::nullopt, {}}, item).newToken.value();
    const auto client = shop_->client();
    shop_->put(client, shop_->product(999'00));
    const CartHolder holder{kPlatform, client, token};
    // What was shown was the account's own cart: the whole is to be seen before it is bought.
    refused("price_changed",
            [&] { shop_->checkout.checkout(shop_->actorOf(client), holder, accepted()); });
    shop_->carts.show(holder);
    const auto done = shop_->checkout.checkout(shop_->actorOf(client), holder, accepted());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, done.order.items.size());
    CPPUNIT_ASSERT(shop_->hooks.asked.at(0).second["total"] == toJson(done.invoice.total));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, items(client));
  }

  void whatAStrangerWasShownCountsOnceTheySignIn() {
    const auto client = shop_->client();
    // First somebody without a cart of their own, then with one that is empty by now.
    for (int i = 0; i < 2; ++i) {
      const auto product = shop_->product(499'00);
      AddToCart item;
      item.type = "product";
      item.product = product;
      item.domain = "shop.example";
      const auto token = shop_->carts.add({kPlatform, std::nullopt, {}}, item).newToken.value();
      const CartHolder holder{kPlatform, client, token};
      reprice(product, 549'00);
      refused("price_changed",
              [&] { shop_->checkout.checkout(shop_->actorOf(client), holder, accepted()); });
      shop_->carts.show(holder);
      const auto done = shop_->checkout.checkout(shop_->actorOf(client), holder, accepted());
      CPPUNIT_ASSERT_EQUAL(inr(647'82), done.invoice.total);
    }
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, shop_->count("SELECT COUNT(*) AS n FROM orders"));
  }

  // A stranger sees rupees, and signs in to an account in dollars.
  void aPriceInMoneyThatWasNotShownIsConfirmedFirst() {
    shop_->set("tax.lut_number", "AD270426000123X");
    const auto usd = Currency::of("USD");
    const auto nine = Money::ofMinor(9'00, usd);
    testing::Buyer abroad;
    abroad.country = "US";
    abroad.state = "CA";
    abroad.currency = usd;
    const auto client = shop_->client(abroad);
    // First somebody without a cart of their own, then with one that is empty by now.
    for (int i = 0; i < 2; ++i) {
      AddToCart item;
      item.type = "product";
      item.product = shop_->product(499'00, [&](Product& product) {
        product.prices.push_back({Cycle::Monthly, nine, Money::zero(usd)});
      });
      item.domain = "shop.example";
      const auto token = shop_->carts.add({kPlatform, std::nullopt, {}}, item).newToken.value();
      const CartHolder holder{kPlatform, client, token};
      try {
        shop_->checkout.checkout(shop_->actorOf(client), holder, accepted());
        CPPUNIT_FAIL("it was sold at a price that nobody was shown");
      } catch (const DomainError& error) {
        CPPUNIT_ASSERT_EQUAL(std::string{"price_changed"}, error.code());
        CPPUNIT_ASSERT(error.facts()["total"] == toJson(nine));
      }
      auto body = accepted();
      if (i == 0) body.total = nine;
      if (i == 1) shop_->carts.show(holder);
      CPPUNIT_ASSERT_EQUAL(
          nine, shop_->checkout.checkout(shop_->actorOf(client), holder, body).invoice.total);
    }
  }

  void aReturningClientsCouponComesAlong() {
    Coupon fifth;
    fifth.id = shop_->ids.template next<Coupon>();
    fifth.code = "FIFTH";
    fifth.percent = Decimal::of("20");
    shop_->database->transaction([&](db::Transaction& tx) {
      coupon_repository::insert(tx, kPlatform, fifth, shop_->clock.now());
    });
    const auto client = shop_->client();
    shop_->put(client, shop_->product(499'00));
    shop_->buy(client);
    shop_->hooks.asked.clear();

    AddToCart item;
    item.type = "product";
    item.product = shop_->product(499'00);
    item.domain = "shop.example";
    const auto token = shop_->carts.add({kPlatform, std::nullopt, {}}, item).newToken.value();
    shop_->carts.applyCoupon({kPlatform, std::nullopt, token}, "FIFTH");
    const CartHolder holder{kPlatform, client, token};
    const auto done = shop_->checkout.checkout(shop_->actorOf(client), holder, accepted());
    CPPUNIT_ASSERT_EQUAL(inr(99'80), done.invoice.discount);
    CPPUNIT_ASSERT_EQUAL(std::string{"FIFTH"}, done.order.coupon.value());
    CPPUNIT_ASSERT(shop_->hooks.asked.at(0).second["total"] == toJson(done.invoice.total));
  }

  void anUnknownWayToPayLeavesNoOrder() {
    const auto client = shop_->client();
    shop_->put(client, shop_->product());
    auto body = accepted();
    body.paymentMethod = "stripe";
    CPPUNIT_ASSERT_THROW(shop_->buy(client, body), ValidationError);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM orders"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, items(client));
  }

 private:
  static CheckoutBody accepted() {
    CheckoutBody body;
    body.acceptTerms = true;
    return body;
  }
  std::int64_t stock(Id<Product> id) {
    return shop_->database->query("SELECT stock FROM products WHERE id = ?", id)
        .only()
        .integer("stock");
  }
  std::size_t items(Id<Account> client) {
    return shop_->carts.show(MoneyShop::holder(client)).cart.items.size();
  }
  void reprice(Id<Product> id, std::int64_t paise) {
    shop_->database->transaction([&](db::Transaction& tx) {
      auto product = product_repository::find(tx, kPlatform, id).value();
      product.prices.at(0).price = inr(paise);
      product_repository::replacePrices(tx, product);
    });
  }
  static void refused(const std::string& code, const std::function<void()>& act) {
    try {
      act();
      CPPUNIT_FAIL("it was not refused: " + code);
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(code, error.code());
    }
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(CheckoutTest, "modules/ordering/checkout");

}  // namespace hostler
