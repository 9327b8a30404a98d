#include "record_content.h"

#include "tests/support/suite.h"

using namespace hostler::powerdns;

class PowerDnsRecordContentTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PowerDnsRecordContentTest);
  CPPUNIT_TEST(namesBecomeAbsoluteAndBack);
  CPPUNIT_TEST(textsAreQuotedCutAndJoinedAgain);
  CPPUNIT_TEST(addressesAndHexHaveOneSpelling);
  CPPUNIT_TEST(authorizationsKeepTheirQuotesToThemselves);
  CPPUNIT_TEST(whatItsTypeCannotHoldIsRefused);
  CPPUNIT_TEST(unknownTypesAreLeftAsTheyAre);
  CPPUNIT_TEST_SUITE_END();

 public:
  void namesBecomeAbsoluteAndBack() {
    const Case cases[] = {
        {"CNAME", "acme.example", "acme.example."},
        {"NS", "ns1.host.example", "ns1.host.example."},
        {"PTR", "acme.example", "acme.example."},
        {"ALIAS", "acme.example", "acme.example."},
        {"CNAME", "_acme-challenge.acme.example", "_acme-challenge.acme.example."},
        {"MX", "10 mail.acme.example", "10 mail.acme.example."},
        {"MX", "0 .", "0 ."},
        {"SRV", "0 5 5060 sip.acme.example", "0 5 5060 sip.acme.example."}};
    for (const auto& each : cases) bothWays(each);
  }

  void textsAreQuotedCutAndJoinedAgain() {
    bothWays({"TXT", "v=spf1 -all", "\"v=spf1 -all\""});
    bothWays({"TXT", "", "\"\""});
    bothWays({"TXT", "say \"hi\" \\ bye", "\"say \\\"hi\\\" \\\\ bye\""});
    bothWays({"TXT", "\xe4\xb8\xad\n", "\"\\228\\184\\173\\010\""});
    const std::string longText(600, 'x');
    const auto content = contentOf("TXT", longText);
    CPPUNIT_ASSERT_EQUAL("\"" + std::string(255, 'x') + "\" \"" + std::string(255, 'x') + "\" \"" +
                             std::string(90, 'x') + "\"",
                         content);
    CPPUNIT_ASSERT_EQUAL(longText, valueOf("TXT", content));
  }

  void addressesAndHexHaveOneSpelling() {
    CPPUNIT_ASSERT_EQUAL(std::string{"2001:db8::10"}, contentOf("AAAA", "2001:DB8:0:0::0010"));
    CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.1"}, contentOf("A", "192.0.2.1"));
    CPPUNIT_ASSERT_EQUAL(std::string{"3 1 1 aabbcc"}, contentOf("TLSA", "3 1 1 AAbb CC"));
    CPPUNIT_ASSERT_EQUAL(std::string{"4 2 00ff"}, contentOf("SSHFP", "4 2 00FF"));
    CPPUNIT_ASSERT_EQUAL(std::string{"33085 13 2 0a"}, contentOf("DS", "33085 13 2 0A"));
    CPPUNIT_ASSERT_EQUAL(std::string{"10 mail.example"}, canonicalValue("MX", "010  mail.example"));
  }

  void authorizationsKeepTheirQuotesToThemselves() {
    bothWays({"CAA", "0 issue letsencrypt.org", "0 issue \"letsencrypt.org\""});
    bothWays({"CAA", "128 iodef mailto:a@acme.example", "128 iodef \"mailto:a@acme.example\""});
    bothWays({"CAA", "0 issue ca.example; policy=ev", "0 issue \"ca.example; policy=ev\""});
  }

  void whatItsTypeCannotHoldIsRefused() {
    const std::pair<const char*, std::string> bad[] = {{"A", "192.0.2.300"},
                                                       {"A", "2001:db8::1"},
                                                       {"A", "192.0.2.1 "},
                                                       {"AAAA", "192.0.2.1"},
                                                       {"CNAME", "acme.example."},
                                                       {"CNAME", "two names"},
                                                       {"CNAME", "*.example"},
                                                       {"CNAME", "A.example"},
                                                       {"CNAME", ""},
                                                       {"CNAME", "a\".example"},
                                                       {"MX", "mail.example"},
                                                       {"MX", "70000 mail.example"},
                                                       {"MX", "-1 mail.example"},
                                                       {"MX", "10 mail.example extra"},
                                                       {"SRV", "0 5 sip.example"},
                                                       {"SRV", "0 5 99999 sip.example"},
                                                       {"TLSA", "3 1 1"},
                                                       {"TLSA", "3 1 1 xyz"},
                                                       {"TLSA", "3 1 1 abc"},
                                                       {"CAA", "0 issue"},
                                                       {"CAA", "256 issue a"},
                                                       {"CAA", "0 ISSUE a"},
                                                       {"TXT", std::string(4'001, 'x')},
                                                       {"SOA", "a b 1 2 3 4 5"},
                                                       {"BOGUS", "x"}};
    for (const auto& [type, value] : bad) {
      CPPUNIT_ASSERT_THROW_MESSAGE(std::string{type} + " " + value, contentOf(type, value),
                                   BadRecord);
    }
  }

  void unknownTypesAreLeftAsTheyAre() {
    CPPUNIT_ASSERT_EQUAL(std::string{"10 \"x\" y."}, valueOf("NAPTR", "10 \"x\" y."));
    CPPUNIT_ASSERT(!isWritableType("NAPTR") && !isWritableType("RRSIG") && isWritableType("TXT"));
  }

 private:
  struct Case {
    const char* type;
    std::string value, content;
  };
  static void bothWays(const Case& each) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(each.type, each.content, contentOf(each.type, each.value));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(each.type, each.value, valueOf(each.type, each.content));
  }
};

HOSTLER_SUITE(PowerDnsRecordContentTest, "plugins/dns/powerdns/record_content");
