#include "tests/modules/plugins/shipped_plugin.h"
#include "tests/support/suite.h"

#include <fstream>

namespace hostler::testing {

// Production loads what an operator took on, and not what came to lie in its place.
class PluginOriginsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PluginOriginsTest);
  CPPUNIT_TEST(whatNobodyAcceptedDoesNotLoad);
  CPPUNIT_TEST(whatWasAcceptedLoads);
  CPPUNIT_TEST(aChangedOneWaitsUntilItIsAcceptedAnew);
  CPPUNIT_TEST(enablingRecordsWhatLiesThere);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    const auto to = folder_.path() / "gateway" / "razorpay";
    std::filesystem::create_directories(to);
    std::filesystem::copy(shippedPlugins() / "gateway" / "razorpay", to,
                          std::filesystem::copy_options::recursive);
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder_.path()})
      std::filesystem::permissions(entry.path(), std::filesystem::perms{0700});
  }

  void whatNobodyAcceptedDoesNotLoad() {
    PluginShop shop{engine_, folder_.path(), true};
    CPPUNIT_ASSERT(!shop.plugins.desk().manifestOf("razorpay"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop.plugins.desk().installed().unusable.size());
  }

  void whatWasAcceptedLoads() {
    PluginShop shop{engine_, folder_.path(), true};
    shop.plugins.service().accept(operator_, "razorpay");
    CPPUNIT_ASSERT(shop.plugins.desk().manifestOf("razorpay"));
    CPPUNIT_ASSERT_THROW(shop.plugins.service().accept(operator_, "nothing"), DomainError);
  }

  void aChangedOneWaitsUntilItIsAcceptedAnew() {
    PluginShop shop{engine_, folder_.path(), true};
    shop.plugins.service().accept(operator_, "razorpay");
    change();

    CPPUNIT_ASSERT(!shop.plugins.desk().manifestOf("razorpay"));
    const auto contents = shop.plugins.desk().installed();
    CPPUNIT_ASSERT(contents.unusable.at(0).reason.find("not what was installed") !=
                   std::string::npos);

    shop.plugins.service().accept(operator_, "razorpay");
    CPPUNIT_ASSERT(shop.plugins.desk().manifestOf("razorpay"));
  }

  void enablingRecordsWhatLiesThere() {
    PluginShop shop{engine_, folder_.path(), true};
    shop.plugins.service().accept(operator_, "razorpay");
    engine_.database().transaction(
        [](db::Transaction& tx) { tx.execute("DELETE FROM plugin_origins"); });
    // As what ships with the program is there without having been accepted.
    PluginShop open{engine_, folder_.path(), false};
    PluginInstances instances{engine_.vault()};
    PluginService service{{engine_.database(), engine_.clock(), engine_.ids(), instances,
                           open.plugins.desk(), engine_.audit(), true}};
    service.saveSettings(
        operator_, "razorpay",
        {{"key_id", "rzp_test_abc"}, {"key_secret", "x"}, {"webhook_secret", "y"}});
    service.setEnabled(operator_, "razorpay", true);

    CPPUNIT_ASSERT(shop.plugins.desk().manifestOf("razorpay"));
    change();
    CPPUNIT_ASSERT(!shop.plugins.desk().manifestOf("razorpay"));
  }

 private:
  void change() {
    std::ofstream{folder_.path() / "gateway" / "razorpay" / "plugin.json", std::ios::app} << "\n";
  }

  TestEngine engine_{withPlugins()};
  TemporaryFolder folder_;
  const Actor operator_ = Actor::system(kPlatform, "test");
};

HOSTLER_SUITE(PluginOriginsTest, "modules/plugins/plugin_origins");

}  // namespace hostler::testing
