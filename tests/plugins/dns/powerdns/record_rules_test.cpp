#include "record_rules.h"

#include "tests/support/suite.h"

using namespace hostler;
using namespace hostler::powerdns;

class PowerDnsRecordRulesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PowerDnsRecordRulesTest);
  CPPUNIT_TEST(whatLiesOutsideTheZoneIsToldApart);
  CPPUNIT_TEST(ttlsHaveBounds);
  CPPUNIT_TEST(theTopOfAZoneKeepsItsServers);
  CPPUNIT_TEST(aSetIsNamedOnce);
  CPPUNIT_TEST(statesAreComparedHoweverTheyAreSpelled);
  CPPUNIT_TEST_SUITE_END();

 public:
  void whatLiesOutsideTheZoneIsToldApart() {
    for (const char* inside : {"acme.example", "www.acme.example", "*.acme.example",
                               "_sip._tcp.acme.example", "a.b.c.acme.example"}) {
      CPPUNIT_ASSERT_MESSAGE(inside, !replaceFault(set(inside)));
    }
    for (const char* outside :
         {"example", "other.example", "notacme.example", "acme.example.net"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(outside, std::string{"out_of_zone"},
                                   replaceFault(set(outside))->code);
    }
    for (const char* none : {"", ".", "Acme.example", "acme.example.", "a b.acme.example",
                             "www.*.acme.example", "a..acme.example"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(none, std::string{"bad_record"}, replaceFault(set(none))->code);
    }
  }

  void ttlsHaveBounds() {
    for (const int good : {60, 300, 2'147'483'647}) {
      CPPUNIT_ASSERT(!replaceFault(set("acme.example", "A", {"192.0.2.1"}, good)));
    }
    for (const int bad : {59, 0, -1}) {
      CPPUNIT_ASSERT(replaceFault(set("acme.example", "A", {"192.0.2.1"}, bad)));
    }
  }

  void theTopOfAZoneKeepsItsServers() {
    sdk::ChangeRecords change{"acme.example", {}, {}, {set("acme.example", "NS", {})}};
    CPPUNIT_ASSERT(faultOf(change, 60));
    change.remove = {set("sub.acme.example", "NS", {})};
    CPPUNIT_ASSERT(!faultOf(change, 60));
    CPPUNIT_ASSERT(replaceFault(set("acme.example", "CNAME", {"b.example"})));
    CPPUNIT_ASSERT(!replaceFault(set("acme.example", "ALIAS", {"b.example"})));
    CPPUNIT_ASSERT(!replaceFault(set("acme.example", "NS", {"ns1.b.example", "ns2.b.example"})));
  }

  void aSetIsNamedOnce() {
    sdk::ChangeRecords change{"acme.example", {}, {set("acme.example")}, {set("acme.example")}};
    CPPUNIT_ASSERT(faultOf(change, 60));
    change = {"acme.example", {}, {set("acme.example"), set("acme.example")}, {}};
    CPPUNIT_ASSERT(faultOf(change, 60));
    CPPUNIT_ASSERT(faultOf({"acme.example", {}, {}, {}}, 60));
    CPPUNIT_ASSERT(replaceFault(set("acme.example", "AAAA", {"2001:db8::1", "2001:DB8::0:1"})));
  }

  void statesAreComparedHoweverTheyAreSpelled() {
    sdk::Zone zone;
    zone.name = "acme.example";
    zone.records = {set("acme.example", "AAAA", {"2001:db8::1"}), set("acme.example", "A")};
    const sdk::ChangeRecords same{
        "acme.example", {}, {set("acme.example", "AAAA", {"2001:DB8:0::1"})}, {}};
    CPPUNIT_ASSERT(isAsWanted(zone, same));
    auto other = same;
    other.replace[0].ttl = 600;
    CPPUNIT_ASSERT(!isAsWanted(zone, other));
    other = same;
    other.replace[0].values.push_back("2001:db8::2");
    CPPUNIT_ASSERT(!isAsWanted(zone, other));
    other = same;
    other.remove = {set("acme.example", "A")};
    CPPUNIT_ASSERT(!isAsWanted(zone, other));
    zone.records.pop_back();
    CPPUNIT_ASSERT(isAsWanted(zone, other));
  }

 private:
  static sdk::RecordSet set(std::string name, std::string type = "A",
                            std::vector<std::string> values = {"192.0.2.1"}, int ttl = 300) {
    return {std::move(name), std::move(type), ttl, std::move(values)};
  }
  static std::optional<sdk::ProviderError> replaceFault(const sdk::RecordSet& set) {
    return faultOf({"acme.example", {}, {set}, {}}, 60);
  }
};

HOSTLER_SUITE(PowerDnsRecordRulesTest, "plugins/dns/powerdns/record_rules");
