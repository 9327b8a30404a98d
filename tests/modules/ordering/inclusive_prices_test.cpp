#include "modules/ordering/cart_views.h"
#include "tests/modules/billing/money_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Buyer;
using testing::inr;
using testing::MoneyShop;

// Where the catalogue's prices include their tax, what the buyer was shown is what the invoice
// says: the tax is taken out of each price once.
template <class Engine>
class InclusivePricesTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(InclusivePricesTest);
  CPPUNIT_TEST(thePriceThatWasShownIsTheInvoices);
  CPPUNIT_TEST(soItIsForSeveralOfThem);
  CPPUNIT_TEST(soItIsWithACoupon);
  CPPUNIT_TEST(theDiscountIsShownInTheTermsOfThePrices);
  CPPUNIT_TEST(pricesWithoutTaxHaveNoOtherTerms);
  CPPUNIT_TEST(soItIsForABuyerInAnotherState);
  CPPUNIT_TEST(soItIsWithASetupFeeAndAFirstTermThatIsShorter);
  CPPUNIT_TEST(aPaymentOfWhatWasShownPaysIt);
  CPPUNIT_TEST_SUITE_END();

 public:
  InclusivePricesTest() : testing::InShop{testing::InShop::placeOn<Engine>} {}
  void opened() override {
    shop_->set("tax.prices_include_tax", true);
    client_ = shop_->client();
  }

  void thePriceThatWasShownIsTheInvoices() {
    shop_->put(client_, shop_->product(999'00));
    const auto invoice = boughtAt(inr(999'00)).invoice;
    CPPUNIT_ASSERT_EQUAL(inr(846'61), invoice.subtotal);
    CPPUNIT_ASSERT_EQUAL(inr(76'19), invoice.taxes.at(0).amount);
    CPPUNIT_ASSERT_EQUAL(inr(76'19), invoice.taxes.at(1).amount);
    CPPUNIT_ASSERT_EQUAL(inr(1), invoice.rounding);
  }

  void soItIsForSeveralOfThem() {
    shop_->put(client_, shop_->product(999'00), 3);
    const auto invoice = boughtAt(inr(2'997'00)).invoice;
    CPPUNIT_ASSERT_EQUAL(inr(2'539'83), invoice.subtotal);
    shop_->put(client_, shop_->product(10'00), 3);
    boughtAt(inr(30'00));
  }

  void soItIsWithACoupon() {
    putWithATenthOff();
    const auto invoice = boughtAt(inr(2'697'30)).invoice;
    CPPUNIT_ASSERT_EQUAL(invoice.subtotal.minus(inr(2'285'85)), invoice.discount);
  }

  // Three at 999.00, tax inside, less a tenth of that: what stands beside one another adds up.
  void theDiscountIsShownInTheTermsOfThePrices() {
    putWithATenthOff();
    const auto shown = CartView::of(shop_->carts.show(MoneyShop::holder(client_)).cart);
    const auto& item = shown.items.at(0);
    CPPUNIT_ASSERT_EQUAL(inr(999'00), item.unitPrice);
    CPPUNIT_ASSERT_EQUAL(inr(299'70), item.discount);
    CPPUNIT_ASSERT(shown.gross.has_value());
    CPPUNIT_ASSERT_EQUAL(inr(2'997'00), shown.gross->subtotal);
    CPPUNIT_ASSERT_EQUAL(inr(299'70), shown.gross->discount);
    // Beside the taxes, both are without them, as on the invoice.
    CPPUNIT_ASSERT_EQUAL(inr(2'539'83), shown.subtotal);
    CPPUNIT_ASSERT_EQUAL(inr(2'539'83 - 2'285'85), shown.discount);
    const auto done = boughtAt(inr(2'697'30));
    CPPUNIT_ASSERT_EQUAL(inr(299'70), done.order.items.at(0).discount);
  }

  void pricesWithoutTaxHaveNoOtherTerms() {
    shop_->set("tax.prices_include_tax", false);
    putWithATenthOff();
    const auto shown = CartView::of(shop_->carts.show(MoneyShop::holder(client_)).cart);
    CPPUNIT_ASSERT(!shown.gross.has_value());
    CPPUNIT_ASSERT_EQUAL(inr(299'70), shown.items.at(0).discount);
    CPPUNIT_ASSERT_EQUAL(inr(299'70), shown.discount);
  }

  void soItIsForABuyerInAnotherState() {
    Buyer buyer;
    buyer.state = "29";
    client_ = shop_->client(buyer);
    shop_->put(client_, shop_->product(999'00));
    const auto invoice = boughtAt(inr(999'00)).invoice;
    CPPUNIT_ASSERT_EQUAL(inr(152'39), invoice.taxes.at(0).amount);
  }

  // From 10 June to 1 July: 21 of 30 days.
  void soItIsWithASetupFeeAndAFirstTermThatIsShorter() {
    shop_->put(client_, shop_->product(999'00, [](Product& product) {
      product.prorataDay = 1;
      product.prices.at(0).setupFee = inr(250'00);
    }));
    boughtAt(inr(699'30 + 250'00));
  }

  void aPaymentOfWhatWasShownPaysIt() {
    shop_->put(client_, shop_->product(999'00));
    const auto done = boughtAt(inr(999'00));
    const auto payment = shop_->attempt(client_, {done.invoice.id});
    shop_->gateway.book({MoneyShop::captured(payment, inr(999'00), "pay_1")});
    CPPUNIT_ASSERT(shop_->now(done.invoice.id).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
  }

 private:
  // Three of them, and a coupon for ten per cent.
  void putWithATenthOff() {
    Coupon tenth;
    tenth.id = shop_->ids.template next<Coupon>();
    tenth.code = "TENTH";
    tenth.percent = Decimal::of("10");
    shop_->database->transaction([&](db::Transaction& tx) {
      coupon_repository::insert(tx, kPlatform, tenth, shop_->clock.now());
    });
    shop_->put(client_, shop_->product(999'00), 3);
    shop_->carts.applyCoupon(MoneyShop::holder(client_), "TENTH");
  }
  // Buys what is in the cart: cart, hooks, order and invoice all say this total.
  CheckoutService::Done boughtAt(Money total) {
    const auto shown = shop_->carts.show(MoneyShop::holder(client_)).cart;
    CPPUNIT_ASSERT_EQUAL(total, shown.priced.total);
    CheckoutBody body;
    body.acceptTerms = true;
    body.total = total;
    const auto done = shop_->buy(client_, body);
    CPPUNIT_ASSERT(shop_->hooks.asked.back().second["total"] == toJson(total));
    CPPUNIT_ASSERT_EQUAL(total, done.order.total);
    CPPUNIT_ASSERT_EQUAL(total, done.invoice.total);
    CPPUNIT_ASSERT_EQUAL(shown.priced.subtotal, done.invoice.subtotal);
    CPPUNIT_ASSERT_EQUAL(shown.priced.discount, done.invoice.discount);
    CPPUNIT_ASSERT_EQUAL(shown.priced.rounding, done.invoice.rounding);
    shop_->mustAddUp();
    return done;
  }

  Id<Account> client_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(InclusivePricesTest, "modules/ordering/inclusive_prices");

}  // namespace hostler
