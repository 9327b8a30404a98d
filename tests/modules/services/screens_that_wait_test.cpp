#include "tests/modules/services/service_shop.h"

namespace hostler {

using testing::ServiceShop;

// What is asked of a provider names the service's server and main name, whoever asks; who waits in
// front of a screen does not wait long.
class ScreensThatWaitTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ScreensThatWaitTest);
  CPPUNIT_TEST(readingCallsNameTheirServerAndGiveUpSoon);
  CPPUNIT_TEST(whatHasAHostNameAloneIsNamedByIt);
  CPPUNIT_TEST_SUITE_END();

 public:
  void readingCallsNameTheirServerAndGiveUpSoon() {
    const auto id = shop_.running();
    const auto server = shop_.now(id).server.value().text();
    shop_.client.get("/services/" + id.text() + "/usage");
    shop_.client.get("/services/" + id.text() + "/backups");
    shop_.client.post("/services/" + id.text() + "/sso");
    for (const std::string verb : {"usage", "backups", "single_sign_on"}) {
      const auto& asked = shop_.panel.last(verb);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(verb, server, asked.target);
      CPPUNIT_ASSERT_MESSAGE(verb, asked.timeout <= std::chrono::seconds{10});
    }
  }

  void whatHasAHostNameAloneIsNamedByIt() {
    const auto id = shop_.running(std::nullopt);
    shop_.terminate(id);
    shop_.doJobs();
    CPPUNIT_ASSERT_EQUAL(
        std::string{"host.example.com"},
        shop_.panel.last("terminate").body.at("account").at("domain").get<std::string>());
    CPPUNIT_ASSERT(shop_.now(id).status == ServiceStatus::Terminated);
  }

 private:
  ServiceShop shop_;
};
HOSTLER_SUITE(ScreensThatWaitTest, "modules/services/screens_that_wait");

}  // namespace hostler
