#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {
namespace {

const std::string kEmail = "asha@example.in";

}  // namespace

class ProfileTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ProfileTest);
  CPPUNIT_TEST(whatIsSentChangesAndTheRestStays);
  CPPUNIT_TEST(anAliasStandsForTheNumberAtSignIn);
  CPPUNIT_TEST(aTakenAliasIsRefused);
  CPPUNIT_TEST(aNewAddressNeedsThePasswordAndIsNotProved);
  CPPUNIT_TEST(anOldVersionIsRefused);
  CPPUNIT_TEST(movingTheGstinsStateAwayIsRefused);
  CPPUNIT_TEST(thePanIsKeptSealed);
  CPPUNIT_TEST(activitiesAreOnesOwn);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<TestEngine>();
    client_ = std::make_unique<ApiClient>(engine_->signedUpClient(kEmail));
  }
  void tearDown() override {
    client_.reset();
    engine_.reset();
  }

  void whatIsSentChangesAndTheRestStays() {
    const auto changed = client_->patch(
        "/account", {{"company", "Rao & Daughters"}, {"currency", "USD"}, {"language", "hi"}});

    CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.text, 200, changed.status);
    const auto account = client_->get("/account");
    CPPUNIT_ASSERT_EQUAL(std::string{"Rao & Daughters"}, account["company"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"USD"}, account["currency"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"Asha"}, account["first_name"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(200, client_->patch("/account", {{"company", nullptr}}).status);
    CPPUNIT_ASSERT(client_->get("/account")["company"].is_null());
  }

  void anAliasStandsForTheNumberAtSignIn() {
    CPPUNIT_ASSERT_EQUAL(200, client_->patch("/account", {{"alias", "rao-hosting"}}).status);

    CPPUNIT_ASSERT_EQUAL(200, engine_->stranger()
                                  .post("/auth/login", {{"account", "rao-hosting"},
                                                        {"username", "asha"},
                                                        {"password", TestEngine::kPassword}})
                                  .status);
    CPPUNIT_ASSERT_EQUAL(422, client_->patch("/account", {{"alias", "123456789012"}}).status);
  }

  void aTakenAliasIsRefused() {
    client_->patch("/account", {{"alias", "rao-hosting"}});
    auto other = engine_->signedUpClient("ravi@example.in");

    const auto answer = other.patch("/account", {{"alias", "rao-hosting"}});

    CPPUNIT_ASSERT_EQUAL(409, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"alias_taken"}, answer.code());
  }

  void aNewAddressNeedsThePasswordAndIsNotProved() {
    const std::string next = "asha.rao@example.in";
    CPPUNIT_ASSERT_EQUAL(
        std::string{"required"},
        client_->patch("/account", {{"email", next}}).fieldCode("current_password"));
    CPPUNIT_ASSERT_EQUAL(
        401,
        client_->patch("/account", {{"email", next}, {"current_password", "not this one"}}).status);

    const auto changed =
        client_->patch("/account", {{"email", next}, {"current_password", TestEngine::kPassword}});

    CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.text, 200, changed.status);
    CPPUNIT_ASSERT(!changed["verified"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         engine_->messages().count("accounts.email_changed", kEmail));
    const auto token = engine_->messages().token("accounts.verify_email", next);
    CPPUNIT_ASSERT_EQUAL(200,
                         engine_->stranger().post("/auth/verify-email", {{"token", token}}).status);
    CPPUNIT_ASSERT(client_->get("/account")["verified"].get<bool>());
  }

  void anOldVersionIsRefused() {
    const auto tag = client_->get("/account").header("etag");
    CPPUNIT_ASSERT(!tag.empty());
    CPPUNIT_ASSERT_EQUAL(
        200, client_->with("if-match", tag).patch("/account", {{"first_name", "Usha"}}).status);

    CPPUNIT_ASSERT_EQUAL(
        412, client_->with("if-match", tag).patch("/account", {{"first_name", "Isha"}}).status);
  }

  void movingTheGstinsStateAwayIsRefused() {
    CPPUNIT_ASSERT_EQUAL(
        200,
        client_->patch("/account", {{"pan", "AAPFU0939F"}, {"gstin", "27AAPFU0939F1ZV"}}).status);
    auto address = TestEngine::profile()["address"];
    address["state"] = "Karnataka";
    address["postal_code"] = "560001";

    CPPUNIT_ASSERT_EQUAL(std::string{"other_state"},
                         client_->patch("/account", {{"address", address}}).fieldCode("gstin"));
    CPPUNIT_ASSERT_EQUAL(std::string{"other_pan"},
                         client_->patch("/account", {{"pan", "ABCPE1234F"}}).fieldCode("gstin"));

    CPPUNIT_ASSERT_EQUAL(
        200, client_->patch("/account", {{"address", address}, {"gstin", nullptr}}).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"29"},
                         client_->get("/account")["address"]["state_code"].get<std::string>());
  }

  void thePanIsKeptSealed() {
    const auto row =
        engine_->database().query("SELECT pan, pan_fingerprint, pan_last4 FROM accounts").only();

    CPPUNIT_ASSERT(row.blob("pan").bytes.find("ABCPE1234F") == std::string::npos);
    CPPUNIT_ASSERT(client_->get("/account").text.find("ABCPE") == std::string::npos);
  }

  void activitiesAreOnesOwn() {
    engine_->stranger().post("/auth/login", {{"email", kEmail}, {"password", "not this one"}});
    auto other = engine_->signedUpClient("ravi@example.in");

    const auto lines = client_->get("/account/activity")["data"];

    CPPUNIT_ASSERT_EQUAL(std::string{"user.sign_in_failed"}, lines[0]["action"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"failed"}, lines[0]["outcome"].get<std::string>());
    CPPUNIT_ASSERT(lines[0]["ip"] != "");
    for (const auto& line : other.get("/account/activity")["data"])
      CPPUNIT_ASSERT(line["action"] != "user.sign_in_failed");
  }

 private:
  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<ApiClient> client_;
};

HOSTLER_SUITE(ProfileTest, "modules/accounts/profile");

}  // namespace hostler::testing
