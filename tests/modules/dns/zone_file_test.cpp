#include "modules/dns/zone_file.h"

#include "core/problem/problem.h"
#include "modules/dns/record_values.h"
#include "tests/modules/billing/money_shop.h"

#include <random>

namespace hostler {

class ZoneFileTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ZoneFileTest);
  CPPUNIT_TEST(aFileOfBindsIsRead);
  CPPUNIT_TEST(originAndTimesAreKept);
  CPPUNIT_TEST(whatIsNotForUsIsNamed);
  CPPUNIT_TEST(whatIsWrongIsSaidWithItsLine);
  CPPUNIT_TEST(whatIsWrittenIsReadAgain);
  CPPUNIT_TEST(noTextBreaksTheReader);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aFileOfBindsIsRead() {
    const auto file = readZoneFile(R"(
$TTL 1h
@   IN  SOA ns1.acme.example. hostmaster.acme.example. (
        2026010100 ; serial
        3h 15m 1w 1d )
    IN  NS  ns1.old.example.
@       300 IN A     192.0.2.10
        IN 300 A     192.0.2.11
        MX 10 mail
        MX 20 mx.other.example.
        TXT "v=spf1 " "-all"       ; two pieces
www     CNAME @
_sip._tcp SRV 0 5 5060 sip
mail    A 192.0.2.12
)",
                                   "acme.example");
    CPPUNIT_ASSERT_EQUAL(std::string{"@ A 300 192.0.2.10,192.0.2.11\n"
                                     "@ MX 3600 10 mail.acme.example,20 mx.other.example\n"
                                     "@ TXT 3600 v=spf1 -all\n"
                                     "_sip._tcp SRV 3600 0 5 5060 sip.acme.example\n"
                                     "mail A 3600 192.0.2.12\n"
                                     "www CNAME 3600 acme.example\n"},
                         textOf(file.records));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, file.skipped.size());  // SOA and the zone's own NS
  }

  void originAndTimesAreKept() {
    const auto file = readZoneFile(
        "$ORIGIN shop.acme.example.\n"
        "@ 1d2h A 192.0.2.1\n"
        "$ORIGIN eu\n"
        "www 90 A 192.0.2.2\n"
        "acme.example. TXT here\n",
        "acme.example");
    CPPUNIT_ASSERT_EQUAL(std::string{"@ TXT 3600 here\n"
                                     "shop A 93600 192.0.2.1\n"
                                     "www.eu.shop A 90 192.0.2.2\n"},
                         textOf(file.records));
  }

  void whatIsNotForUsIsNamed() {
    const auto file = readZoneFile(
        "host HINFO pc linux\n"
        "@ DNSKEY 257 3 13 mdss\n"
        "fast 5 A 192.0.2.1\n",
        "acme.example");
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, file.skipped.size());
    CPPUNIT_ASSERT_EQUAL(1, file.skipped[0].line);
    CPPUNIT_ASSERT_EQUAL(std::string{"host HINFO"}, file.skipped[0].text);
    CPPUNIT_ASSERT_EQUAL(std::string{"fast A 60 192.0.2.1\n"}, textOf(file.records));
  }

  void whatIsWrongIsSaidWithItsLine() {
    wrong("www A 192.0.2.300\n", "Line 1:");
    wrong("\n\nwww.other.example. A 192.0.2.1\n", "Line 3:");
    wrong("$INCLUDE /etc/passwd\n", "Line 1: $INCLUDE");
    wrong("$GENERATE 1-9 a$ A 192.0.2.$\n", "Line 1: $GENERATE");
    wrong("www TXT \"open\n", "Line 1: a quote");
    wrong("www A ( 192.0.2.1\n", "Line 1: a parenthesis");
    wrong("www A 192.0.2.1 )\n", "Line 1: a parenthesis");
    wrong("  A 192.0.2.1\n", "Line 1: no name");
    wrong("www CH A 192.0.2.1\n", "Line 1: only");
    wrong("www 300\n", "Line 1:");
    wrong("www MX mail\n", "Line 1:");
    wrong("w\\119w A 192.0.2.1\n", "Line 1: a backslash");
  }

  void whatIsWrittenIsReadAgain() {
    const testing::Seed seed;
    std::mt19937_64 random{seed.value};
    for (int round = 0; round < 200; ++round) {
      const auto sets = someZone(random);
      const auto text = writeZoneFile(sets, "acme.example", {"ns1.host.example"}, round);
      const auto file = readZoneFile(text, "acme.example");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(seed.text() + "\n" + text, textOf(sets), textOf(file.records));
    }
  }

  void noTextBreaksTheReader() {
    const testing::Seed seed;
    std::mt19937_64 random{seed.value};
    const std::string_view bits[] = {"@",    "www", "IN",      " ",         "\t",   "\n",  "(",
                                     ")",    "\"",  "\\",      ";",         "A",    "TXT", "MX",
                                     "$TTL", "1h",  ".",       "192.0.2.1", "CAA",  "10",  "*",
                                     "\r\n", "SRV", "$ORIGIN", "\\255",     "\xff", "_"};
    for (int round = 0; round < 3'000; ++round) {
      std::string text;
      for (auto length = random() % 40; length > 0; --length)
        text += bits[random() % std::size(bits)];
      try {
        for (const auto& set : readZoneFile(text, "acme.example").records)
          CPPUNIT_ASSERT_MESSAGE(seed.text() + "\n" + text, isInZone(set.name, "acme.example"));
      } catch (const ValidationError&) {
      }
    }
  }

 private:
  static std::string textOf(const RecordSets& sets) {
    std::string text;
    for (const auto& set : sets) {
      text += relativeName(set.name, "acme.example") + " " + set.type + " " +
              std::to_string(set.ttl) + " ";
      for (std::size_t i = 0; i < set.values.size(); ++i)
        text += (i == 0 ? "" : ",") + set.values[i];
      text += "\n";
    }
    return text;
  }

  static void wrong(const std::string& text, const std::string& message) {
    try {
      readZoneFile(text, "acme.example");
    } catch (const ValidationError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"text"}, error.errors().front().field);
      const auto& said = error.errors().front().message;
      CPPUNIT_ASSERT_MESSAGE(said, said.starts_with(message));
      return;
    }
    CPPUNIT_FAIL("it was taken: " + text);
  }

  static RecordSets someZone(std::mt19937_64& random) {
    const auto label = [&] { return "h" + std::to_string(random() % 20); };
    const auto text = [&] {
      std::string bytes;
      for (auto length = 1 + random() % 400; length > 0; --length)
        bytes += static_cast<char>(0x20 + random() % 0x5F);
      if (random() % 2 == 0) bytes += "\xe0\xa4\xad";
      // What a value begins and ends with is not blank, nor is it in quotes.
      return "t" + bytes + "t";
    };
    RecordSets sets;
    for (auto count = random() % 12; count > 0; --count) {
      RecordSet set;
      set.name = label() + ".acme.example";
      set.ttl = static_cast<int>(60 + random() % 604'741);
      switch (random() % 6) {
        case 0:
          set.type = "A";
          set.values = {"192.0.2." + std::to_string(random() % 256)};
          break;
        case 1:
          set.type = "TXT";
          set.values = {text(), text()};
          break;
        case 2:
          set.type = "MX";
          set.values = {"10 " + label() + ".acme.example", "20 mx.other.example"};
          break;
        case 3:
          set.type = "CAA";
          set.values = {"0 issue \"" + label() + ".example; a=\\\"b\\\"\""};
          set.values = {normalValue("CAA", set.values.front()).value()};
          break;
        case 4:
          set.type = "SRV";
          set.name = "_sip._tcp." + set.name;
          set.values = {"0 5 5060 " + label() + ".other.example"};
          break;
        default:
          set.type = "CNAME";
          set.values = {label() + ".other.example"};
      }
      std::ranges::sort(set.values);
      if (findSet(sets, set.name, set.type) == nullptr) sets.push_back(set);
    }
    sortRecords(sets, "acme.example");
    return sets;
  }
};
HOSTLER_SUITE(ZoneFileTest, "modules/dns/zone_file");

}  // namespace hostler
