#include "tests/modules/console/console.h"
#include "tests/support/mariadb.h"

namespace hostler::testing {

class SettingsConsoleTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SettingsConsoleTest);
  CPPUNIT_TEST(whatIsShippedIsShownUntilItIsChanged);
  CPPUNIT_TEST(unknownNamesAndOtherTypesAreRefused);
  CPPUNIT_TEST(whatNoDocumentCanBearIsRefused);
  CPPUNIT_TEST(theSellersOwnNumbersAreNoChoices);
  CPPUNIT_TEST(aColourIsOneThatWordsCanBeReadIn);
  CPPUNIT_TEST(theBrandLooksAsItIsChosen);
  CPPUNIT_TEST(oneThatIsWrongChangesNone);
  CPPUNIT_TEST(proformasTakeNoNumbersOfAnotherSeries);
  CPPUNIT_TEST(whatOtherModulesForbidIsNotKept);
  CPPUNIT_TEST(eachSettingSaysWhereItComesFrom);
  CPPUNIT_TEST(aSettingGoesBackToWhatIsShipped);
  CPPUNIT_TEST(whereMoneyGoesIsChangedWithAFreshFactorAlone);
  CPPUNIT_TEST(whatAnotherServerChangedIsNotUndoneWithoutAFactor);
  CPPUNIT_TEST(theEnginesOwnSettingsAreShownAndNoSecret);
  CPPUNIT_TEST(strangersSeeTheBrandAndNoMore);
  CPPUNIT_TEST(aBrandThatHasNotChangedIsNotSentAgain);
  CPPUNIT_TEST(aBrandThatHasChangedIsSentAnew);
  CPPUNIT_TEST(theBrandSaysWhatThereIs);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    console_ = std::make_unique<Console>(http::EventStreams::Limits{}, database());
    owner_ = std::make_unique<ApiClient>(console_->engine.owner());
  }
  void tearDown() override {
    owner_.reset();
    console_.reset();
  }

  void whatIsShippedIsShownUntilItIsChanged() {
    CPPUNIT_ASSERT_EQUAL(std::string{"HST"}, settings()["invoice.series"].get<std::string>());
    const auto answer = put({{"invoice.series", "WEB"}, {"renewal.notice_days", {-7, 2}}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"WEB"}, settings()["invoice.series"].get<std::string>());
    CPPUNIT_ASSERT(settings()["renewal.notice_days"] == Json::array({-7, 2}));
    CPPUNIT_ASSERT_EQUAL(3, settings()["renewal.grace_days"].get<int>());
    CPPUNIT_ASSERT_EQUAL(
        std::size_t{2},
        console_->engine.database()
            .query("SELECT action FROM audit_entries WHERE action = 'setting.changed'")
            .size());
  }

  void unknownNamesAndOtherTypesAreRefused() {
    refused("invoice.scent", "roses", "unknown_field");
    refused("invoice.colour", "red", "wrong_type");
    refused("invoice.terms_days", "seven", "wrong_type");
    refused("invoice.terms_days", 1.5, "wrong_type");
    refused("invoice.round_to_whole_unit", 1, "wrong_type");
    refused("renewal.notice_days", Json::array({"1"}), "wrong_type");
  }

  void whatNoDocumentCanBearIsRefused() {
    refused("invoice.series", "TOOLONG", "wrong_type");
    refused("invoice.series", "", "wrong_type");
    refused("invoice.credit_note_series", "c/n", "wrong_type");
    refused("invoice.fiscal_year_first_month", 0, "wrong_type");
    refused("invoice.fiscal_year_first_month", 13, "wrong_type");
    refused("renewal.grace_days", -1, "wrong_type");
    refused("tax.regime", "none at all", "wrong_type");
    refused("tax.vat_pending", "perhaps", "wrong_type");
    refused("tax.vat_number", "12345", "wrong_type");
    refused("tax.vat_recheck_days", -1, "wrong_type");
    refused("captcha.when_down", "perhaps", "wrong_type");
    refused("captcha.after_failures", -1, "wrong_type");
    refused("renewal.after_suspension", "forget", "wrong_type");
    refused("termination.open_invoices", "forget", "wrong_type");
  }

  void theSellersOwnNumbersAreNoChoices() {
    refused("company.pan", "AAPFU0939F", "unknown_field");
    CPPUNIT_ASSERT(!settings().contains("company.pan"));
    CPPUNIT_ASSERT(!explained().contains("company.pan"));
    CPPUNIT_ASSERT_EQUAL(404, owner_->get("/admin/settings/company.pan").status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->remove("/admin/settings/company.pan").status);
  }

  void aColourIsOneThatWordsCanBeReadIn() {
    for (const auto* name : {"invoice.colour", "brand.primary"}) {
      refused(name, "#facc15", "low_contrast");
      refused(name, "blue", "wrong_type");
      const auto answer = put({{name, "#facc15"}});
      const auto said = answer["errors"][0]["message"].get<std::string>();
      const auto nearest = said.substr(said.find('#'), 7);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(said, 200, put({{name, nearest}}).status);
      CPPUNIT_ASSERT_EQUAL(200, put({{name, nullptr}}).status);
    }
  }

  void theBrandLooksAsItIsChosen() {
    auto stranger = console_->engine.stranger();
    const auto shipped = stranger.get("/brand");
    CPPUNIT_ASSERT_EQUAL(Json("8px"), shipped["radius"]);
    CPPUNIT_ASSERT(!shipped.body.contains("primary") && !shipped.body.contains("tagline"));
    refused("brand.radius", 25, "wrong_type");
    refused("brand.tagline", "two\nlines", "wrong_type");
    refused("brand.logo", "fil_0000000000001", "unknown_field");
    put({{"brand.primary", "#9d174d"}, {"brand.radius", 0}, {"brand.tagline", "Hosting by hand"}});
    const auto chosen = stranger.get("/brand");
    CPPUNIT_ASSERT_EQUAL(Json("#9d174d"), chosen["primary"]);
    CPPUNIT_ASSERT_EQUAL(Json("0px"), chosen["radius"]);
    CPPUNIT_ASSERT_EQUAL(Json("Hosting by hand"), chosen["tagline"]);
  }

  void oneThatIsWrongChangesNone() {
    CPPUNIT_ASSERT_EQUAL(422, put({{"invoice.series", "WEB"}, {"tax.regime", "x"}}).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST"}, settings()["invoice.series"].get<std::string>());
  }

  void proformasTakeNoNumbersOfAnotherSeries() {
    // Nobody who sends none is kept from a series.
    CPPUNIT_ASSERT_EQUAL(200, put({{"invoice.series", "PF"}}).status);
    refused("invoice.proforma", true, "taken", "invoice.proforma_series");
    CPPUNIT_ASSERT_EQUAL(
        200, put({{"invoice.proforma", true}, {"invoice.proforma_series", "EST"}}).status);
    refused("invoice.credit_note_series", "EST", "taken", "invoice.proforma_series");
    refused("invoice.proforma_series", nullptr, "taken", "invoice.proforma_series");
    refused("invoice.proforma_series", "EST/1", "wrong_type", "invoice.proforma_series");
  }

  void whatOtherModulesForbidIsNotKept() {
    console_->judge = [](const TenantSettings& settings,
                         const std::map<std::string, Json>& changes) {
      if (changes.contains("invoice.series") && settings.text("invoice.series") == "OLD")
        throw ValidationError{"invoice.series", "taken", "is in use"};
    };
    refused("invoice.series", "OLD", "taken");
    CPPUNIT_ASSERT_EQUAL(200, put({{"invoice.series", "NEW"}}).status);
    CPPUNIT_ASSERT_EQUAL(422, put({{"invoice.series", "OLD"}, {"invoice.terms_days", 9}}).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"NEW"}, settings()["invoice.series"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(0, settings()["invoice.terms_days"].get<int>());
  }

  void eachSettingSaysWhereItComesFrom() {
    put({{"invoice.series", "WEB"}});
    const auto all = explained();
    CPPUNIT_ASSERT_EQUAL(settings().size() + 2, all.size());
    const auto& series = all.at("invoice.series");
    CPPUNIT_ASSERT_EQUAL(std::string{"WEB"}, series["value"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"HST"}, series["default"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"tenant"}, series["source"].get<std::string>());
    CPPUNIT_ASSERT(series.contains("changed_at"));
    const auto& grace = all.at("renewal.grace_days");
    CPPUNIT_ASSERT_EQUAL(std::string{"default"}, grace["source"].get<std::string>());
    CPPUNIT_ASSERT(grace["value"] == grace["default"]);
    for (const auto& [name, one] : all)
      CPPUNIT_ASSERT_MESSAGE(name, one["meaning"].get<std::string>().size() > 15);
  }

  void aSettingGoesBackToWhatIsShipped() {
    put({{"invoice.series", "WEB"}, {"tax.sac", "998314"}, {"renewal.grace_days", 9}});
    const auto back = owner_->remove("/admin/settings/invoice.series");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(back.text, 200, back.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"default"}, back["source"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"HST"}, settings()["invoice.series"].get<std::string>());
    // Several at once, as a form sends them.
    const auto both = put({{"tax.sac", nullptr}, {"renewal.grace_days", 4}});
    CPPUNIT_ASSERT_EQUAL(std::string{"998315"}, both["tax.sac"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(4, both["renewal.grace_days"].get<int>());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"tenant"},
        owner_->get("/admin/settings/renewal.grace_days")["source"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(404, owner_->remove("/admin/settings/invoice.scent").status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->get("/admin/settings/invoice.scent").status);
    CPPUNIT_ASSERT_EQUAL(403, console_->engine.signedUpClient("asha@example.in")
                                  .remove("/admin/settings/tax.sac")
                                  .status);
  }

  void whereMoneyGoesIsChangedWithAFreshFactorAlone() {
    CPPUNIT_ASSERT_EQUAL(200, put({{"invoice.upi_id", "acme@bank"}}).status);
    auto& database = console_->engine.database();
    database.transaction([](db::Transaction& tx) {
      tx.execute("UPDATE users SET totp_confirmed_at = 1 WHERE kind = 'staff'");
      tx.execute("UPDATE sessions SET fresh_at = NULL");
    });
    const std::pair<const char*, Json> kGuarded[] = {
        {"invoice.upi_id", "thief@bank"},       {"invoice.upi_id", nullptr},
        {"invoice.bank_details", "Thief, 123"}, {"invoice.notes", "Pay to thief@bank"},
        {"mail.footer", "Pay to thief@bank"},   {"domains.fresh_factor", false}};
    for (const auto& [name, value] : kGuarded) {
      const auto answer = put({{name, value}, {"invoice.terms_days", 9}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 403, answer.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"step_up_required"}, answer.code());
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"step_up_required"},
                         owner_->remove("/admin/settings/invoice.upi_id").code());
    CPPUNIT_ASSERT_EQUAL(std::string{"acme@bank"}, settings()["invoice.upi_id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(0, settings()["invoice.terms_days"].get<int>());

    // What stays as it is asks for nothing, nor what leads nobody astray.
    const auto others = put({{"invoice.upi_id", "acme@bank"}, {"invoice.terms_days", 9}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(others.text, 200, others.status);
    database.transaction(
        [](db::Transaction& tx) { tx.execute("UPDATE users SET totp_confirmed_at = NULL"); });
    CPPUNIT_ASSERT_EQUAL(200, put({{"invoice.upi_id", "other@bank"}}).status);
  }

  void whatAnotherServerChangedIsNotUndoneWithoutAFactor() {
    CPPUNIT_ASSERT_EQUAL(200, put({{"invoice.upi_id", "old@bank"}}).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"old@bank"}, settings()["invoice.upi_id"].get<std::string>());
    console_->engine.database().transaction([](db::Transaction& tx) {
      tx.execute("UPDATE users SET totp_confirmed_at = 1 WHERE kind = 'staff'");
      tx.execute("UPDATE sessions SET fresh_at = NULL");
      tx.execute("UPDATE tenant_settings SET value = ? WHERE name = 'invoice.upi_id'",
                 dump(Json("new@bank")));
    });

    const auto back = put({{"invoice.upi_id", "old@bank"}});

    CPPUNIT_ASSERT_EQUAL_MESSAGE(back.text, std::string{"step_up_required"}, back.code());
    const auto kept = console_->engine.database()
                          .query("SELECT value FROM tenant_settings WHERE name = 'invoice.upi_id'")
                          .only();
    CPPUNIT_ASSERT_EQUAL(dump(Json("new@bank")), kept.text("value"));
  }

  void theEnginesOwnSettingsAreShownAndNoSecret() {
    const auto all = explained();
    const auto& listen = all.at("listen");
    CPPUNIT_ASSERT_EQUAL(std::string{"configuration"}, listen["source"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"127.0.0.1:9"}, listen["value"].get<std::string>());
    CPPUNIT_ASSERT(listen["read_only"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::string{"***"}, all.at("mail.password")["value"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(422, put({{"listen", "127.0.0.1:1"}}).status);
  }

  void strangersSeeTheBrandAndNoMore() {
    const auto brand = console_->engine.stranger().get("/brand");
    CPPUNIT_ASSERT_EQUAL(std::string{"Hostler Test"}, brand["name"].get<std::string>());
    CPPUNIT_ASSERT(!brand.body.contains("gstin"));
    CPPUNIT_ASSERT_EQUAL(401, console_->engine.stranger().get("/admin/settings").status);
  }

  void aBrandThatHasNotChangedIsNotSentAgain() {
    auto stranger = console_->engine.stranger();
    const auto tag = stranger.get("/brand").header("ETag");
    CPPUNIT_ASSERT(!tag.empty());
    CPPUNIT_ASSERT_EQUAL(tag, stranger.get("/brand").header("ETag"));
    const auto again = stranger.with("if-none-match", tag).get("/brand");
    CPPUNIT_ASSERT_EQUAL(304, again.status);
    CPPUNIT_ASSERT(again.text.empty());
  }

  void aBrandThatHasChangedIsSentAnew() {
    auto& engine = console_->engine;
    auto stranger = engine.stranger();
    const auto tag = stranger.get("/brand").header("ETag");
    auto shop = engine.tenants().get(kPlatform);
    shop.name = "Another name";
    engine.database().transaction([&](db::Transaction& tx) { engine.tenants().save(tx, shop); });
    const auto now = stranger.get("/brand");
    CPPUNIT_ASSERT_EQUAL(std::string{"Another name"}, now["name"].get<std::string>());
    CPPUNIT_ASSERT(now.header("ETag") != tag);
  }

  void theBrandSaysWhatThereIs() {
    auto& engine = console_->engine;
    auto stranger = engine.stranger();
    auto brand = stranger.get("/brand").body;
    CPPUNIT_ASSERT_EQUAL(Json(false), brand["sells_domains"]);
    CPPUNIT_ASSERT(brand["product_types"].empty());
    CPPUNIT_ASSERT(brand["gateways"].empty() && brand["legal"].empty());
    engine.tenants().show([](const std::vector<Id<Tenant>>& shops) {
      std::map<Id<Tenant>, ShopFace> faces;
      for (const auto shop : shops)
        faces[shop] = {true, {"hosting", "vps"}, {{"razorpay", "Razorpay"}}, {{"terms", "Terms of service"}}};
      return faces;
    });
    auto shop = engine.tenants().get(kPlatform);
    engine.database().transaction([&](db::Transaction& tx) { engine.tenants().save(tx, shop); });
    brand = stranger.get("/brand").body;
    CPPUNIT_ASSERT_EQUAL(Json(true), brand["sells_domains"]);
    CPPUNIT_ASSERT_EQUAL(Json::array({"hosting", "vps"}), brand["product_types"]);
    const Json gateways = Json::array({{{"gateway", "razorpay"}, {"title", "Razorpay"}}});
    const Json legal = Json::array({{{"slug", "terms"}, {"title", "Terms of service"}}});
    CPPUNIT_ASSERT_EQUAL(gateways, brand["gateways"]);
    CPPUNIT_ASSERT_EQUAL(legal, brand["legal"]);
  }

 protected:
  virtual std::optional<db::DatabaseUrl> database() { return std::nullopt; }

 private:
  std::map<std::string, Json> explained() {
    std::map<std::string, Json> all;
    const auto page = owner_->get("/admin/settings/explained");
    for (const auto& one : page["data"]) all.emplace(one["name"].get<std::string>(), one);
    return all;
  }
  Json settings() { return owner_->get("/admin/settings").body; }
  ApiAnswer put(const Json& body) { return owner_->put("/admin/settings", body); }
  // `at`: the setting that the answer names, where it is another.
  void refused(const std::string& name, const Json& value, const std::string& code,
               const std::string& at = {}) {
    const auto before = settings();
    const auto answer = put({{name, value}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(name + answer.text, 422, answer.status);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, code, answer.fieldCode(at.empty() ? name : at));
    CPPUNIT_ASSERT(before == settings());
  }

  std::unique_ptr<Console> console_;
  std::unique_ptr<ApiClient> owner_;
};
HOSTLER_SUITE(SettingsConsoleTest, "modules/console/settings");

class SettingsConsoleOnMariaDbTest : public SettingsConsoleTest {
  CPPUNIT_TEST_SUB_SUITE(SettingsConsoleOnMariaDbTest, SettingsConsoleTest);
  CPPUNIT_TEST_SUITE_END();

 protected:
  std::optional<db::DatabaseUrl> database() override { return MariaDb::shared().freshDatabase(); }
};
HOSTLER_SUITE(SettingsConsoleOnMariaDbTest, "modules/console/settings");

}  // namespace hostler::testing
