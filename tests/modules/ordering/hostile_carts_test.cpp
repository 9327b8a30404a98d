#include "tests/modules/ordering/ordering_engine.h"

namespace hostler::testing {
namespace {

// What is wrong, as JSON text: not all of it can be written down otherwise.
struct Hostile {
  std::string value, code;
};

const std::vector<Hostile> kQuantities{
    {"0", "out_of_range"},       {"-1", "out_of_range"},
    {"11", "out_of_range"},      {"2147483648", "out_of_range"},
    {"1.5", "wrong_type"},       {"9223372036854775808", "out_of_range"},
    {"1e300", "wrong_type"},     {"18446744073709551616", "wrong_type"},
    {"\"2\"", "wrong_type"},     {"[1]", "wrong_type"},
    {"{\"n\":1}", "wrong_type"}, {"true", "wrong_type"}};

// What only a shop says, each with a value that it could have.
const std::vector<std::string> kForeign{R"("unit_price":{"amount":1,"currency":"INR"})",
                                        R"("price":{"amount":1,"currency":"INR"})",
                                        R"("setup_fee":{"amount":0,"currency":"INR"})",
                                        R"("discount":{"amount":49900,"currency":"INR"})",
                                        R"("currency":"USD")",
                                        R"("tax":[])",
                                        R"("account_id":"acc_0000000000001")",
                                        R"("tenant_id":2)"};

std::string nameIn(const std::string& member) {
  return member.substr(1, member.find('"', 1) - 1);
}

}  // namespace

// Carts and checkout as a client meets them who wants to pay less, or to break something.
class HostileCartsTest : public InOrderingEngine {
  CPPUNIT_TEST_SUITE(HostileCartsTest);
  CPPUNIT_TEST(aPriceThatAClientSendsIsRefused);
  CPPUNIT_TEST(aQuantityIsAWholeNumberThatIsSold);
  CPPUNIT_TEST(nullIsNoQuantity);
  CPPUNIT_TEST(aQuantityIsChangedUnderTheSameRules);
  CPPUNIT_TEST(whatIsNotOnSaleHereIsSaidToBeSo);
  CPPUNIT_TEST(aCycleThatItIsNotSoldInIsSaid);
  CPPUNIT_TEST(tenThousandOptionsAreTooMany);
  CPPUNIT_TEST(aCheckoutTakesNoPrices);
  CPPUNIT_TEST(aCheckoutsTotalIsOnlyCompared);
  CPPUNIT_TEST(whatWentOffSaleMeanwhileIsNotBought);
  CPPUNIT_TEST(anItemIsItsOwnersAlone);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aPriceThatAClientSendsIsRefused() {
    for (const auto& member : kForeign) {
      const auto answer = add(member);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(member + answer.text, 422, answer.status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, std::string{"unknown_field"},
                                   answer.fieldCode(nameIn(member)));
      mustBeEmpty(member);
    }
    mustCostTheShopsPrice();
  }

  void aQuantityIsAWholeNumberThatIsSold() {
    for (const auto& [value, code] : kQuantities) {
      const auto answer = add("\"quantity\":" + value);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(value + answer.text, 422, answer.status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(value + answer.text, code, answer.fieldCode("quantity"));
      mustBeEmpty(value);
    }
    mustCostTheShopsPrice();
  }

  void nullIsNoQuantity() {
    const auto answer = add("\"quantity\":null");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 422, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"wrong_type"}, answer.fieldCode("quantity"));
    mustBeEmpty("null");
    mustCostTheShopsPrice();
  }

