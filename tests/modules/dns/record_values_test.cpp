#include "modules/dns/record_values.h"

#include "tests/support/suite.h"

namespace hostler {

// What people type and paste, and what they are told.
class RecordValuesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RecordValuesTest);
  CPPUNIT_TEST(everyWritingOfAValueHasOneForm);
  CPPUNIT_TEST(whatIsWrongHasAName);
  CPPUNIT_TEST(ownersMayBeRelativeAbsoluteOrUnicode);
  CPPUNIT_TEST(zoneFilesQuoteTextsAndEndNamesWithADot);
  CPPUNIT_TEST(longTextsAreCutIntoPieces);
  CPPUNIT_TEST_SUITE_END();

 public:
  void everyWritingOfAValueHasOneForm() {
    good("A", " 192.0.2.10 ", "192.0.2.10");
    good("AAAA", "2001:DB8:0:0::10", "2001:db8::10");
    good("CNAME", "Shop.Example.COM.", "shop.example.com");
    good("CNAME", "bücher.example", "xn--bcher-kva.example");
    good("CNAME", "_abc.bücher.example.", "_abc.xn--bcher-kva.example");
    good("MX", "010   Mail.example.com.", "10 mail.example.com");
    good("MX", "0 .", "0 .");
    good("SRV", "0 5 5060 sip.example.com.", "0 5 5060 sip.example.com");
    good("TXT", "v=spf1 -all", "v=spf1 -all");
    good("TXT", "\"v=DKIM1; p=\" \"MIGf\"", "v=DKIM1; p=MIGf");
    good("TXT", "\"say \\\"hi\\\" \\228\\184\\173\"", "say \"hi\" \xe4\xb8\xad");
    good("CAA", "0 Issue \"letsencrypt.org\"", "0 issue letsencrypt.org");
    good("CAA", "0 iodef mailto:a@example.com", "0 iodef mailto:a@example.com");
    good("DS", "33085 13 2 ABCD EF01", "33085 13 2 abcdef01");
    good("TLSA", "3 1 1 ABCD", "3 1 1 abcd");
  }

  void whatIsWrongHasAName() {
    bad("A", "2001:db8::1", "other_address_family");
    bad("A", "example.com", "not_an_address");
    bad("A", "192.0.2.256", "not_an_address");
    bad("AAAA", "192.0.2.1", "other_address_family");
    bad("CNAME", "192.0.2.1", "points_to_address");
    bad("MX", "10 192.0.2.1", "points_to_address");
    bad("MX", "10 2001:db8::1", "points_to_address");
    bad("MX", "mail.example.com", "wrong_parts");
    bad("MX", "70000 mail.example.com", "bad_number");
    bad("MX", "10 mail", "not_a_name");
    bad("MX", "10 .", "bad_number");
    bad("SRV", "0 5 sip.example.com", "wrong_parts");
    bad("TXT", "\"half", "bad_quotes");
    bad("TXT", "\"a\" b", "bad_quotes");
    bad("TXT", "", "required");
    bad("TXT", "two\nlines", "control_character");
    bad("TXT", "\"\\255\\254\"", "not_utf8");
    bad("TXT", std::string(4'001, 'x'), "too_long");
    bad("CAA", "0 issue", "wrong_parts");
    bad("CAA", "0 iodef example.com", "bad_contact");
    bad("CAA", "256 issue a.example", "bad_number");
    bad("TLSA", "3 1 1 xyz0", "not_hex");
    bad("TLSA", "3 1 1 abc", "not_hex");
    bad("HINFO", "a b", "type_not_offered");
    bad("CNAME", std::string(64, 'a') + ".example", "not_a_name");
    bad("CNAME", "a..example", "not_a_name");
    bad("CNAME", "*.example.com", "not_a_name");
  }

  void ownersMayBeRelativeAbsoluteOrUnicode() {
    const std::pair<std::string, std::string> names[] = {
        {"@", "acme.example"},
        {"www", "www.acme.example"},
        {"WWW.Acme.Example", "www.acme.example"},
        {"www.acme.example.", "www.acme.example"},
        {"*", "*.acme.example"},
        {"*.shop", "*.shop.acme.example"},
        {"_dmarc", "_dmarc.acme.example"},
        {"_sip._tcp", "_sip._tcp.acme.example"},
        {"bücher", "xn--bcher-kva.acme.example"},
        {"a.other.example", "a.other.example.acme.example"}};
    for (const auto& [text, expected] : names) {
      const auto name = ownerName(text, "acme.example");
      CPPUNIT_ASSERT_MESSAGE(text, bool{name});
      CPPUNIT_ASSERT_EQUAL(expected, *name);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"out_of_zone"},
                         ownerName("www.other.example.", "acme.example").error().code);
    CPPUNIT_ASSERT_EQUAL(std::string{"out_of_zone"},
                         ownerName("evilacme.example.", "acme.example").error().code);
    for (const auto* text : {"a b", "-a", "a_b*", "a.*.b", "..", "a/b"})
      CPPUNIT_ASSERT_EQUAL_MESSAGE(text, std::string{"not_a_name"},
                                   ownerName(text, "acme.example").error().code);
  }

  void zoneFilesQuoteTextsAndEndNamesWithADot() {
    const auto file = [](const char* type, const char* value) {
      return zoneFileValue(type, value);
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"10 mail.example.com."}, file("MX", "10 mail.example.com"));
    CPPUNIT_ASSERT_EQUAL(std::string{"0 ."}, file("MX", "0 ."));
    CPPUNIT_ASSERT_EQUAL(std::string{"\"say \\\"hi\\\"\""}, file("TXT", "say \"hi\""));
    CPPUNIT_ASSERT_EQUAL(std::string{"0 issue \"a.example\""}, file("CAA", "0 issue a.example"));
    CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.1"}, file("A", "192.0.2.1"));
  }

  void longTextsAreCutIntoPieces() {
    const auto text = zoneFileValue("TXT", std::string(600, 'x'));
    CPPUNIT_ASSERT_EQUAL(std::size_t{600 + 3 * 2 + 2}, text.size());
    CPPUNIT_ASSERT_EQUAL(std::string(600, 'x'), normalValue("TXT", text).value());
  }

 private:
  static void good(const char* type, const std::string& value, const std::string& expected) {
    const auto normal = normalValue(type, value);
    CPPUNIT_ASSERT_MESSAGE(value + (normal ? "" : ": " + normal.error().message), bool{normal});
    CPPUNIT_ASSERT_EQUAL(expected, *normal);
    CPPUNIT_ASSERT_EQUAL(expected, normalValue(type, *normal).value());
  }
  static void bad(const char* type, const std::string& value, const std::string& code) {
    const auto normal = normalValue(type, value);
    CPPUNIT_ASSERT_MESSAGE(value + " was taken", !normal);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(value, code, normal.error().code);
  }
};
HOSTLER_SUITE(RecordValuesTest, "modules/dns/record_values");

}  // namespace hostler
