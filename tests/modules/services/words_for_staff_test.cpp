#include "tests/modules/services/service_shop.h"

namespace hostler {

using testing::ServiceShop;

// What a provider says when it fails names its servers and accounts: staff read it, clients do not.
class WordsForStaffTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(WordsForStaffTest);
  CPPUNIT_TEST(aClientsHistorySaysThatAStepFailedAndNotWhy);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aClientsHistorySaysThatAStepFailedAndNotWhy() {
    const auto ordered = shop_.order();
    shop_.pay(ordered.invoice);
    shop_.panel.fails("create", Outcome::NeedsAttention, "root@whm7.internal: token refused");
    shop_.doJobs();

    const auto path = "/services/" + ordered.service.text();
    const auto seen = shop_.client.get(path + "/timeline");
    CPPUNIT_ASSERT_EQUAL(200, seen.status);
    CPPUNIT_ASSERT(seen.text.find("create_failed") != std::string::npos);
    CPPUNIT_ASSERT(seen.text.find("whm7") == std::string::npos);
    CPPUNIT_ASSERT(shop_.client.get(path).text.find("whm7") == std::string::npos);

    const auto known = shop_.engine.owner().get("/admin" + path + "/timeline");
    CPPUNIT_ASSERT(known.text.find("whm7") != std::string::npos);
  }

 private:
  ServiceShop shop_;
};
HOSTLER_SUITE(WordsForStaffTest, "modules/services/words_for_staff");

}  // namespace hostler
