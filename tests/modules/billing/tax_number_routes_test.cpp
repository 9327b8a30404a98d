#include "tests/modules/billing/on_billing_routes.h"
#include "tests/modules/billing/told_registers.h"

namespace hostler {

namespace testing {
// A VAT number as the client who has it and the staff who look after it meet it.
class TaxNumberRoutesTest : public OnBillingRoutes {
  CPPUNIT_TEST_SUITE(TaxNumberRoutesTest);
  CPPUNIT_TEST(aNumberWaitsForItsRegister);
  CPPUNIT_TEST(whatIsNoNumberIsRefusedWithWhatToChange);
  CPPUNIT_TEST(aNumberOfAnotherCountryIsRefused);
  CPPUNIT_TEST(aNumberIsTakenBack);
  CPPUNIT_TEST(staffMarkANumberAsCheckedByHand);
  CPPUNIT_TEST(aVerdictByHandNeedsItsReason);
  CPPUNIT_TEST(staffHaveARegisterAskedAgain);
  CPPUNIT_TEST(nobodyCanBeAskedWithoutAPluginOrANumber);
  CPPUNIT_TEST(namingARefusedNumberAgainAsksAgain);
  CPPUNIT_TEST(onlyStaffJudge);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    registers_ = std::make_unique<ToldRegisters>();
    start(*registers_);
    path_ = "/admin/clients/" + account_ + "/tax";
    engine_->database().transaction([](db::Transaction& tx) {
      tx.execute("UPDATE accounts SET country = ?, state_code = ?, state_name = ?",
                 std::string{"FR"}, std::string{}, std::string{});
    });
  }
  void tearDown() override {
    end();
    registers_.reset();
  }

