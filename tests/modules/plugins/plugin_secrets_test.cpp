#include "tests/modules/plugins/shipped_plugin.h"
#include "tests/support/suite.h"

namespace hostler::testing {

// A key that was given for one provider's address is sent to no other.
class PluginSecretsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PluginSecretsTest);
  CPPUNIT_TEST(keptSecretsDoNotFollowToAnotherAddress);
  CPPUNIT_TEST(keptSecretsStayWhereTheAddressStays);
  CPPUNIT_TEST(writingSettingsAndEnablingAskForAFreshFactor);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    shop_.plugins.mount(engine_.router());
    owner_ = std::make_unique<ApiClient>(engine_.owner());
    const auto saved = owner_->put(kPath, settings("right-secret"));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(saved.text, 200, saved.status);
  }

  void keptSecretsDoNotFollowToAnotherAddress() {
    auto moved = settings("***");
    moved["base_url"] = "https://evil.example";

    const auto refused = owner_->put(kPath, moved);

    CPPUNIT_ASSERT_EQUAL_MESSAGE(refused.text, 422, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"required_anew"}, refused.fieldCode("key_secret"));
    CPPUNIT_ASSERT_EQUAL(std::string{"required_anew"}, refused.fieldCode("webhook_secret"));
    moved["key_secret"] = moved["webhook_secret"] = "another-secret";
    CPPUNIT_ASSERT_EQUAL(200, owner_->put(kPath, moved).status);
  }

  void keptSecretsStayWhereTheAddressStays() {
    auto same = settings("***");
    same["base_url"] = "https://api.razorpay.com";  // what it is by default

    const auto kept = owner_->put(kPath, same);

    CPPUNIT_ASSERT_EQUAL_MESSAGE(kept.text, 200, kept.status);
    PluginInstances instances{engine_.vault()};
    engine_.database().read([&](db::Reader& reader) {
      const auto row = instances.find(reader, "razorpay").value();
      CPPUNIT_ASSERT_EQUAL(std::string{"right-secret"},
                           instances.settings(reader, row.id)["key_secret"].get<std::string>());
    });
  }

  void writingSettingsAndEnablingAskForAFreshFactor() {
    for (const auto& route : engine_.router().routes()) {
      if (route.name == "adminSavePluginSettings" || route.name == "adminEnablePlugin")
        CPPUNIT_ASSERT_MESSAGE(route.name, route.access.freshFactor);
    }
  }

 private:
  static constexpr const char* kPath = "/admin/plugins/razorpay/settings";
  static Json settings(const std::string& secret) {
    return {{"key_id", "rzp_test_abc"}, {"key_secret", secret}, {"webhook_secret", secret}};
  }

  TestEngine engine_{withPlugins()};
  PluginShop shop_{engine_, shippedPlugins(), false};
  std::unique_ptr<ApiClient> owner_;
};

HOSTLER_SUITE(PluginSecretsTest, "modules/plugins/plugin_secrets");

}  // namespace hostler::testing