  void aQuantityIsChangedUnderTheSameRules() {
    const auto path = "/cart/" + mustCostTheShopsPrice();
    for (const auto& [value, code] : kQuantities) {
      const auto answer = client_->send(front::Method::Patch, path, "{\"quantity\":" + value + "}");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(value + answer.text, 422, answer.status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(value + answer.text, code, answer.fieldCode("quantity"));
    }
    for (const auto& member : kForeign) {
      const auto answer = client_->send(front::Method::Patch, path, "{" + member + "}");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(member + answer.text, std::string{"unknown_field"},
                                   answer.fieldCode(nameIn(member)));
    }
    const auto cart = client_->get("/cart");
    CPPUNIT_ASSERT_EQUAL(1, cart["items"][0]["quantity"].get<int>());
    CPPUNIT_ASSERT_EQUAL(499'00, cart["subtotal"]["amount"].get<int>());
  }

  void whatIsNotOnSaleHereIsSaidToBeSo() {
    const auto others = product([](Product&) {}, Id<Tenant>::of(2));
    const auto disabled = product([](Product& product) { product.active = false; });
    const auto hidden = product([](Product& product) { product.visible = false; });
    const auto none = Id<Product>::of(1);
    std::string answered;
    for (const auto id : {others, disabled, hidden, none}) {
      const auto answer = client_->post("/cart/add", bodyFor(id));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 422, answer.status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, std::string{"not_found"},
                                   answer.fieldCode("product_id"));
      // The same words for all: whether another shop has such a product is not told.
      const auto words = dump(answer["errors"]);
      CPPUNIT_ASSERT_EQUAL(answered.empty() ? words : answered, words);
      answered = words;
    }
    for (const auto* id : {"7", "[]", "\"srv_0000000000001\"", "\"' OR 1=1 --\""}) {
      const auto answer = client_->send(
          front::Method::Post, "/cart/add",
          R"({"type":"product","domain":"shop.example","product_id":)" + std::string{id} + "}");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 422, answer.status);
      CPPUNIT_ASSERT_MESSAGE(answer.text, !answer.fieldCode("product_id").empty());
    }
    mustBeEmpty("a product that is not on sale");
  }

  void aCycleThatItIsNotSoldInIsSaid() {
    for (const auto* cycle : {"\"annually\"", "\"hourly\"", "\"fortnightly\"", "1", "[]"}) {
      const auto answer = add("\"cycle\":" + std::string{cycle});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(cycle + answer.text, 422, answer.status);
      CPPUNIT_ASSERT_MESSAGE(cycle + answer.text, !answer.fieldCode("cycle").empty());
      mustBeEmpty(cycle);
    }
  }

