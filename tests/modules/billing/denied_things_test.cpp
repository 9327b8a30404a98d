#include "tests/modules/billing/money_shop.h"
#include "tests/modules/billing/on_billing_routes.h"
#include "tests/support/team.h"

namespace hostler {

namespace testing {
namespace {

Json rupees(std::int64_t amount) {
  return {{"amount", amount * 100}, {"currency", "INR"}};
}

std::vector<std::string> idsOf(const ApiAnswer& page) {
  CPPUNIT_ASSERT_EQUAL_MESSAGE(page.text, 200, page.status);
  std::vector<std::string> ids;
  for (const auto& one : page["data"]) ids.push_back(one["id"].get<std::string>());
  return ids;
}

}  // namespace

// What a policy denies one user of an account: by its own path, in lists and in bodies alike.
class DeniedThingsTest : public OnBillingRoutes {
  CPPUNIT_TEST_SUITE(DeniedThingsTest);
  CPPUNIT_TEST(aDeniedInvoiceIsInNoList);
  CPPUNIT_TEST(aDeniedQuoteIsNotListed);
  CPPUNIT_TEST(aDeniedPaymentAndCreditNoteAreNotListed);
  CPPUNIT_TEST(aStatementLeavesOutADeniedInvoice);
  CPPUNIT_TEST(invoicesInABodyAreJudgedLikeInAPath);
  CPPUNIT_TEST(staffSeeAllTheSame);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { start(providers_); }

  void aDeniedInvoiceIsInNoList() {
    const auto shown = invoice(), denied = invoice();
    auto vikram = vikramWithout(*engine_, *client_, {denied});

    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/invoices/" + denied).status);
    CPPUNIT_ASSERT(idsOf(vikram.get("/invoices")) == std::vector{shown});
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, idsOf(client_->get("/invoices")).size());
    // The pages go on behind what is left out.
    const auto first = vikram.get("/invoices?limit=1");
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, first["data"].size());
    const auto next = first["next_cursor"].get<std::string>();
    CPPUNIT_ASSERT(idsOf(vikram.get("/invoices?limit=1&cursor=" + next)) == std::vector{shown});
  }

  void aDeniedQuoteIsNotListed() {
    const auto shown = quote(), denied = quote();
    auto vikram = vikramWithout(*engine_, *client_, {denied});

    CPPUNIT_ASSERT(idsOf(vikram.get("/quotes")) == std::vector{shown});
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, idsOf(client_->get("/quotes")).size());
  }

  void aDeniedPaymentAndCreditNoteAreNotListed() {
    const auto one = invoice(), two = invoice();
    const auto shown = paid(one), denied = paid(two);
    const auto note = credited(one), deniedNote = credited(two);
    auto vikram = vikramWithout(*engine_, *client_, {denied, deniedNote});

    CPPUNIT_ASSERT(idsOf(vikram.get("/payments")) == std::vector{shown});
    CPPUNIT_ASSERT(idsOf(vikram.get("/credit-notes")) == std::vector{note});
    const auto movements = vikram.get("/transactions");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(movements.text, std::size_t{1}, movements["data"].size());
    CPPUNIT_ASSERT_EQUAL(shown, movements["data"][0]["payment_id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, idsOf(client_->get("/payments")).size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, idsOf(client_->get("/credit-notes")).size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, idsOf(client_->get("/transactions")).size());
  }

  void aStatementLeavesOutADeniedInvoice() {
    const auto shown = invoice(), denied = invoice();
    auto vikram = vikramWithout(*engine_, *client_, {denied});

    const auto whole = client_->get("/billing/statement"), seen = vikram.get("/billing/statement");

    CPPUNIT_ASSERT_EQUAL_MESSAGE(seen.text, 200, seen.status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, whole["rows"].size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, seen["rows"].size());
    CPPUNIT_ASSERT_EQUAL(numberOf(shown), seen["rows"][0]["document"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(whole["closing"].dump(), seen["closing"].dump());
    const auto csv = vikram.get("/billing/statement?format=csv");
    CPPUNIT_ASSERT_EQUAL(200, csv.status);
    CPPUNIT_ASSERT(csv.text.find(numberOf(denied)) == std::string::npos);
    CPPUNIT_ASSERT(csv.text.find(numberOf(shown)) != std::string::npos);
  }

  void invoicesInABodyAreJudgedLikeInAPath() {
    const auto mine = invoice(), denied = invoice();
    auto vikram = vikramWithout(*engine_, *client_, {denied});

    const auto byPath = vikram.post("/invoices/" + denied + "/pay", {{"method", "bank"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(byPath.text, 403, byPath.status);
    for (const Json& body : {Json{{"invoice_id", denied}, {"gateway", "bank"}},
                             Json{{"invoice_ids", {mine, denied}}, {"gateway", "bank"}}}) {
      const auto answer = vikram.post("/payments/create", body);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, byPath.status, answer.status);
      CPPUNIT_ASSERT_EQUAL(byPath.code(), answer.code());
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, idsOf(client_->get("/payments")).size());
    const auto allowed =
        vikram.post("/payments/create", {{"invoice_id", mine}, {"gateway", "nobody"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"not_offered"}, allowed.fieldCode("gateway"));
  }

  void staffSeeAllTheSame() {
    const auto one = invoice(), two = invoice();
    vikramWithout(*engine_, *client_, {two});
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, idsOf(owner_->get("/admin/invoices")).size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2},
                         idsOf(owner_->get("/admin/clients/" + account_ + "/invoices")).size());
    const auto statement = owner_->get("/admin/clients/" + account_ + "/statement");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(statement.text, std::size_t{2}, statement["rows"].size());
    CPPUNIT_ASSERT_EQUAL(numberOf(one), statement["rows"][0]["document"].get<std::string>());
  }

 private:
  std::string made(const ApiAnswer& answer) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
    return answer["id"].get<std::string>();
  }
  std::string invoice() {
    return made(
        owner_->post("/admin/invoices", {{"account", account_},
                                         {"lines", Json::array({{{"description", "Moving a site"},
                                                                 {"unit_price", rupees(499)},
                                                                 {"sac", "998315"}}})}}));
  }
  std::string numberOf(const std::string& invoice) {
    return owner_->get("/admin/invoices/" + invoice)["number"].get<std::string>();
  }
  std::string quote() {
    const auto id =
        made(owner_->post("/admin/quotes", {{"account", account_},
                                            {"title", "A server of your own"},
                                            {"valid_until", "2099-01-01"},
                                            {"lines", Json::array({{{"description", "Server"},
                                                                    {"quantity", "1"},
                                                                    {"unit_price", rupees(999)},
                                                                    {"discount", rupees(0)},
                                                                    {"sac", "998315"}}})}}));
    CPPUNIT_ASSERT_EQUAL(200, owner_->post("/admin/quotes/" + id + "/send").status);
    return id;
  }
  // By hand; the payment's id.
  std::string paid(const std::string& invoice) {
    const auto path = "/admin/invoices/" + invoice;
    const auto answer =
        owner_->post(path + "/mark-paid", {{"method", "bank_transfer"},
                                           {"reference", "UTR " + invoice.substr(4)},
                                           {"amount", owner_->get(path)["total"]}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    return answer["payment"]["id"].get<std::string>();
  }
  std::string credited(const std::string& invoice) {
    return made(owner_->post("/admin/invoices/" + invoice + "/credit",
                             {{"amount", rupees(100)}, {"reason", "Two days without mail"}}));
  }

  ToldProviders providers_;
};
HOSTLER_SUITE(DeniedThingsTest, "modules/billing/denied_things");

}  // namespace testing
}  // namespace hostler
