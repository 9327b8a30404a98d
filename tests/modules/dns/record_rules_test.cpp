#include "modules/dns/record_rules.h"

#include "tests/support/suite.h"

namespace hostler {

// Every wrong record is named at its field.
class RecordRulesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RecordRulesTest);
  CPPUNIT_TEST(aGoodZoneIsTaken);
  CPPUNIT_TEST(aCnameStandsAlone);
  CPPUNIT_TEST(theTopOfAZoneIsNoCname);
  CPPUNIT_TEST(ownNameServersAreNotWritten);
  CPPUNIT_TEST(timesHaveBounds);
  CPPUNIT_TEST(oneSetStandsOnce);
  CPPUNIT_TEST(mailAndServersPointToNamesWithAddresses);
  CPPUNIT_TEST(servicesAreNamedAsServices);
  CPPUNIT_TEST(aZoneHasALimit);
  CPPUNIT_TEST(allThatIsWrongIsSaidAtOnce);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aGoodZoneIsTaken() {
    expect("", {{"@", "a", 300, {"192.0.2.10", "192.0.2.9"}},
                {"@", "MX", 3600, {"10 mail.acme.example", "20 mx.other.example"}},
                {"@", "TXT", 3600, {"v=spf1 -all"}},
                {"mail", "A", 3600, {"192.0.2.10"}},
                {"www", "CNAME", 3600, {"acme.example"}},
                {"shop", "ALIAS", 3600, {"cdn.other.example"}},
                {"sub", "NS", 3600, {"ns1.other.example"}},
                {"sub", "DS", 3600, {"1 13 2 abcd"}},
                {"_sip._tcp", "SRV", 3600, {"0 5 5060 mail.acme.example"}}});
  }

  void aCnameStandsAlone() {
    expect("records[0].type cname_beside_others",
           {{"www", "CNAME", 300, {"acme.example"}}, {"www", "TXT", 300, {"text"}}});
    expect("records[0].values single_value",
           {{"www", "CNAME", 300, {"a.example.com", "b.example.com"}}});
    expect("records[0].values[0] points_to_itself", {{"www", "CNAME", 300, {"www.acme.example"}}});
    expect("records[0].type alias_beside_addresses",
           {{"@", "ALIAS", 300, {"a.other.example"}}, {"@", "A", 300, {"192.0.2.1"}}});
  }

  void theTopOfAZoneIsNoCname() {
    expect("records[0].type cname_at_top", {{"@", "CNAME", 300, {"other.example.com"}}});
    expect("records[0].type cname_at_top", {{"acme.example", "CNAME", 300, {"other.example.com"}}});
  }

  void ownNameServersAreNotWritten() {
    expect("records[0].type managed", {{"@", "NS", 300, {"ns.evil.example"}}});
    expect("records[0].type ds_at_top", {{"@", "DS", 300, {"1 13 2 abcd"}}});
    expect("records[0].type ds_without_ns", {{"sub", "DS", 300, {"1 13 2 abcd"}}});
    expect("records[0].type type_not_offered", {{"@", "SOA", 300, {"a b 1 2 3 4 5"}}});
  }

  void timesHaveBounds() {
    for (const int ttl : {-1, 0, 59, 604'801})
      expect("records[0].ttl out_of_range", {{"@", "A", ttl, {"192.0.2.1"}}});
    expect("", {{"@", "A", 60, {"192.0.2.1"}}, {"www", "A", 604'800, {"192.0.2.1"}}});
  }

  void oneSetStandsOnce() {
    expect("records[1] duplicate",
           {{"www", "A", 300, {"192.0.2.1"}}, {"www.acme.example.", "a", 300, {"192.0.2.2"}}});
    expect("records[0].values[1] duplicate",
           {{"@", "AAAA", 300, {"2001:db8::1", "2001:DB8:0::1"}}});
    expect("records[0].values required", {{"@", "A", 300, {}}});
  }

  void mailAndServersPointToNamesWithAddresses() {
    expect("records[1].values[0] points_to_cname", {{"mail", "CNAME", 300, {"other.example.com"}},
                                                    {"@", "MX", 300, {"10 mail.acme.example"}}});
    expect("records[0].values[0] points_to_address", {{"@", "MX", 300, {"10 192.0.2.1"}}});
    expect("records[0].values null_mx_not_alone", {{"@", "MX", 300, {"0 .", "10 a.example.com"}}});
  }

  void servicesAreNamedAsServices() {
    expect("records[0].name not_a_service", {{"sip", "SRV", 300, {"0 5 5060 a.example.com"}}});
  }

  void aZoneHasALimit() {
    std::vector<RecordBody> many;
    for (int i = 0; i < 13; ++i) many.push_back({"n" + std::to_string(i), "A", 300, {"192.0.2.1"}});
    expect("records too_many", many);
    many.pop_back();
    expect("", many);
  }

  void allThatIsWrongIsSaidAtOnce() {
    expect(
        "records[0].name not_a_name, records[0].ttl out_of_range, records[0].values[1] "
        "not_an_address, records[1].type type_not_offered",
        {{"a b", "A", 1, {"192.0.2.1", "x"}}, {"www", "NOPE", 300, {"x"}}});
  }

 private:
  static void expect(const std::string& expected, const std::vector<RecordBody>& bodies) {
    const RecordRules rules{"acme.example", {"ns1.host.example"}, 12};
    FieldErrors errors;
    const auto sets = readRecords(bodies, rules, errors);
    checkTogether(
        sets, rules,
        [&](const RecordSet& set) {
          for (std::size_t i = 0; i < bodies.size(); ++i) {
            const auto name = relativeName(set.name, rules.zone);
            if (bodies[i].name == name && bodies[i].type == set.type)
              return FieldErrors::at("records", i);
          }
          return std::string{"records"};
        },
        errors);
    std::string found;
    try {
      errors.throwIfAny();
    } catch (const ValidationError& error) {
      for (const auto& one : error.errors())
        found += (found.empty() ? "" : ", ") + one.field + " " + one.code;
    }
    CPPUNIT_ASSERT_EQUAL(expected, found);
  }
};
HOSTLER_SUITE(RecordRulesTest, "modules/dns/record_rules");

}  // namespace hostler
