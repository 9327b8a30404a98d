#include "tests/modules/billing/on_billing_routes.h"
#include "tests/modules/billing/till.h"

namespace hostler {

namespace testing {
namespace {

// A hook that is asked before invoices are issued, and refuses when it is told to.
class IssueHook final : public events::BeforeHooks {
 public:
  bool listens(const std::string& event, Id<Tenant>) override {
    return event == "before.invoice_issue";
  }
  void ask(const std::string&, Id<Tenant>, const Json& facts) override {
    asked.push_back(facts);
    if (refuses) throw DomainError{"closed", 409, "The books are closed."};
  }

  bool refuses = false;
  std::vector<Json> asked;
};

}  // namespace

// Quotes, billable items, notes, deductions and reports as staff and clients meet them.
class PaperRoutesTest : public OnBillingRoutes {
  CPPUNIT_TEST_SUITE(PaperRoutesTest);
  CPPUNIT_TEST(aQuoteGoesFromDraftToInvoice);
  CPPUNIT_TEST(aQuoteIsItsClientsAlone);
  CPPUNIT_TEST(billableItemsAreNotedAndInvoiced);
  CPPUNIT_TEST(aPaymentByHandNamesWhatWasDeducted);
  CPPUNIT_TEST(aDebitNoteAddsToAnInvoice);
  CPPUNIT_TEST(hooksAreAskedOfWhateverStaffIssue);
  CPPUNIT_TEST(theReturnComesAsJsonAndAsCsv);
  CPPUNIT_TEST(whatIsTakenAlongIsWrittenDown);
  CPPUNIT_TEST(aReportsDaysAreChecked);
  CPPUNIT_TEST(aClientReadsTheirOwnStatement);
  CPPUNIT_TEST(aZoneNeedsAGstin);
  CPPUNIT_TEST(staffSayHowAClientIsInvoiced);
  CPPUNIT_TEST(aDayHasOneExchangeRate);
  CPPUNIT_TEST(aRateIsCorrectedUntilAnInvoiceWasIssuedAtIt);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    hook_.refuses = false;
    hook_.asked.clear();
    Given given;
    given.before = &hook_;
    start(providers_, given);
  }

