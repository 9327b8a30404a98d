#include "modules/ordering/coupon.h"
#include "tests/core/db/threads.h"
#include "tests/modules/billing/money_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Buyer;
using testing::inr;
using testing::MoneyShop;

template <class Engine>
class CouponsTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(CouponsTest);
  CPPUNIT_TEST(aPercentageLowersEveryLineThatItIsFor);
  CPPUNIT_TEST(anAmountIsSpreadAndNeverExceedsALine);
  CPPUNIT_TEST(anAmountIsOfItsCurrencyAlone);
  CPPUNIT_TEST(bothOfItsDaysCount);
  CPPUNIT_TEST(cyclesAreCountedWithTheFirst);
  CPPUNIT_TEST(aFewUsesAreNeverExceededByManyAtOnce);
  CPPUNIT_TEST(oneClientUsesItAsOftenAsTheyMay);
  CPPUNIT_TEST(aCancelledOrderGivesItsUseBackOnce);
  CPPUNIT_TEST(itIsForItsGroupsAlone);
  CPPUNIT_TEST(oneForNewClientsIsForThoseWhoHaveBoughtNothing);
  CPPUNIT_TEST(whoIsNewIsDecidedWhenItIsUsed);
  CPPUNIT_TEST(oneThatRanOutMeanwhileIsAPriceThatChanged);
  CPPUNIT_TEST(whatDoesNotApplyIsSaid);
  CPPUNIT_TEST(whatFailsUsesNothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  CouponsTest() : testing::InShop{testing::InShop::placeOn<Engine>} {}

  void aPercentageLowersEveryLineThatItIsFor() {
    const auto coupon = percent("12.5");
    const auto discounts =
        discountsOf(coupon, {{inr(999'00), true}, {inr(499'00), false}, {inr(1), true}});
    CPPUNIT_ASSERT_EQUAL(inr(124'88), discounts[0]);
    CPPUNIT_ASSERT_EQUAL(inr(0), discounts[1]);
    CPPUNIT_ASSERT_EQUAL(inr(0), discounts[2]);
    CPPUNIT_ASSERT_EQUAL(inr(999'00), discountsOf(percent("250"), {{inr(999'00), true}})[0]);
  }

  void anAmountIsSpreadAndNeverExceedsALine() {
    const auto discounts = discountsOf(
        amount(500'00), {{inr(199'00), true}, {inr(50'00), false}, {inr(499'00), true}});
    CPPUNIT_ASSERT_EQUAL(inr(199'00), discounts[0]);
    CPPUNIT_ASSERT_EQUAL(inr(0), discounts[1]);
    CPPUNIT_ASSERT_EQUAL(inr(301'00), discounts[2]);
    CPPUNIT_ASSERT_EQUAL(inr(100'00), discountsOf(amount(500'00), {{inr(100'00), true}})[0]);
  }

  void anAmountIsOfItsCurrencyAlone() {
    const auto usd = Currency::of("USD");
    CPPUNIT_ASSERT(!amount(500'00).appliesTo(Id<Product>::of(1), Cycle::Monthly, usd));
    CPPUNIT_ASSERT(discountsOf(amount(500'00), {{Money::ofMinor(10'00, usd), true}})[0].isZero());
  }

  void bothOfItsDaysCount() {
    auto coupon = percent("10");
    coupon.validFrom = Date::of(2026, 6, 10);
    coupon.validTo = Date::of(2026, 6, 12);
    CPPUNIT_ASSERT(!coupon.isValidOn(Date::of(2026, 6, 9)));
    CPPUNIT_ASSERT(coupon.isValidOn(Date::of(2026, 6, 10)));
    CPPUNIT_ASSERT(coupon.isValidOn(Date::of(2026, 6, 12)));
    CPPUNIT_ASSERT(!coupon.isValidOn(Date::of(2026, 6, 13)));
    coupon.active = false;
    CPPUNIT_ASSERT(!coupon.isValidOn(Date::of(2026, 6, 11)));
  }

  void cyclesAreCountedWithTheFirst() {
    auto coupon = percent("10");
    coupon.cycles = 1;
    CPPUNIT_ASSERT(!coupon.afterFirst());
    coupon.cycles = 3;
    CPPUNIT_ASSERT_EQUAL(2, *coupon.afterFirst()->cyclesLeft);
    coupon.cycles.reset();
    CPPUNIT_ASSERT(!coupon.afterFirst()->cyclesLeft);
    coupon.renewalOnly = true;
    coupon.cycles = 3;
    CPPUNIT_ASSERT_EQUAL(3, *coupon.afterFirst()->cyclesLeft);
    CPPUNIT_ASSERT(discountsOf(coupon, {{inr(999'00), true}})[0].isZero());
  }

  void aFewUsesAreNeverExceededByManyAtOnce() {
    auto few = percent("20");
    few.maxUses = 7;
    save(few);
    const auto product = shop_->product();
    std::vector<Id<Account>> clients;
    constexpr int kBuyers = 50;
    // All at once, or as many as the other engine's pool has connections for.
    constexpr int kAtOnce = std::is_same_v<Engine, OnSqlite> ? 50 : 25;
    for (int i = 0; i < kBuyers; ++i) {
      clients.push_back(shop_->client());
      shop_->put(clients.back(), product);
      shop_->carts.applyCoupon(MoneyShop::holder(clients.back()), "OFF");
    }
    std::atomic<int> used{0}, dearer{0};
    db::inThreads(kAtOnce, [&](int thread) {
      for (int buyer = thread; buyer < kBuyers; buyer += kAtOnce) {
        try {
          const auto done = shop_->buy(clients[static_cast<std::size_t>(buyer)]);
          CPPUNIT_ASSERT_EQUAL(inr(99'80), done.invoice.discount);
          ++used;
        } catch (const DomainError& error) {
          CPPUNIT_ASSERT(error.code() == "price_changed" || error.code() == "coupon_not_valid");
          ++dearer;
        }
      }
    });
    CPPUNIT_ASSERT_EQUAL(7, used.load());
    CPPUNIT_ASSERT_EQUAL(kBuyers - 7, dearer.load());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, uses());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{7},
                         shop_->count("SELECT COUNT(*) AS n FROM coupon_redemptions"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, shop_->count("SELECT COUNT(*) AS n FROM orders"));
    shop_->mustAddUp();
  }

  void oneClientUsesItAsOftenAsTheyMay() {
    auto once = percent("20");
    once.perClient = 1;
    save(once);
    const auto client = shop_->client();
    with(client);
    shop_->buy(client);
    with(client);
    refused("coupon_not_valid", [&] { shop_->buy(client); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, uses());
    const auto other = shop_->client();
    with(other);
    shop_->buy(other);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, uses());
  }

  void aCancelledOrderGivesItsUseBackOnce() {
    auto once = percent("20");
    once.maxUses = once.perClient = 1;
    save(once);
    const auto client = shop_->client();
    with(client);
    const auto first = shop_->buy(client).order.id;
    shop_->orderService.cancel(shop_->actorOf(client), first, "Changed my mind");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, uses());
    refused("order_not_cancellable",
            [&] { shop_->orderService.cancel(shop_->actorOf(client), first, "Again"); });
    with(client);
    shop_->buy(client);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, uses());
  }

  void itIsForItsGroupsAlone() {
    auto vip = percent("20");
    vip.clientGroups = {"vip"};
    save(vip);
    Buyer buyer;
    buyer.group = "vip";
    with(shop_->client(buyer));
    refused("coupon_not_valid", [&] { with(shop_->client()); });
  }

  void oneForNewClientsIsForThoseWhoHaveBoughtNothing() {
    welcome();
    const auto fresh = shop_->client();
    with(fresh);
    const auto first = shop_->buy(fresh);
    CPPUNIT_ASSERT_EQUAL(inr(99'80), first.invoice.discount);
    refused("coupon_not_valid", [&] { with(fresh); });
    shop_->carts.clear(MoneyShop::holder(fresh));
    // An order that was called off is none.
    shop_->orderService.cancel(shop_->actorOf(fresh), first.order.id, "Changed my mind");
    with(fresh);
    shop_->buy(fresh);

    // Who has bought without it is no new client either, nor is who paid for something else.
    const auto old = shop_->client();
    shop_->put(old, shop_->product());
    shop_->buy(old);
    refused("coupon_not_valid", [&] { with(old); });
    const auto served = shop_->client();
    const auto invoice = shop_->issue(served, inr(100'00));
    with(served);
    shop_->carts.clear(MoneyShop::holder(served));
    shop_->pay(invoice, "pay_1");
    refused("coupon_not_valid", [&] { with(served); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, uses());
  }

  void whoIsNewIsDecidedWhenItIsUsed() {
    const auto coupon = welcome();
    const auto client = shop_->client();
    with(client);
    shop_->pay(shop_->issue(client, inr(100'00)), "pay_1");
    // The cart was shown with it; the order is not placed at another price.
    refused("price_changed", [&] { shop_->buy(client); });
    refused("coupon_not_valid", [&] {
      shop_->database->transaction([&](db::Transaction& tx) {
        coupon_repository::redeem(tx, kPlatform, coupon, client, shop_->ids.template next<Order>());
      });
    });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, uses());
  }

  void oneThatRanOutMeanwhileIsAPriceThatChanged() {
    auto today = percent("20");
    today.validTo = shop_->today();
    save(today);
    const auto client = shop_->client();
    with(client);
    shop_->clock.advance(std::chrono::hours{24});
    refused("price_changed", [&] { shop_->buy(client); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM orders"));
  }

  void whatDoesNotApplyIsSaid() {
    auto yearly = percent("20");
    yearly.productCycles = {Cycle::Annually};
    save(yearly);
    const auto client = shop_->client();
    shop_->put(client, shop_->product());
    refused("coupon_not_valid", [&] { apply(client, "OFF"); });
    refused("coupon_not_valid", [&] { apply(client, "NONE"); });
    CPPUNIT_ASSERT(!shop_->carts.show(MoneyShop::holder(client)).cart.coupon);
  }

  void whatFailsUsesNothing() {
    save(percent("20"));
    const auto client = shop_->client();
    const auto last = shop_->product(499'00, [](Product& product) { product.stock = 0; });
    shop_->put(client, last);
    apply(client, "OFF");
    refused("out_of_stock", [&] { shop_->buy(client); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, uses());
  }

 private:
  Coupon percent(const std::string& rate) {
    Coupon coupon;
    coupon.id = shop_->ids.template next<Coupon>();
    coupon.code = "OFF";
    coupon.percent = Decimal::of(rate);
    return coupon;
  }
  Coupon amount(std::int64_t paise) {
    auto coupon = percent("0");
    coupon.percent.reset();
    coupon.amount = inr(paise);
    return coupon;
  }
  Coupon welcome() {
    auto coupon = percent("20");
    coupon.newClientsOnly = true;
    save(coupon);
    return coupon;
  }
  void save(const Coupon& coupon) {
    shop_->database->transaction([&](db::Transaction& tx) {
      coupon_repository::insert(tx, kPlatform, coupon, shop_->clock.now());
    });
  }
  void apply(Id<Account> client, const std::string& code) {
    shop_->carts.applyCoupon(MoneyShop::holder(client), code);
  }
  // A cart with something in it and the coupon.
  void with(Id<Account> client) {
    shop_->put(client, shop_->product());
    apply(client, "OFF");
  }
  std::int64_t uses() { return shop_->count("SELECT uses AS n FROM coupons"); }
  static void refused(const std::string& code, const std::function<void()>& act) {
    try {
      act();
      CPPUNIT_FAIL("it was not refused: " + code);
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(code, error.code());
    }
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(CouponsTest, "modules/ordering/coupons");

}  // namespace hostler
