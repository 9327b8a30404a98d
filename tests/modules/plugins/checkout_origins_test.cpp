#include "modules/plugins/checkout_origins.h"

#include "tests/support/suite.h"

namespace hostler::testing {

/// What a gateway's payment page may load, as its manifest and its settings say together.
class CheckoutOriginsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CheckoutOriginsTest);
  CPPUNIT_TEST(namedOriginsStayAndASettingBecomesItsOrigin);
  CPPUNIT_TEST(theDefaultStandsForASettingThatIsNotSet);
  CPPUNIT_TEST(noSettingCanWriteIntoThePolicy);
  CPPUNIT_TEST_SUITE_END();

 public:
  void namedOriginsStayAndASettingBecomesItsOrigin() {
    const auto origins = checkoutOriginsOf(
        manifest(), {{"base_url", "http://who:secret@127.0.0.1:9090/stripe?x=1"}});
    CPPUNIT_ASSERT(origins.script == (Origins{"https://js.pay.example", "http://127.0.0.1:9090"}));
    CPPUNIT_ASSERT(origins.frame == Origins{"https://js.pay.example"});
    CPPUNIT_ASSERT(origins.connect.empty());
  }

  void theDefaultStandsForASettingThatIsNotSet() {
    const auto origins = checkoutOriginsOf(manifest(), Json::object());
    CPPUNIT_ASSERT(origins.script ==
                   (Origins{"https://js.pay.example", "https://api.pay.example"}));
  }

  void noSettingCanWriteIntoThePolicy() {
    for (const auto* address : {"https://a.example;script-src *", "https://a.example *",
                                "https://*", "javascript:alert(1)", "data:text/html,x", "https://",
                                "", "*", "https://a.example'", "//a.example"}) {
      const auto origins = checkoutOriginsOf(manifest(), {{"base_url", address}});
      CPPUNIT_ASSERT_MESSAGE(address, origins.script == Origins{"https://js.pay.example"});
    }
  }

 private:
  using Origins = std::vector<std::string>;

  static plugin::Manifest manifest() {
    return plugin::Manifest::parse(R"({
      "kind": "gateway/1", "name": "pay", "title": "Pay", "version": "1.0.0", "sdk": "1.0",
      "description": "Pays.", "capabilities": ["checkout"], "hosts": ["{settings.base_url}"],
      "checkout": {"script": ["https://js.pay.example", "{settings.base_url}"],
                   "frame": ["https://js.pay.example"], "connect": []},
      "settings": {"type": "object", "properties": {
        "base_url": {"type": "string", "title": "Address", "default": "https://api.pay.example"}}}})");
  }
};
HOSTLER_SUITE(CheckoutOriginsTest, "modules/plugins/checkout_origins");

}  // namespace hostler::testing
