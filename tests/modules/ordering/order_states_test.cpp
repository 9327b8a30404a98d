#include "modules/ordering/order_service.h"
#include "tests/modules/billing/money_shop.h"

#include <set>

namespace hostler {

using testing::inr;
using testing::MoneyShop;
using testing::Seed;

// Whatever befalls orders, in any order: they go only where they may, and stock and coupon uses are
// neither lost nor made.
class OrderStatesTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(OrderStatesTest);
  CPPUNIT_TEST(anyOrderOfEventsTakesAllowedStepsAlone);
  CPPUNIT_TEST(onlyWhatIsUnpaidIsCancelled);
  CPPUNIT_TEST(fraudIsSaidOnce);
  CPPUNIT_TEST(fraudLeavesWhatRunsItsPlaceInTheStock);
  CPPUNIT_TEST(whatFailsToBeMadeIsParkedAndGoesOn);
  CPPUNIT_TEST_SUITE_END();

 public:
  void opened() override {
    shop_->providers.on("provisioner/1.create", [this](const ProviderRequest& request) {
      switch (random_() % 4) {
        case 0:
          return ProviderAnswer::failed(Outcome::NeedsAttention, "quota", "reseller is full");
        case 1:
          return ProviderAnswer::failed(Outcome::Retryable, "busy", "again");
        default:
          return account(request);
      }
    });
    shop_->database->transaction([&](db::Transaction& tx) {
      ServerRepository servers{shop_->vault};
      Server server;
      server.id = shop_->ids.next<Server>();
      server.name = "one";
      server.plugin = "panel";
      server.maxAccounts = 1'000;
      servers.insert(tx, server, Json::object(), shop_->clock.now());
      Coupon coupon;
      coupon.id = shop_->ids.next<Coupon>();
      coupon.code = "OFF";
      coupon.percent = Decimal::of("10");
      coupon_repository::insert(tx, kPlatform, coupon, shop_->clock.now());
    });
  }

