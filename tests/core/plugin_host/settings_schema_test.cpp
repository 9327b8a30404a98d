#include "core/plugin_host/settings_schema.h"

#include "tests/support/suite.h"

namespace hostler::plugin {

class SettingsSchemaTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SettingsSchemaTest);
  CPPUNIT_TEST(aRightDocumentHasNoFaults);
  CPPUNIT_TEST(everyFaultHasItsFieldAndCode);
  CPPUNIT_TEST(textsKeepTheirFormats);
  CPPUNIT_TEST(plainHttpIsForTheSandboxOnly);
  CPPUNIT_TEST(aPatternThatExplodesElsewhereIsHarmless);
  CPPUNIT_TEST(faultsNeverRepeatAValue);
  CPPUNIT_TEST(defaultsFillWhatIsLeftOut);
  CPPUNIT_TEST(secretsAreFoundWhereverTheyStand);
  CPPUNIT_TEST(whatFormsCannotDrawIsRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aRightDocumentHasNoFaults() {
    CPPUNIT_ASSERT_EQUAL(std::string{}, faults(right()));
    CPPUNIT_ASSERT_EQUAL(std::string{}, faults({{"api_key", "k"}}));
  }

  void everyFaultHasItsFieldAndCode() {
    const auto with = [](const char* name, Json value) {
      auto settings = right();
      settings[name] = std::move(value);
      return faults(settings);
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"api_key required\n"}, faults(Json::object()));
    CPPUNIT_ASSERT_EQUAL(std::string{"api_key required\n"}, with("api_key", ""));
    CPPUNIT_ASSERT_EQUAL(std::string{"api_key wrong_type\n"}, with("api_key", 7));
    CPPUNIT_ASSERT_EQUAL(std::string{"surprise unknown_field\n"}, with("surprise", true));
    CPPUNIT_ASSERT_EQUAL(std::string{"port out_of_range\n"}, with("port", 0));
    CPPUNIT_ASSERT_EQUAL(std::string{"port out_of_range\n"}, with("port", 70'000));
    CPPUNIT_ASSERT_EQUAL(std::string{"port wrong_type\n"}, with("port", 80.5));
    CPPUNIT_ASSERT_EQUAL(std::string{"port wrong_type\n"}, with("port", "80"));
    CPPUNIT_ASSERT_EQUAL(std::string{"mode not_an_option\n"}, with("mode", "fast"));
    CPPUNIT_ASSERT_EQUAL(std::string{"label too_long\n"}, with("label", "123456789"));
    CPPUNIT_ASSERT_EQUAL(std::string{"label too_short\n"}, with("label", "1"));
    CPPUNIT_ASSERT_EQUAL(std::string{"label malformed\n"}, with("label", "AB1"));
    CPPUNIT_ASSERT_EQUAL(std::string{"zones too_many\n"}, with("zones", {"a", "b", "c", "d"}));
    CPPUNIT_ASSERT_EQUAL(std::string{"zones[1] wrong_type\n"}, with("zones", {"a", 1}));
    CPPUNIT_ASSERT_EQUAL(std::string{"zones[0] malformed\n"}, with("zones", Json::array({"a b"})));
    CPPUNIT_ASSERT_EQUAL(std::string{"proxy.host required\n"}, with("proxy", Json::object()));
    CPPUNIT_ASSERT_EQUAL(std::string{"proxy.odd unknown_field\n"},
                         with("proxy", {{"host", "h"}, {"odd", 1}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"proxy.host wrong_type\n"},
                         with("proxy", {{"host", nullptr}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"webhook_secret required\n"}, with("webhooks", true));
    CPPUNIT_ASSERT_EQUAL(std::string{" wrong_type\n"}, faults(Json::array()));
    CPPUNIT_ASSERT_EQUAL(std::string{"mode not_an_option\nport wrong_type\napi_key required\n"},
                         faults({{"port", "x"}, {"mode", "fast"}}));
  }

  void textsKeepTheirFormats() {
    const auto fits = [](const char* format, const std::string& text) {
      return !formatFault(format, text, {});
    };
    CPPUNIT_ASSERT(fits("", "one line ₹") && !fits("", "two\nlines") &&
                   !fits("", std::string{"a\0b", 3}));
    CPPUNIT_ASSERT(fits("multiline", "two\nlines") && !fits("multiline", "\x1b[31m"));
    CPPUNIT_ASSERT(fits("uri", "https://api.example.com:8443/v1?x=1") &&
                   fits("uri", "https://[::1]/"));
    for (const auto* bad : {"api.example.com", "ftp://x", "https://", "https://a b",
                            "https://u:p@host/", "javascript:x"}) {
      CPPUNIT_ASSERT_MESSAGE(bad, !fits("uri", bad));
    }
    CPPUNIT_ASSERT(fits("email", "a@example.com") && !fits("email", "a@b") &&
                   !fits("email", "A <a@example.com>"));
    CPPUNIT_ASSERT(fits("hostname", "server-1.example.com") && fits("hostname", "localhost"));
    CPPUNIT_ASSERT(!fits("hostname", "-x.example") && !fits("hostname", "a..b") &&
                   !fits("hostname", "a/b"));
    CPPUNIT_ASSERT(fits("ipv4", "192.0.2.1") && !fits("ipv4", "192.0.2.256") &&
                   !fits("ipv4", "1.2.3"));
    CPPUNIT_ASSERT(fits("ipv6", "2001:db8::1") && !fits("ipv6", "192.0.2.1"));
    CPPUNIT_ASSERT(fits("date", "2026-02-28") && !fits("date", "2026-02-30") &&
                   !fits("date", "28.02.2026"));
    CPPUNIT_ASSERT(fits("duration", "PT30S") && fits("duration", "P1Y2M3DT4H5M6.5S") &&
                   fits("duration", "P2W"));
    CPPUNIT_ASSERT(!fits("duration", "P") && !fits("duration", "PT") && !fits("duration", "P1DT") &&
                   !fits("duration", "30"));
    CPPUNIT_ASSERT(
        fits("pem", "-----BEGIN CERTIFICATE-----\nMIIB+/=\n-----END CERTIFICATE-----\n"));
    CPPUNIT_ASSERT(!fits("pem", "MIIB") && !fits("pem", "-----BEGIN CERTIFICATE-----\n"));
    CPPUNIT_ASSERT(fits("secret", "-----BEGIN PRIVATE KEY-----\nx") &&
                   !fits("secret", std::string{"a\0b", 3}));
  }

  void plainHttpIsForTheSandboxOnly() {
    for (const auto* here : {"http://127.0.0.1:9090/whm", "http://localhost", "http://[::1]:80/"}) {
      CPPUNIT_ASSERT(formatFault("uri", here, {}) == "must be an https URL");
      CPPUNIT_ASSERT(!formatFault("uri", here, {.plainHttpToLoopback = true}));
    }
    for (const auto* elsewhere :
         {"http://api.example.com", "http://127.evil.example@x/", "http://localhost.example"}) {
      CPPUNIT_ASSERT_MESSAGE(elsewhere,
                             formatFault("uri", elsewhere, {.plainHttpToLoopback = true}));
    }
  }

  void aPatternThatExplodesElsewhereIsHarmless() {
    std::vector<std::string> none;
    const SettingsSchema schema{
        Json::parse(
            R"({"type":"object","properties":{"x":{"type":"string","pattern":"^(a|a)*(a|a)*$"}}})"),
        "s", none};
    CPPUNIT_ASSERT(none.empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         schema.validate({{"x", std::string(200'000, 'a') + "b"}}).size());
  }

  void faultsNeverRepeatAValue() {
    for (const auto& error : schema().validate({{"api_key", Json::array({"hunter2"})},
                                                {"mode", "hunter2"},
                                                {"label", "hunter2!!"}})) {
      CPPUNIT_ASSERT((error.field + error.code + error.message).find("hunter2") ==
                     std::string::npos);
    }
  }

  void defaultsFillWhatIsLeftOut() {
    const auto filled = schema().withDefaults({{"api_key", "k"}, {"proxy", {{"host", "h"}}}});
    CPPUNIT_ASSERT_EQUAL(
        std::string{R"({"api_key":"k","mode":"live","port":443,"proxy":{"host":"h","port":3128}})"},
        dump(filled));
    CPPUNIT_ASSERT_EQUAL(8443, schema().withDefaults({{"port", 8443}})["port"].get<int>());
  }

  void secretsAreFoundWhereverTheyStand() {
    CPPUNIT_ASSERT(
        schema().secretFields() ==
        (std::set<std::string>{"api_key", "old_keys[]", "proxy.password", "webhook_secret"}));
  }

  void whatFormsCannotDrawIsRefused() {
    const auto refused = [](const char* field) {
      std::vector<std::string> faults;
      const auto properties = R"({"type":"object","properties":{"a":)" + std::string{field} + "}}";
      const SettingsSchema schema{Json::parse(properties), "settings", faults};
      CPPUNIT_ASSERT_EQUAL_MESSAGE(field, std::size_t{1}, faults.size());
      // It is then a schema that accepts nothing.
      CPPUNIT_ASSERT(!schema.validate({{"a", "x"}}).empty());
      return faults[0];
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"settings.a: \"oneOf\" is not supported here"},
                         refused(R"({"type":"string","oneOf":[]})"));
    CPPUNIT_ASSERT_EQUAL(std::string{"settings.a: \"$ref\" is not supported here"},
                         refused(R"({"type":"string","$ref":"https://evil.example/x"})"));
    CPPUNIT_ASSERT_EQUAL(std::string{"settings.a: \"format\" is not known"},
                         refused(R"({"type":"string","format":"regex"})"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"settings.a: \"pattern\" is not a regular expression (RE2's syntax)"},
        refused(R"~({"type":"string","pattern":"(?=x)"})~"));
    CPPUNIT_ASSERT_EQUAL(std::string{"settings.a: a secret can have no default"},
                         refused(R"({"type":"string","format":"secret","default":"x"})"));
    CPPUNIT_ASSERT_EQUAL(std::string{"settings.a: \"default\" is not of the field's type"},
                         refused(R"({"type":"integer","default":"1"})"));
    CPPUNIT_ASSERT_EQUAL(std::string{"settings.a: \"default\" is not among \"enum\""},
                         refused(R"({"type":"string","enum":["x"],"default":"y"})"));
    CPPUNIT_ASSERT_EQUAL(std::string{"settings.a: the default is too large"},
                         refused(R"({"type":"integer","maximum":5,"default":6})"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"settings.a: \"enumTitles\" must have a title for each value of \"enum\""},
        refused(R"({"type":"string","enum":["x"],"enumTitles":[]})"));
    CPPUNIT_ASSERT_EQUAL(std::string{"settings.a.b: \"type\" must be string, integer, number, "
                                     "boolean, array or (one level deep) object"},
                         refused(R"({"type":"object","properties":{"b":{"type":"object"}}})"));
    CPPUNIT_ASSERT_EQUAL(std::string{"settings.a: \"required\": names what is not a field: \"c\""},
                         refused(R"({"type":"object","required":["c"]})"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"settings.a[]: \"type\" must be string, integer, number, boolean"},
        refused(R"({"type":"array","items":{"type":"array"}})"));
    CPPUNIT_ASSERT_EQUAL(std::string{"settings.a: must be an object"}, refused("7"));
  }

 private:
  static const SettingsSchema& schema() {
    static const SettingsSchema made = [] {
      std::vector<std::string> faults;
      const SettingsSchema schema{Json::parse(R"({
        "type": "object", "required": ["api_key"], "dependentRequired": {"webhooks": ["webhook_secret"]},
        "properties": {
          "api_key": {"type": "string", "format": "secret", "title": "Key"},
          "port": {"type": "integer", "minimum": 1, "maximum": 65535, "default": 443},
          "mode": {"type": "string", "enum": ["test", "live"], "enumTitles": ["Test", "Live"], "default": "live"},
          "label": {"type": "string", "minLength": 2, "maxLength": 8, "pattern": "^[a-z0-9]*$"},
          "zones": {"type": "array", "items": {"type": "string", "format": "hostname"}, "maxItems": 3},
          "old_keys": {"type": "array", "items": {"type": "string", "format": "secret"}},
          "webhooks": {"type": "boolean"}, "webhook_secret": {"type": "string", "format": "secret"},
          "proxy": {"type": "object", "required": ["host"], "properties": {
            "host": {"type": "string"}, "port": {"type": "integer", "default": 3128},
            "password": {"type": "string", "format": "secret"}}}}})"),
                                  "settings", faults};
      CPPUNIT_ASSERT_MESSAGE(faults.empty() ? "" : faults[0], faults.empty());
      return schema;
    }();
    return made;
  }
  static Json right() {
    return {{"api_key", "k"},
            {"port", 8443},
            {"mode", "test"},
            {"label", "ab1"},
            {"zones", {"a.example", "b"}},
            {"proxy", {{"host", "h"}, {"password", "p"}}}};
  }
  static std::string faults(const Json& settings) {
    std::string lines;
    for (const auto& error : schema().validate(settings))
      lines += error.field + " " + error.code + "\n";
    return lines;
  }
};
HOSTLER_SUITE(SettingsSchemaTest, "core/plugin_host/settings_schema");

}  // namespace hostler::plugin
