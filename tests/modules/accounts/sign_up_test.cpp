#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {
namespace {

const std::string kEmail = "asha@example.in";

Json firstPage(const std::string& email = kEmail, const std::string& username = "asha") {
  return {{"username", username},
          {"email", email},
          {"phone", "+91 98765 43210"},
          {"password", TestEngine::kPassword}};
}

}  // namespace

class SignUpTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SignUpTest);
  CPPUNIT_TEST(aStrangerBecomesAClientAndSignsInAgain);
  CPPUNIT_TEST(theReviewPageShowsWhatWasEnteredAndHidesThePan);
  CPPUNIT_TEST(fiveWrongCodesEndTheRightOneToo);
  CPPUNIT_TEST(aCodeIsGoodForTenMinutes);
  CPPUNIT_TEST(theCodeOfAnotherSignUpIsWrong);
  CPPUNIT_TEST(aKnownAddressLooksLikeAnUnknownOne);
  CPPUNIT_TEST(aTakenUserNameIsRefused);
  CPPUNIT_TEST(easyPasswordsAreRefused);
  CPPUNIT_TEST(anAddressIsJudgedByItsCountry);
  CPPUNIT_TEST(aGstinOfAnotherStateIsRefused);
  CPPUNIT_TEST(stepsCannotBeSkipped);
  CPPUNIT_TEST(aSecondCompletionIsRefused);
  CPPUNIT_TEST(aPhoneCanBeProvedInstead);
  CPPUNIT_TEST(checkTellsNothingOfAddresses);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { engine_ = std::make_unique<TestEngine>(); }
  void tearDown() override { engine_.reset(); }
  void aStrangerBecomesAClientAndSignsInAgain() {
    auto client = engine_->signedUpClient(kEmail);

    const auto me = client.get("/auth/me");
    CPPUNIT_ASSERT_EQUAL(200, me.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"client"}, me["user"]["role"].get<std::string>());
    CPPUNIT_ASSERT(me["user"]["email_verified"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::string{"27"},
                         me["account"]["address"]["state_code"].get<std::string>());
    const auto number = me["account"]["number"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(std::size_t{12}, number.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, engine_->messages().count("accounts.welcome", kEmail));

    auto other = engine_->stranger();
    CPPUNIT_ASSERT_EQUAL(200, other
                                  .post("/auth/login", {{"email", "ASHA@example.in"},
                                                        {"password", TestEngine::kPassword}})
                                  .status);
    CPPUNIT_ASSERT_EQUAL(200, other
                                  .post("/auth/login", {{"account", number},
                                                        {"username", "asha"},
                                                        {"password", TestEngine::kPassword}})
                                  .status);
  }

  void theReviewPageShowsWhatWasEnteredAndHidesThePan() {
    auto client = engine_->stranger();
    const auto path = verified(client);
    client.put(path + "/profile", TestEngine::profile());

    const auto review = client.get(path);

    CPPUNIT_ASSERT_EQUAL(200, review.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"Maharashtra"}, review["address"]["state"].get<std::string>());
    CPPUNIT_ASSERT(review.text.find("ABCPE1234F") == std::string::npos);
    CPPUNIT_ASSERT(review["pan"].get<std::string>().ends_with("234F"));
  }

  void fiveWrongCodesEndTheRightOneToo() {
    auto client = engine_->stranger();
    const auto path = begun(client);
    const auto right = engine_->messages().code("accounts.registration_code", kEmail);
    const std::string wrong = right == "000000" ? "000001" : "000000";

    for (int i = 0; i < 5; ++i)
      CPPUNIT_ASSERT_EQUAL(401, client.post(path + "/verify-otp", {{"code", wrong}}).status);

    CPPUNIT_ASSERT_EQUAL(401, client.post(path + "/verify-otp", {{"code", right}}).status);
  }

  void aCodeIsGoodForTenMinutes() {
    auto client = engine_->stranger();
    const auto path = begun(client);
    const auto code = engine_->messages().code("accounts.registration_code", kEmail);
    engine_->clock().advance(std::chrono::minutes{10});

    CPPUNIT_ASSERT_EQUAL(401, client.post(path + "/verify-otp", {{"code", code}}).status);

    CPPUNIT_ASSERT_EQUAL(202, client
                                  .post("/auth/resend-verification",
                                        {{"registration", path.substr(path.rfind('/') + 1)}})
                                  .status);
    const auto next = engine_->messages().code("accounts.registration_code", kEmail);
    CPPUNIT_ASSERT_EQUAL(200, client.post(path + "/verify-otp", {{"code", next}}).status);
  }

  void theCodeOfAnotherSignUpIsWrong() {
    auto client = engine_->stranger();
    const auto path = begun(client);
    const auto code = engine_->messages().code("accounts.registration_code", kEmail);
    auto other = engine_->stranger();
    const auto answer = other.post("/auth/register", firstPage("ravi@example.in", "ravi"));
    if (engine_->messages().code("accounts.registration_code", "ravi@example.in") == code)
      return;  // one in a million

    CPPUNIT_ASSERT_EQUAL(
        401,
        other
            .post("/auth/register/" + answer["registration"].get<std::string>() + "/verify-otp",
                  {{"code", code}})
            .status);
  }

  void aKnownAddressLooksLikeAnUnknownOne() {
    engine_->signedUpClient(kEmail);
    auto stranger = engine_->stranger();

    const auto known = stranger.post("/auth/register", firstPage(kEmail, "someone"));
    const auto unknown = stranger.post("/auth/register", firstPage("anew@example.in", "someone2"));

    CPPUNIT_ASSERT_EQUAL(unknown.status, known.status);
    CPPUNIT_ASSERT_EQUAL(unknown["expires_at"].dump(), known["expires_at"].dump());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         engine_->messages().count("accounts.registration_code", kEmail));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         engine_->messages().count("accounts.already_registered", kEmail));
  }

  void aTakenUserNameIsRefused() {
    engine_->signedUpClient(kEmail);
    auto stranger = engine_->stranger();

    const auto answer = stranger.post("/auth/register", firstPage("anew@example.in", "ASHA"));

    CPPUNIT_ASSERT_EQUAL(409, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"username_taken"}, answer.code());
  }

  void easyPasswordsAreRefused() {
    for (const auto* password : {"password1", "12345678", "qwertyuiop", "short"}) {
      auto page = firstPage();
      page["password"] = password;
      const auto answer = engine_->stranger().post("/auth/register", page);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(password, 422, answer.status);
      CPPUNIT_ASSERT_MESSAGE(password, !answer.fieldCode("password").empty());
    }
  }

  void anAddressIsJudgedByItsCountry() {
    auto client = engine_->stranger();
    const auto path = verified(client);
    auto wrong = TestEngine::profile();
    wrong["address"]["postal_code"] = "011001";
    wrong["address"]["state"] = "Bavaria";
    wrong.erase("pan");

    const auto answer = client.put(path + "/profile", wrong);

    CPPUNIT_ASSERT_EQUAL(422, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"malformed"}, answer.fieldCode("address.postal_code"));
    CPPUNIT_ASSERT_EQUAL(std::string{"unknown_state"}, answer.fieldCode("address.state"));
    CPPUNIT_ASSERT_EQUAL(std::string{"required"}, answer.fieldCode("pan"));
  }

  void aGstinOfAnotherStateIsRefused() {
    auto client = engine_->stranger();
    const auto path = verified(client);
    auto page = TestEngine::profile();
    page["pan"] = "AAPFU0939F";
    page["gstin"] = "27AAPFU0939F1ZV";
    page["address"]["state"] = "IN-KA";
    page["address"]["postal_code"] = "560001";

    CPPUNIT_ASSERT_EQUAL(std::string{"other_state"},
                         client.put(path + "/profile", page).fieldCode("gstin"));

    page["address"]["state"] = "IN-MH";
    CPPUNIT_ASSERT_EQUAL(200, client.put(path + "/profile", page).status);
  }

  void stepsCannotBeSkipped() {
    auto client = engine_->stranger();
    const auto path = begun(client);

    CPPUNIT_ASSERT_EQUAL(409, client.put(path + "/profile", TestEngine::profile()).status);
    CPPUNIT_ASSERT_EQUAL(409, client.post(path + "/complete").status);
    CPPUNIT_ASSERT_EQUAL(404, client.get("/auth/register/reg_nobody").status);
  }

  void aSecondCompletionIsRefused() {
    auto client = engine_->stranger();
    const auto path = verified(client);
    client.put(path + "/profile", TestEngine::profile());

    CPPUNIT_ASSERT_EQUAL(201, client.post(path + "/complete").status);
    CPPUNIT_ASSERT_EQUAL(409, client.post(path + "/complete").status);
  }

  void aPhoneCanBeProvedInstead() {
    auto client = engine_->stranger();
    auto page = firstPage();
    page["otp_channel"] = "sms";
    page["phone"] = "098765 43210";
    const auto answer = client.post("/auth/register", page);
    const auto path = "/auth/register/" + answer["registration"].get<std::string>();
    const auto code = engine_->messages().code("accounts.registration_code", "+919876543210");
    CPPUNIT_ASSERT_EQUAL(200, client.post(path + "/verify-otp", {{"code", code}}).status);
    client.put(path + "/profile", TestEngine::profile());
    const auto done = client.post(path + "/complete");
    CPPUNIT_ASSERT(!done["user"]["email_verified"].get<bool>());

    const auto proof =
        client.post("/auth/verify-email",
                    {{"token", engine_->messages().token("accounts.verify_email", kEmail)}});

    CPPUNIT_ASSERT_EQUAL(200, proof.status);
    client.useBearer(done["access_token"]);
    CPPUNIT_ASSERT(client.get("/account")["verified"].get<bool>());
  }

  void checkTellsNothingOfAddresses() {
    engine_->signedUpClient(kEmail);
    auto stranger = engine_->stranger();

    CPPUNIT_ASSERT_EQUAL(200, stranger.post("/auth/register/check", {{"email", kEmail}}).status);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"username_taken"},
        stranger.post("/auth/register/check", {{"username", "asha"}}).fieldCode("username"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"malformed"},
        stranger.post("/auth/register/check", {{"email", "nobody"}}).fieldCode("email"));
  }

 private:
  std::string begun(ApiClient& client) {
    const auto answer = client.post("/auth/register", firstPage());
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
    return "/auth/register/" + answer["registration"].get<std::string>();
  }
  std::string verified(ApiClient& client) {
    const auto path = begun(client);
    const auto code = engine_->messages().code("accounts.registration_code", kEmail);
    CPPUNIT_ASSERT_EQUAL(200, client.post(path + "/verify-otp", {{"code", code}}).status);
    return path;
  }

  std::unique_ptr<TestEngine> engine_;
};

HOSTLER_SUITE(SignUpTest, "modules/accounts/sign_up");

}  // namespace hostler::testing
