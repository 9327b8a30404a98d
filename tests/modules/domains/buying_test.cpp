#include "tests/modules/domains/in_domain_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::MoneyShop;

template <class Engine>
class BuyingTest : public testing::InDomainShop {
  CPPUNIT_TEST_SUITE(BuyingTest);
  CPPUNIT_TEST(pricesAreTheTablesWhateverIsAsked);
  CPPUNIT_TEST(productsAndDomainsAreBoughtTogether);
  CPPUNIT_TEST(pricesWithTheirTaxAreInvoicedAsTheyAreShown);
  CPPUNIT_TEST(whatCannotBeBoughtIsRefusedInTheCart);
  CPPUNIT_TEST(whatIsInTheCartCanBeChanged);
  CPPUNIT_TEST(aCartSaysWhatElseItsItemsCouldBeHadFor);
  CPPUNIT_TEST(oneLiveOrderForEachName);
  CPPUNIT_TEST(aStrangerDoesNotLearnWhoseANameIs);
  CPPUNIT_TEST(namesAreNotKeptFromOthersWithoutEnd);
  CPPUNIT_TEST(aTakenNameIsRefusedBeforeItIsPaid);
  CPPUNIT_TEST(aPremiumNameIsNotSoldAtTheUsualPrice);
  CPPUNIT_TEST(aNameWhoseCostCannotBeComparedIsNotSold);
  CPPUNIT_TEST(agreementsThatWereNotSeenAreShownFirst);
  CPPUNIT_TEST(aFactorIsAskedForUnlessTheShopSaysOtherwise);
  CPPUNIT_TEST(aRegistrarThatIsSilentSellsNothing);
  CPPUNIT_TEST(aStrangersCartComesAlong);
  CPPUNIT_TEST(aTldThatIsTakenOffSaleCannotBeCheckedOut);
  CPPUNIT_TEST_SUITE_END();

 public:
  BuyingTest() : InDomainShop{placeOn<Engine>} {}

  void pricesAreTheTablesWhateverIsAsked() {
    sold_->put(client_, "asha.com", DomainAction::Register, 5);
    sold_->put(client_, "asha.co.in", DomainAction::Register, 1);
    auto body = testing::DomainShop::accepting();
    body.total = inr(1);
    CPPUNIT_ASSERT_EQUAL(std::string{"price_changed"}, refusal([&] { sold_->buy(client_, body); }));
    CPPUNIT_ASSERT_EQUAL(inr(6490'00), sold_->buy(client_).invoice.total);  // 4,500 and 1,000
  }

  void productsAndDomainsAreBoughtTogether() {
    shop_->put(client_, shop_->product());
    sold_->put(client_, "asha.com");
    const auto done = sold_->buy(client_);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, done.order.items.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, done.order.domains.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, done.invoice.lines.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"cart_empty"}, refusal([&] { sold_->buy(client_); }));
  }

