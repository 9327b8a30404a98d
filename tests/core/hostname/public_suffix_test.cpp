#include "core/hostname/public_suffix.h"

#include "tests/support/suite.h"

namespace hostler {

class PublicSuffixTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PublicSuffixTest);
  CPPUNIT_TEST(endingsBelongToNobody);
  CPPUNIT_TEST(whatWasRegisteredIsFound);
  CPPUNIT_TEST_SUITE_END();

 public:
  void endingsBelongToNobody() {
    for (const auto* name : {"co.in", "co.uk", "github.io", "foo.ck", "公司.cn"})
      CPPUNIT_ASSERT_MESSAGE(name, isPublicSuffix(Hostname::parse(name).value()));
    for (const auto* name : {"example.in", "example.co.in", "www.ck", "example.github.io"})
      CPPUNIT_ASSERT_MESSAGE(name, !isPublicSuffix(Hostname::parse(name).value()));
  }

  void whatWasRegisteredIsFound() {
    const std::pair<const char*, const char*> names[] = {
        {"www.shop.example.co.in", "example.co.in"},
        {"example.com", "example.com"},
        {"a.bücher.de", "xn--bcher-kva.de"},
        {"co.in", "co.in"}};
    for (const auto& [name, registered] : names)
      CPPUNIT_ASSERT_EQUAL(std::string{registered}, registrableName(Hostname::parse(name).value()));
  }
};
HOSTLER_SUITE(PublicSuffixTest, "core/hostname/public_suffix");

}  // namespace hostler
