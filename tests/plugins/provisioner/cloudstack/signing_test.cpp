#include "signing.h"

#include "tests/plugins/support/conformance.h"
#include "tests/plugins/support/shapes.h"

using namespace hostler::cloudstack;

class CloudstackSigningTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CloudstackSigningTest);
  CPPUNIT_TEST(signsAsTheManualShows);
  CPPUNIT_TEST(namesAreSortedAsTheyAreSent);
  CPPUNIT_TEST(valuesAreEncodedAsJavaDoes);
  CPPUNIT_TEST(theExpiryIsSignedAsWell);
  CPPUNIT_TEST(signsEveryKnownAnswer);
  CPPUNIT_TEST_SUITE_END();

 public:
  void signsAsTheManualShows() {
    const Params params{
        {"response", "json"},
        {"command", "listUsers"},
        {"apikey",
         "plgWJfZK4gyS3mOMTVmjUVg-X-jlWlnfaUJ9GAbBbf9EdM-kAYMmAiLqzzq1ElZLYq_u38zCm0bewzGUdP66mg"}};
    CPPUNIT_ASSERT_EQUAL(std::string{"TTpdDq/7j/J58XCRHomKoQXEQds="},
                         signatureOf("VDaACYb0LV9eNjTetIOElcVQkvJck_J_QljX_"
                                     "FcHRj87ZKiy0z0ty0ZsYBkoXkY9b7eq1EhwJaw7FF3akA3KBQ",
                                     params));
  }

  void namesAreSortedAsTheyAreSent() {
    CPPUNIT_ASSERT_EQUAL(std::string{"templateidd=4&templateid=3"},
                         stringToSign({{"templateId", "3"}, {"temPlateidd", "4"}}));
  }

  void valuesAreEncodedAsJavaDoes() {
    CPPUNIT_ASSERT_EQUAL(std::string{"a=x%20y%7e*-._%2b%c3%a9&b[0].key="},
                         stringToSign({{"b[0].key", ""}, {"a", "x y~*-._+\u00e9"}}));
  }

  void theExpiryIsSignedAsWell() {
    const auto params = signedParams({{"command", "listZones"}}, "key", "secret", 1'767'323'045);
    const auto find = [&](const std::string& name) {
      for (const auto& [each, value] : params) {
        if (each == name) return value;
      }
      return std::string{"(missing)"};
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-01-02T03:04:05+0000"}, find("expires"));
    CPPUNIT_ASSERT_EQUAL(std::string{"3"}, find("signatureversion"));
    CPPUNIT_ASSERT_EQUAL(signatureOf("secret", params), find("signature"));
    auto later = params;
    for (auto& [name, value] : later) {
      if (name == "expires") value = "2027-01-02T03:04:05+0000";
    }
    CPPUNIT_ASSERT(signatureOf("secret", later) != find("signature"));
  }

  void signsEveryKnownAnswer() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    const auto document = hostler::testing::jsonFile(*specs / "cloudstack/signature-vectors.json");
    CPPUNIT_ASSERT(!document.at("vectors").empty());
    for (const auto& vector : document.at("vectors")) {
      Params params;
      for (const auto& [name, value] : vector.at("params").items())
        params.emplace_back(name, value.get<std::string>());
      const auto name = vector.at("name").get<std::string>();
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, vector.at("stringToSign").get<std::string>(),
                                   stringToSign(params));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(
          name, vector.at("signature").get<std::string>(),
          signatureOf(vector.at("secret").get_ref<const std::string&>(), params));
    }
  }
};

HOSTLER_SUITE(CloudstackSigningTest, "plugins/provisioner/cloudstack/signing");