  void aQuoteGoesFromDraftToInvoice() {
    const auto draft = owner_->post("/admin/quotes", quote());
    CPPUNIT_ASSERT_EQUAL_MESSAGE(draft.text, 201, draft.status);
    const auto id = draft["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(std::string{"draft"}, draft["status"].get<std::string>());
    const auto changed = owner_->patch("/admin/quotes/" + id, {{"title", "Two servers"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"Two servers"}, changed["title"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(422, owner_->patch("/admin/quotes/" + id, {{"titel", "x"}}).status);
    CPPUNIT_ASSERT_EQUAL(404, client_->get("/quotes/" + id).status);
    CPPUNIT_ASSERT_EQUAL(200, owner_->post("/admin/quotes/" + id + "/send").status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, client_->get("/quotes")["data"].size());
    const auto seen = client_->get("/quotes/" + id);
    const auto accepted =
        client_->withKey("yes").post("/quotes/" + id + "/accept", {{"total", seen["total"]}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(accepted.text, 200, accepted.status);
    const auto invoice = client_->get("/invoices/" + accepted["invoice_id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(seen["total"].dump(), invoice["total"].dump());
    const auto again =
        client_->withKey("yes").post("/quotes/" + id + "/accept", {{"total", seen["total"]}});
    CPPUNIT_ASSERT_EQUAL(200, again.status);
    CPPUNIT_ASSERT_EQUAL(409, client_->post("/quotes/" + id + "/accept", Json::object()).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, client_->get("/invoices")["data"].size());
  }

  void aQuoteIsItsClientsAlone() {
    const auto id = owner_->post("/admin/quotes", quote())["id"].get<std::string>();
    owner_->post("/admin/quotes/" + id + "/send");
    auto other = engine_->signedUpClient("ravi@example.in");
    CPPUNIT_ASSERT_EQUAL(404, other.get("/quotes/" + id).status);
    CPPUNIT_ASSERT_EQUAL(404, other.post("/quotes/" + id + "/accept", Json::object()).status);
    CPPUNIT_ASSERT_EQUAL(404, other.post("/quotes/" + id + "/decline").status);
    CPPUNIT_ASSERT_EQUAL(403, client_->post("/admin/quotes", quote()).status);
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().get("/quotes").status);
  }

  void billableItemsAreNotedAndInvoiced() {
    const Json item{{"account", account_},
                    {"description", "Two hours of help"},
                    {"quantity", "2"},
                    {"unit_price", paise(1500'00)},
                    {"sac", "998313"}};
    const auto added = owner_->post("/admin/billable-items", item);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.text, 201, added.status);
    auto mistake = item;
    mistake["description"] = "A mistake";
    const auto gone = "/admin/billable-items/" +
                      owner_->post("/admin/billable-items", mistake)["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(204, owner_->remove(gone).status);
    CPPUNIT_ASSERT_EQUAL(409, owner_->remove(gone).status);
    const auto made = owner_->post("/admin/billable-items/invoice", {{"account", account_}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, made["invoices"].size());
    const auto invoice = client_->get("/invoices/" + made["invoices"][0].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3000'00}, invoice["subtotal"]["amount"].get<std::int64_t>());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"invoiced"},
        owner_->get("/admin/billable-items?account=" + account_)["data"][1]["status"]
            .get<std::string>());
    CPPUNIT_ASSERT_EQUAL(403, client_->get("/admin/billable-items").status);
  }

  void aPaymentByHandNamesWhatWasDeducted() {
    const auto invoice = owner_->post("/admin/invoices", manual(999'00));
    const auto path = "/admin/invoices/" + invoice["id"].get<std::string>();
    const auto total = invoice["total"]["amount"].get<std::int64_t>();
    Json body{{"method", "bank_transfer"},
              {"reference", "UTR7"},
              {"amount", paise(total - 19'98)},
              {"tds", {{"section", "194C"}, {"rate", "2"}, {"amount", paise(19'98)}}}};
    auto wrong = body;
    wrong["tds"]["section"] = "one";
    CPPUNIT_ASSERT_EQUAL(422, owner_->post(path + "/mark-paid", wrong).status);
    wrong = body;
    wrong["tds"]["amount"] = paise(30'00);
    CPPUNIT_ASSERT_EQUAL(422, owner_->post(path + "/mark-paid", wrong).status);
    const auto paid = owner_->post(path + "/mark-paid", body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(paid.text, 200, paid.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"paid"}, owner_->get(path)["status"].get<std::string>());
    const auto listed = owner_->get("/admin/tds-deductions")["data"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"194C"}, listed["section"].get<std::string>());
    const auto one = "/admin/tds-deductions/" + listed["id"].get<std::string>();
    const auto completed =
        owner_->patch(one, {{"certificate", "ABCDEFG"}, {"matched_on", "2027-06-15"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"ABCDEFG"}, completed["certificate"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(403, client_->get("/admin/tds-deductions").status);
  }

  void hooksAreAskedOfWhateverStaffIssue() {
    const auto invoice = owner_->post("/admin/invoices", manual(499'00));
    const auto path = "/admin/invoices/" + invoice["id"].get<std::string>();
    const Json debit{
        {"reason", "Traffic above the plan"},
        {"lines",
         Json::array(
             {{{"description", "Traffic"}, {"unit_price", paise(100'00)}, {"sac", "998315"}}})}};
    owner_->post("/admin/billable-items", {{"account", account_},
                                           {"description", "Help"},
                                           {"unit_price", paise(250'00)},
                                           {"sac", "998313"}});
    const auto invoices = [&] { return client_->get("/invoices")["data"].size(); };
    const auto tryAll = [&] {
      return std::vector{owner_->post("/admin/billable-items/invoice", {{"account", account_}}),
                         owner_->post(path + "/debit", debit),
                         owner_->post(path + "/reissue", {{"reason", "Another address"}})};
    };
    hook_.asked.clear();
    hook_.refuses = true;
    for (const auto& answer : tryAll()) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 409, answer.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"closed"}, answer.code());
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, invoices());
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, hook_.asked.size());
    const char* kKinds[] = {"manual", "debit_note", "manual"};
    for (std::size_t i = 0; i < 3; ++i) {
      const auto& told = hook_.asked[i];
      CPPUNIT_ASSERT_EQUAL(std::string{kKinds[i]}, told["kind"].get<std::string>());
      CPPUNIT_ASSERT_EQUAL(account_, told["client_id"].get<std::string>());
      CPPUNIT_ASSERT(told["total"]["amount"].get<std::int64_t>() > 0);
    }
    CPPUNIT_ASSERT_EQUAL(invoice["total"].dump(), hook_.asked[2]["total"].dump());

    hook_.refuses = false;
    owner_->post(path + "/reissue", {{"reason", "Another address"}});
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, invoices());
  }

  void aDebitNoteAddsToAnInvoice() {
    const auto invoice = owner_->post("/admin/invoices", manual(499'00));
    const auto path = "/admin/invoices/" + invoice["id"].get<std::string>();
    const Json body{
        {"reason", "Traffic above the plan"},
        {"lines",
         Json::array(
             {{{"description", "Traffic"}, {"unit_price", paise(100'00)}, {"sac", "998315"}}})}};
    const auto note = owner_->post(path + "/debit", body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(note.text, 201, note.status);
    CPPUNIT_ASSERT(note["number"].get<std::string>().starts_with("DN/"));
    const auto noted = "/admin/invoices/" + note["id"].get<std::string>() + "/debit";
    CPPUNIT_ASSERT_EQUAL(409, owner_->post(noted, body).status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->post("/admin/invoices/inv_0000000000001/debit", body).status);
    CPPUNIT_ASSERT_EQUAL(403, client_->post(path + "/debit", body).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, client_->get("/invoices")["data"].size());
  }

  void theReturnComesAsJsonAndAsCsv() {
    const auto invoice = owner_->post("/admin/invoices", manual(499'00));
    const auto json = owner_->get("/admin/reports/gstr1");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(json.text, 200, json.status);
    CPPUNIT_ASSERT_EQUAL(invoice["number"].get<std::string>(),
                         json["doc_issue"]["doc_det"][0]["docs"][0]["from"].get<std::string>());
    const auto csv = owner_->get("/admin/reports/gstr1?format=csv&table=doc_issue");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(csv.text, 200, csv.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"text/csv; charset=utf-8"}, csv.header("content-type"));
    CPPUNIT_ASSERT(csv.text.find(invoice["number"].get<std::string>()) != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"unknown"},
                         owner_->get("/admin/reports/gstr1?format=csv&table=x").fieldCode("table"));
    for (const auto* name : {"gstr1", "trial-balance", "receivables"}) {
      const auto path = std::string{"/admin/reports/"} + name;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 200, owner_->get(path).status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 200, owner_->get(path + "?format=csv").status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 403, client_->get(path).status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 401, engine_->stranger().get(path).status);
    }
  }

  void whatIsTakenAlongIsWrittenDown() {
    const std::string range = "?from=2026-06-01&to=2026-06-30";
    for (const auto* name : {"gstr1", "trial-balance", "receivables"}) {
      owner_->get(std::string{"/admin/reports/"} + name + range);  // looked at
      CPPUNIT_ASSERT_EQUAL(std::size_t{0}, exports(name).size());
      owner_->get(std::string{"/admin/reports/"} + name + range + "&format=csv");
      const auto found = exports(name);
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found.size());
      CPPUNIT_ASSERT_EQUAL(std::string{"2026-06-01"}, found[0]["from"].get<std::string>());
      CPPUNIT_ASSERT_EQUAL(std::string{"2026-06-30"}, found[0]["to"].get<std::string>());
      CPPUNIT_ASSERT_EQUAL(std::string{"csv"}, found[0]["format"].get<std::string>());
    }
    // A client's statement is theirs: staff who open it are written down, the client is not.
    client_->get("/billing/statement?format=csv");
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, exports(account_).size());
    owner_->get("/admin/clients/" + account_ + "/statement" + range);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, exports(account_).size());
    CPPUNIT_ASSERT_EQUAL(std::string{"json"}, exports(account_)[0]["format"].get<std::string>());
  }

  void aReportsDaysAreChecked() {
    CPPUNIT_ASSERT_EQUAL(
        200, owner_->get("/admin/reports/receivables?from=2026-06-01&to=2026-06-30").status);
    for (const auto* query : {"?from=2026-07-01&to=2026-06-30", "?from=2020-01-01&to=2026-06-30",
                              "?from=yesterday", "?formt=csv", "?format=pdf"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(
          query, 422, owner_->get(std::string{"/admin/reports/receivables"} + query).status);
    }
  }

  void aClientReadsTheirOwnStatement() {
    owner_->post("/admin/invoices", manual(499'00));
    const auto mine = client_->get("/billing/statement");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(mine.text, 200, mine.status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, mine["rows"].size());
    const auto theirs = owner_->get("/admin/clients/" + account_ + "/statement");
    CPPUNIT_ASSERT_EQUAL(mine["closing"].dump(), theirs["closing"].dump());
    auto other = engine_->signedUpClient("ravi@example.in");
    CPPUNIT_ASSERT(other.get("/billing/statement")["rows"].empty());
    CPPUNIT_ASSERT_EQUAL(403, other.get("/admin/clients/" + account_ + "/statement").status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->get("/admin/clients/acc_0000000000001/statement").status);
  }

  void aZoneNeedsAGstin() {
    const auto path = "/admin/clients/" + account_ + "/tax";
    CPPUNIT_ASSERT_EQUAL(std::string{"no_gstin"},
                         owner_->patch(path, {{"sez", true}}).fieldCode("sez"));
    const auto registered =
        client_->patch("/account", {{"pan", "AAPFU0939F"}, {"gstin", "27AAPFU0939F1ZV"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(registered.text, 200, registered.status);
    CPPUNIT_ASSERT_EQUAL(true, owner_->patch(path, {{"sez", true}})["sez"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(403, client_->patch(path, {{"sez", true}}).status);
  }

  void staffSayHowAClientIsInvoiced() {
    const auto path = "/admin/clients/" + account_ + "/invoicing";
    const Json apart{{"separate_invoices", true}}, together{{"separate_invoices", false}};
    CPPUNIT_ASSERT_EQUAL(together.dump(), owner_->get(path).body.dump());
    for (const auto& wanted : {apart, apart, together}) {
      CPPUNIT_ASSERT_EQUAL(wanted.dump(), owner_->put(path, wanted).body.dump());
      CPPUNIT_ASSERT_EQUAL(wanted.dump(), owner_->get(path).body.dump());
    }
    CPPUNIT_ASSERT_EQUAL(403, client_->put(path, apart).status);
    CPPUNIT_ASSERT_EQUAL(404,
                         owner_->put("/admin/clients/acc_0000000000001/invoicing", apart).status);
    CPPUNIT_ASSERT_EQUAL(422, owner_->put(path, Json::object()).status);
    CPPUNIT_ASSERT_EQUAL(
        std::size_t{3},
        engine_->database()
            .query("SELECT id FROM audit_entries WHERE action = 'account.invoicing_changed'")
            .size());
  }

  void aDayHasOneExchangeRate() {
    const Json rate{{"currency", "USD"}, {"valid_from", "2026-06-01"}, {"rate", "84.1234"}};
    CPPUNIT_ASSERT_EQUAL(201, owner_->post("/admin/currencies", rate).status);
    CPPUNIT_ASSERT_EQUAL(409, owner_->post("/admin/currencies", rate).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"84.1234"},
                         owner_->get("/admin/currencies")["data"][0]["rate"].get<std::string>());
    for (const auto& [currency, text] : std::vector<std::pair<std::string, std::string>>{
             {"INR", "1"}, {"USD", "0"}, {"USD", "-1"}, {"USD", "0.123456789"}}) {
      const Json wrong{{"currency", currency}, {"valid_from", "2026-06-02"}, {"rate", text}};
      CPPUNIT_ASSERT_EQUAL_MESSAGE(text, 422, owner_->post("/admin/currencies", wrong).status);
    }
  }

  void aRateIsCorrectedUntilAnInvoiceWasIssuedAtIt() {
    const auto rate = [](const char* day, const char* rate) {
      return Json{{"valid_from", day}, {"rate", rate}};
    };
    for (const auto* day : {"2020-01-01", "2020-02-01", "2199-01-01"}) {
      auto body = rate(day, "80");
      body["currency"] = "USD";
      CPPUNIT_ASSERT_EQUAL(201, owner_->post("/admin/currencies", body).status);
    }
    CPPUNIT_ASSERT_EQUAL(404, owner_->get("/admin/currencies/EUR").status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->get("/admin/currencies/nonsense").status);
    const auto path = std::string{"/admin/currencies/USD"};
    CPPUNIT_ASSERT_EQUAL(200, owner_->patch(path, rate("2020-02-01", "81.5")).status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->patch(path, rate("2020-03-01", "81.5")).status);
    CPPUNIT_ASSERT_EQUAL(422, owner_->patch(path, rate("2020-02-01", "0.123456789")).status);
    const auto shown = owner_->get(path);
    CPPUNIT_ASSERT_EQUAL(std::string{"81.5"}, shown["rate"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"INR"}, shown["base"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, shown["rates"].size());

    // An invoice carries the rate of its day from then on.
    engine_->database().transaction([](db::Transaction& tx) {
      tx.execute("UPDATE accounts SET currency = ?", std::string{"USD"});
    });
    auto abroad = manual(10'00);
    abroad["lines"][0]["unit_price"]["currency"] = "USD";
    const auto invoice = owner_->post("/admin/invoices", abroad);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(invoice.text, 201, invoice.status);
    const auto id = invoice["id"].get<std::string>();
    const auto rateOn = [&](auto& who, const std::string& at) {
      const auto shownRate = who->get(at + id)["exchange_rate"];
      return shownRate["base"].template get<std::string>() + " " +
             shownRate["rate"].template get<std::string>();
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"INR 81.5"}, rateOn(owner_, "/admin/invoices/"));
    CPPUNIT_ASSERT_EQUAL(std::string{"INR 81.5"}, rateOn(client_, "/invoices/"));
    CPPUNIT_ASSERT_EQUAL(std::string{"rate_used"},
                         owner_->patch(path, rate("2020-02-01", "82")).code());
    CPPUNIT_ASSERT_EQUAL(std::string{"rate_used"},
                         owner_->remove(path + "?valid_from=2020-02-01").code());
    CPPUNIT_ASSERT_EQUAL(409, owner_->remove(path).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, owner_->get(path)["rates"].size());
    CPPUNIT_ASSERT_EQUAL(204, owner_->remove(path + "?valid_from=2199-01-01").status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->remove(path + "?valid_from=2199-01-01").status);
    CPPUNIT_ASSERT_EQUAL(204, owner_->remove(path + "?valid_from=2020-01-01").status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, owner_->get(path)["rates"].size());
    CPPUNIT_ASSERT_EQUAL(403, client_->get(path).status);
  }

 private:
  Json manual(std::int64_t price) {
    return {{"account", account_},
            {"lines", Json::array({{{"description", "Moving a site"},
                                    {"unit_price", paise(price)},
                                    {"sac", "998315"}}})}};
  }
  Json quote() {
    return {{"account", account_},
            {"title", "A server of your own"},
            {"valid_until", "2099-01-01"},
            {"lines", Json::array({{{"description", "Server"},
                                    {"quantity", "2"},
                                    {"unit_price", paise(999'00)},
                                    {"discount", paise(99'00)},
                                    {"sac", "998315"}}})}};
  }

  ToldGateway providers_;
  // What the audit log says of exports of this.
  std::vector<Json> exports(const std::string& object) {
    return engine_->database()
        .query(
            "SELECT state_after FROM audit_entries WHERE action = 'report.exported' AND object "
            "= ?",
            object)
        .map([](const db::Row& row) { return Json::parse(row.text("state_after")); });
  }

  IssueHook hook_;
};
HOSTLER_SUITE(PaperRoutesTest, "modules/billing/paper_routes");

}  // namespace testing
}  // namespace hostler
