#include "tests/modules/billing/money_shop.h"

namespace hostler {

using testing::MoneyShop;

// A cart is priced as a whole at every look, so it has a limit, which signing in does not get
// around.
class CartMergeTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(CartMergeTest);
  CPPUNIT_TEST(aBrowsersCartIsPouredInAsFarAsThereIsRoom);
  CPPUNIT_TEST(oneThatIsFullTakesNothing);
  CPPUNIT_TEST(aBrowsersCartBecomesThatOfWhomHasNone);
  CPPUNIT_TEST_SUITE_END();

 public:
  void opened() override {
    product_ = shop_->product();
    client_ = shop_->client();
  }

  void aBrowsersCartIsPouredInAsFarAsThereIsRoom() {
    for (int i = 0; i < 30; ++i) shop_->put(client_, product_);
    const auto token = filled(40);
    CPPUNIT_ASSERT_EQUAL(std::size_t{50}, itemsAt({kPlatform, client_, token}));
    // Once: the browser's own is gone, and what found no room with it.
    CPPUNIT_ASSERT_EQUAL(std::size_t{50}, itemsAt({kPlatform, client_, token}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, itemsAt({kPlatform, std::nullopt, token}));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{50}, shop_->count("SELECT COUNT(*) AS n FROM cart_items"));
    CPPUNIT_ASSERT_THROW(shop_->put(client_, product_), DomainError);
  }

  void oneThatIsFullTakesNothing() {
    for (int i = 0; i < 50; ++i) shop_->put(client_, product_);
    const auto token = filled(3);
    CPPUNIT_ASSERT_EQUAL(std::size_t{50}, itemsAt({kPlatform, client_, token}));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{50}, shop_->count("SELECT COUNT(*) AS n FROM cart_items"));
  }

  void aBrowsersCartBecomesThatOfWhomHasNone() {
    const auto token = filled(3);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, itemsAt({kPlatform, client_, token}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, itemsAt(MoneyShop::holder(client_)));
  }

 private:
  // A stranger's cart with so many items, and the token in its cookie.
  std::string filled(int items) {
    std::string token;
    AddToCart item;
    item.type = "product";
    item.product = product_;
    item.domain = "shop.example";
    for (int i = 0; i < items; ++i) {
      const auto shown = shop_->carts.add({kPlatform, std::nullopt, token}, item);
      if (shown.newToken) token = *shown.newToken;
    }
    return token;
  }
  std::size_t itemsAt(const CartHolder& holder) {
    return shop_->carts.show(holder).cart.cart.items.size();
  }

  Id<Product> product_;
  Id<Account> client_;
};
HOSTLER_SUITE(CartMergeTest, "modules/ordering/cart_merge");

}  // namespace hostler
