#include "callback_signature.h"

#include "tests/support/suite.h"

using namespace hostler;
using namespace hostler::twilio;

class TwilioCallbackSignatureTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TwilioCallbackSignatureTest);
  CPPUNIT_TEST(signsAsTheDocumentedExample);
  CPPUNIT_TEST(fieldsAreSortedByName);
  CPPUNIT_TEST(addressAndFieldsBothCount);
  CPPUNIT_TEST(theUsualPortMayBeWrittenOrNot);
  CPPUNIT_TEST(anEmptyTokenOpensNothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  // The example of Twilio's page on webhook security.
  void signsAsTheDocumentedExample() {
    const Fields fields{{"CallSid", "CA1234567890ABCDE"},
                        {"Caller", "+14158675309"},
                        {"Digits", "1234"},
                        {"From", "+14158675309"},
                        {"To", "+18005551212"}};
    CPPUNIT_ASSERT_EQUAL(
        std::string{"RSOYDt4T1cUTdK1PDd93/VVr8B8="},
        sign(sdk::Secret{"12345"}, "https://mycompany.com/myapp.php?foo=1&bar=2", fields));
  }

  void fieldsAreSortedByName() {
    CPPUNIT_ASSERT_EQUAL(sign(token_, kUrl, {{"A", "1"}, {"B", "2"}}),
                         sign(token_, kUrl, {{"B", "2"}, {"A", "1"}}));
  }

  void addressAndFieldsBothCount() {
    const auto signature = sign(token_, kUrl, kFields);
    CPPUNIT_ASSERT(isSigned(token_, kUrl, kFields, signature));
    CPPUNIT_ASSERT(!isSigned(token_, kUrl + "2", kFields, signature));
    CPPUNIT_ASSERT(!isSigned(token_, kUrl, {{"MessageStatus", "failed"}}, signature));
    CPPUNIT_ASSERT(!isSigned(sdk::Secret{"another"}, kUrl, kFields, signature));
    CPPUNIT_ASSERT(!isSigned(token_, kUrl, kFields, signature + "A"));
  }

  void theUsualPortMayBeWrittenOrNot() {
    const auto signature = sign(token_, "https://engine.example:443/hook?reference=1", kFields);
    CPPUNIT_ASSERT(isSigned(token_, "https://engine.example/hook?reference=1", kFields, signature));
    const auto bare = sign(token_, kUrl, kFields);
    CPPUNIT_ASSERT(isSigned(token_, "https://engine.example:443/hook", kFields, bare));
    CPPUNIT_ASSERT(!isSigned(token_, "https://engine.example:8443/hook", kFields, bare));
    CPPUNIT_ASSERT(!isSigned(token_, "http://engine.example/hook", kFields, bare));
  }

  void anEmptyTokenOpensNothing() {
    const sdk::Secret none;
    CPPUNIT_ASSERT(!isSigned(none, kUrl, kFields, sign(none, kUrl, kFields)));
    CPPUNIT_ASSERT(!isSigned(token_, kUrl, kFields, ""));
  }

 private:
  const sdk::Secret token_{"a twilio token"};
  const std::string kUrl = "https://engine.example/hook";
  const Fields kFields{{"MessageStatus", "delivered"}};
};

HOSTLER_SUITE(TwilioCallbackSignatureTest, "plugins/notifier/twilio/callback_signature");
