#include "core/app/production.h"

#include "core/app/part_settings.h"
#include "core/app/settings_table.h"
#include "tests/support/suite.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace hostler::app {

// What a production engine does not start without, and what it keeps to itself.
class ProductionTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ProductionTest);
  CPPUNIT_TEST(productionWantsItsAddressAndItsMailServer);
  CPPUNIT_TEST(aSpoolIsTakenByItsNameAlone);
  CPPUNIT_TEST(aSandboxWantsNothing);
  CPPUNIT_TEST(anAddressIsASchemeAndAHost);
  CPPUNIT_TEST(nobodysWordAboutClientsIsTakenUnlessNamed);
  CPPUNIT_TEST(connectionsOfOneAddressAreBounded);
  CPPUNIT_TEST(slowCallsHaveHalfOfTheWorkersAtMost);
  CPPUNIT_TEST(oneServerNeverHasAllTheCallsOfItsPlugin);
  CPPUNIT_TEST(theMemoryOfThisProgramIsDumpedNowhere);
  CPPUNIT_TEST_SUITE_END();

 public:
  void productionWantsItsAddressAndItsMailServer() {
    const auto faults = unfitForProduction(settings({}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, faults.size());
    CPPUNIT_ASSERT(faults[0].starts_with("public_url: "));
    CPPUNIT_ASSERT(faults[1].starts_with("mail.host: "));
    CPPUNIT_ASSERT_NO_THROW(judgeForProduction(settings({})));
    CPPUNIT_ASSERT_THROW(judgeForProduction(settings({{"public_url", "http://a.example"}})),
                         ConfigurationError);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2},
                         unfitForProduction(settings({{"public_url", "http://a.example"}})).size());
    CPPUNIT_ASSERT(unfitForProduction(settings({{"public_url", "https://a.example"},
                                                {"mail.host", "mail.a.example"}}))
                       .empty());
  }

  void aSpoolIsTakenByItsNameAlone() {
    CPPUNIT_ASSERT(unfitForProduction(
                       settings({{"public_url", "https://a.example"}, {"mail.delivery", "spool"}}))
                       .empty());
  }

  void aSandboxWantsNothing() {
    CPPUNIT_ASSERT(unfitForProduction(settings({{"environment", "sandbox"}})).empty());
  }

  void anAddressIsASchemeAndAHost() {
    for (const auto* wrong : {"a.example", "https://", "ftp://a.example", "https://a.example/x",
                              "https://u@a.example", "https://a.example?x"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(wrong, settings({{"public_url", wrong}}), ConfigurationError);
    }
  }

  void nobodysWordAboutClientsIsTakenUnlessNamed() {
    CPPUNIT_ASSERT(apiSettings(settings({})).trustedProxies.empty());
    CPPUNIT_ASSERT(apiSettings(settings({{"environment", "sandbox"}})).trustedProxies.empty());
    CPPUNIT_ASSERT_EQUAL(
        std::size_t{2},
        apiSettings(settings({{"http.trusted_proxies", "127.0.0.1,::1"}})).trustedProxies.size());
  }

  void connectionsOfOneAddressAreBounded() {
    CPPUNIT_ASSERT_EQUAL(std::size_t{2'000}, frontOptions(settings({})).maxConnectionsPerPeer);
    CPPUNIT_ASSERT(!frontOptions(settings({})).standsForMany);
    const auto raised = frontOptions(settings(
        {{"http.max_connections_per_peer", "15000"}, {"http.trusted_proxies", "10.0.0.0/8"}}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{15'000}, raised.maxConnectionsPerPeer);
    CPPUNIT_ASSERT(raised.standsForMany("10.1.2.3"));
    CPPUNIT_ASSERT(!raised.standsForMany("192.0.2.1"));
  }

  void slowCallsHaveHalfOfTheWorkersAtMost() {
    CPPUNIT_ASSERT_EQUAL(24, apiSettings(settings({})).slowAtOnce);
    CPPUNIT_ASSERT_EQUAL(1, apiSettings(settings({{"http.workers", "1"}})).slowAtOnce);
  }

  void oneServerNeverHasAllTheCallsOfItsPlugin() {
    const auto shipped = pluginHostSettings(settings({}));
    CPPUNIT_ASSERT_EQUAL(8, shipped.concurrency);
    CPPUNIT_ASSERT_EQUAL(6, shipped.concurrencyPerTarget);
    const auto more = pluginHostSettings(settings({{"plugins.calls_at_once", "20"}}));
    CPPUNIT_ASSERT_EQUAL(20, more.concurrency);
    CPPUNIT_ASSERT_EQUAL(15, more.concurrencyPerTarget);
    CPPUNIT_ASSERT_EQUAL(
        1, pluginHostSettings(settings({{"plugins.calls_at_once", "1"}})).concurrencyPerTarget);
    CPPUNIT_ASSERT_THROW(settings({{"plugins.calls_at_once", "0"}}), ConfigurationError);
  }

  void theMemoryOfThisProgramIsDumpedNowhere() {
    forgoCoreDumps();
    rlimit limit{};
    CPPUNIT_ASSERT_EQUAL(0, ::getrlimit(RLIMIT_CORE, &limit));
    CPPUNIT_ASSERT(limit.rlim_cur == 0 && limit.rlim_max == 0);
#ifndef __SANITIZE_ADDRESS__
    CPPUNIT_ASSERT_EQUAL(0, ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
#endif
  }

 private:
  static Settings settings(const std::map<std::string, std::string>& flags) {
    Settings::Sources sources;
    sources.flags = flags;
    return Settings::load(engineSettings(), sources);
  }
};
HOSTLER_SUITE(ProductionTest, "core/app/production");

}  // namespace hostler::app
