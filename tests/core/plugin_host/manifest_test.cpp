#include "core/plugin_host/manifest.h"

#include "tests/support/suite.h"

namespace hostler::plugin {

class ManifestTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ManifestTest);
  CPPUNIT_TEST(aWholeManifestIsRead);
  CPPUNIT_TEST(aCaptchaNamesWhatItsWidgetNeeds);
  CPPUNIT_TEST(theLeastIsEnough);
  CPPUNIT_TEST(everyFaultIsNamed);
  CPPUNIT_TEST(namesAreNeverPaths);
  CPPUNIT_TEST(aNewerSdkIsRefused);
  CPPUNIT_TEST(whatIsNoManifestIsRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aWholeManifestIsRead() {
    const auto manifest = Manifest::parse(R"({
      "kind": "gateway/1", "name": "acme_pay", "version": "1.2.0-rc.1", "sdk": "1.0", "title": "Acme Pay",
      "capabilities": ["charge", "refund"], "hosts": ["api.acme.example", "*.acme.example:8443"],
      "checkout": {"script": ["https://js.acme.example", "{settings.base_url}"]}, "x-logo": "anything",
      "settings": {"type": "object", "required": ["api_key"], "properties": {
        "api_key": {"type": "string", "format": "secret", "title": "API key", "x-order": 1}}},
      "server_settings": {"type": "object", "properties": {"port": {"type": "integer", "default": 2087}}},
      "product_settings": {"type": "object", "properties": {"plan": {"type": "string", "x-remote": "packages"}}}})");
    CPPUNIT_ASSERT_EQUAL(std::string{"gateway/1"}, manifest.kind);
    CPPUNIT_ASSERT_EQUAL(std::string{"Acme Pay"}, manifest.title);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, manifest.capabilities.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"https://js.acme.example"}, manifest.checkout.script[0]);
    CPPUNIT_ASSERT(manifest.settings.secretFields() == std::set<std::string>{"api_key"});
    CPPUNIT_ASSERT_EQUAL(2087,
                         manifest.serverSettings.withDefaults(Json::object())["port"].get<int>());
    CPPUNIT_ASSERT(manifest.productSettings.validate({{"plan", "starter"}}).empty());
  }

  void aCaptchaNamesWhatItsWidgetNeeds() {
    const auto manifest = Manifest::parse(
        R"({"kind":"captcha/1","name":"a","version":"0.1.0","sdk":"1.0","widget":{"script":["https://a.example"]}})");
    CPPUNIT_ASSERT_EQUAL(std::string{"https://a.example"}, manifest.checkout.script.at(0));
    const auto said = fault(
        R"({"kind":"captcha/1","name":"a","version":"0.1.0","sdk":"1.0","widget":{"frame":["*"]}})");
    CPPUNIT_ASSERT(said.find("widget.frame: must be a list of origins") != std::string::npos);
  }

  void theLeastIsEnough() {
    const auto manifest =
        Manifest::parse(R"({"kind":"dns/1","name":"a","version":"0.1.0","sdk":"1.0"})");
    CPPUNIT_ASSERT(manifest.capabilities.empty() && manifest.settings.secretFields().empty());
    CPPUNIT_ASSERT(manifest.settings.validate(Json::object()).empty());
    CPPUNIT_ASSERT_EQUAL(std::string{"unknown_field"},
                         manifest.settings.validate({{"x", 1}})[0].code);
  }

  void everyFaultIsNamed() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{"plugin.json cannot be used: kind: must be a kind and its version, such as "
                    "\"registrar/1\"; "
                    "version: must be a version, such as \"1.2.0\"; title: must be a text; "
                    "capabilities: must be a "
                    "list of capabilities, such as \"renew\"; hosts: must be a list of host names; "
                    "checkout.script: "
                    "names something twice; settings.key: \"type\" must be string, integer, "
                    "number, boolean, array or "
                    "(one level deep) object; colour: is not known"},
        fault(
            R"({"kind":"registrar","name":"acme","version":"1","sdk":"1.0","title":7,"capabilities":["A B"],
                  "hosts":"api.acme.example","checkout":{"script":["https://a.b","https://a.b"]},"colour":"red",
                  "settings":{"type":"object","properties":{"key":{"type":"secret"}}}})"));
  }

  void namesAreNeverPaths() {
    for (const auto* name :
         {"", "../acme", "a/b", "a.b", ".", "Acme", "-acme", "1acme", "a\\u0000b", "acme ",
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) {
      const auto text =
          R"({"kind":"dns/1","version":"0.1.0","sdk":"1.0","name":")" + std::string{name} + "\"}";
      CPPUNIT_ASSERT_THROW_MESSAGE(name, Manifest::parse(text), ManifestError);
      CPPUNIT_ASSERT(!isPluginName(name));
    }
    CPPUNIT_ASSERT(isPluginName("razorpay_2"));
  }

  void aNewerSdkIsRefused() {
    for (const auto* sdk : {"1.1", "2.0", "0.9"}) {
      const auto said = fault(R"({"kind":"dns/1","name":"a","version":"0.1.0","sdk":")" +
                              std::string{sdk} + "\"}");
      CPPUNIT_ASSERT(said.find("is not what this engine offers (1.0)") != std::string::npos);
    }
  }

  void whatIsNoManifestIsRefused() {
    for (const auto* text : {"", "[]", "null", "{", R"({"kind":"dns/1","kind":"dns/1"})"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(text, Manifest::parse(text), ManifestError);
    }
    CPPUNIT_ASSERT_THROW(Manifest::load("/nowhere/plugin.json"), ManifestError);
    CPPUNIT_ASSERT_THROW(Manifest::load("/usr"), ManifestError);
    CPPUNIT_ASSERT_THROW(Manifest::load("/dev/zero"), ManifestError);
  }

 private:
  static std::string fault(const std::string& text) {
    try {
      Manifest::parse(text);
    } catch (const ManifestError& error) {
      return error.what();
    }
    return "accepted";
  }
};
HOSTLER_SUITE(ManifestTest, "core/plugin_host/manifest");

}  // namespace hostler::plugin