  void tenThousandOptionsAreTooMany() {
    auto options = Json::object();
    auto addons = Json::array();
    for (int i = 0; i < 10'000; ++i) {
      options["option" + std::to_string(i)] = i;
      addons.push_back("addon");
    }
    const auto answer = add("\"options\":" + dump(options) + ",\"addons\":" + dump(addons));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 422, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"too_many"}, answer.fieldCode("options"));
    CPPUNIT_ASSERT_EQUAL(std::string{"too_many"}, answer.fieldCode("addons"));
    // One that the product does not have is named.
    const auto unknown = add(R"("options":{"free":true})");
    CPPUNIT_ASSERT_EQUAL(std::string{"unknown_option"}, unknown.fieldCode("options.free"));
    mustBeEmpty("options");
  }

  void aCheckoutTakesNoPrices() {
    mustCostTheShopsPrice();
    auto members = kForeign;
    members.emplace_back(R"("items":[])");
    members.emplace_back(R"("coupon":"FREE")");
    members.emplace_back(R"("quantity":0)");
    for (const auto& member : members) {
      const auto answer = checkout(member);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(member + answer.text, 422, answer.status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, std::string{"unknown_field"},
                                   answer.fieldCode(nameIn(member)));
    }
    mustHaveBoughtNothing();
    mustBuyForTheShopsPrice();
  }

  void aCheckoutsTotalIsOnlyCompared() {
    mustCostTheShopsPrice();
    for (const auto& [value, field] : std::vector<std::pair<std::string, std::string>>{
             {"1", "total"},
             {"\"1\"", "total"},
             {R"({"amount":1.5,"currency":"INR"})", "total.amount"},
             {R"({"amount":"1","currency":"INR"})", "total.amount"},
             {R"({"amount":1e300,"currency":"INR"})", "total.amount"},
             {R"({"amount":1,"currency":"RUPEES"})", "total.currency"},
             {R"({"amount":1})", "total.currency"},
             {R"({"amount":1,"currency":"INR","tax":0})", "total.tax"}}) {
      const auto answer = checkout("\"total\":" + value);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(value + answer.text, 422, answer.status);
      CPPUNIT_ASSERT_MESSAGE(value + answer.text, !answer.fieldCode(field).empty());
    }
    for (const auto* total :
         {R"({"amount":1,"currency":"INR"})", R"({"amount":0,"currency":"INR"})",
          R"({"amount":-58882,"currency":"INR"})", R"({"amount":58882,"currency":"USD"})"}) {
      const auto answer = checkout("\"total\":" + std::string{total});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(total + answer.text, 409, answer.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"price_changed"}, answer.code());
    }
    mustHaveBoughtNothing();
    mustBuyForTheShopsPrice();
  }

  void whatWentOffSaleMeanwhileIsNotBought() {
    const auto item = mustCostTheShopsPrice();
    engine_->database().transaction(
        [&](db::Transaction& tx) { tx.execute("UPDATE products SET active = 0"); });
    const auto answer = checkout("");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 409, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"item_not_on_sale"}, answer.code());
    CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find(item) != std::string::npos);
    mustHaveBoughtNothing();
  }

  void anItemIsItsOwnersAlone() {
    const auto path = "/cart/" + mustCostTheShopsPrice();
    auto other = engine_->signedUpClient("vikram@example.in");
    auto stranger = engine_->stranger();
    for (auto* one : {&other, &stranger}) {
      CPPUNIT_ASSERT_EQUAL(404, one->patch(path, {{"quantity", 2}}).status);
      CPPUNIT_ASSERT_EQUAL(404, one->remove(path).status);
    }
    CPPUNIT_ASSERT_EQUAL(1, client_->get("/cart")["items"][0]["quantity"].get<int>());
  }

 private:
  static Json bodyFor(Id<Product> id) {
    return {{"type", "product"}, {"product_id", id.text()}, {"domain", "shop.example"}};
  }
  // What is there to be bought, made when it is first asked for.
  Id<Product> sold() {
    if (!sold_) sold_ = product([](Product& product) { product.maxQuantity = 10; });
    return *sold_;
  }
  // An honest purchase with this beside it.
  ApiAnswer add(const std::string& member) {
    auto body = dump(bodyFor(sold()));
    body.pop_back();
    return client_->send(front::Method::Post, "/cart/add", body + "," + member + "}");
  }
  ApiAnswer checkout(const std::string& member) {
    return client_->send(front::Method::Post, "/checkout",
                         R"({"accept_terms":true)" + (member.empty() ? "" : "," + member) + "}");
  }
  void mustBeEmpty(const std::string& after) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(after, std::size_t{0}, rowsOf("carts"));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(after, std::size_t{0}, rowsOf("cart_items"));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(after, std::size_t{0}, rowsOf("cart_domains"));
  }
  // The honest purchase, at what the catalogue says and the tax on it; the item's id.
  std::string mustCostTheShopsPrice() {
    const auto added = client_->post("/cart/add", bodyFor(sold()));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.text, 201, added.status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, added["items"].size());
    CPPUNIT_ASSERT_EQUAL(499'00, added["items"][0]["unit_price"]["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(499'00, added["subtotal"]["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(0, added["discount"]["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"INR"}, added["currency"].get<std::string>());
    return added["items"][0]["id"].get<std::string>();
  }
  void mustHaveBoughtNothing() {
    for (const auto* table : {"orders", "order_items", "invoices", "payments"})
      CPPUNIT_ASSERT_EQUAL_MESSAGE(table, std::size_t{0}, rowsOf(table));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rowsOf("cart_items"));
  }
  void mustBuyForTheShopsPrice() {
    const auto shown = client_->get("/cart")["total"]["amount"].get<int>();
    const auto placed = checkout("");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(placed.text, 201, placed.status);
    CPPUNIT_ASSERT_EQUAL(shown, placed["order"]["total"]["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(shown, placed["invoice"]["total"]["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(499'00, placed["invoice"]["subtotal"]["amount"].get<int>());
  }

  std::optional<Id<Product>> sold_;
};
HOSTLER_SUITE(HostileCartsTest, "modules/ordering/hostile_carts");

}  // namespace hostler::testing
