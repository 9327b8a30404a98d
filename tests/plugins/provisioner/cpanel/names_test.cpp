#include "names.h"

#include "tests/support/suite.h"

#include <algorithm>
#include <set>

using namespace hostler::cpanel;

class CpanelNamesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CpanelNamesTest);
  CPPUNIT_TEST(candidatesAreAlwaysTheSameAndAllowed);
  CPPUNIT_TEST(candidatesOfTwoServicesDiffer);
  CPPUNIT_TEST(everyDomainGivesAnAllowedPrefix);
  CPPUNIT_TEST(domainsAreStrict);
  CPPUNIT_TEST(hostsUsersPackagesAndAddressesAreStrict);
  CPPUNIT_TEST(aReasonIsOneShortLine);
  CPPUNIT_TEST_SUITE_END();

 public:
  void candidatesAreAlwaysTheSameAndAllowed() {
    const auto names = userNameCandidates("svc_0c7k2m9qz4f1h", "acme.example");

    CPPUNIT_ASSERT(names == userNameCandidates("svc_0c7k2m9qz4f1h", "acme.example"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{8}, std::set<std::string>(names.begin(), names.end()).size());
    for (const auto& name : names) {
      CPPUNIT_ASSERT_MESSAGE(name, isNewUserName(name));
      CPPUNIT_ASSERT_EQUAL(std::size_t{8},
                           name.size());  // unique in its first eight, with database prefixes on
      CPPUNIT_ASSERT(name.starts_with("acme"));
    }
  }

  void candidatesOfTwoServicesDiffer() {
    const auto ours = userNameCandidates("svc_1", "acme.example"),
               theirs = userNameCandidates("svc_2", "acme.example");
    for (const auto& name : ours) CPPUNIT_ASSERT(std::ranges::find(theirs, name) == theirs.end());
  }

  void everyDomainGivesAnAllowedPrefix() {
    for (const char* domain :
         {"123.example", "test.example", "testing.example", "testtest.example", "1-2-3.example",
          "a.example", "xn--bcher-kva.example", "test1.example", "t-e-s-t.example", "passw.example",
          "0test.example"}) {
      for (const auto& name : userNameCandidates("svc_1", domain))
        CPPUNIT_ASSERT_MESSAGE(name, isNewUserName(name));
    }
  }

  void domainsAreStrict() {
    for (const char* good :
         {"acme.example", "a.b", "xn--bcher-kva.example", "a-b.c-d.example", "1.example"}) {
      CPPUNIT_ASSERT_MESSAGE(good, isDomainName(good));
    }
    for (const char* bad :
         {"", "a", ".", "a.", ".a", "a..b", "-a.b", "a-.b", "A.b", "a_b.c", "a b.c", "a;b.c",
          "a\n.b", "$(id).b", "../x.y", "1.2.3.4", "a.123", "b\xc3\xbc.example"}) {
      CPPUNIT_ASSERT_MESSAGE(bad, !isDomainName(bad));
    }
    std::string label(63, 'a');
    CPPUNIT_ASSERT(isDomainName(label.append(".b")));
    CPPUNIT_ASSERT(!isDomainName(label.insert(0, "a")));
  }

  void hostsUsersPackagesAndAddressesAreStrict() {
    CPPUNIT_ASSERT(isHostName("whm.example.com") && isHostName("192.0.2.5"));
    CPPUNIT_ASSERT(!isHostName("whm.example.com/path") && !isHostName("a@b.c") &&
                   !isHostName("localhost;id"));
    CPPUNIT_ASSERT(isUserName("root") && isUserName("a1234567890123bc"));
    CPPUNIT_ASSERT(!isUserName("") && !isUserName("1abc") && !isUserName("Root") &&
                   !isUserName("a-b") && !isUserName("a12345678901234bc") && !isUserName("a\n"));
    CPPUNIT_ASSERT(!isNewUserName("testing") && !isNewUserName("mypassword"));
    CPPUNIT_ASSERT(isPackageName("reseller_Gold 2.0-x") && !isPackageName("-gold") &&
                   !isPackageName("a;b") && !isPackageName("") && !isPackageName("a\nb"));
    CPPUNIT_ASSERT(isEmail("asha.rao+x@acme.example"));
    for (const char* bad :
         {"", "@a.b", "a@", "a b@c.d", "a@b@c", "a@b\r\nc", "-a@b.c", "a@b.c,d@e.f", "\"x\"@b.c"}) {
      CPPUNIT_ASSERT_MESSAGE(bad, !isEmail(bad));
    }
    CPPUNIT_ASSERT(isPassword("p\xc3\xa4ss w0rd!") && !isPassword("short") &&
                   !isPassword("with\nbreak!!"));
  }

  void aReasonIsOneShortLine() {
    CPPUNIT_ASSERT_EQUAL(std::string{"over  due "}, oneLine("over\r\ndue\t"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{200}, oneLine(std::string(1000, 'x')).size());
  }
};

HOSTLER_SUITE(CpanelNamesTest, "plugins/provisioner/cpanel/names");
