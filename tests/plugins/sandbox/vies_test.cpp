#include "tests/plugins/support/sandbox_client.h"

using hostler::Json;
using hostler::front::Method;
using hostler::testing::SandboxClient;
using hostler::testing::Told;

class SandboxViesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxViesTest);
  CPPUNIT_TEST(aTraderOfARegisterIsValid);
  CPPUNIT_TEST(aRequesterGetsANumberOfTheConsultation);
  CPPUNIT_TEST(errorsComeAsViesSaysThem);
  CPPUNIT_TEST(aMemberStateFallsSilentAndComesBack);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aTraderOfARegisterIsValid() {
    const auto known = check({{"countryCode", "FR"}, {"vatNumber", "40303265045"}});
    CPPUNIT_ASSERT_EQUAL(200, known.status);
    CPPUNIT_ASSERT(known.body["valid"] == true && known.body["name"] == "ATELIER EXEMPLE SARL");
    CPPUNIT_ASSERT(known.body["requestIdentifier"] == "");
    const auto german = check({{"countryCode", "DE"}, {"vatNumber", "136695976"}});
    CPPUNIT_ASSERT(german.body["valid"] == true && german.body["name"] == "---");
    const auto nobody = check({{"countryCode", "FR"}, {"vatNumber", "83404833048"}});
    CPPUNIT_ASSERT(nobody.status == 200 && nobody.body["valid"] == false);

    client_.control(Method::Post, "/_accounts",
                    {{"provider", "vies"}, {"country", "FR"}, {"number", "83404833048"}});
    CPPUNIT_ASSERT_EQUAL(
        Json(true), check({{"countryCode", "FR"}, {"vatNumber", "83404833048"}}).body["valid"]);
  }

  void aRequesterGetsANumberOfTheConsultation() {
    const auto told = check({{"countryCode", "FR"},
                             {"vatNumber", "40303265045"},
                             {"requesterMemberStateCode", "DE"},
                             {"requesterNumber", "136695976"}});
    const auto identifier = told.body["requestIdentifier"].get<std::string>();
    CPPUNIT_ASSERT(identifier.starts_with("WAPI"));
    const auto booked = client_.book()["vies"]["consultations"][0];
    CPPUNIT_ASSERT_EQUAL(identifier, booked["request_identifier"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"DE136695976"}, booked["requester"].get<std::string>());
  }

  void errorsComeAsViesSaysThem() {
    CPPUNIT_ASSERT_EQUAL(std::string{"MS_UNAVAILABLE"},
                         errorIn(200, check({{"countryCode", "HU"}, {"vatNumber", "12892312"}})));
    CPPUNIT_ASSERT_EQUAL(std::string{"INVALID_INPUT"},
                         errorIn(400, check({{"countryCode", "US"}, {"vatNumber", "12345"}})));
    CPPUNIT_ASSERT_EQUAL(std::string{"INVALID_INPUT"},
                         errorIn(400, check({{"countryCode", "FR"}, {"vatNumber", ""}})));
    CPPUNIT_ASSERT_EQUAL(std::string{"INVALID_REQUESTER_INFO"},
                         errorIn(400, check({{"countryCode", "FR"},
                                             {"vatNumber", "40303265045"},
                                             {"requesterMemberStateCode", "DE"}})));
    CPPUNIT_ASSERT(client_.book()["vies"]["consultations"].empty());
    CPPUNIT_ASSERT_EQUAL(404, client_.ask(Method::Get, "/vies/anything", "", {}).status);
    CPPUNIT_ASSERT_EQUAL(
        422, client_.control(Method::Post, "/_accounts", {{"provider", "vies"}, {"country", "US"}})
                 .status);
  }

  void aMemberStateFallsSilentAndComesBack() {
    const auto german = [&] { return check({{"countryCode", "DE"}, {"vatNumber", "136695976"}}); };
    client_.control(Method::Post, "/_accounts",
                    {{"provider", "vies"}, {"country", "DE"}, {"error", "MS_MAX_CONCURRENT_REQ"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"MS_MAX_CONCURRENT_REQ"}, errorIn(200, german()));
    CPPUNIT_ASSERT_EQUAL(std::string{"Unavailable"}, availabilityOf("DE"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Available"}, availabilityOf("FR"));
    client_.control(Method::Post, "/_accounts",
                    {{"provider", "vies"}, {"country", "DE"}, {"error", ""}});
    CPPUNIT_ASSERT_EQUAL(Json(true), german().body["valid"]);
    CPPUNIT_ASSERT_EQUAL(std::string{"Available"}, availabilityOf("DE"));
  }

 private:
  Told check(const Json& question) {
    return client_.ask(Method::Post, "/vies/check-vat-number", question.dump(), {});
  }
  static std::string errorIn(int status, const Told& told) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(told.body.dump(), status, told.status);
    CPPUNIT_ASSERT_EQUAL(Json(false), told.body["actionSucceed"]);
    return told.body["errorWrappers"][0]["error"];
  }
  std::string availabilityOf(const std::string& country) {
    const auto status = client_.ask(Method::Get, "/vies/check-status", "", {}).body;
    CPPUNIT_ASSERT_EQUAL(Json(true), status["vow"]["available"]);
    for (const auto& each : status["countries"]) {
      if (each["countryCode"] == country) return each["availability"];
    }
    return "not there";
  }

  SandboxClient client_;
};

HOSTLER_SUITE(SandboxViesTest, "plugins/sandbox/vies");
