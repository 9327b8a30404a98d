#include "tests/modules/billing/money_shop.h"
#include "tests/modules/ordering/coupon_model.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::ModelCoupon;
using testing::ModelItem;
using testing::MoneyShop;
using testing::Seed;

// Whatever clients do with coupons, in any order: each is used as often as it may be and no more,
// takes off what it says and never more than there is, and the books stay right.
template <class Engine>
class CouponPropertiesTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(CouponPropertiesTest);
  CPPUNIT_TEST(anySequenceKeepsToTheModel);
  CPPUNIT_TEST_SUITE_END();

 public:
  CouponPropertiesTest() : testing::InShop{testing::InShop::placeOn<Engine>} {}

  void opened() override {
    shop_->providers.on("provisioner/1.create", [](const ProviderRequest& request) {
      return ProviderAnswer{Outcome::Succeeded,
                            {{"id", "a" + request.body["reference"].get<std::string>()},
                             {"username", "user"},
                             {"domain", request.body["domain"]}}};
    });
    shop_->database->transaction([&](db::Transaction& tx) {
      ServerRepository servers{shop_->vault};
      Server server;
      server.id = shop_->ids.next<Server>();
      server.name = "one";
      server.plugin = "panel";
      server.maxAccounts = 10'000;
      servers.insert(tx, server, Json::object(), shop_->clock.now());
    });
    sell(499'00, 0);
    sell(1'000'00, 150'00);
    sell(1'01, 0);
    for (int i = 0; i < 4; ++i) clients_.push_back(shop_->client());
  }

  void anySequenceKeepsToTheModel() {
    createCoupon();
    for (int step = 0; step < 300; ++step) {
      at_ = seed_.text() + ", step " + std::to_string(step);
      const auto client = clients_[pick(clients_.size())];
      switch (pick(12)) {
        case 0:
          if (coupons_.size() < 12) createCoupon();
          break;
        case 1:
        case 2:
          put(client);
          break;
        case 3:
        case 4:
          apply(client);
          break;
        case 5:
          abandon(client);
          break;
        case 6:
        case 7:
          order(client);
          break;
        case 8:
          cancel();
          break;
        case 9:
          pay();
          break;
        default:
          renew();
      }
      mustBeCounted();
    }
    shop_->mustAddUp();
    CPPUNIT_ASSERT_MESSAGE(at_ + ": nothing was ordered", !bought_.empty());
  }

 private:
  struct Basket {
    std::vector<ModelItem> items;
    std::optional<std::size_t> coupon;
    bool wasShownWith = false;  // whether the coupon was good for something when it was last seen
  };
  struct Running {
    Id<Service> service;
    std::int64_t off = 0;
    std::optional<int> monthsLeft;
  };
  struct Bought {
    Id<Order> order;
    Id<Account> client;
    std::optional<std::size_t> coupon;
    bool isOpen = true;
    std::vector<Running> services = {};
  };

  std::size_t pick(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
  template <class T>
  T oneOf(const std::vector<T>& values) {
    return values[pick(values.size())];
  }

  void sell(std::int64_t monthly, std::int64_t once) {
    const auto id = shop_->product(monthly, [&](Product& product) {
      product.prices = {{Cycle::Monthly, inr(monthly), inr(once)}};
    });
    products_.push_back({id, monthly, once, 1});
  }

  void createCoupon() {
    ModelCoupon coupon;
    coupon.code = "C" + std::to_string(coupons_.size());
    if (pick(2) == 0) {
      coupon.basisPoints = oneOf<std::int64_t>({5'00, 12'50, 33'33, 100'00});
    } else {
      coupon.paise = oneOf<std::int64_t>({1, 100'00, 499'00, 5'000'00});
    }
    coupon.cycles = oneOf<std::optional<int>>({1, 3, std::nullopt});
    coupon.renewalOnly = pick(4) == 0;
    if (pick(3) == 0) coupon.only = products_[pick(products_.size())].product;
    coupon.yearlyOnly = pick(8) == 0;
    coupon.most = oneOf<std::optional<int>>({1, 3, std::nullopt});
    coupon.perClient = oneOf<std::optional<int>>({1, 2, std::nullopt});
    shop_->database->transaction([&](db::Transaction& tx) {
      coupon_repository::insert(tx, kPlatform, coupon.coupon(shop_->ids.template next<Coupon>()),
                                shop_->clock.now());
    });
    coupons_.push_back(coupon);
  }

  void put(Id<Account> client) {
    auto& basket = baskets_[client];
    if (basket.items.size() >= 4) return;
    auto item = products_[pick(products_.size())];
    item.quantity = static_cast<int>(pick(3)) + 1;
    shop_->put(client, item.product, item.quantity);
    basket.items.push_back(item);
    seen(basket);
  }

  void apply(Id<Account> client) {
    auto& basket = baskets_[client];
    if (basket.items.empty()) return;
    const auto wanted = pick(coupons_.size());
    const auto& coupon = coupons_[wanted];
    const bool fits = coupon.isLeft() && coupon.isForAny(basket.items);
    const auto refusal =
        codeOf([&] { shop_->carts.applyCoupon(MoneyShop::holder(client), coupon.code); });
    CPPUNIT_ASSERT_EQUAL_MESSAGE(at_ + " " + coupon.code,
                                 std::string{fits ? "" : "coupon_not_valid"}, refusal);
    if (!fits) return;
    basket.coupon = wanted;
    seen(basket);
  }

  void abandon(Id<Account> client) {
    auto& basket = baskets_[client];
    if (basket.items.empty()) return;
    shop_->carts.clear(MoneyShop::holder(client));
    basket = {};
  }

  void order(Id<Account> client) {
    auto& basket = baskets_[client];
    if (basket.items.empty()) return;
    const bool isGood = basket.coupon && coupons_[*basket.coupon].isLeft();
    const auto whole = basket.coupon ? coupons_[*basket.coupon].offFirst(basket.items) : 0;
    const auto off = isGood ? whole : 0;
    const bool differs = off != (basket.wasShownWith ? whole : 0);
    const bool mayUse = !isGood || coupons_[*basket.coupon].mayUse(client);
    std::optional<CheckoutService::Done> done;
    const auto refusal = codeOf([&] { done = shop_->buy(client); });
    if (refusal == "price_changed") {
      CPPUNIT_ASSERT_MESSAGE(at_ + ": the price is as it was shown", differs);
      shop_->carts.show(MoneyShop::holder(client));
      return seen(basket);
    }
    CPPUNIT_ASSERT_EQUAL_MESSAGE(at_, std::string{mayUse ? "" : "coupon_not_valid"}, refusal);
    if (!mayUse) return abandon(client);

    mustBeRight(done->invoice, off);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(at_, isGood, done->order.coupon.has_value());
    Bought bought{done->order.id, client, std::nullopt, done->invoice.isOpen()};
    if (isGood) {
      coupons_[*basket.coupon].use(client);
      bought.coupon = basket.coupon;
    }
    const auto later = isGood ? coupons_[*basket.coupon].offEachMonth(basket.items)
                              : std::vector<std::int64_t>(basket.items.size());
    const auto months = isGood ? coupons_[*basket.coupon].offMonths() : std::optional<int>{0};
    CPPUNIT_ASSERT_EQUAL_MESSAGE(at_, basket.items.size(), done->order.items.size());
    for (std::size_t i = 0; i < later.size(); ++i)
      bought.services.push_back({done->order.items[i].service, later[i], months});
    bought_.push_back(std::move(bought));
    basket = {};
  }

  void cancel() {
    if (bought_.empty()) return;
    auto& bought = bought_[pick(bought_.size())];
    const auto refusal = codeOf([&] {
      shop_->orderService.cancel(shop_->actorOf(bought.client), bought.order, "Changed my mind");
    });
    CPPUNIT_ASSERT_EQUAL_MESSAGE(at_, std::string{bought.isOpen ? "" : "order_not_cancellable"},
                                 refusal);
    if (!bought.isOpen) return;
    if (bought.coupon) coupons_[*bought.coupon].giveBack(bought.client);
    bought.isOpen = false;
    bought.services.clear();
  }

  void pay() {
    if (bought_.empty()) return;
    auto& bought = bought_[pick(bought_.size())];
    if (bought.isOpen) settle(shop_->now(bought.order).invoice);
    bought.isOpen = false;
    shop_->doJobs();
  }

  void renew() {
    if (bought_.empty()) return;
    auto& bought = bought_[pick(bought_.size())];
    if (bought.services.empty()) return;
    auto& running = bought.services[pick(bought.services.size())];
    const auto issued = shop_->services.renewals().issue(shop_->staff(), {running.service}, false);
    const bool isActive = shop_->now(running.service).status == ServiceStatus::Active;
    CPPUNIT_ASSERT_EQUAL_MESSAGE(at_, std::size_t{isActive ? 1U : 0U}, issued.size());
    if (!isActive) return;
    const auto off = running.monthsLeft && *running.monthsLeft <= 0 ? 0 : running.off;
    if (running.monthsLeft) --*running.monthsLeft;
    auto invoice = shop_->now(issued[0].invoice);
    invoice.lines = shop_->database->read(
        [&](db::Reader& reader) { return shop_->billing.lines(reader, invoice); });
    mustBeRight(invoice, off);
    settle(invoice.id);
    shop_->doJobs();
  }

  void settle(Id<Invoice> id) {
    const auto invoice = shop_->now(id);
    if (!invoice.balance.isPositive()) return;
    shop_->payments.markPaid(shop_->staff(), id, "cash", "r" + std::to_string(++receipts_),
                             invoice.balance);
  }

  // The client has looked at the cart.
  void seen(Basket& basket) {
    basket.wasShownWith = basket.coupon && coupons_[*basket.coupon].isLeft();
  }

  void mustBeRight(const Invoice& invoice, std::int64_t off) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(at_, inr(off), invoice.discount);
    auto discount = inr(0), price = inr(0), total = invoice.rounding;
    for (const auto& line : invoice.lines) {
      const auto& priced = line.priced;
      CPPUNIT_ASSERT_MESSAGE(at_ + ": more off than it costs",
                             priced.draft.discount.minor() <= priced.price.minor() &&
                                 priced.draft.discount.minor() >= 0);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(at_, priced.price.minus(priced.draft.discount), priced.taxable);
      discount = discount.plus(priced.draft.discount);
      price = price.plus(priced.price);
      total = total.plus(priced.total);
    }
    CPPUNIT_ASSERT_EQUAL_MESSAGE(at_, discount, invoice.discount);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(at_, price, invoice.subtotal);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(at_, total, invoice.total);
    CPPUNIT_ASSERT_MESSAGE(at_, invoice.total.minor() >= 0);
  }

  void mustBeCounted() {
    std::map<std::string, std::int64_t> uses;
    const auto counted = shop_->database->query("SELECT code, uses, max_uses FROM coupons");
    for (const auto& row : counted) {
      uses[row.text("code")] = row.integer("uses");
      CPPUNIT_ASSERT_MESSAGE(
          at_, row.isNull("max_uses") || row.integer("uses") <= row.integer("max_uses"));
    }
    std::int64_t all = 0;
    for (const auto& coupon : coupons_) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(at_ + " " + coupon.code, std::int64_t{coupon.uses},
                                   uses[coupon.code]);
      all += coupon.uses;
    }
    CPPUNIT_ASSERT_EQUAL_MESSAGE(at_, all,
                                 shop_->count("SELECT COUNT(*) AS n FROM coupon_redemptions"));
    const auto often = shop_->database->query(
        "SELECT r.coupon_id FROM coupon_redemptions r JOIN coupons c ON c.id = r.coupon_id "
        "WHERE c.per_client IS NOT NULL GROUP BY r.coupon_id, r.account_id, c.per_client "
        "HAVING COUNT(*) > c.per_client");
    CPPUNIT_ASSERT_MESSAGE(at_ + ": a client used one too often", often.empty());
  }

  static std::string codeOf(const std::function<void()>& act) {
    try {
      act();
      return {};
    } catch (const DomainError& error) {
      return error.code();
    }
  }

  Seed seed_;
  std::mt19937_64 random_{seed_.value};
  std::string at_;  // where it failed, if it does
  int receipts_ = 0;
  std::vector<Id<Account>> clients_;
  std::vector<ModelItem> products_;
  std::vector<ModelCoupon> coupons_;
  std::map<Id<Account>, Basket> baskets_;
  std::vector<Bought> bought_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(CouponPropertiesTest, "modules/ordering/coupon_properties");

}  // namespace hostler