  void aNumberWaitsForItsRegister() {
    registers_->enabled = {"vies"};
    const auto none = client_->get("/billing/tax-id");
    CPPUNIT_ASSERT(none["tax_id"].is_null() && none["standing"] == "unchecked");
    const auto named = client_->put("/billing/tax-id", {{"tax_id", "fr 40 303265045"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(named.text, 200, named.status);
    CPPUNIT_ASSERT_EQUAL(Json("FR40303265045"), named["tax_id"]);
    CPPUNIT_ASSERT_EQUAL(Json("pending"), named["standing"]);
    CPPUNIT_ASSERT_EQUAL(Json(true), named["applies"]);
    CPPUNIT_ASSERT_EQUAL(Json(false), named["counts_while_pending"]);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, questions().size());
    CPPUNIT_ASSERT_EQUAL(account_, questions()[0]["account"].get<std::string>());
    // Saved once more it is what it was, and asked after once.
    client_->put("/billing/tax-id", {{"tax_id", "FR40303265045"}});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, questions().size());
    const auto shown = owner_->get(path_);
    CPPUNIT_ASSERT_EQUAL(Json("pending"), shown["standing"]);
    CPPUNIT_ASSERT_EQUAL(Json(true), shown["can_be_asked"]);
    CPPUNIT_ASSERT(shown["checked_at"].is_null() && !shown["next_check_at"].is_null());
  }

  void whatIsNoNumberIsRefusedWithWhatToChange() {
    const auto code = [&](const char* number) {
      const auto answer = client_->put("/billing/tax-id", {{"tax_id", number}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 422, answer.status);
      return answer.fieldCode("tax_id");
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"unknown_country"}, code("12345"));
    CPPUNIT_ASSERT_EQUAL(std::string{"malformed"}, code("FR123"));
    CPPUNIT_ASSERT_EQUAL(std::string{"wrong_check_digit"}, code("FR40303265054"));
    CPPUNIT_ASSERT_EQUAL(std::string{"malformed"},
                         owner_->patch(path_, {{"tax_id", "FR123"}}).fieldCode("tax_id"));
    CPPUNIT_ASSERT(client_->get("/billing/tax-id")["tax_id"].is_null());
    CPPUNIT_ASSERT(questions().empty());
  }

  void aNumberOfAnotherCountryIsRefused() {
    const auto german = client_->put("/billing/tax-id", {{"tax_id", "DE136695976"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"other_country"}, german.fieldCode("tax_id"));
    CPPUNIT_ASSERT_MESSAGE(german.text, german.text.find("in FR") != std::string::npos);
    // One that was named before the client moved changes no tax, and says so.
    client_->put("/billing/tax-id", {{"tax_id", "FR40303265045"}});
    engine_->database().transaction([](db::Transaction& tx) {
      tx.execute("UPDATE accounts SET country = ?", std::string{"BE"});
    });
    CPPUNIT_ASSERT_EQUAL(Json(false), client_->get("/billing/tax-id")["applies"]);
  }

  void aNumberIsTakenBack() {
    registers_->enabled = {"vies"};
    client_->put("/billing/tax-id", {{"tax_id", "FR40303265045"}});
    const auto none = client_->put("/billing/tax-id", Json::object());
    CPPUNIT_ASSERT(none["tax_id"].is_null() && none["standing"] == "unchecked");
    CPPUNIT_ASSERT(owner_->get(path_)["next_check_at"].is_null());
  }

  void staffMarkANumberAsCheckedByHand() {
    client_->put("/billing/tax-id", {{"tax_id", "FR40303265045"}});
    CPPUNIT_ASSERT_EQUAL(Json(false), owner_->get(path_)["can_be_asked"]);
    const auto checked =
        owner_->patch(path_, {{"standing", "valid"}, {"evidence", "WAPIAAAAYx, by the website"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(checked.text, 200, checked.status);
    CPPUNIT_ASSERT_EQUAL(Json("WAPIAAAAYx, by the website"), checked["evidence"]);
    CPPUNIT_ASSERT_EQUAL(Json("staff"), checked["checked_by"]);
    const auto mine = client_->get("/billing/tax-id");
    CPPUNIT_ASSERT_EQUAL(Json("valid"), mine["standing"]);
    CPPUNIT_ASSERT(!mine["checked_at"].is_null());
    CPPUNIT_ASSERT(!mine.body.contains("evidence"));
    const auto noted = audited("account.tax_standing_changed").back();
    CPPUNIT_ASSERT_EQUAL(Json("pending"), noted["before"]["standing"]);
    CPPUNIT_ASSERT_EQUAL(Json("valid"), noted["after"]["standing"]);
    CPPUNIT_ASSERT_EQUAL(Json("WAPIAAAAYx, by the website"), noted["after"]["answer"]["evidence"]);
    // Another number has to be looked at again.
    CPPUNIT_ASSERT_EQUAL(Json("pending"), client_->put("/billing/tax-id",
                                                       {{"tax_id", "FR83404833048"}})["standing"]);
  }

  void aVerdictByHandNeedsItsReason() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{"no_tax_id"},
        owner_->patch(path_, {{"standing", "valid"}, {"evidence", "x"}}).fieldCode("standing"));
    client_->put("/billing/tax-id", {{"tax_id", "FR40303265045"}});
    for (const char* standing : {"valid", "invalid"})
      CPPUNIT_ASSERT_EQUAL(std::string{"required"},
                           owner_->patch(path_, {{"standing", standing}}).fieldCode("evidence"));
    CPPUNIT_ASSERT_EQUAL(std::string{"not_by_hand"},
                         owner_->patch(path_, {{"standing", "unchecked"}}).fieldCode("standing"));
    CPPUNIT_ASSERT_EQUAL(Json("pending"), owner_->get(path_)["standing"]);
  }

  void staffHaveARegisterAskedAgain() {
    client_->put("/billing/tax-id", {{"tax_id", "FR40303265045"}});
    owner_->patch(path_, {{"standing", "valid"}, {"evidence", "By phone"}});
    CPPUNIT_ASSERT(questions().empty());
    registers_->enabled = {"vies"};
    const auto asked = owner_->post(path_ + "/check");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(asked.text, 200, asked.status);
    // It stands as it stood until there is an answer.
    CPPUNIT_ASSERT_EQUAL(Json("valid"), asked["standing"]);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, questions().size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, audited("account.tax_check_asked").size());
  }

  void nobodyCanBeAskedWithoutAPluginOrANumber() {
    CPPUNIT_ASSERT_EQUAL(std::string{"no_tax_number"}, owner_->post(path_ + "/check").code());
    client_->put("/billing/tax-id", {{"tax_id", "FR40303265045"}});
    const auto nobody = owner_->post(path_ + "/check");
    CPPUNIT_ASSERT_EQUAL(409, nobody.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"no_lookup"}, nobody.code());
    CPPUNIT_ASSERT_EQUAL(404, owner_->post("/admin/clients/acc_0000000000001/tax/check").status);
  }

  void namingARefusedNumberAgainAsksAgain() {
    registers_->enabled = {"vies"};
    client_->put("/billing/tax-id", {{"tax_id", "FR40303265045"}});
    owner_->patch(path_, {{"standing", "invalid"}, {"evidence", "Struck off in May"}});
    CPPUNIT_ASSERT_EQUAL(Json("invalid"), client_->get("/billing/tax-id")["standing"]);
    const auto again = client_->put("/billing/tax-id", {{"tax_id", "FR40303265045"}});
    CPPUNIT_ASSERT_EQUAL(Json("pending"), again["standing"]);
    CPPUNIT_ASSERT(owner_->get(path_)["evidence"].is_null());
  }

  void onlyStaffJudge() {
    CPPUNIT_ASSERT_EQUAL(422, client_->put("/billing/tax-id", {{"standing", "valid"}}).status);
    CPPUNIT_ASSERT_EQUAL(403, client_->post(path_ + "/check").status);
    CPPUNIT_ASSERT_EQUAL(403, client_->get(path_).status);
  }

 private:
  // What waits to be asked.
  std::vector<Json> questions() {
    return engine_->database()
        .query("SELECT payload FROM jobs WHERE kind = 'billing.check_tax_number' AND state = 1")
        .map([](const db::Row& row) { return Json::parse(row.text("payload")); });
  }
  std::vector<Json> audited(const std::string& action) {
    return engine_->database()
        .query("SELECT state_before, state_after FROM audit_entries WHERE action = ? ORDER BY id",
               action)
        .map([](const db::Row& row) {
          // An act that changes nothing has no state.
          const auto state = [&row](const char* name) {
            return row.text(name).empty() ? Json{} : Json::parse(row.text(name));
          };
          return Json{{"before", state("state_before")}, {"after", state("state_after")}};
        });
  }

  std::unique_ptr<ToldRegisters> registers_;
  std::string path_;
};

HOSTLER_SUITE(TaxNumberRoutesTest, "modules/billing/tax_number_routes");

}  // namespace testing
}  // namespace hostler
