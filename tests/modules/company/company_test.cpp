#include "modules/company/company_module.h"
#include "tests/core/db/engines.h"
#include "tests/modules/billing/on_billing_routes.h"
#include "tests/modules/billing/told_registers.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::ApiAnswer;
using testing::ApiClient;

// Whoever runs a shop says who sells in it, and documents say it from then on.
template <class Engine>
class CompanyTest : public testing::OnBillingRoutes {
  CPPUNIT_TEST_SUITE(CompanyTest);
  CPPUNIT_TEST(whatIsSaidIsWhatInvoicesSay);
  CPPUNIT_TEST(anInvoiceThatWasIssuedStaysAsItWas);
  CPPUNIT_TEST(theSellersStateDecidesWhichTaxesThereAre);
  CPPUNIT_TEST(aNewSellerIsToldWhatIsMissing);
  CPPUNIT_TEST(aGstinMustFitItsCheckItsStateAndItsPan);
  CPPUNIT_TEST(aVatNumberMustFitItsCountry);
  CPPUNIT_TEST(aSellerAbroadIsTaxedByRatesOfItsOwn);
  CPPUNIT_TEST(indianNumbersStayInIndia);
  CPPUNIT_TEST(whatCannotBeIsRefusedByName);
  CPPUNIT_TEST(theCountryStaysOnceAnInvoiceWasIssued);
  CPPUNIT_TEST(theCurrencyStaysOnceSomethingWasSold);
  CPPUNIT_TEST(theCurrencyStaysWhileRatesAreHeldAgainstIt);
  CPPUNIT_TEST(theDayIsThatOfTheChosenTimeZone);
  CPPUNIT_TEST(anotherPersonsChangeIsNotOverwritten);
  CPPUNIT_TEST(itAsksForAFreshFactor);
  CPPUNIT_TEST(strangersAndClientsSeeNothingOfIt);
  CPPUNIT_TEST(itIsWrittenDownWithoutThePan);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    place_ = std::make_unique<Engine>();
    Given given;
    given.database = place_->url();
    start(registers_, std::move(given));
    company_ = std::make_unique<CompanyModule>(CompanyModule::Parts{
        engine_->database(), engine_->tenants(), engine_->audit(), files_->files()});
    company_->mount(engine_->router());
  }
  void tearDown() override {
    company_.reset();
    end();
    place_.reset();
  }

  void whatIsSaidIsWhatInvoicesSay() {
    mustChange({{"name", "Deccan"},
                {"legal_name", "Deccan Hosting Private Limited"},
                {"address", bengaluru()},
                {"gstin", "29aagcb7383j1z4"},
                {"pan", "AAGCB7383J"},
                {"registration_number", "u72900ka2015ptc123456"},
                {"lut_number", "AD290326000123X"},
                {"email", "accounts@deccan.example"},
                {"phone", "080 4000 1234"}});
    const auto company = owner_->get("/admin/company");
    CPPUNIT_ASSERT_EQUAL(Json("29AAGCB7383J1Z4"), company["gstin"]);
    CPPUNIT_ASSERT_EQUAL(Json("U72900KA2015PTC123456"), company["registration_number"]);
    CPPUNIT_ASSERT_EQUAL(Json("+918040001234"), company["phone"]);
    CPPUNIT_ASSERT_EQUAL(Json("Karnataka"), company["address"]["state"]);
    CPPUNIT_ASSERT_EQUAL(Json("29"), company["address"]["state_code"]);
    CPPUNIT_ASSERT_EQUAL(Json::array(), company["missing"]);

    const auto seller = issued()["seller"];
    CPPUNIT_ASSERT_EQUAL(Json("Deccan Hosting Private Limited"), seller["legal_name"]);
    CPPUNIT_ASSERT_EQUAL(Json("29AAGCB7383J1Z4"), seller["gstin"]);
    CPPUNIT_ASSERT_EQUAL(Json("AAGCB7383J"), seller["pan"]);
    CPPUNIT_ASSERT_EQUAL(Json("U72900KA2015PTC123456"), seller["registration_number"]);
    CPPUNIT_ASSERT_EQUAL(Json("7 Residency Road"), seller["address"]["line1"]);
    CPPUNIT_ASSERT_EQUAL(Json("accounts@deccan.example"), seller["email"]);
  }

  void anInvoiceThatWasIssuedStaysAsItWas() {
    const auto before = issued();
    mustChange({{"legal_name", "Another Name Limited"},
                {"address", bengaluru()},
                {"gstin", "29AAGCB7383J1Z4"},
                {"email", "new@deccan.example"}});
    const auto after = owner_->get("/admin/invoices/" + before["id"].template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(before["seller"], after["seller"]);
    CPPUNIT_ASSERT_EQUAL(before["taxes"], after["taxes"]);
    CPPUNIT_ASSERT_EQUAL(Json("Another Name Limited"), issued()["seller"]["legal_name"]);
  }

  void theSellersStateDecidesWhichTaxesThereAre() {
    const auto rate = owner_->post(
        "/admin/taxes",
        {{"country", "IN"}, {"name", "GST"}, {"rate", "18"}, {"valid_from", "2017-07-01"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(rate.text, 201, rate.status);
    // The client is in Maharashtra, as the seller is at first.
    CPPUNIT_ASSERT((std::vector<std::string>{"CGST", "SGST"}) == taxesOf(issued()));
    mustChange({{"address", bengaluru()}, {"gstin", "29AAGCB7383J1Z4"}});
    CPPUNIT_ASSERT((std::vector<std::string>{"IGST"}) == taxesOf(issued()));
  }

  void aNewSellerIsToldWhatIsMissing() {
    asShipped();
    CPPUNIT_ASSERT_EQUAL(Json::array({"address", "state", "email"}),
                         owner_->get("/admin/company")["missing"]);
    // A GSTIN says nothing without the address that it is held against.
    refused({{"gstin", "29AAGCB7383J1Z4"}}, "address", "required");
    mustChange({{"name", "Deccan"}});
    mustChange({{"address", bengaluru()}, {"email", "accounts@deccan.example"}});
    CPPUNIT_ASSERT_EQUAL(Json::array(), owner_->get("/admin/company")["missing"]);
  }

  void aGstinMustFitItsCheckItsStateAndItsPan() {
    refused({{"gstin", "29AAGCB7383J1Z5"}}, "gstin", "malformed");
    refused({{"gstin", "29AAGCB7383J1Z4"}}, "gstin", "other_state");
    refused({{"pan", "AAGCB7383J"}}, "gstin", "other_pan");
    refused({{"pan", "AAGXB7383J"}}, "pan", "malformed");
    refused({{"address", bengaluru()}}, "gstin", "other_state");
    mustChange({{"pan", "aapfu0939f"}});
    CPPUNIT_ASSERT_EQUAL(Json("AAPFU0939F"), owner_->get("/admin/company")["pan"]);
    // Who is not registered has none.
    mustChange({{"gstin", nullptr}, {"address", bengaluru()}});
    CPPUNIT_ASSERT(owner_->get("/admin/company")["gstin"].is_null());
    refused({{"registration_number", "X72900KA2015PTC123456"}}, "registration_number", "malformed");
    mustChange({{"registration_number", "AAB-1234"}});
  }

  void aVatNumberMustFitItsCountry() {
    refused({{"vat_number", "DE136695976"}}, "vat_number", "in_india");
    mustChange({{"address", berlin()}, {"gstin", nullptr}, {"vat_number", "de 136 695 976"}});
    CPPUNIT_ASSERT_EQUAL(Json("DE136695976"), owner_->get("/admin/company")["vat_number"]);
    CPPUNIT_ASSERT_EQUAL(Json("DE136695976"), issued()["seller"]["tax_id"]);
    refused({{"vat_number", "DE136695977"}}, "vat_number", "wrong_check_digit");
    refused({{"vat_number", "FR40303265045"}}, "vat_number", "other_country");
    refused({{"vat_number", "AE100123456700003"}}, "vat_number", "other_country");
    mustChange({{"vat_number", nullptr}});
  }

  void aSellerAbroadIsTaxedByRatesOfItsOwn() {
    const auto regime = [&] { return engine_->tenants().settings(kPlatform).text("tax.regime"); };
    mustChange({{"address", bengaluru()}, {"gstin", nullptr}});
    CPPUNIT_ASSERT_EQUAL(std::string{"gst"}, regime());
    mustChange({{"address", berlin()}});
    CPPUNIT_ASSERT_EQUAL(std::string{"table"}, regime());
    mustChange({{"address", bengaluru()}});
    CPPUNIT_ASSERT_EQUAL(std::string{"gst"}, regime());
    // Who charges no tax goes on so.
    engine_->database().transaction([&](db::Transaction& tx) {
      engine_->tenants().change(tx, kPlatform, "tax.regime", "none");
    });
    mustChange({{"address", berlin()}});
    CPPUNIT_ASSERT_EQUAL(std::string{"none"}, regime());
  }

  void indianNumbersStayInIndia() {
    mustChange({{"pan", "AAPFU0939F"}, {"lut_number", "AD270326000123X"}});
    const auto answer = change({{"address", berlin()}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 422, answer.status);
    for (const auto* field : {"gstin", "pan", "lut_number"})
      CPPUNIT_ASSERT_EQUAL(std::string{"foreign_address"}, answer.fieldCode(field));
    mustChange(
        {{"address", berlin()}, {"gstin", nullptr}, {"pan", nullptr}, {"lut_number", nullptr}});
  }

  void whatCannotBeIsRefusedByName() {
    refused({{"time_zone", "Mars/Olympus"}}, "time_zone", "unknown_time_zone");
    refused({{"phone", "12345"}}, "phone", "malformed");
    auto nowhere = bengaluru();
    nowhere["state"] = "Atlantis";
    refused({{"address", nowhere}}, "address.state", "unknown_state");
    nowhere = bengaluru();
    nowhere["postal_code"] = "1";
    refused({{"address", nowhere}}, "address.postal_code", "malformed");
    for (const auto* field : {"name", "legal_name"})
      CPPUNIT_ASSERT_EQUAL(422, change({{field, ""}}).status);
    CPPUNIT_ASSERT_EQUAL(422, change({{"email", "nobody"}}).status);
    CPPUNIT_ASSERT_EQUAL(422, change({{"currency", "XXZ"}}).status);
    CPPUNIT_ASSERT_EQUAL(422, change({{"colour", "#123456"}}).status);
  }

  void theCountryStaysOnceAnInvoiceWasIssued() {
    CPPUNIT_ASSERT_EQUAL(Json(false), owner_->get("/admin/company")["country_fixed"]);
    issued();
    const auto answer = change({{"address", berlin()}, {"gstin", nullptr}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 409, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"country_fixed"}, answer.code());
    CPPUNIT_ASSERT_EQUAL(Json(true), owner_->get("/admin/company")["country_fixed"]);
    CPPUNIT_ASSERT_EQUAL(Json("IN"), owner_->get("/admin/company")["address"]["country"]);
    mustChange({{"address", bengaluru()}, {"gstin", nullptr}});
  }

  void theCurrencyStaysOnceSomethingWasSold() {
    mustChange({{"currency", "USD"}});
    CPPUNIT_ASSERT_EQUAL(Json("USD"), owner_->get("/admin/company")["currency"]);
    mustChange({{"currency", "INR"}});
    issued();
    const auto answer = change({{"currency", "USD"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 409, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"currency_fixed"}, answer.code());
    CPPUNIT_ASSERT_EQUAL(Json(true), owner_->get("/admin/company")["currency_fixed"]);
    mustChange({{"currency", "INR"}, {"name", "Deccan"}});
  }

  void theCurrencyStaysWhileRatesAreHeldAgainstIt() {
    const auto rate = owner_->post(
        "/admin/currencies", {{"currency", "USD"}, {"valid_from", "2026-01-01"}, {"rate", "86.5"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(rate.text, 201, rate.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"rates_kept"}, change({{"currency", "EUR"}}).code());
    CPPUNIT_ASSERT_EQUAL(204, owner_->remove("/admin/currencies/USD").status);
    mustChange({{"currency", "EUR"}});
  }

  void theDayIsThatOfTheChosenTimeZone() {
    // 06:00 UTC of the 10th is the evening before east of the date line.
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 1, 10), engine_->tenants().today(kPlatform));
    mustChange({{"time_zone", "Pacific/Midway"}});
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 1, 9), engine_->tenants().today(kPlatform));
  }

  void anotherPersonsChangeIsNotOverwritten() {
    const auto tag = owner_->get("/admin/company").header("etag");
    CPPUNIT_ASSERT(!tag.empty());
    mustChange({{"pan", "AAPFU0939F"}});
    const auto late = owner_->with("if-match", tag).patch("/admin/company", {{"name", "Late"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(late.text, 412, late.status);
    const auto now = owner_->get("/admin/company").header("etag");
    CPPUNIT_ASSERT_EQUAL(
        200, owner_->with("if-match", now).patch("/admin/company", {{"name", "Now"}}).status);
  }

  void itAsksForAFreshFactor() {
    engine_->database().transaction([](db::Transaction& tx) {
      tx.execute("UPDATE users SET totp_confirmed_at = 1 WHERE kind = 'staff'");
      tx.execute("UPDATE sessions SET fresh_at = NULL");
    });
    CPPUNIT_ASSERT_EQUAL(std::string{"step_up_required"}, change({{"name", "Thief"}}).code());
    CPPUNIT_ASSERT_EQUAL(200, owner_->get("/admin/company").status);
  }

  void strangersAndClientsSeeNothingOfIt() {
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().get("/admin/company").status);
    CPPUNIT_ASSERT_EQUAL(403, client_->get("/admin/company").status);
    CPPUNIT_ASSERT_EQUAL(403, client_->patch("/admin/company", {{"name", "Thief"}}).status);
  }

  void itIsWrittenDownWithoutThePan() {
    mustChange({{"pan", "AAPFU0939F"}, {"name", "Deccan"}});
    mustChange({{"name", "Deccan"}});
    const auto entries = engine_->database().query(
        "SELECT state_before, state_after FROM audit_entries WHERE action = 'company.changed'");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, entries.size());
    const auto after = Json::parse(entries[0].text("state_after"));
    CPPUNIT_ASSERT_EQUAL(Json("Deccan"), after["name"]);
    CPPUNIT_ASSERT_EQUAL(Json("••••••939F"), after["pan"]);
    CPPUNIT_ASSERT_EQUAL(Json("Hostler Test"),
                         Json::parse(entries[0].text("state_before"))["name"]);
    CPPUNIT_ASSERT(!after.contains("legal_name"));
  }

 private:
  static Json bengaluru() {
    return {{"line1", "7 Residency Road"}, {"line2", "2nd Floor"},    {"city", "Bengaluru"},
            {"state", "Karnataka"},        {"postal_code", "560025"}, {"country", "IN"}};
  }
  static Json berlin() {
    return {{"line1", "Torstr. 1"},
            {"city", "Berlin"},
            {"state", ""},
            {"postal_code", "10119"},
            {"country", "DE"}};
  }
  // As the first start of an engine leaves it.
  void asShipped() {
    Tenant shipped;
    shipped.id = kPlatform;
    shipped.name = shipped.legalName = "Hostler";
    shipped.address.country = "IN";
    shipped.publicUrl = "https://shop.example";
    engine_->database().transaction(
        [&](db::Transaction& tx) { engine_->tenants().save(tx, shipped); });
  }
  ApiAnswer change(const Json& body) { return owner_->patch("/admin/company", body); }
  void mustChange(const Json& body) {
    const auto answer = change(body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
  }
  void refused(const Json& body, const std::string& field, const std::string& code) {
    const auto before = owner_->get("/admin/company").body;
    const auto answer = change(body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 422, answer.status);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, code, answer.fieldCode(field));
    CPPUNIT_ASSERT_EQUAL(before, owner_->get("/admin/company").body);
  }
  ApiAnswer issued() {
    auto answer = owner_->post("/admin/invoices",
                               {{"account", account_},
                                {"lines", Json::array({{{"description", "Moving a site"},
                                                        {"unit_price", testing::paise(499'00)},
                                                        {"sac", "998315"}}})}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
    return answer;
  }
  static std::vector<std::string> taxesOf(const ApiAnswer& invoice) {
    std::vector<std::string> names;
    for (const auto& tax : invoice["taxes"])
      names.push_back(tax["name"].template get<std::string>());
    return names;
  }

  std::unique_ptr<Engine> place_;
  testing::ToldRegisters registers_;
  std::unique_ptr<CompanyModule> company_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(CompanyTest, "modules/company/company");

}  // namespace hostler