  void pricesWithTheirTaxAreInvoicedAsTheyAreShown() {
    shop_->set("tax.prices_include_tax", true);
    shop_->put(client_, shop_->product(999'00));
    sold_->put(client_, "asha.com");
    const auto done = sold_->buy(client_);
    CPPUNIT_ASSERT_EQUAL(inr(1999'00), done.order.total);
    CPPUNIT_ASSERT_EQUAL(inr(1999'00), done.invoice.total);
    const auto domain = sold_->registered(client_, "asha.in");
    CPPUNIT_ASSERT_EQUAL(inr(1200'00), sold_->renew(client_, domain.id).total);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1200'00},
        shop_->count("SELECT total AS n FROM domain_terms WHERE action = 'renew'"));
  }

  void whatCannotBeBoughtIsRefusedInTheCart() {
    const auto put = [&](const std::string& name, int years = 1,
                         DomainAction action = DomainAction::Register,
                         const std::string& code = {}) {
      return refusal([&] { sold_->put(client_, name, action, years, code); });
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"domain:malformed"}, put("no dots"));
    CPPUNIT_ASSERT_EQUAL(std::string{"domain:tld_not_sold"}, put("asha.org"));
    CPPUNIT_ASSERT_EQUAL(std::string{"domain:not_a_domain"}, put("www.asha.com"));
    CPPUNIT_ASSERT_EQUAL(std::string{"domain:tld_not_sold"}, put("com.example"));
    CPPUNIT_ASSERT_EQUAL(std::string{"years:out_of_range"}, put("asha.com", 11));
    CPPUNIT_ASSERT_EQUAL(std::string{"auth_code:required"},
                         put("asha.com", 1, DomainAction::Transfer));
    CPPUNIT_ASSERT_EQUAL(std::string{"auth_code:not_for_this"},
                         put("asha.com", 1, DomainAction::Register, "code"));
    CPPUNIT_ASSERT_EQUAL(std::string{"domain:not_found"}, put("asha.com", 1, DomainAction::Renew));
    CPPUNIT_ASSERT_EQUAL(std::string{}, put("asha.com"));
    CPPUNIT_ASSERT_EQUAL(std::string{"already_in_cart"}, put("ASHA.com"));
  }

  void whatIsInTheCartCanBeChanged() {
    const auto holder = testing::MoneyShop::holder(client_);
    const auto changed = [&](const ChangeCartItem& change, std::size_t at) {
      const auto id = shop_->carts.show(holder).cart.cart.domains.at(at).id;
      return refusal([&] { shop_->carts.change(holder, id, change); });
    };
    const auto wish = [&](std::size_t at) {
      return shop_->carts.show(holder).cart.cart.domains.at(at);
    };
    sold_->put(client_, "asha.com");
    sold_->registry.codes["moved.com"] = "second code";
    sold_->put(client_, "moved.com", DomainAction::Transfer, 1, "first code");
    ChangeCartItem change;
    change.privacy = true;
    CPPUNIT_ASSERT_EQUAL(std::string{}, changed(change, 0));
    CPPUNIT_ASSERT(wish(0).privacy && wish(0).years == 1);
    CPPUNIT_ASSERT_EQUAL(std::string{}, changed(change, 1));
    CPPUNIT_ASSERT(wish(1).privacy && wish(1).authCode);
    change = {};
    change.authCode = "second code";
    CPPUNIT_ASSERT_EQUAL(std::string{"auth_code:not_for_this"}, changed(change, 0));
    CPPUNIT_ASSERT_EQUAL(std::string{}, changed(change, 1));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"second code"},
        shop_->vault.open(DomainWish::kAuthCode, wish(1).id.value(), *wish(1).authCode).reveal());
    change = {};
    change.years = 11;
    CPPUNIT_ASSERT_EQUAL(std::string{"years:out_of_range"}, changed(change, 0));
    change = {};
    change.quantity = 2;
    CPPUNIT_ASSERT_EQUAL(std::string{"quantity:not_for_domains"}, changed(change, 0));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, sold_->buy(client_).order.domains.size());
  }

  void aCartSaysWhatElseItsItemsCouldBeHadFor() {
    sold_->tld("shop", [](Tld& one) {
      one.minYears = 2;
      one.maxYears = 4;
      one.prices = {{Currency::of("INR"), 2, inr(1000'00), std::nullopt, inr(1200'00)},
                    {Currency::of("INR"), 4, inr(1900'00), std::nullopt, inr(2300'00)}};
      one.requirements = {"Only shops may have one."};
    });
    shop_->put(client_, shop_->product());
    sold_->put(client_, "asha.shop", DomainAction::Register, 2);
    sold_->put(client_, "moved.com", DomainAction::Transfer, 1, "code");
    const auto shown = shop_->carts.show(MoneyShop::holder(client_));
    const auto items = CartView::of(shown.cart).items;
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, items.size());
    CPPUNIT_ASSERT(std::vector{Cycle::Monthly} == items[0].offeredCycles);
    CPPUNIT_ASSERT(items[0].offeredYears.empty());
    CPPUNIT_ASSERT((std::vector{2, 4} == items[1].offeredYears));
    CPPUNIT_ASSERT(items[1].offeredCycles.empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, items[1].requirements.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{10}, items[2].offeredYears.size());  // as often as one year
    CPPUNIT_ASSERT(items[2].requirements.empty());
  }

  void oneLiveOrderForEachName() {
    sold_->put(client_, "asha.com");
    const auto other = shop_->client();
    sold_->put(other, "asha.com");
    sold_->buy(client_);
    CPPUNIT_ASSERT_EQUAL(std::string{"domain_taken"}, refusal([&] { sold_->buy(other); }));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
    CPPUNIT_ASSERT_EQUAL(std::string{"domain_ordered_already"},
                         refusal([&] { sold_->put(client_, "asha.com"); }));
  }

  void aStrangerDoesNotLearnWhoseANameIs() {
    sold_->registered(client_, "asha.com");
    sold_->registry.taken.insert("elsewhere.com");
    const auto other = shop_->client();
    const auto said = [&](const std::string& name, DomainAction action, const std::string& code) {
      const auto words = [&](auto&& act) {
        try {
          act();
        } catch (const DomainError& error) {
          auto text = error.code() + ": " + error.detail() + dump(error.facts());
          while (text.find(name) != std::string::npos)
            text.replace(text.find(name), name.size(), "_");
          return text;
        }
        return std::string{};
      };
      const auto put = words([&] { sold_->put(other, name, action, 1, code); });
      const auto bought = words([&] { sold_->buy(other); });
      shop_->carts.clear(testing::MoneyShop::holder(other));
      return put + "|" + bought;
    };
    const auto taken = said("elsewhere.com", DomainAction::Register, "");
    CPPUNIT_ASSERT(taken.starts_with("|domain_taken"));
    CPPUNIT_ASSERT_EQUAL(taken, said("asha.com", DomainAction::Register, ""));
    const auto held = said("elsewhere.com", DomainAction::Transfer, "code");
    CPPUNIT_ASSERT(held.starts_with("|not_transferable"));
    CPPUNIT_ASSERT_EQUAL(held, said("asha.com", DomainAction::Transfer, "code"));
  }

  void namesAreNotKeptFromOthersWithoutEnd() {
    const auto order = [&](int number) {
      sold_->put(client_, "name" + std::to_string(number) + ".com");
      return sold_->buy(client_).invoice;
    };
    const auto first = order(0);
    for (int i = 1; i < 20; ++i) order(i);
    CPPUNIT_ASSERT_EQUAL(std::string{"too_many_unpaid"}, refusal([&] { order(20); }));
    shop_->pay(first, "pay_1");
    CPPUNIT_ASSERT_EQUAL(std::string{}, refusal([&] { sold_->buy(client_); }));
  }

  void aTakenNameIsRefusedBeforeItIsPaid() {
    sold_->put(client_, "asha.com");
    sold_->registry.taken.insert("asha.com");
    CPPUNIT_ASSERT_EQUAL(std::string{"domain_taken"}, refusal([&] { sold_->buy(client_); }));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM orders"));
  }

  void aPremiumNameIsNotSoldAtTheUsualPrice() {
    sold_->put(client_, "gold.com");
    sold_->registry.costs["gold.com"] = "50.01";  // 50 at most
    CPPUNIT_ASSERT_EQUAL(std::string{"premium_domain"}, refusal([&] { sold_->buy(client_); }));
    sold_->registry.costs["gold.com"] = "50";
    CPPUNIT_ASSERT_EQUAL(std::string{}, refusal([&] { sold_->buy(client_); }));
  }

  void aNameWhoseCostCannotBeComparedIsNotSold() {
    // The registrar wants dollars, and the shop says nothing in dollars.
    shop_->tamper("UPDATE tlds SET highest_cost = NULL, highest_cost_currency = NULL");
    sold_->put(client_, "gold.com");
    sold_->registry.costs["gold.com"] = "4000";
    CPPUNIT_ASSERT_EQUAL(std::string{"premium_domain"}, refusal([&] { sold_->buy(client_); }));
    sold_->registry.costs["gold.com"] = "12.50";
    CPPUNIT_ASSERT_EQUAL(std::string{"premium_domain"}, refusal([&] { sold_->buy(client_); }));
    // Once it is known what a dollar is worth, the price decides.
    sold_->dollarIsWorth("80");
    CPPUNIT_ASSERT_EQUAL(std::string{}, refusal([&] { sold_->buy(client_); }));
    sold_->put(client_, "silver.com");
    sold_->registry.costs["silver.com"] = "12.51";
    CPPUNIT_ASSERT_EQUAL(std::string{"premium_domain"}, refusal([&] { sold_->buy(client_); }));
  }

  void agreementsThatWereNotSeenAreShownFirst() {
    sold_->put(client_, "asha.com");
    auto body = testing::DomainShop::accepting();
    body.agreements = std::vector<std::string>{"DNRA"};
    sold_->registry.agreementKeys = {"DNRA", "NEW"};
    CPPUNIT_ASSERT_EQUAL(std::string{"agreements_changed"},
                         refusal([&] { sold_->buy(client_, body); }));
    body.agreements->push_back("NEW");
    CPPUNIT_ASSERT_EQUAL(std::string{}, refusal([&] { sold_->buy(client_, body); }));
  }

  void aFactorIsAskedForUnlessTheShopSaysOtherwise() {
    sold_->put(client_, "asha.com");
    const auto buy = [&] {
      return refusal([&] {
        auto actor = sold_->buyer(client_);
        actor.fresh = false;
        sold_->checkout.checkout(actor, MoneyShop::holder(client_),
                                 testing::DomainShop::accepting());
      });
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"step_up_required"}, buy());
    shop_->set("domains.fresh_factor", false);
    CPPUNIT_ASSERT_EQUAL(std::string{}, buy());
  }

  void aRegistrarThatIsSilentSellsNothing() {
    sold_->put(client_, "asha.com");
    sold_->registry.mishap = [](const std::string&) {
      return testing::Registry::Mishap::LostBefore;
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"registrar_unavailable"},
                         refusal([&] { sold_->buy(client_); }));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM orders"));
  }

  void aStrangersCartComesAlong() {
    CartHolder browser{kPlatform, std::nullopt, {}};
    AddToCart item;
    item.type = "domain";
    item.domain = "asha.com";
    browser.token = shop_->carts.add(browser, item).newToken.value();
    sold_->put(client_, "asha.in");
    auto both = MoneyShop::holder(client_);
    both.token = browser.token;
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, shop_->carts.show(both).cart.domains.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, sold_->buy(client_).order.domains.size());
  }

  void aTldThatIsTakenOffSaleCannotBeCheckedOut() {
    sold_->put(client_, "asha.com");
    shop_->tamper("UPDATE tlds SET active = 0 WHERE name = 'com'");
    CPPUNIT_ASSERT_EQUAL(std::string{"item_not_on_sale"}, refusal([&] { sold_->buy(client_); }));
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(BuyingTest, "modules/domains/buying");

}  // namespace hostler
