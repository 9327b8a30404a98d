// What registries want to know of a new domain beside its contacts.
#include "modules/domains/registration_fields.h"
#include "tests/modules/domains/in_domain_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;

template <class Engine>
class RegistryQuestionsTest : public testing::InDomainShop {
  CPPUNIT_TEST_SUITE(RegistryQuestionsTest);
  CPPUNIT_TEST(whatIsMissingIsAskedForBeforeItIsPaid);
  CPPUNIT_TEST(whatWasAnsweredReachesTheRegistrar);
  CPPUNIT_TEST(answersAreChangedInTheCart);
  CPPUNIT_TEST(onlyNewDomainsAreAskedAbout);
  CPPUNIT_TEST(aRegistrarThatDoesNotTellJudgesItself);
  CPPUNIT_TEST(aRegistrarThatIsSilentSellsNothing);
  CPPUNIT_TEST(formsAreDrawnFromASchema);
  CPPUNIT_TEST_SUITE_END();

 public:
  RegistryQuestionsTest() : InDomainShop{placeOn<Engine>} {}

  void whatIsMissingIsAskedForBeforeItIsPaid() {
    asks();
    put({});
    CPPUNIT_ASSERT_EQUAL(std::string{"entityType required"}, faults());
    answer({{"entityType", "CCO"}, {"staff", "many"}, {"resident", "yes"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"resident wrong_type, staff wrong_type"}, faults());
    answer({{"entityType", "cco"}, {"colour", "red"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"entityType malformed, colour unknown"}, faults());
    CPPUNIT_ASSERT(sold_->registry.orders.empty());
  }

  void whatWasAnsweredReachesTheRegistrar() {
    asks();
    put({{"entityType", "CCO"}, {"resident", "true"}});
    shop_->pay(sold_->buy(client_).invoice, "pay_1");
    sold_->settle();
    const auto extra = sold_->registry.last("register")["extra"];
    CPPUNIT_ASSERT_EQUAL((Json{{"entityType", "CCO"}, {"resident", "true"}}), extra);
  }

  void answersAreChangedInTheCart() {
    asks();
    put({{"entityType", "CCO"}});
    answer({{"entityType", "RES"}});
    const auto view = CartView::of(shop_->carts.show(testing::MoneyShop::holder(client_)).cart);
    CPPUNIT_ASSERT_EQUAL(std::string{"RES"}, view.items.at(0).options.value().at("entityType"));
    ChangeCartItem wrong;
    wrong.options = {{"entityType", Json(7)}};
    CPPUNIT_ASSERT_EQUAL(std::string{"options.entityType:wrong_type"},
                         refusal([&] { change(wrong); }));
    ChangeCartItem longer;  // what is not named stays
    longer.years = 5;
    change(longer);
    shop_->pay(sold_->buy(client_).invoice, "pay_1");
    sold_->settle();
    CPPUNIT_ASSERT_EQUAL(
        std::string{"RES"},
        sold_->registry.last("register")["extra"]["entityType"].get<std::string>());
  }

  void onlyNewDomainsAreAskedAbout() {
    asks();
    sold_->registry.codes["asha.com"] = "code";
    sold_->put(client_, "asha.com", DomainAction::Transfer, 1, "code");
    CPPUNIT_ASSERT_EQUAL(std::string{}, refusal([&] { sold_->buy(client_); }));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, sold_->registry.asked("registration_fields"));
  }

  void aRegistrarThatDoesNotTellJudgesItself() {
    put({{"entityType", "anything"}});
    CPPUNIT_ASSERT_EQUAL(std::string{}, refusal([&] { sold_->buy(client_); }));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, sold_->registry.asked("registration_fields"));
  }

  void aRegistrarThatIsSilentSellsNothing() {
    asks();
    put({{"entityType", "CCO"}});
    sold_->registry.mishap = [](const std::string& verb) {
      return verb == "registration_fields" ? testing::Registry::Mishap::Limited
                                           : testing::Registry::Mishap::None;
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"registrar_unavailable"},
                         refusal([&] { sold_->buy(client_); }));
  }

  void formsAreDrawnFromASchema() {
    asks();
    const RegistrationFields fields{sold_->registry};
    const auto schema = RegistrationFields::schemaOf(fields.of("reg", "com").value());
    CPPUNIT_ASSERT_EQUAL(Json::array({"entityType"}), schema["required"]);
    const auto& properties = schema["properties"];
    CPPUNIT_ASSERT_EQUAL(std::string{"string"},
                         properties["entityType"]["type"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"^[A-Z]{3}$"},
                         properties["entityType"]["pattern"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"integer"}, properties["staff"]["type"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(Json(false), properties["resident"]["default"]);
    // A pattern of another engine is neither drawn nor held against anybody.
    CPPUNIT_ASSERT(!properties["note"].contains("pattern"));
  }

 private:
  void asks() {
    sold_->registry.registrationFields = {
        {{"name", "entityType"}, {"type", "text"}, {"required", true}, {"pattern", "^[A-Z]{3}$"}},
        {{"name", "resident"}, {"type", "flag"}, {"required", false}, {"default", "false"}},
        {{"name", "staff"}, {"type", "number"}, {"required", false}},
        {{"name", "note"}, {"type", "text"}, {"required", false}, {"pattern", "(?=a)b"}}};
  }
  void put(const std::map<std::string, Json>& options) {
    AddToCart item;
    item.type = "domain";
    item.domain = "asha.com";
    item.action = "register";
    item.options = options;
    shop_->carts.add(testing::MoneyShop::holder(client_), item);
  }
  void change(const ChangeCartItem& wanted) {
    const auto holder = testing::MoneyShop::holder(client_);
    shop_->carts.change(holder, shop_->carts.show(holder).cart.cart.domains.at(0).id, wanted);
  }
  void answer(const std::map<std::string, Json>& options) {
    ChangeCartItem wanted;
    wanted.options = options;
    change(wanted);
  }
  // "name code" of what the checkout finds wrong.
  std::string faults() {
    try {
      sold_->buy(client_);
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"registration_fields"}, error.code());
      std::string text;
      for (const auto& fault : error.facts()["fields"]) {
        text += (text.empty() ? "" : ", ") + fault["name"].get<std::string>() + " " +
                fault["code"].get<std::string>();
      }
      return text;
    }
    return {};
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(RegistryQuestionsTest, "modules/domains/registry_questions");

}  // namespace hostler
