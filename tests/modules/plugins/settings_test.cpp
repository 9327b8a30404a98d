#include "core/child/nursery.h"
#include "modules/plugins/plugins_module.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

#include <fstream>

namespace hostler::testing {
namespace {

constexpr const char* kManifest = R"json({
  "kind": "provisioner/1", "name": "panel", "version": "1.0.0", "sdk": "1.0",
  "settings": {"type": "object", "required": ["api_key"], "properties": {
    "api_key": {"type": "string", "format": "secret"},
    "region": {"type": "string"},
    "proxy": {"type": "object", "properties": {
      "user": {"type": "string"}, "password": {"type": "string", "format": "secret"}}}}},
  "server_settings": {"type": "object", "properties": {
    "user": {"type": "string"}, "token": {"type": "string", "format": "secret"}}},
  "product_settings": {"type": "object", "required": ["plan"], "properties": {
    "plan": {"type": "string"}}}
})json";

class NoLog final : public plugin::PluginLog {
 public:
  void said(const std::string&, const plugin::PluginLine&) override {}
};

EngineOptions withPlugins() {
  EngineOptions options;
  const auto steps = pluginsMigrations();
  options.migrations.assign(steps.begin(), steps.end());
  return options;
}

}  // namespace

/// Settings of plugins hold the keys to money and servers: sealed where they are kept, never shown
/// again, and as their plugin wants them.
class PluginSettingsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PluginSettingsTest);
  CPPUNIT_TEST(aSecretIsSealedAndNeverEchoed);
  CPPUNIT_TEST(aMaskKeepsTheSecretThatIsThere);
  CPPUNIT_TEST(aMaskOfNothingIsRefused);
  CPPUNIT_TEST(anotherSecretReplacesTheOld);
  CPPUNIT_TEST(whatThePluginDoesNotTakeIsRefused);
  CPPUNIT_TEST(itIsEnabledOnlyWithSettingsThatFit);
  CPPUNIT_TEST(aSecondAccountHasSettingsOfItsOwn);
  CPPUNIT_TEST(aServersSecretsAreTakenApart);
  CPPUNIT_TEST(aProductsSettingsAreJudged);
  CPPUNIT_TEST(aProvisionerIsTestedAtEachOfItsServers);
  CPPUNIT_TEST(onlyThePlatformsStaffComeNear);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    namespace fs = std::filesystem;
    engine_ = std::make_unique<TestEngine>(withPlugins());
    const auto folder = engine_->folder() / "plugins";
    fs::create_directories(folder / "panel");
    fs::copy_file(
        fs::canonical("/proc/self/exe").parent_path() / "installed_plugins" / "in_c" / "in_c.so",
        folder / "panel" / "panel.so");
    std::ofstream{folder / "panel" / "plugin.json"} << kManifest;
    registry_ = std::make_unique<plugin::PluginRegistry>(
        plugin::PluginFolder{folder, {.production = false, .allowUnsigned = true}},
        plugin::HostSettings{}, nursery_, engine_->clock(), log_);
    plugins_ = std::make_unique<PluginsModule>(PluginsModule::Parts{
        engine_->database(), engine_->clock(), engine_->ids(), engine_->vault(), engine_->audit(),
        *registry_, false, [this](const std::string& instance) {
          CPPUNIT_ASSERT_EQUAL(std::string{"panel"}, instance);
          return trials_;
        }});
    plugins_->mount(engine_->router());
    owner_ = std::make_unique<ApiClient>(engine_->owner());
  }
  void tearDown() override {
    owner_.reset();
    plugins_.reset();
    registry_.reset();
    engine_.reset();
  }

  void aSecretIsSealedAndNeverEchoed() {
    save({{"api_key", "key-of-gold"},
          {"region", "mumbai"},
          {"proxy", {{"user", "hostler"}, {"password", "pass-of-gold"}}}});
    const auto shown = shownOf("panel");
    CPPUNIT_ASSERT_EQUAL(std::string{"***"}, shown["api_key"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"***"}, shown["proxy"]["password"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"mumbai"}, shown["region"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"key-of-gold"}, kept("panel")["api_key"].get<std::string>());
    // In no file of the database, the audit log and the journal included.
    for (const auto& file : std::filesystem::directory_iterator{engine_->folder()}) {
      if (!file.is_regular_file()) continue;
      std::ifstream in{file.path(), std::ios::binary};
      const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
      CPPUNIT_ASSERT_MESSAGE(file.path().string(), bytes.find("of-gold") == std::string::npos);
    }
  }

  void aMaskKeepsTheSecretThatIsThere() {
    save({{"api_key", "key-1"}, {"region", "pune"}, {"proxy", {{"password", "pass-1"}}}});
    save({{"api_key", "***"}, {"region", "pune"}, {"proxy", {{"password", "***"}}}});
    CPPUNIT_ASSERT_EQUAL(std::string{"key-1"}, kept("panel")["api_key"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"pass-1"},
                         kept("panel")["proxy"]["password"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"pune"}, kept("panel")["region"].get<std::string>());
  }

  void aMaskOfNothingIsRefused() {
    refused("masked", "api_key", {{"api_key", "***"}});
    save({{"api_key", "key-1"}});
    refused("masked", "proxy.password", {{"api_key", "***"}, {"proxy", {{"password", "***"}}}});
    CPPUNIT_ASSERT_EQUAL(std::string{"key-1"}, kept("panel")["api_key"].get<std::string>());
  }

  void anotherSecretReplacesTheOld() {
    save({{"api_key", "key-1"}, {"region", "pune"}});
    save({{"api_key", "key-2"}});
    CPPUNIT_ASSERT(kept("panel") == (Json{{"api_key", "key-2"}}));
  }

  void whatThePluginDoesNotTakeIsRefused() {
    CPPUNIT_ASSERT_THROW(save({{"region", "pune"}}), ValidationError);
    CPPUNIT_ASSERT_THROW(save({{"api_key", 5}}), ValidationError);
    CPPUNIT_ASSERT_THROW(save({{"api_key", "key-1"}, {"colour", "red"}}), ValidationError);
    CPPUNIT_ASSERT_THROW(service().saveSettings(staff(), "nobody", {{"api_key", "k"}}), NotFound);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                         engine_->database().query("SELECT name FROM plugin_instances").size());
  }

  void itIsEnabledOnlyWithSettingsThatFit() {
    CPPUNIT_ASSERT_THROW(service().setEnabled(staff(), "panel", true), ValidationError);
    save({{"api_key", "key-1"}});
    CPPUNIT_ASSERT(!service().setEnabled(staff(), "panel", false).enabled);
  }

  void aSecondAccountHasSettingsOfItsOwn() {
    save({{"api_key", "key-1"}});
    service().add(staff(), "panel", "panel_2");
    CPPUNIT_ASSERT_THROW(service().add(staff(), "panel", "panel_2"), DomainError);
    CPPUNIT_ASSERT_THROW(service().add(staff(), "nothing", "panel_3"), ValidationError);
    CPPUNIT_ASSERT_THROW(service().add(staff(), "panel", "../panel"), ValidationError);
    // The mask of one account is no key to the other's.
    CPPUNIT_ASSERT_THROW(service().saveSettings(staff(), "panel_2", {{"api_key", "***"}}),
                         ValidationError);
    service().saveSettings(staff(), "panel_2", {{"api_key", "key-2"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"key-1"}, kept("panel")["api_key"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"key-2"}, kept("panel_2")["api_key"].get<std::string>());
  }

  void aServersSecretsAreTakenApart() {
    save({{"api_key", "key-1"}});
    const auto [shown, secrets] =
        service().checkServerSettings("panel", {{"user", "root"}, {"token", "t-1"}});
    CPPUNIT_ASSERT(shown == (Json{{"user", "root"}}));
    CPPUNIT_ASSERT(secrets == (Json{{"token", "t-1"}}));
    CPPUNIT_ASSERT_THROW(service().checkServerSettings("panel", {{"tokn", "t-1"}}),
                         ValidationError);
  }

  void aProductsSettingsAreJudged() {
    FieldErrors errors;
    service().checkProvisioning({{"plugin", "panel"}, {"settings", Json::object()}}, errors);
    CPPUNIT_ASSERT_THROW(errors.throwIfAny(), ValidationError);
    FieldErrors none;
    const auto fits =
        service().checkProvisioning({{"plugin", "panel"}, {"settings", {{"plan", "s"}}}}, none);
    none.throwIfAny();
    CPPUNIT_ASSERT_EQUAL(std::string{"s"}, fits.settings["plan"].get<std::string>());
    FieldErrors foreign;
    service().checkProvisioning({{"plugin", "razorpay"}}, foreign);
    CPPUNIT_ASSERT_THROW(foreign.throwIfAny(), ValidationError);
  }

  void aProvisionerIsTestedAtEachOfItsServers() {
    save({{"api_key", "key-1"}});
    CPPUNIT_ASSERT_EQUAL(200, owner_->post("/admin/plugins/panel/enable").status);
    const auto path = "/admin/plugins/panel/test";
    CPPUNIT_ASSERT_EQUAL(std::string{"no_servers"}, owner_->post(path)["code"].get<std::string>());

    trials_ = {{"srv_1", "mumbai", true, "", ""}, {"srv_2", "pune", true, "", ""}};
    const auto all = owner_->post(path);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(all.text, 200, all.status);
    CPPUNIT_ASSERT(all["works"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, all["servers"].size());

    trials_[1] = {"srv_2", "pune", false, "token_refused", "WHM refused the token"};
    const auto some = owner_->post(path);
    CPPUNIT_ASSERT(!some["works"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::string{"These servers do not work: pune."},
                         some["message"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"token_refused"},
                         some["servers"][1]["code"].get<std::string>());
  }

  void onlyThePlatformsStaffComeNear() {
    save({{"api_key", "key-of-gold"}});
    auto client = engine_->signedUpClient("asha@example.in");
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().get("/admin/plugins").status);
    CPPUNIT_ASSERT_EQUAL(403, client.get("/admin/plugins").status);
    const auto list = owner_->get("/admin/plugins");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(list.text, 200, list.status);
    CPPUNIT_ASSERT(list.text.find("key-of-gold") == std::string::npos);
    CPPUNIT_ASSERT(list.text.find("\"panel\"") != std::string::npos);
  }

 private:
  PluginService& service() { return plugins_->service(); }
  static Actor staff() {
    auto actor = Actor::system(kPlatform, "test");
    actor.kind = Actor::Kind::Staff;
    return actor;
  }
  void save(const Json& settings) { service().saveSettings(staff(), "panel", settings); }
  void refused(const std::string& code, const std::string& field, const Json& settings) {
    try {
      save(settings);
      CPPUNIT_FAIL("it was not refused: " + dump(settings));
    } catch (const ValidationError& error) {
      CPPUNIT_ASSERT_EQUAL(code, error.errors().at(0).code);
      CPPUNIT_ASSERT_EQUAL(field, error.errors().at(0).field);
    }
  }
  Json kept(const std::string& name) {
    PluginInstances instances{engine_->vault()};
    return engine_->database().read([&](db::Reader& reader) {
      return instances.settings(reader, instances.find(reader, name).value().id);
    });
  }
  Json shownOf(const std::string& name) {
    PluginInstances instances{engine_->vault()};
    return engine_->database().read([&](db::Reader& reader) {
      return service().shownSettings(reader, instances.find(reader, name).value());
    });
  }

  child::Nursery nursery_;
  NoLog log_;
  std::vector<ServerTrial> trials_;
  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<plugin::PluginRegistry> registry_;
  std::unique_ptr<PluginsModule> plugins_;
  std::unique_ptr<ApiClient> owner_;
};
HOSTLER_SUITE(PluginSettingsTest, "modules/plugins/settings");

}  // namespace hostler::testing
