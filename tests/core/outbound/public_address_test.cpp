#include "core/outbound/public_address.h"

#include "core/outbound/curl_library.h"
#include "core/outbound/https_post.h"
#include "tests/support/suite.h"

namespace hostler::testing {

class PublicAddressTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PublicAddressTest);
  CPPUNIT_TEST(addressesOfTheInternetArePublic);
  CPPUNIT_TEST(allOthersAreNot);
  CPPUNIT_TEST(anAddressIsTakenApart);
  CPPUNIT_TEST(whatIsNoPlainHttpsAddressIsRefused);
  CPPUNIT_TEST(someNamesArePrivateByTheirWords);
  CPPUNIT_TEST(whatIsCalledIsWhatWasJudged);
  CPPUNIT_TEST(nothingIsPostedToThisMachine);
  CPPUNIT_TEST(whatSendsIsLoadedWhenItIsNeeded);
  CPPUNIT_TEST_SUITE_END();

 public:
  void whatSendsIsLoadedWhenItIsNeeded() {
    const auto& library = CurlLibrary::get();
    auto* const handle = library.init();
    CPPUNIT_ASSERT(handle != nullptr);
    CPPUNIT_ASSERT_EQUAL(CURLE_OK, library.set(handle, CURLOPT_URL, "gopher://127.0.0.1/"));
    CPPUNIT_ASSERT_EQUAL(CURLE_OK, library.set(handle, CURLOPT_PROTOCOLS_STR, "https"));
    CPPUNIT_ASSERT_EQUAL(CURLE_UNSUPPORTED_PROTOCOL, library.perform(handle));
    library.cleanup(handle);
  }

  void addressesOfTheInternetArePublic() {
    for (const auto* address :
         {"8.8.8.8", "203.0.114.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"})
      CPPUNIT_ASSERT_MESSAGE(address, isPublicAddress(address));
  }

  void allOthersAreNot() {
    for (const auto* address : {"127.0.0.1",
                                "127.255.0.9",
                                "10.1.2.3",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.168.1.1",
                                "169.254.169.254",
                                "100.64.0.1",
                                "0.0.0.0",
                                "224.0.0.1",
                                "255.255.255.255",
                                "192.0.2.1",
                                "198.51.100.1",
                                "203.0.113.1",
                                "198.18.0.1",
                                "::1",
                                "::",
                                "fe80::1",
                                "fc00::1",
                                "fd12::1",
                                "ff02::1",
                                "::ffff:127.0.0.1",
                                "::ffff:10.0.0.1",
                                "64:ff9b::7f00:1",
                                "2002:7f00:1::",
                                "2001:db8::1",
                                "2001::1",
                                "nonsense",
                                "",
                                "127.1"})
      CPPUNIT_ASSERT_MESSAGE(address, !isPublicAddress(address));
  }

  void anAddressIsTakenApart() {
    const auto plain = HttpsTarget::parse("https://Hooks.Example.in/a?b=c");
    CPPUNIT_ASSERT_EQUAL(std::string{"hooks.example.in"}, plain.value().host);
    CPPUNIT_ASSERT_EQUAL(443, plain->port);
    CPPUNIT_ASSERT_EQUAL(8443, HttpsTarget::parse("https://example.in:8443").value().port);
    CPPUNIT_ASSERT_EQUAL(std::string{"2606:4700::1111"},
                         HttpsTarget::parse("https://[2606:4700::1111]:444/").value().host);
  }

  void whatIsNoPlainHttpsAddressIsRefused() {
    for (const auto* url :
         {"http://example.in", "ftp://example.in", "https://", "https://user@example.in/",
          "https://a b.in", "https://example.in:0/", "https://example.in:99999/",
          "https://example.in:x/", "https://[::1/", "https://good.example\\@10.0.0.1/",
          "//example.in", "gopher://x", "", "https://127%2e0.0.1/", "https://a,b.example/",
          "https://./", "https://[::1%25lo]/", "https://a.example:443,b/"})
      CPPUNIT_ASSERT_MESSAGE(url, !HttpsTarget::parse(url));
  }

  void someNamesArePrivateByTheirWords() {
    for (const auto* url :
         {"https://localhost/", "https://a.localhost/", "https://127.0.0.1/", "https://127.1/",
          "https://2130706433/", "https://0x7f.1/", "https://[::1]/", "https://[::ffff:10.0.0.1]/",
          "https://printer.local/", "https://intranet/", "https://metadata.google.internal/",
          "https://localhost./", "https://169.254.169.254/latest/"})
      CPPUNIT_ASSERT_MESSAGE(url, HttpsTarget::parse(url).value().isPlainlyPrivate());
    CPPUNIT_ASSERT(!HttpsTarget::parse("https://hooks.example.in/").value().isPlainlyPrivate());
    CPPUNIT_ASSERT(!HttpsTarget::parse("https://8.8.8.8/").value().isPlainlyPrivate());
  }

  void whatIsCalledIsWhatWasJudged() {
    const auto urlOf = [](std::string_view url) { return HttpsTarget::parse(url).value().url(); };
    CPPUNIT_ASSERT_EQUAL(std::string{"https://hooks.example.in:443/a?b=c"},
                         urlOf("https://Hooks.Example.in./a?b=c#d"));
    CPPUNIT_ASSERT_EQUAL(std::string{"https://hooks.example.in:8443/?b"},
                         urlOf("https://hooks.example.in..:8443?b"));
    CPPUNIT_ASSERT_EQUAL(std::string{"https://[2606:4700::1111]:443/"},
                         urlOf("https://[2606:4700::1111]"));
    CPPUNIT_ASSERT(leadsInside("localhost"));
    CPPUNIT_ASSERT(!leadsInside("8.8.8.8"));
  }

  void nothingIsPostedToThisMachine() {
    for (const auto* url : {"https://127.0.0.1:1/", "https://localhost:1/", "http://8.8.8.8/"})
      CPPUNIT_ASSERT_EQUAL(std::string{"not a public https address"},
                           postToPublic({url, "x", {}}).error);
    CPPUNIT_ASSERT(publicAddressesOf("localhost").empty());
  }
};
HOSTLER_SUITE(PublicAddressTest, "core/outbound/public_address");

}  // namespace hostler::testing
