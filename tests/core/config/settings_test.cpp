#include "core/config/settings.h"

#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

#include <fstream>

namespace hostler {

class SettingsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SettingsTest);
  CPPUNIT_TEST(flagsWinOverEnvironmentOverFileOverDefault);
  CPPUNIT_TEST(unknownNamesAreRefusedWithTheNearest);
  CPPUNIT_TEST(wrongValuesAreRefusedWithKeyPlaceAndReason);
  CPPUNIT_TEST(secretsComeFromFilesAndAreNeverShown);
  CPPUNIT_TEST(aFileThatIsNoTomlIsRefusedWithItsLine);
  CPPUNIT_TEST_SUITE_END();

 public:
  void flagsWinOverEnvironmentOverFileOverDefault() {
    const auto file = write(
        "listen = \"file\"\n[limits]\nanonymous = 3\n[proxies]\ntrusted = [\"10.0.0.1\", "
        "\"::1\"]\n");
    const auto settings = load(
        {{"listen", "flag"}},
        {{"HOSTLER_LISTEN", "environment"}, {"HOSTLER_LIMITS_ANONYMOUS", "4"}, {"PATH", "/bin"}},
        file);

    CPPUNIT_ASSERT_EQUAL(std::string{"flag"}, settings.text("listen"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, settings.integer("limits.anonymous"));
    CPPUNIT_ASSERT(
        (settings.list("proxies.trusted") == std::vector<std::string>{"10.0.0.1", "::1"}));
    CPPUNIT_ASSERT(!settings.flag("debug"));
    CPPUNIT_ASSERT_THROW(settings.text("nothing"), std::logic_error);
  }

  void unknownNamesAreRefusedWithTheNearest() {
    CPPUNIT_ASSERT(refusal({}, {{"HOSTLER_LIMITS_ANONYMUS", "4"}})
                       .find("did you mean HOSTLER_LIMITS_ANONYMOUS?") != std::string::npos);
    const auto file = write("\n\n[limits]\nanonimous = 3\n");
    const auto text = refusal({}, {}, file);
    CPPUNIT_ASSERT_MESSAGE(
        text,
        text.find(file + ":4: limits.anonimous is no setting; did you mean limits.anonymous?") !=
            std::string::npos);
  }

  void wrongValuesAreRefusedWithKeyPlaceAndReason() {
    const auto text = refusal({}, {{"HOSTLER_LIMITS_ANONYMOUS", "many"}});
    CPPUNIT_ASSERT_MESSAGE(text, text.find("limits.anonymous (from HOSTLER_LIMITS_ANONYMOUS) must "
                                           "be a whole number from 1 to 100") != std::string::npos);
    for (const auto& wrong : {"0", "101", "1.5", "", " 5", "5 ", "0x5", "99999999999999999999"}) {
      CPPUNIT_ASSERT_MESSAGE(wrong, !refusal({}, {{"HOSTLER_LIMITS_ANONYMOUS", wrong}}).empty());
    }
    CPPUNIT_ASSERT(refusal({{"debug", "yes"}}, {}).find("must be one of: true, false") !=
                   std::string::npos);
  }

  void secretsComeFromFilesAndAreNeverShown() {
    const auto key = write("hunter2\n", "secret");
    const auto settings = load({}, {{"HOSTLER_PASSWORD_FILE", key}});
    CPPUNIT_ASSERT_EQUAL(std::string{"hunter2"}, settings.secret("password").reveal());
    for (const auto& one : settings.explain())
      CPPUNIT_ASSERT(one.value.find("hunter2") == std::string::npos);
    CPPUNIT_ASSERT(refusal({}, {{"HOSTLER_PASSWORD", "hunter2 hunter2"}}).find("hunter2") ==
                   std::string::npos);
    CPPUNIT_ASSERT(!refusal({}, {{"HOSTLER_PASSWORD_FILE", key + ".none"}}).empty());
    CPPUNIT_ASSERT(!refusal({}, {{"HOSTLER_LISTEN_FILE", key}}).empty());
  }

  void aFileThatIsNoTomlIsRefusedWithItsLine() {
    const auto file = write("listen = \"x\"\nlisten = = 3\n");
    CPPUNIT_ASSERT(refusal({}, {}, file).find(file + ":2:") != std::string::npos);
    CPPUNIT_ASSERT(!refusal({}, {}, file + ".none").empty());
    CPPUNIT_ASSERT(!refusal({}, {}, write("listen = 1.5\n")).empty());
  }

 private:
  using Values = std::map<std::string, std::string>;
  static Settings load(const Values& flags, const Values& environment,
                       const std::string& file = {}) {
    const auto shortWord = [](const std::string& value) {
      if (value.size() > 10) throw std::invalid_argument{"must be short"};
    };
    return Settings::load({{"listen", "default", "where"},
                           {"limits.anonymous", "10", "calls", false, setting::integer(1, 100)},
                           {"proxies.trusted", "", "whom"},
                           {"debug", "false", "more", false, setting::boolean()},
                           {"password", "", "secret", true, shortWord}},
                          {flags, environment, file});
  }
  static std::string refusal(const Values& flags, const Values& environment,
                             const std::string& file = {}) {
    try {
      load(flags, environment, file);
      return {};
    } catch (const ConfigurationError& error) {
      return error.what();
    }
  }
  std::string write(const std::string& text, const std::string& name = "settings.toml") {
    const auto path = (directory_.path() / name).string();
    std::ofstream{path} << text;
    return path;
  }

  testing::TemporaryDirectory directory_{"hostler-config"};
};
HOSTLER_SUITE(SettingsTest, "core/config/settings");

}  // namespace hostler
