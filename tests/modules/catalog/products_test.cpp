#include "modules/catalog/catalog_module.h"
#include "modules/catalog/product_repository.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {
namespace {

EngineOptions withCatalog() {
  EngineOptions options;
  const auto steps = catalogMigrations();
  options.migrations.assign(steps.begin(), steps.end());
  return options;
}

// The only plugin that there is takes a plan.
Provisioning checked(const Json& provisioning, FieldErrors& errors) {
  if (provisioning.value("plugin", "") != "panel")
    errors.add("provisioning.plugin", "not_installed", "must be an installed provisioner");
  return {"panel", std::nullopt, provisioning.value("settings", Json::object())};
}

// Amounts in minor units.
Json price(const std::string& currency, const std::string& cycle, const Json& amount,
           std::int64_t setup = 0) {
  return {{"currency", currency},
          {"cycle", cycle},
          {"price", {{"amount", amount}, {"currency", currency}}},
          {"setup_fee", {{"amount", setup}, {"currency", currency}}}};
}

}  // namespace

class ProductsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ProductsTest);
  CPPUNIT_TEST(aProductIsSoldByCycleAndCurrency);
  CPPUNIT_TEST(aPriceIsOfItsCurrencyAndComesOnce);
  CPPUNIT_TEST(aPriceIsAWholeNumberOfMinorUnitsAndNotNegative);
  CPPUNIT_TEST(fieldsAreChecked);
  CPPUNIT_TEST(aProductMayHaveDaysOfItsOwn);
  CPPUNIT_TEST(provisioningIsJudgedByItsPlugin);
  CPPUNIT_TEST(whatCannotBeDeliveredIsNotPutOnSale);
  CPPUNIT_TEST(aSlugIsMadeOfTheNameAndIsUnique);
  CPPUNIT_TEST(strangersSeeWhatIsOnSaleAndNoMore);
  CPPUNIT_TEST(aProductIsReplacedAsAWhole);
  CPPUNIT_TEST(twoWhoEditAtOnceAreTold);
  CPPUNIT_TEST(whatIsRemovedIsGoneFromSale);
  CPPUNIT_TEST(onlyStaffChangeTheCatalogue);
  CPPUNIT_TEST(theSameKeyMakesOneProduct);
  CPPUNIT_TEST(stockIsTakenWhileThereIsAny);
  CPPUNIT_TEST(shelvesAreKeptByStaff);
  CPPUNIT_TEST(aRenamedShelfKeepsItsProducts);
  CPPUNIT_TEST(optionsAreKeptByStaffAndShownToEveryone);
  CPPUNIT_TEST(anAddonOffSaleStaysWithItsProduct);
  CPPUNIT_TEST(whatAnOptionAddsToMustBeThere);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<TestEngine>(withCatalog());
    catalog_ = std::make_unique<CatalogModule>(engine_->database(), engine_->clock(),
                                               engine_->ids(), engine_->audit(), checked);
    catalog_->mount(engine_->router());
    owner_ = std::make_unique<ApiClient>(engine_->owner());
  }
  void tearDown() override {
    owner_.reset();
    catalog_.reset();
    engine_.reset();
  }

  void optionsAreKeptByStaffAndShownToEveryone() {
    const Json disk{{"name", "disk"},
                    {"title", "Extra disk"},
                    {"kind", "quantity"},
                    {"most", 100},
                    {"unit", "GB"},
                    {"pricing", {price("INR", "monthly", 1'000)}},
                    {"adds", {{"disk_mb", 1024}}}};
    const auto option = owner_->post("/admin/options", disk);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(option.text, 201, option.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"name_taken"}, owner_->post("/admin/options", disk).code());
    const auto path = "/admin/options/" + option["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(50, owner_->patch(path, {{"most", 50}})["most"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"GB"}, owner_->get(path)["unit"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"fixed"},
                         owner_->patch(path, {{"name", "other"}}).fieldCode("name"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"not_for_this_kind"},
        owner_->patch(path, {{"kind", "choice"}, {"choices", Json::array()}}).fieldCode("pricing"));
    const auto addon = owner_->post(
        "/admin/addons", {{"name", "Care"}, {"pricing", {price("INR", "monthly", 12'000)}}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(addon.text, 201, addon.status);

    Json product{{"name", "Starter"},
                 {"type", "hosting"},
                 {"pricing", {price("INR", "monthly", 49'900)}},
                 {"provisioning", {{"plugin", "panel"}, {"settings", {{"disk_mb", 5'000}}}}},
                 {"configurable_options", {option["id"]}},
                 {"addons", {addon["id"]}}};
    const auto made = owner_->post("/products", product);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    const auto shown = engine_->stranger().get("/products/" + made["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"disk"},
                         shown["configurable_options"][0]["name"].get<std::string>());
    CPPUNIT_ASSERT(!shown["configurable_options"][0].contains("adds"));
    CPPUNIT_ASSERT_EQUAL(12'000, shown["addons"][0]["pricing"][0]["price"]["amount"].get<int>());

    // What GET answers, PUT takes.
    product["configurable_options"] = shown["configurable_options"];
    product["addons"] = shown["addons"];
    const auto replaced = owner_->put("/products/" + made["id"].get<std::string>(), product);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(replaced.text, 200, replaced.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"in_use"}, owner_->remove(path).code());
    product["configurable_options"] = Json::array();
    owner_->put("/products/" + made["id"].get<std::string>(), product);
    CPPUNIT_ASSERT_EQUAL(204, owner_->remove(path).status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->get(path).status);
    auto client = engine_->signedUpClient("asha@example.in");
    CPPUNIT_ASSERT_EQUAL(403, client.get("/admin/addons").status);
  }

  void anAddonOffSaleStaysWithItsProduct() {
    const Json care{{"name", "Care"}, {"pricing", {price("INR", "monthly", 12'000)}}};
    const auto addon = owner_->post("/admin/addons", care);
    const Json product{{"name", "Starter"},
                       {"type", "hosting"},
                       {"pricing", {price("INR", "monthly", 49'900)}},
                       {"addons", {addon["id"]}}};
    const auto made = owner_->post("/products", product);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    CPPUNIT_ASSERT(made["addons"][0]["active"].get<bool>());
    const auto path = "/products/" + made["id"].get<std::string>();
    owner_->patch("/admin/addons/" + addon["id"].get<std::string>(), {{"active", false}});

    // Nobody can buy it, and a form that is saved as it was read loses nothing.
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, engine_->stranger().get(path)["addons"].size());
    auto form = product;
    form["addons"] = owner_->get(path)["addons"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, form["addons"].size());
    CPPUNIT_ASSERT(!form["addons"][0]["active"].get<bool>());
    const auto saved = owner_->put(path, form);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(saved.text, 200, saved.status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, owner_->get("/products")["data"][0]["addons"].size());
    owner_->patch("/admin/addons/" + addon["id"].get<std::string>(), {{"active", true}});
    const auto shown = engine_->stranger().get(path);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shown["addons"].size());
    CPPUNIT_ASSERT(!shown["addons"][0].contains("active"));
  }

  void whatAnOptionAddsToMustBeThere() {
    const auto option = owner_->post("/admin/options", {{"name", "disk"},
                                                        {"title", "Extra disk"},
                                                        {"kind", "quantity"},
                                                        {"adds", {{"disk_mb", 1024}}}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(option.text, 201, option.status);
    const Json product{{"name", "Starter"},
                       {"type", "hosting"},
                       {"provisioning", {{"plugin", "panel"}, {"settings", Json::object()}}},
                       {"configurable_options", {option["id"]}}};
    CPPUNIT_ASSERT_EQUAL(std::string{"nothing_to_add_to"},
                         owner_->post("/products", product).fieldCode("configurable_options[0]"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"not_found"},
        owner_
            ->post("/products",
                   {{"name", "Other"}, {"type", "hosting"}, {"addons", {Id<Addon>::of(77).text()}}})
            .fieldCode("addons[0]"));
  }

  void shelvesAreKeptByStaff() {
    const std::string all = "/admin/product-groups";
    const auto made = owner_->post(all, {{"name", "Shared hosting"}, {"slug", nullptr}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"shared-hosting"}, made["slug"].get<std::string>());
    const auto path = all + "/" + made["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(std::string{"slug_taken"},
                         owner_->post(all, {{"name", "Shared-Hosting"}}).code());
    CPPUNIT_ASSERT_EQUAL(422, owner_->post(all, {{"name", "x"}, {"slug", "Not A Slug"}}).status);
    CPPUNIT_ASSERT_EQUAL(3, owner_->patch(path, {{"position", 3}})["position"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"Shared hosting"},
                         owner_->get(path)["name"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, owner_->get(all)["data"].size());

    auto client = engine_->signedUpClient("asha@example.in");
    CPPUNIT_ASSERT_EQUAL(403, client.get(all).status);
    CPPUNIT_ASSERT_EQUAL(403, client.remove(path).status);
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().get(path).status);

    CPPUNIT_ASSERT_EQUAL(204, owner_->remove(path).status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->get(path).status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->patch(path, {{"position", 3}}).status);
    const auto audited = engine_->database().query(
        "SELECT action FROM audit_entries WHERE action LIKE 'product_group.%'");
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, audited.size());
  }

  void aRenamedShelfKeepsItsProducts() {
    auto body = starter();
    body["group"] = "Shared";
    const auto product = owner_->post("/products", body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(product.text, 201, product.status);
    const auto shelf = owner_->get("/admin/product-groups")["data"][0];
    CPPUNIT_ASSERT_EQUAL(1, shelf["products"].get<int>());
    const auto path = "/admin/product-groups/" + shelf["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(std::string{"group_in_use"}, owner_->remove(path).code());

    CPPUNIT_ASSERT_EQUAL(200, owner_->patch(path, {{"name", "Web hosting"}}).status);
    body["group"] = "Web hosting";
    const auto id = product["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(200, owner_->put("/products/" + id, body).status);

    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, owner_->get("/admin/product-groups")["data"].size());
    CPPUNIT_ASSERT_EQUAL(204, owner_->remove("/products/" + id).status);
    CPPUNIT_ASSERT_EQUAL(204, owner_->remove(path).status);
  }

  void aProductIsSoldByCycleAndCurrency() {
    auto body = starter();
    body["pricing"] = {price("INR", "monthly", 499'00, 199'00), price("INR", "annually", 5988'00),
                       price("KWD", "monthly", 1'750), price("JPY", "monthly", 900)};
    const auto made = owner_->post("/products", body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    const auto id = Id<Product>::parse(made["id"].get<std::string>()).value();
    const auto product = engine_->database().read(
        [&](db::Reader& reader) { return catalog_->catalog().get(reader, kPlatform, id); });
    const auto paid = [&](const char* currency, Cycle cycle) {
      const auto* found = product.priceIn(Currency::of(currency), cycle);
      return found == nullptr ? std::string{"not sold"} : found->price.text();
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"499.00 INR"}, paid("INR", Cycle::Monthly));
    CPPUNIT_ASSERT_EQUAL(std::string{"5988.00 INR"}, paid("INR", Cycle::Annually));
    CPPUNIT_ASSERT_EQUAL(std::string{"1.750 KWD"}, paid("KWD", Cycle::Monthly));
    CPPUNIT_ASSERT_EQUAL(std::string{"900 JPY"}, paid("JPY", Cycle::Monthly));
    CPPUNIT_ASSERT_EQUAL(std::string{"not sold"}, paid("KWD", Cycle::Annually));
    CPPUNIT_ASSERT_EQUAL(std::string{"not sold"}, paid("USD", Cycle::Monthly));
    CPPUNIT_ASSERT_EQUAL(std::string{"199.00 INR"},
                         product.priceIn(Currency::of("INR"), Cycle::Monthly)->setupFee.text());
  }

  void aPriceIsOfItsCurrencyAndComesOnce() {
    auto body = starter();
    body["pricing"] = {price("INR", "monthly", 499'00), price("INR", "monthly", 599'00)};
    CPPUNIT_ASSERT_EQUAL(std::string{"repeated"},
                         owner_->post("/products", body).fieldCode("pricing[1]"));
    body["pricing"] = {price("INR", "monthly", 499'00)};
    body["pricing"][0]["currency"] = "USD";
    CPPUNIT_ASSERT_EQUAL(std::string{"other_currency"},
                         owner_->post("/products", body).fieldCode("pricing[0].price"));
  }

  void aPriceIsAWholeNumberOfMinorUnitsAndNotNegative() {
    for (const auto& wrong : {price("INR", "monthly", -1), price("INR", "monthly", 1.5),
                              price("INR", "monthly", "499.00"), price("INR", "fortnightly", 1'00),
                              price("QQQ", "monthly", 1'00), price("INR", "monthly", 1'00, -1)}) {
      auto body = starter();
      body["pricing"] = Json::array({wrong});
      const auto answer = owner_->post("/products", body);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(dump(wrong) + answer.text, 422, answer.status);
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, owner_->get("/products")["data"].size());
  }

  void fieldsAreChecked() {
    const std::vector<std::pair<std::string, Json>> wrong{
        {"name", ""},           {"type", "castle"},
        {"tax_class", "99"},    {"slug", "Not a slug"},
        {"max_quantity", 0},    {"stock", -1},
        {"prorata_day", 32},    {"prorata_next_from", 0},
        {"trial_days", -1},     {"grace_days", 366},
        {"price", 1},           {"invoice_days_before", 366},
        {"terminate_days", -1}, {"notice_days", 3}};
    for (const auto& [field, value] : wrong) {
      auto body = starter();
      body[field] = value;
      const auto answer = owner_->post("/products", body);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(field + answer.text, 422, answer.status);
      CPPUNIT_ASSERT_MESSAGE(field, !answer.fieldCode(field).empty());
    }
  }

  void aProductMayHaveDaysOfItsOwn() {
    auto body = starter();
    body["invoice_days_before"] = 30;
    body["notice_days"] = {5, -7, 1};
    body["terminate_days"] = 60;
    const auto made = owner_->post("/products", body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    const auto path = "/products/" + made["id"].get<std::string>();
    const auto kept = owner_->get(path);
    CPPUNIT_ASSERT_EQUAL(30, kept["invoice_days_before"].get<int>());
    CPPUNIT_ASSERT_EQUAL(Json({-7, 1, 5}), kept["notice_days"]);
    CPPUNIT_ASSERT_EQUAL(60, kept["terminate_days"].get<int>());
    CPPUNIT_ASSERT(!engine_->stranger().get(path).body.contains("notice_days"));

    body["notice_days"] = {1, 366};
    CPPUNIT_ASSERT_EQUAL(std::string{"out_of_range"},
                         owner_->put(path, body).fieldCode("notice_days[1]"));
    body["notice_days"] = {1, 1};
    CPPUNIT_ASSERT_EQUAL(std::string{"repeated"},
                         owner_->put(path, body).fieldCode("notice_days[1]"));
    // None at all is a choice too, and what is left out is for the rule to say.
    body["notice_days"] = Json::array();
    body.erase("terminate_days");
    const auto changed = owner_->put(path, body);
    CPPUNIT_ASSERT_EQUAL(Json::array(), changed["notice_days"]);
    CPPUNIT_ASSERT(!changed.body.contains("terminate_days"));
  }

  void provisioningIsJudgedByItsPlugin() {
    auto body = starter();
    body["provisioning"] = {{"plugin", "nowhere"}};
    CPPUNIT_ASSERT_EQUAL(std::string{"not_installed"},
                         owner_->post("/products", body).fieldCode("provisioning.plugin"));
    body["provisioning"] = {{"plugin", "panel"}, {"settings", {{"plan", "small"}}}};
    const auto made = owner_->post("/products", body);
    CPPUNIT_ASSERT_EQUAL(std::string{"small"},
                         made["provisioning"]["settings"]["plan"].get<std::string>());
  }

  void whatCannotBeDeliveredIsNotPutOnSale() {
    bool server = false;
    catalog_->products().setReadiness([&](db::Reader&, const Product& product) {
      std::vector<ProductProblem> problems;
      if (product.provisioning && !server)
        problems.push_back({"no_server", "No server of panel is configured; add one.", true});
      return problems;
    });
    auto body = starter();
    CPPUNIT_ASSERT_EQUAL(Json::array(), owner_->post("/products", body)["problems"]);

    body["name"] = "Made by the panel";
    body["provisioning"] = {{"plugin", "panel"}, {"settings", {{"plan", "small"}}}};
    const auto refused = owner_->post("/products", body);
    CPPUNIT_ASSERT_EQUAL(std::string{"no_server"}, refused.fieldCode("provisioning"));
    CPPUNIT_ASSERT(refused.text.find("No server of panel is configured; add one.") !=
                   std::string::npos);

    // It may be prepared, and says what it waits for; to staff alone.
    body["visible"] = false;
    const auto hidden = owner_->post("/products", body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(hidden.text, 201, hidden.status);
    CPPUNIT_ASSERT_EQUAL(Json("no_server"), hidden["problems"][0]["code"]);
    CPPUNIT_ASSERT(hidden["problems"][0]["stops_sale"].get<bool>());
    const auto path = "/products/" + hidden["id"].get<std::string>();
    body["visible"] = true;
    CPPUNIT_ASSERT_EQUAL(422, owner_->put(path, body).status);
    server = true;
    CPPUNIT_ASSERT_EQUAL(Json::array(), owner_->put(path, body)["problems"]);
    CPPUNIT_ASSERT(!engine_->stranger().get(path).body.contains("problems"));

    // What was on sale when its server went is still edited.
    server = false;
    body["description"] = "Back soon.";
    CPPUNIT_ASSERT_EQUAL(200, owner_->put(path, body).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, owner_->get(path)["problems"].size());
  }

  void aSlugIsMadeOfTheNameAndIsUnique() {
    auto body = starter();
    body["name"] = "  Big & Bold 2 ";
    CPPUNIT_ASSERT_EQUAL(std::string{"big-bold-2"},
                         owner_->post("/products", body)["slug"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"slug_taken"}, owner_->post("/products", body).code());
    body["name"] = "\xE0\xA4\xB9\xE0\xA4\xBF";
    CPPUNIT_ASSERT_EQUAL(std::string{"required"},
                         owner_->post("/products", body).fieldCode("slug"));
  }

  void strangersSeeWhatIsOnSaleAndNoMore() {
    auto body = starter();
    body["provisioning"] = {{"plugin", "panel"}};
    const auto there = owner_->post("/products", body)["id"].get<std::string>();
    body["name"] = "Hidden";
    body["visible"] = false;
    const auto hidden = owner_->post("/products", body)["id"].get<std::string>();
    auto stranger = engine_->stranger();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, stranger.get("/products")["data"].size());
    CPPUNIT_ASSERT_EQUAL(404, stranger.get("/products/" + hidden).status);
    const auto seen = stranger.get("/products/" + there);
    CPPUNIT_ASSERT(!seen.body.contains("provisioning"));
    CPPUNIT_ASSERT(!seen.body.contains("grace_days"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, owner_->get("/products")["data"].size());

    body["type"] = "vps";
    owner_->post("/products", body);
    const auto types = engine_->database().read(product_repository::typesOnSale);
    CPPUNIT_ASSERT((std::vector{std::pair{kPlatform, ProductType::Hosting}} == types));
  }

  void aProductIsReplacedAsAWhole() {
    auto body = starter();
    body["description"] = "For small shops";
    const auto id = owner_->post("/products", body)["id"].get<std::string>();
    body = starter();
    body["pricing"] = {price("USD", "monthly", 9'99)};
    const auto changed = owner_->put("/products/" + id, body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.text, 200, changed.status);
    CPPUNIT_ASSERT_EQUAL(id, changed["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{}, changed["description"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, changed["pricing"].size());
    CPPUNIT_ASSERT_EQUAL(404, owner_->put("/products/prd_0000000000001", body).status);
  }

  void twoWhoEditAtOnceAreTold() {
    const auto id = owner_->post("/products", starter())["id"].get<std::string>();
    const auto tag = owner_->get("/products/" + id).header("etag");
    CPPUNIT_ASSERT(!tag.empty());
    auto body = starter();
    body["description"] = "Mine";
    CPPUNIT_ASSERT_EQUAL(200, owner_->with("if-match", tag).put("/products/" + id, body).status);
    body["description"] = "Theirs";
    CPPUNIT_ASSERT_EQUAL(412, owner_->with("if-match", tag).put("/products/" + id, body).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"Mine"},
                         owner_->get("/products/" + id)["description"].get<std::string>());
  }

  void whatIsRemovedIsGoneFromSale() {
    const auto id = owner_->post("/products", starter())["id"].get<std::string>();
    const auto removed = owner_->remove("/products/" + id);
    CPPUNIT_ASSERT_MESSAGE(removed.text, removed.status / 100 == 2);
    CPPUNIT_ASSERT_EQUAL(404, engine_->stranger().get("/products/" + id).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, engine_->stranger().get("/products")["data"].size());
    CPPUNIT_ASSERT_EQUAL(404, owner_->remove("/products/" + id).status);
  }

  void onlyStaffChangeTheCatalogue() {
    auto stranger = engine_->stranger();
    CPPUNIT_ASSERT_EQUAL(401, stranger.post("/products", starter()).status);
    auto client = engine_->signedUpClient("asha@example.in");
    CPPUNIT_ASSERT_EQUAL(403, client.post("/products", starter()).status);
  }

  void theSameKeyMakesOneProduct() {
    const auto first = owner_->withKey("make-starter").post("/products", starter());
    const auto again = owner_->withKey("make-starter").post("/products", starter());
    CPPUNIT_ASSERT_EQUAL(first["id"].get<std::string>(), again["id"].get<std::string>());
    auto other = starter();
    other["name"] = "Business";
    const auto refused = owner_->withKey("make-starter").post("/products", other);
    CPPUNIT_ASSERT_EQUAL(409, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"idempotency_key_reused"}, refused.code());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, owner_->get("/products")["data"].size());
  }

  void stockIsTakenWhileThereIsAny() {
    auto body = starter();
    body["stock"] = 3;
    const auto some = made(body);
    body["name"] = "Unlimited";
    body["stock"] = nullptr;
    const auto unlimited = made(body);
    CPPUNIT_ASSERT(take(some, 2));
    CPPUNIT_ASSERT(!take(some, 2));
    CPPUNIT_ASSERT(take(some, 1));
    CPPUNIT_ASSERT(!take(some, 1));
    CPPUNIT_ASSERT(take(unlimited, 1'000));
    CPPUNIT_ASSERT(!take(Id<Product>::of(5), 1));
    engine_->database().transaction([&](db::Transaction& tx) {
      catalog_->catalog().returnStock(tx, some, 2);
      catalog_->catalog().returnStock(tx, unlimited, 2);
    });
    CPPUNIT_ASSERT(take(some, 2));
    CPPUNIT_ASSERT(take(unlimited, 1'000));
  }

 private:
  static Json starter() {
    return {{"name", "Starter"},
            {"type", "hosting"},
            {"pricing", Json::array({price("INR", "monthly", 499'00)})}};
  }
  Id<Product> made(const Json& body) {
    const auto answer = owner_->post("/products", body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
    return Id<Product>::parse(answer["id"].get<std::string>()).value();
  }
  bool take(Id<Product> id, std::int64_t quantity) {
    return engine_->database().transaction(
        [&](db::Transaction& tx) { return catalog_->catalog().takeStock(tx, id, quantity); });
  }

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<CatalogModule> catalog_;
  std::unique_ptr<ApiClient> owner_;
};
HOSTLER_SUITE(ProductsTest, "modules/catalog/products");

}  // namespace hostler::testing
