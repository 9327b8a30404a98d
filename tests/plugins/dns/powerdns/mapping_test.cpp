#include "mapping.h"

#include "settings.h"
#include "tests/plugins/support/conformance.h"

using namespace hostler;
using namespace hostler::powerdns;

class PowerDnsMappingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PowerDnsMappingTest);
  CPPUNIT_TEST(aZoneIsReadWithoutWhatIsSwitchedOff);
  CPPUNIT_TEST(theParentGetsTheDigestsThatAreGood);
  CPPUNIT_TEST(privateKeysAreNotRead);
  CPPUNIT_TEST(wrongTypesAreNamed);
  CPPUNIT_TEST(changesNameWholeSets);
  CPPUNIT_TEST(aNewZoneHasAnAuthorityOfItsOwn);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aZoneIsReadWithoutWhatIsSwitchedOff() {
    const auto zone = toZone(fixture("zone"));

    CPPUNIT_ASSERT_EQUAL(std::string{"acme.example"}, zone.name);
    CPPUNIT_ASSERT_EQUAL(std::string{"acc_1"}, zone.reference);
    CPPUNIT_ASSERT(zone.dnssec && zone.serial == 2026010502);
    CPPUNIT_ASSERT(
        (zone.nameservers == std::vector<std::string>{"ns1.host.example", "ns2.host.example"}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, zone.records.size());  // no SOA, nothing disabled
    CPPUNIT_ASSERT(zone.records[0].values == std::vector<std::string>{"192.0.2.10"});
    CPPUNIT_ASSERT(zone.records[1].values == std::vector<std::string>{"v=spf1 -all"});
  }

  void theParentGetsTheDigestsThatAreGood() {
    const auto dnssec = toDnssec(true, fixture("cryptokeys"));

    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, dnssec.keys.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, dnssec.signers.size());  // neither SHA-1 nor inactive
    const auto& signer = dnssec.signers[0];
    CPPUNIT_ASSERT(signer.keyTag == 14370 && signer.algorithm == 13 && signer.digestType == 2);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"bf31b50751466d976f68c3af1934a22bb1233e80adc35bbcee0438e9e1071c4f"},
        signer.digest);
  }

  void privateKeysAreNotRead() {
    const auto dnssec = toDnssec(true, fixture("cryptokeys"));
    CPPUNIT_ASSERT(sdk::toJson(dnssec).dump().find("bWFya2Vk") == std::string::npos);
  }

  void wrongTypesAreNamed() {
    for (const char* member : {"name", "serial", "rrsets", "dnssec", "account"}) {
      auto zone = fixture("zone");
      zone[member] = sdk::Json::object();
      CPPUNIT_ASSERT_THROW_MESSAGE(member, toZone(zone), MappingError);
    }
    auto zone = fixture("zone");
    zone["rrsets"][0]["ttl"] = 5'000'000'000;
    CPPUNIT_ASSERT_THROW(toZone(zone), MappingError);
    zone["rrsets"][0]["ttl"] = 300;
    zone["rrsets"][0]["records"][0] = "192.0.2.10";
    CPPUNIT_ASSERT_THROW(toZone(zone), MappingError);
    CPPUNIT_ASSERT_THROW(toZone(sdk::Json::array()), MappingError);
    CPPUNIT_ASSERT_THROW(toZoneNames(sdk::Json::object()), MappingError);
    CPPUNIT_ASSERT_THROW(toDnssec(true, sdk::Json::object()), MappingError);
    auto keys = fixture("cryptokeys");
    keys[0]["ds"][0] = "not a DS record";
    CPPUNIT_ASSERT_THROW(toDnssec(true, keys), MappingError);
  }

  void changesNameWholeSets() {
    const sdk::ChangeRecords change{"acme.example",
                                    {},
                                    {{"www.acme.example", "CNAME", 300, {"acme.example"}}},
                                    {{"old.acme.example", "TXT", 0, {}}}};
    CPPUNIT_ASSERT_EQUAL(sdk::Json::parse(R"({"rrsets": [
          {"name": "www.acme.example.", "type": "CNAME", "ttl": 300, "changetype": "REPLACE",
           "records": [{"content": "acme.example.", "disabled": false}]},
          {"name": "old.acme.example.", "type": "TXT", "changetype": "DELETE"}]})"),
                         rrsetChanges(change));
  }

  void aNewZoneHasAnAuthorityOfItsOwn() {
    Settings settings;
    CPPUNIT_ASSERT_EQUAL(std::string{"ns1.host.example. hostmaster.acme.example. 0 10800 3600 "
                                     "604800 3600"},
                         startOfAuthority(settings, "ns1.host.example", "acme.example"));
    settings.hostmaster = "asha.rao@host.example";
    CPPUNIT_ASSERT_EQUAL(std::string{"ns1.host.example. asha\\.rao.host.example. 0 10800 3600 "
                                     "604800 3600"},
                         startOfAuthority(settings, "ns1.host.example", "acme.example"));
  }

 private:
  static sdk::Json fixture(const std::string& name) {
    return testing::jsonFile(testing::sourceTree() / "tests/plugins/dns/powerdns/fixtures" /
                             (name + ".json"));
  }
};

HOSTLER_SUITE(PowerDnsMappingTest, "plugins/dns/powerdns/mapping");
