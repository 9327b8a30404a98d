#include "tests/modules/billing/on_billing_routes.h"
#include "tests/modules/billing/till.h"

namespace hostler {

namespace testing {
// Proforma invoices as clients and staff meet them.
class ProformaRoutesTest : public OnBillingRoutes {
  CPPUNIT_TEST_SUITE(ProformaRoutesTest);
  CPPUNIT_TEST(itIsCalledWhatItIsUntilItIsPaid);
  CPPUNIT_TEST(bothDocumentsAreRead);
  CPPUNIT_TEST(whatIsNoTaxInvoiceIsNotCorrected);
  CPPUNIT_TEST(whatIsPaidInPartIsCredited);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    Given given;
    given.documents = [](Id<Tenant>, const std::string&, const std::string&, const Json& model) {
      return model.at("document").at("number").get<std::string>();
    };
    given.pdf = [](const std::string& html) { return html; };
    start(providers_, given);
    engine_->database().transaction([&](db::Transaction& tx) {
      engine_->tenants().change(tx, kPlatform, "invoice.proforma", true);
    });
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

  void whatIsPaidInPartIsCredited() {
    const auto sent = issued();
    const auto path = "/admin/invoices/" + sent["id"].get<std::string>();
    const auto rest = sent["total"]["amount"].get<std::int64_t>() - 20'00;
    owner_->post(path + "/mark-paid",
                 {{"method", "cash"}, {"reference", "R1"}, {"amount", paise(20'00)}});
    const auto credited =
        owner_->post(path + "/credit", {{"amount", paise(rest)}, {"reason", "Sorry"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(credited.text, 201, credited.status);
    const auto after = owner_->get(path);
    CPPUNIT_ASSERT(!after.body.contains("proforma"));
    CPPUNIT_ASSERT_EQUAL(std::string{"paid"}, after["status"].get<std::string>());
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
};
HOSTLER_SUITE(ProformaRoutesTest, "modules/billing/proforma_routes");

}  // namespace testing
}  // namespace hostler
