#include "core/hostname/hostname.h"

#include "tests/support/suite.h"

namespace hostler {

class HostnameTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(HostnameTest);
  CPPUNIT_TEST(everyWritingOfANameHasOneForm);
  CPPUNIT_TEST(whatIsNoNameIsRefused);
  CPPUNIT_TEST(lengthsAreThoseOfTheAsciiForm);
  CPPUNIT_TEST(theNamesAboveANameEndBeforeItsTld);
  CPPUNIT_TEST_SUITE_END();

 public:
  void everyWritingOfANameHasOneForm() {
    const std::pair<std::string, std::string> cases[] = {
        {"Example.COM", "example.com"},
        {"bücher.example", "xn--bcher-kva.example"},
        {"BÜCHER.example", "xn--bcher-kva.example"},
        {"xn--bcher-kva.example", "xn--bcher-kva.example"},
        {"bu\xCC\x88"
         "cher.example",
         "xn--bcher-kva.example"},
        {"faß.example", "xn--fa-hia.example"},
        {"भारत.भारत", "xn--h2brj9c.xn--h2brj9c"},
        {"a-b.c3.example", "a-b.c3.example"},
        {"1.example", "1.example"}};
    for (const auto& [text, ascii] : cases) {
      const auto name = Hostname::parse(text);
      CPPUNIT_ASSERT_MESSAGE(text, name.has_value());
      CPPUNIT_ASSERT_EQUAL(ascii, name->ascii());
      CPPUNIT_ASSERT_EQUAL(ascii, Hostname::parse(name->unicode()).value().ascii());
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"भारत.भारत"},
                         Hostname::parse("xn--h2brj9c.xn--h2brj9c").value().unicode());
  }

  void whatIsNoNameIsRefused() {
    for (const std::string text : {"",
                                   "example",
                                   ".example.com",
                                   "example.com.",
                                   "a..example",
                                   "-a.example",
                                   "a-.example",
                                   "a b.example",
                                   "a;rm.example",
                                   "$(id).example",
                                   "a\n.example",
                                   "a_b.example",
                                   "*.example.com",
                                   "192.0.2.1",
                                   "1.2.3.4",
                                   "[::1]",
                                   "a.123",
                                   "http://a.example",
                                   "a.example/x",
                                   "a.example:80",
                                   "user@a.example",
                                   "xn--.example",
                                   "xn--zzzzzzzzz99.example",
                                   "\xFF\xFE.example",
                                   "a\xE2\x80\x8B.example.",
                                   "%61.example",
                                   "a'b.example",
                                   "a\\b.example",
                                   "`a`.example"}) {
      CPPUNIT_ASSERT_MESSAGE(text, !Hostname::parse(text));
    }
    CPPUNIT_ASSERT(!Hostname::parse(std::string{"a.example\0.evil.example", 22}));
    CPPUNIT_ASSERT(!Hostname::parse(std::string(100'000, 'a') + ".example"));
  }

  void lengthsAreThoseOfTheAsciiForm() {
    CPPUNIT_ASSERT(Hostname::parse(std::string(63, 'a') + ".example"));
    CPPUNIT_ASSERT(!Hostname::parse(std::string(64, 'a') + ".example"));
    std::string longest;
    for (int i = 0; i < 3; ++i) longest += std::string(63, 'a') + ".";
    CPPUNIT_ASSERT(Hostname::parse(longest + std::string(61, 'b')));
    CPPUNIT_ASSERT(!Hostname::parse(longest + std::string(62, 'b')));
    std::string hindi;
    while (hindi.size() < 63 * 3) hindi += "ह";
    CPPUNIT_ASSERT(!Hostname::parse(hindi + "क.example"));
  }

  void theNamesAboveANameEndBeforeItsTld() {
    const std::vector<std::string> all{"a.b.example.com", "b.example.com", "example.com"};
    CPPUNIT_ASSERT(all == withParents("a.b.example.com"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, withParents("example.com").size());
  }
};
HOSTLER_SUITE(HostnameTest, "core/hostname/hostname");

}  // namespace hostler
