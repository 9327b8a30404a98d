#include "tests/modules/billing/on_billing_routes.h"
#include "tests/modules/billing/till.h"

namespace hostler {

namespace testing {
// Drafts of invoices as staff meet them, and clients do not.
class DraftRoutesTest : public OnBillingRoutes {
  CPPUNIT_TEST_SUITE(DraftRoutesTest);
  CPPUNIT_TEST(aDraftIsWrittenLookedAtAndIssued);
  CPPUNIT_TEST(theSecondOfTwoAdministratorsIsToldToReadAgain);
  CPPUNIT_TEST(whatWasPreviewedIsWhatIsIssued);
  CPPUNIT_TEST(theSecondCopyOfARequestChangesNothing);
  CPPUNIT_TEST(aDraftIsStaffsAlone);
  CPPUNIT_TEST(draftsAreListedWhenTheyAreAskedFor);
  CPPUNIT_TEST(pricesThatIncludeTaxAreKeptAsTheyWereWritten);
  CPPUNIT_TEST(whoDidWhatIsWrittenDown);
  CPPUNIT_TEST(anIssuedInvoiceIsNotWrittenAnew);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { start(providers_); }

  void aDraftIsWrittenLookedAtAndIssued() {
    const auto draft = drafted(499'00);
    CPPUNIT_ASSERT_EQUAL(std::string{"draft"}, draft["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{}, draft["number"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, amount(draft, "balance"));
    const auto path = pathOf(draft);
    const auto written = owner_->put(path, invoice(999'00));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(written.text, 200, written.status);
    const auto seen = owner_->get(path);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{999'00}, amount(seen, "subtotal"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Asha Rao"}, seen["client"]["name"].get<std::string>());
    const auto issued = owner_->withKey("go").post(path + "/issue");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(issued.text, 200, issued.status);
    CPPUNIT_ASSERT_EQUAL(draft["id"].get<std::string>(), issued["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"unpaid"}, issued["status"].get<std::string>());
    CPPUNIT_ASSERT(!issued["number"].get<std::string>().empty());
    CPPUNIT_ASSERT_EQUAL(seen["total"].dump(), issued["total"].dump());
    CPPUNIT_ASSERT(!issued.body.contains("written"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, client_->get("/invoices")["data"].size());
  }

  void theSecondOfTwoAdministratorsIsToldToReadAgain() {
    const auto path = pathOf(drafted(499'00));
    const auto tag = owner_->get(path).header("etag");
    CPPUNIT_ASSERT(!tag.empty());
    CPPUNIT_ASSERT_EQUAL(200, owner_->with("if-match", tag).put(path, invoice(599'00)).status);
    const auto second = owner_->with("if-match", tag).put(path, invoice(699'00));
    CPPUNIT_ASSERT_EQUAL(412, second.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"precondition_failed"}, second.code());
    CPPUNIT_ASSERT_EQUAL(412, owner_->with("if-match", tag).remove(path).status);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{599'00}, amount(owner_->get(path), "subtotal"));
    const auto again = owner_->get(path).header("etag");
    CPPUNIT_ASSERT_EQUAL(204, owner_->with("if-match", again).remove(path).status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->get(path).status);
  }

  void whatWasPreviewedIsWhatIsIssued() {
    const auto path = pathOf(drafted(499'00));
    const auto tag = owner_->get(path).header("etag");
    // The same total in other words.
    auto other = invoice(499'00);
    other["lines"][0]["description"] = "Moving two sites";
    CPPUNIT_ASSERT_EQUAL(200, owner_->put(path, other).status);
    for (const auto* key : {"", "go"}) {
      if (*key != '\0') owner_->withKey(key);
      const auto refused = owner_->with("if-match", tag).post(path + "/issue");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(refused.text, 412, refused.status);
    }
    CPPUNIT_ASSERT(client_->get("/invoices")["data"].empty());
    const auto now = owner_->get(path).header("etag");
    // A refusal is not kept for its key: the same click goes through once it is right.
    const auto issued = owner_->withKey("go").with("if-match", now).post(path + "/issue");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(issued.text, 200, issued.status);
  }

  void theSecondCopyOfARequestChangesNothing() {
    const auto one = owner_->withKey("new").post("/admin/invoices", draft(499'00));
    const auto same = owner_->withKey("new").post("/admin/invoices", draft(499'00));
    CPPUNIT_ASSERT_EQUAL(one["id"].get<std::string>(), same["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, drafts("").size());

    const auto path = pathOf(one);
    const auto tag = owner_->get(path).header("etag");
    const auto first = owner_->withKey("go").with("if-match", tag).post(path + "/issue");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(first.text, 200, first.status);
    // Not 412, though it is no longer what it was: it is the same request.
    const auto second = owner_->withKey("go").with("if-match", tag).post(path + "/issue");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(second.text, 200, second.status);
    CPPUNIT_ASSERT_EQUAL(first.text, second.text);
    CPPUNIT_ASSERT_EQUAL(std::string{"true"}, second.header("idempotent-replayed"));
    CPPUNIT_ASSERT_EQUAL(std::string{"invoice_issued"}, owner_->post(path + "/issue").code());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, client_->get("/invoices")["data"].size());
  }

  void aDraftIsStaffsAlone() {
    const auto path = pathOf(drafted(499'00));
    const auto id = path.substr(path.rfind('/') + 1);
    for (const auto& way : {"/invoices/" + id, "/invoices/" + id + "/pdf", path})
      CPPUNIT_ASSERT_MESSAGE(way, client_->get(way).status / 100 == 4);
    CPPUNIT_ASSERT_EQUAL(404, client_->get("/invoices/" + id).status);
    CPPUNIT_ASSERT_EQUAL(404,
                         client_->post("/invoices/" + id + "/pay", {{"method", "wallet"}}).status);
    CPPUNIT_ASSERT(client_->get("/invoices?status=draft")["data"].empty());
    CPPUNIT_ASSERT_EQUAL(403, client_->put(path, invoice(1'00)).status);
    CPPUNIT_ASSERT_EQUAL(403, client_->remove(path).status);
    CPPUNIT_ASSERT_EQUAL(403, client_->post(path + "/issue").status);
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().post(path + "/issue").status);
    // Nothing of what is done with issued invoices is done with a draft.
    for (const auto* act : {"/cancel", "/write-off", "/reissue"})
      CPPUNIT_ASSERT_EQUAL_MESSAGE(act, 404, owner_->post(path + act, {{"reason", "x"}}).status);
    CPPUNIT_ASSERT_EQUAL(200, owner_->get(path).status);
  }

  void draftsAreListedWhenTheyAreAskedFor() {
    auto other =
        engine_->signedUpClient("ravi@example.in", {{"first_name", "Ravi"}, {"last_name", "Nair"}});
    const auto ravi = other.get("/account")["id"].get<std::string>();
    drafted(499'00);
    auto theirs = draft(999'00);
    theirs["account"] = ravi;
    CPPUNIT_ASSERT_EQUAL(201, owner_->post("/admin/invoices", theirs).status);
    CPPUNIT_ASSERT(owner_->get("/admin/invoices")["data"].empty());
    using Names = std::vector<std::string>;
    CPPUNIT_ASSERT((Names{"Ravi Nair", "Asha Rao"}) == drafts(""));
    CPPUNIT_ASSERT((Names{"Asha Rao", "Ravi Nair"}) == drafts("&sort=created_at"));
    CPPUNIT_ASSERT((Names{"Ravi Nair"}) == drafts("&text=nair"));
    CPPUNIT_ASSERT((Names{}) == drafts("&text=nair&account_id=" + account_));
    CPPUNIT_ASSERT((Names{"Ravi Nair"}) == drafts("&account_id=" + ravi));
    CPPUNIT_ASSERT((Names{}) == drafts("&kind=renewal"));
    CPPUNIT_ASSERT((Names{}) == drafts("&issued_from=2001-01-01"));
    const auto first = owner_->get("/admin/invoices?status=draft&limit=1");
    CPPUNIT_ASSERT_EQUAL(std::string{"Ravi Nair"},
                         first["data"][0]["client"]["name"].get<std::string>());
    const auto next = owner_->get("/admin/invoices?status=draft&limit=1&cursor=" +
                                  first["next_cursor"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"Asha Rao"},
                         next["data"][0]["client"]["name"].get<std::string>());
    CPPUNIT_ASSERT(next["next_cursor"].is_null());
    CPPUNIT_ASSERT_EQUAL(
        std::size_t{1},
        owner_->get("/admin/clients/" + ravi + "/invoices?status=draft")["data"].size());
  }

  // Who opens a draft to change a word of it does not change its prices.
  void pricesThatIncludeTaxAreKeptAsTheyWereWritten() {
    engine_->database().transaction([&](db::Transaction& tx) {
      engine_->tenants().change(tx, kPlatform, "tax.prices_include_tax", true);
    });
    auto words = draft(1180'00);
    words["lines"][0]["quantity"] = "1.5";
    words["due_date"] = "2031-01-31";
    words["notes"] = "Thank you";
    const auto made = owner_->post("/admin/invoices", words);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    const auto& written = made["written"];
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1180'00},
                         written["lines"][0]["unit_price"]["amount"].get<std::int64_t>());
    CPPUNIT_ASSERT_EQUAL(std::string{"1.5"}, written["lines"][0]["quantity"].get<std::string>());
    const auto again = owner_->put(pathOf(made), written);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(again.text, 200, again.status);
    CPPUNIT_ASSERT_EQUAL(made.text, again.text);
  }

  void whoDidWhatIsWrittenDown() {
    const auto path = pathOf(drafted(499'00));
    owner_->put(path, invoice(599'00));
    owner_->post(path + "/issue");
    owner_->remove(pathOf(drafted(1'00)));
    const auto actions =
        engine_->database()
            .query("SELECT action FROM audit_entries WHERE action LIKE 'invoice.%' ORDER BY id")
            .map([](const db::Row& row) { return row.text("action"); });
    CPPUNIT_ASSERT(
        (std::vector<std::string>{"invoice.drafted", "invoice.draft_changed", "invoice.issued",
                                  "invoice.drafted", "invoice.draft_discarded"}) == actions);
  }

  void anIssuedInvoiceIsNotWrittenAnew() {
    const auto issued = owner_->post("/admin/invoices", invoice(499'00));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(issued.text, 201, issued.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"invoice_issued"},
                         owner_->put(pathOf(issued), invoice(1'00)).code());
    CPPUNIT_ASSERT_EQUAL(std::string{"invoice_issued"}, owner_->remove(pathOf(issued)).code());
    CPPUNIT_ASSERT_EQUAL(issued["total"].dump(), owner_->get(pathOf(issued))["total"].dump());
    CPPUNIT_ASSERT_EQUAL(404, owner_->put("/admin/invoices/inv_0000000000001", invoice(1)).status);
  }

 private:
  Json invoice(std::int64_t paise) {
    return {{"account", account_},
            {"lines", Json::array({{{"description", "Moving a site"},
                                    {"unit_price", {{"amount", paise}, {"currency", "INR"}}},
                                    {"sac", "998315"}}})}};
  }
  Json draft(std::int64_t paise) {
    auto words = invoice(paise);
    words["draft"] = true;
    return words;
  }
  ApiAnswer drafted(std::int64_t paise) {
    auto answer = owner_->post("/admin/invoices", draft(paise));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
    return answer;
  }
  static std::string pathOf(const ApiAnswer& one) {
    return "/admin/invoices/" + one["id"].get<std::string>();
  }
  static std::int64_t amount(const ApiAnswer& one, const std::string& what) {
    return one[what]["amount"].get<std::int64_t>();
  }
  std::vector<std::string> drafts(const std::string& filter) {
    const auto page = owner_->get("/admin/invoices?status=draft" + filter);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(filter + page.text, 200, page.status);
    std::vector<std::string> clients;
    for (const auto& one : page["data"])
      clients.push_back(one["client"]["name"].get<std::string>());
    return clients;
  }

  ToldGateway providers_;
};
HOSTLER_SUITE(DraftRoutesTest, "modules/billing/draft_routes");

}  // namespace testing
}  // namespace hostler
