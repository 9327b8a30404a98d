#include "tests/support/suite.h"

#include <hostler/delivery.hpp>
#include <hostler/http_client.hpp>
#include <hostler/signature.hpp>

using namespace hostler::sdk;

class DeliveryTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DeliveryTest);
  CPPUNIT_TEST(headersAreFoundWhateverTheirCase);
  CPPUNIT_TEST(bytesAreTakenWholeOrNotAtAll);
  CPPUNIT_TEST(formsAreReadInOrder);
  CPPUNIT_TEST_SUITE_END();

 public:
  void headersAreFoundWhateverTheirCase() {
    const std::vector<std::vector<std::string>> headers{
        {"X-Half"}, {"X-SIGNATURE", "first"}, {"x-signature", "second"}, {"X-Empty", ""}};
    CPPUNIT_ASSERT_EQUAL(std::string{"first"}, headerIn(headers, "x-signature"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, headerIn(headers, "x-half"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, headerIn(headers, "x-empty"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, headerIn(headers, "x-signatur"));
  }

  void bytesAreTakenWholeOrNotAtAll() {
    const std::string raw{"\0\xff\n", 3};
    CPPUNIT_ASSERT(bytesOf(base64Of(raw)) == raw);
    CPPUNIT_ASSERT(bytesOf("") == std::string{});
    CPPUNIT_ASSERT(!bytesOf("not base64"));
    CPPUNIT_ASSERT(!bytesOf(base64Of("four"), 3));
    CPPUNIT_ASSERT(bytesOf(base64Of("four"), 4));
  }

  void formsAreReadInOrder() {
    using Fields = std::vector<std::pair<std::string, std::string>>;
    CPPUNIT_ASSERT((formDecode("b=2&a=one+two&&c&d=%E2%82%b9%2&=e") ==
                    Fields{{"b", "2"}, {"a", "one two"}, {"c", ""}, {"d", "₹%2"}, {"", "e"}}));
    CPPUNIT_ASSERT(formDecode("").empty());
    const Fields fields{{"a&b", "c=d"}, {"e f", "%+\n"}};
    CPPUNIT_ASSERT(formDecode(formEncode(fields)) == fields);
  }
};

HOSTLER_SUITE(DeliveryTest, "plugins/sdk/delivery");
