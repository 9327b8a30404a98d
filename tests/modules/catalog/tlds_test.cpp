#include "modules/catalog/catalog_module.h"
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

Json rupees(std::int64_t paise) {
  return {{"amount", paise}, {"currency", "INR"}};
}

Json com() {
  Json json{{"tld", ".COM"}, {"registrar", "reg"}, {"grace_days", 40}};
  json["prices"] =
      Json::array({Json{{"years", 1}, {"register", rupees(99900)}, {"renew", rupees(119900)}}});
  json["fees"] = Json::array({Json{{"grace_fee", rupees(0)}, {"restore_fee", rupees(800000)}}});
  return json;
}

}  // namespace

class TldsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TldsTest);
  CPPUNIT_TEST(staffKeepTheTable);
  CPPUNIT_TEST(whatDoesNotFitIsRefused);
  CPPUNIT_TEST(aTldInUseStays);
  CPPUNIT_TEST(nobodyElseSeesOrChangesIt);
  CPPUNIT_TEST(aSuffixOfAnotherScriptHasBothForms);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<TestEngine>(withCatalog());
    catalog_ = std::make_unique<CatalogModule>(
        engine_->database(), engine_->clock(), engine_->ids(), engine_->audit(),
        [](const Json&, FieldErrors&) { return Provisioning{}; });
    catalog_->tlds().setChecks(
        {[](const std::string& name) { return name == "reg"; },
         [this](db::Reader&, Id<Tenant>, const std::string& tld) { return tld == used_; }});
    catalog_->mount(engine_->router());
    owner_ = std::make_unique<ApiClient>(engine_->owner());
  }
  void tearDown() override {
    owner_.reset();
    catalog_.reset();
    engine_.reset();
  }

  void staffKeepTheTable() {
    const auto made = owner_->post("/admin/tlds", com());
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"com"}, made["tld"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(40, made["grace_days"].get<int>());
    CPPUNIT_ASSERT_EQUAL(30, made["redemption_days"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"tld_exists"}, owner_->post("/admin/tlds", com()).code());
    const auto path = "/admin/tlds/" + made["id"].get<std::string>();
    const auto changed = owner_->patch(path, {{"active", false}, {"prices", Json::array()}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.text, 200, changed.status);
    CPPUNIT_ASSERT(changed["active"] == false);
    CPPUNIT_ASSERT(changed["prices"].empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, changed["fees"].size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, owner_->get("/admin/tlds")["data"].size());
    CPPUNIT_ASSERT_EQUAL(204, owner_->remove(path).status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->get(path).status);
  }

  void whatDoesNotFitIsRefused() {
    const auto fault = [&](const std::string& field, const Json& value) {
      auto json = com();
      json[field] = value;
      const auto answer = owner_->post("/admin/tlds", json);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 422, answer.status);
      return answer;
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"not_a_tld"}, fault("tld", "a b").fieldCode("tld"));
    CPPUNIT_ASSERT_EQUAL(std::string{"not_a_registrar"},
                         fault("registrar", "razorpay").fieldCode("registrar"));
    fault("max_years", 11);
    fault("surprise", 1);
    const Json twice{{"years", 1}, {"register", rupees(1)}};
    CPPUNIT_ASSERT_EQUAL(std::string{"repeated"},
                         fault("prices", Json::array({twice, twice})).fieldCode("prices[1]"));
    const Json mixed{{"register", rupees(1)}, {"renew", {{"amount", 1}, {"currency", "USD"}}}};
    CPPUNIT_ASSERT_EQUAL(std::string{"mixed_currencies"},
                         fault("prices", Json::array({mixed})).fieldCode("prices[0]"));
  }

  void aTldInUseStays() {
    const auto made = owner_->post("/admin/tlds", com());
    used_ = "com";
    const auto path = "/admin/tlds/" + made["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(std::string{"tld_in_use"}, owner_->remove(path).code());
  }

  void nobodyElseSeesOrChangesIt() {
    auto client = engine_->signedUpClient("asha@example.in");
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().get("/admin/tlds").status);
    CPPUNIT_ASSERT(client.get("/admin/tlds").status >= 403);
    CPPUNIT_ASSERT(client.post("/admin/tlds", com()).status >= 403);
  }

  void aSuffixOfAnotherScriptHasBothForms() {
    auto json = com();
    json["tld"] = "भारत";
    const auto made = owner_->post("/admin/tlds", json);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"xn--h2brj9c"}, made["tld"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"भारत"}, made["unicode"].get<std::string>());
  }

 private:
  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<CatalogModule> catalog_;
  std::unique_ptr<ApiClient> owner_;
  std::string used_;
};
HOSTLER_SUITE(TldsTest, "modules/catalog/tlds");

}  // namespace hostler::testing