  void anyOrderOfEventsTakesAllowedStepsAlone() {
    const auto product = shop_->product(499'00, [](Product& some) { some.stock = 500; });
    std::map<Id<Order>, OrderStatus> known;
    for (int step = 0; step < 900; ++step) {
      try {
        if (known.empty() || random_() % 5 == 0) {
          known.emplace(place(product), OrderStatus::Pending);
        } else {
          auto at = known.begin();
          std::advance(at, static_cast<std::ptrdiff_t>(random_() % known.size()));
          befall(at->first);
        }
      } catch (const DomainError&) {
        // Refused by its state, as it should be.
      }
      for (auto& [id, before] : known) {
        const auto order = shop_->now(id);
        mustBeAllowed(before, order.status);
        before = order.status;
      }
      if (step % 50 == 0) mustBalance(product);
    }
    mustBalance(product);
    shop_->mustAddUp();
  }

  void onlyWhatIsUnpaidIsCancelled() {
    const auto id = place(shop_->product());
    const auto invoice = shop_->now(id).invoice;
    shop_->payments.markPaid(shop_->staff(), invoice, "cash", "r1", inr(1));
    CPPUNIT_ASSERT_THROW(shop_->orderService.cancel(shop_->staff(), id, "x"), DomainError);
    CPPUNIT_ASSERT(shop_->now(id).status == OrderStatus::Pending);
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::PartiallyPaid);
    const auto other = place(shop_->product());
    shop_->orderService.cancel(shop_->staff(), other, "x");
    CPPUNIT_ASSERT(shop_->now(shop_->now(other).invoice).stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT(shop_->now(shop_->now(other).items[0].service).status ==
                   ServiceStatus::Cancelled);
  }

  void fraudIsSaidOnce() {
    const auto id = place(shop_->product());
    shop_->orderService.markFraud(shop_->staff(), id, "Stolen card");
    try {
      shop_->orderService.markFraud(shop_->staff(), id, "Stolen card");
      CPPUNIT_FAIL("it was said twice");
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"order_not_markable"}, error.code());
    }
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_->count("SELECT COUNT(*) AS n FROM events WHERE name = 'order.cancelled'"));
  }

  void fraudLeavesWhatRunsItsPlaceInTheStock() {
    shop_->providers.on("provisioner/1.create", account);
    const auto product = shop_->product(499'00, [](Product& some) { some.stock = 500; });
    const auto id = place(product);
    shop_->orderService.accept(shop_->staff(), id);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).items[0].status == OrderItemStatus::Active);

    shop_->orderService.markFraud(shop_->staff(), id, "Stolen card");
    CPPUNIT_ASSERT(shop_->now(id).items[0].status == OrderItemStatus::Active);
    mustBalance(product);
  }

  void whatFailsToBeMadeIsParkedAndGoesOn() {
    shop_->providers.on("provisioner/1.create", [](const ProviderRequest&) {
      return ProviderAnswer::failed(Outcome::NeedsAttention, "quota", "reseller is full");
    });
    const auto id = place(shop_->product());
    pay(id);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).items[0].status == OrderItemStatus::Parked);
    CPPUNIT_ASSERT(shop_->now(id).status == OrderStatus::Processing);
    shop_->providers.on("provisioner/1.create", account);
    for (const auto& item : shop_->now(id).items)
      shop_->services.actions().provision(shop_->staff(), item.service, {});
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == OrderStatus::Active);
  }

 private:
  static ProviderAnswer account(const ProviderRequest& request) {
    return {Outcome::Succeeded,
            {{"id", "a" + request.body["reference"].get<std::string>()},
             {"username", "user"},
             {"domain", request.body["domain"]}}};
  }

  Id<Order> place(Id<Product> product) {
    const auto client = shop_->client();
    shop_->put(client, product, static_cast<int>(random_() % 2) + 1);
    if (random_() % 2 == 0) {
      shop_->put(client, product);
      shop_->carts.applyCoupon(MoneyShop::holder(client), "OFF");
    }
    return shop_->buy(client).order.id;
  }
  void pay(Id<Order> id) {
    const auto invoice = shop_->now(shop_->now(id).invoice);
    shop_->payments.markPaid(shop_->staff(), invoice.id, "cash",
                             "r" + std::to_string(++references_),
                             invoice.balance.isPositive() ? invoice.balance : inr(1));
  }

  void befall(Id<Order> id) {
    const auto order = shop_->now(id);
    switch (random_() % 6) {
      case 0:
        pay(id);
        return;
      case 1:
        shop_->orderService.cancel(shop_->staff(), id, "x");
        return;
      case 2:
        if (random_() % 3 == 0) shop_->orderService.markFraud(shop_->staff(), id, "x");
        return;
      case 3:
        shop_->clock.advance(std::chrono::minutes{10});
        shop_->doJobs();
        return;
      case 4:
        shop_->services.actions().provision(shop_->staff(), order.items[0].service, {});
        return;
      default:
        shop_->database->transaction([&](db::Transaction& tx) {
          if (order.status == OrderStatus::Processing)
            shop_->orders.moveItems(tx, shop_->staff(), {order.items[0].service},
                                    OrderItemStatus::Active);
        });
    }
  }

  void mustBeAllowed(OrderStatus from, OrderStatus to) {
    using enum OrderStatus;
    static const std::set<std::pair<OrderStatus, OrderStatus>> allowed{
        {Pending, Processing}, {Pending, Active},    {Pending, Cancelled},
        {Pending, Fraud},      {Processing, Active}, {Processing, Fraud}};
    CPPUNIT_ASSERT_MESSAGE(
        seed_.text() + ": from " + std::string{wordOf(from)} + " to " + std::string{wordOf(to)},
        from == to || allowed.contains({from, to}));
  }

  void mustBalance(Id<Product> product) {
    const auto left = shop_->database->query("SELECT stock FROM products WHERE id = ?", product)
                          .only()
                          .integer("stock");
    const auto sold = shop_->count(
        "SELECT COALESCE(SUM(i.quantity), 0) AS n FROM order_items i WHERE i.status <> "
        "'cancelled'");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(seed_.text(), std::int64_t{500}, left + sold);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(
        seed_.text(),
        shop_->count(
            "SELECT COUNT(*) AS n FROM orders WHERE coupon_code IS NOT NULL AND status NOT IN "
            "('cancelled', 'fraud')"),
        shop_->count("SELECT uses AS n FROM coupons"));
  }

  Seed seed_;
  std::mt19937_64 random_{seed_.value};
  int references_ = 0;
};
HOSTLER_SUITE(OrderStatesTest, "modules/ordering/order_states");

}  // namespace hostler
