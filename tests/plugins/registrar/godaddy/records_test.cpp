#include "mapping.h"
#include "record_mapping.h"
#include "tests/plugins/support/conformance.h"

#include <algorithm>

using namespace hostler::godaddy;
using hostler::sdk::Json;
using hostler::sdk::RecordSet;

class GodaddyRecordsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GodaddyRecordsTest);
  CPPUNIT_TEST(recordsOfOneNameAndTypeAreOneSet);
  CPPUNIT_TEST(setsReadAsTheyWereWritten);
  CPPUNIT_TEST(servicesOfOneNameShareAPlace);
  CPPUNIT_TEST(whatCannotBeKeptIsToldBefore);
  CPPUNIT_TEST(theOrderOfValuesMeansNothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  void recordsOfOneNameAndTypeAreOneSet() {
    const auto sets = toRecordSets(kDomain, fixture());
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, sets.size());
    const auto* mail = find(sets, "acme.example", "MX");
    CPPUNIT_ASSERT(mail != nullptr);
    CPPUNIT_ASSERT_EQUAL(std::string{"10 mail.acme.example"}, mail->values.at(0));
    CPPUNIT_ASSERT_EQUAL(std::string{"20 mail2.acme.example"}, mail->values.at(1));
    CPPUNIT_ASSERT(find(sets, "www.acme.example", "TXT") != nullptr);
    const auto* sip = find(sets, "_sip._tcp.acme.example", "SRV");
    CPPUNIT_ASSERT_EQUAL(std::string{"10 5 5060 sip.acme.example"}, sip->values.at(0));
  }

  void setsReadAsTheyWereWritten() {
    for (const auto& set : toRecordSets(kDomain, fixture())) {
      if (set.type == "NS") continue;
      CPPUNIT_ASSERT_MESSAGE(set.name, !faultOf(kDomain, set));
      const auto sent = Json(fromRecordSet(kDomain, set)).dump();
      const auto again = toRecordSets(kDomain, hostler::sdk::parseJson(sent));
      CPPUNIT_ASSERT(again.size() == 1 && areEqual(again[0], set));
    }
  }

  void servicesOfOneNameShareAPlace() {
    const RecordSet sip{"_sip._tcp.acme.example", "SRV", 600, {}};
    const RecordSet chat{"_xmpp._tcp.acme.example", "SRV", 600, {}};
    CPPUNIT_ASSERT(placeOf(kDomain, sip) == placeOf(kDomain, chat));
    CPPUNIT_ASSERT_EQUAL(std::string{"@"}, placeOf(kDomain, sip).name);
    CPPUNIT_ASSERT(belongsTo(kDomain, fixture()[4], sip));
    CPPUNIT_ASSERT(!belongsTo(kDomain, fixture()[4], chat));
  }

  void whatCannotBeKeptIsToldBefore() {
    const auto refused = [](RecordSet set) { return faultOf(kDomain, set).has_value(); };
    CPPUNIT_ASSERT(!refused({"acme.example", "A", 600, {"192.0.2.1"}}));
    CPPUNIT_ASSERT(!refused({"*.acme.example", "AAAA", 600, {"2001:db8::1"}}));
    CPPUNIT_ASSERT(refused({"acme.example", "A", 60, {"192.0.2.1"}}));
    CPPUNIT_ASSERT(refused({"acme.example", "A", 600, {"example.com"}}));
    CPPUNIT_ASSERT(refused({"acme.example", "CAA", 600, {"0 issue x"}}));
    CPPUNIT_ASSERT(refused({"acme.example", "NS", 600, {"ns1.host.example"}}));
    CPPUNIT_ASSERT(refused({"other.example", "A", 600, {"192.0.2.1"}}));
    CPPUNIT_ASSERT(refused({"notacme.example", "A", 600, {"192.0.2.1"}}));
    CPPUNIT_ASSERT(refused({"a/b.acme.example", "A", 600, {"192.0.2.1"}}));
    CPPUNIT_ASSERT(refused({"acme.example", "MX", 600, {"mail.acme.example"}}));
    CPPUNIT_ASSERT(refused({"acme.example", "MX", 600, {"99999 mail.acme.example"}}));
    CPPUNIT_ASSERT(refused({"acme.example", "SRV", 600, {"1 1 1 a.acme.example"}}));
  }

  void theOrderOfValuesMeansNothing() {
    const RecordSet one{"acme.example", "A", 600, {"192.0.2.1", "192.0.2.2"}};
    auto other = one;
    std::ranges::reverse(other.values);
    CPPUNIT_ASSERT(areEqual(one, other));
    other.ttl = 3600;
    CPPUNIT_ASSERT(!areEqual(one, other));
  }

 private:
  static constexpr const char* kDomain = "acme.example";

  static Json fixture() {
    return hostler::testing::jsonFile(hostler::testing::sourceTree() /
                                      "tests/plugins/registrar/godaddy/fixtures/records.json");
  }
  static const RecordSet* find(const std::vector<RecordSet>& sets, const std::string& name,
                               const std::string& type) {
    const auto found = std::ranges::find_if(
        sets, [&](const RecordSet& set) { return set.name == name && set.type == type; });
    return found == sets.end() ? nullptr : &*found;
  }
};

HOSTLER_SUITE(GodaddyRecordsTest, "plugins/registrar/godaddy/records");
