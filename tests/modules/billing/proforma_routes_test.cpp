#include "modules/billing/billing_module.h"
#include "tests/modules/billing/till.h"
#include "tests/support/test_engine.h"

namespace hostler {

std::span<const db::Migration> operationsMigrations();

namespace testing {
namespace {

EngineOptions withBilling() {
  EngineOptions options;
  for (const auto steps : {operationsMigrations(), billingMigrations()})
    options.migrations.insert(options.migrations.end(), steps.begin(), steps.end());
  return options;
}

}  // namespace

// Proforma invoices as clients and staff meet them.
class ProformaRoutesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ProformaRoutesTest);
  CPPUNIT_TEST(itIsCalledWhatItIsUntilItIsPaid);
  CPPUNIT_TEST(bothDocumentsAreRead);
  CPPUNIT_TEST(whatIsNoTaxInvoiceIsNotCorrected);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<TestEngine>(withBilling());
    accounts_ = std::make_unique<Accounts>(engine_->database());
    operations_ = std::make_unique<Operations>(engine_->database(), engine_->clock(),
                                               engine_->ids(), engine_->vault(), providers_);
    limits_ = std::make_unique<http::RateLimits>(engine_->database(), engine_->clock(),
                                                 EngineOptions::TestLimits());
    files_ = std::make_unique<Files>(
        Files::Parts{engine_->database(), engine_->clock(), engine_->ids(), engine_->audit()});
    billing_ = std::make_unique<BillingModule>(BillingModule::Parts{
        engine_->database(), engine_->clock(), engine_->ids(), engine_->vault(), engine_->tenants(),
        *accounts_, engine_->audit(), engine_->events(), engine_->jobs(), *operations_, providers_,
        *limits_, *files_,
        [](Id<Tenant>, const std::string&, const std::string&, const Json& model) {
          return model.at("document").at("number").get<std::string>();
        },
        [](const std::string& html) { return html; }, [](const std::string&) {}, false, nullptr});
    billing_->mount(engine_->router());
    owner_ = std::make_unique<ApiClient>(engine_->owner());
    client_ = std::make_unique<ApiClient>(engine_->signedUpClient("asha@example.in"));
    account_ = client_->get("/account")["id"].get<std::string>();
    engine_->database().transaction([&](db::Transaction& tx) {
      engine_->tenants().change(tx, kPlatform, "invoice.proforma", true);
    });
  }
  void tearDown() override {
    client_.reset();
    owner_.reset();
    billing_.reset();
    files_.reset();
    limits_.reset();
    operations_.reset();
    accounts_.reset();
    engine_.reset();
  }

  void itIsCalledWhatItIsUntilItIsPaid() {
    const auto sent = issued();
    const auto path = "/invoices/" + sent["id"].get<std::string>();
    const auto seen = client_->get(path);
    CPPUNIT_ASSERT(seen["proforma"] == true);
    CPPUNIT_ASSERT(seen["number"].get<std::string>().starts_with("PF/"));
    CPPUNIT_ASSERT(seen["proforma_number"] == seen["number"]);
    const auto paid =
        owner_->post("/admin" + path + "/mark-paid",
                     {{"method", "cash"}, {"reference", "R1"}, {"amount", seen["total"]}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(paid.text, 200, paid.status);
    const auto after = client_->get(path);
    CPPUNIT_ASSERT(!after.body.contains("proforma"));
    CPPUNIT_ASSERT(after["number"].get<std::string>().starts_with("HST/"));
    CPPUNIT_ASSERT(after["proforma_number"] == seen["number"]);
  }

  void bothDocumentsAreRead() {
    const auto sent = issued();
    const auto path = "/invoices/" + sent["id"].get<std::string>();
    const auto number = sent["number"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(number, client_->get(path + "/pdf").text);
    CPPUNIT_ASSERT_EQUAL(number, client_->get(path + "/proforma/pdf").text);
    owner_->post("/admin" + path + "/mark-paid",
                 {{"method", "cash"}, {"reference", "R1"}, {"amount", sent["total"]}});
    CPPUNIT_ASSERT(client_->get(path + "/pdf").text.starts_with("HST/"));
    CPPUNIT_ASSERT_EQUAL(number, client_->get(path + "/proforma/pdf").text);
    CPPUNIT_ASSERT_EQUAL(number, owner_->get("/admin" + path + "/proforma/pdf").text);
    ApiClient other = engine_->signedUpClient("ravi@example.in");
    CPPUNIT_ASSERT_EQUAL(404, other.get(path + "/proforma/pdf").status);
  }

  void whatIsNoTaxInvoiceIsNotCorrected() {
    const auto sent = issued();
    const auto path = "/admin/invoices/" + sent["id"].get<std::string>();
    const auto credited =
        owner_->post(path + "/credit", {{"amount", sent["total"]}, {"reason", "Sorry"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(credited.text, 409, credited.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"proforma_not_credited"}, credited.code());
    CPPUNIT_ASSERT_EQUAL(std::string{"proforma_not_written_off"},
                         owner_->post(path + "/write-off", {{"reason", "Gone"}}).code());
    CPPUNIT_ASSERT_EQUAL(std::string{"not_for_e_invoice_portal"},
                         owner_->get(path + "/e-invoice").code());
    const auto cancelled = owner_->post(path + "/cancel", {{"reason", "Not wanted"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(cancelled.text, 200, cancelled.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"cancelled"}, cancelled["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, owner_->get("/admin/credit-notes")["data"].size());
  }

 private:
  ApiAnswer issued() {
    const auto made = owner_->post(
        "/admin/invoices",
        {{"account", account_},
         {"lines", Json::array({{{"description", "Moving a site"},
                                 {"unit_price", {{"amount", 999'00}, {"currency", "INR"}}},
                                 {"sac", "998315"}}})}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    return made;
  }

  ToldGateway providers_;
  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<Operations> operations_;
  std::unique_ptr<http::RateLimits> limits_;
  std::unique_ptr<Files> files_;
  std::unique_ptr<BillingModule> billing_;
  std::unique_ptr<ApiClient> owner_, client_;
  std::string account_;
};
HOSTLER_SUITE(ProformaRoutesTest, "modules/billing/proforma_routes");

}  // namespace testing
}  // namespace hostler
