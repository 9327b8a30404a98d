#include "tests/support/suite.h"

#include <hostler/signature.hpp>

using namespace hostler::sdk;

class SignatureTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SignatureTest);
  CPPUNIT_TEST(hmacGivesTheVectorsOfRfc4231);
  CPPUNIT_TEST(hmacSha1GivesTheVectorsOfRfc2202);
  CPPUNIT_TEST(sha256GivesTheVectorsOfFips180);
  CPPUNIT_TEST(base64GivesTheVectorsOfRfc4648BothWays);
  CPPUNIT_TEST(whatIsNoBase64IsNotDecoded);
  CPPUNIT_TEST(comparingNeedsEveryByte);
  CPPUNIT_TEST_SUITE_END();

 public:
  void hmacGivesTheVectorsOfRfc4231() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{"b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        hexOf(hmacSha256(std::string(20, '\x0b'), "Hi There")));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        hexOf(hmacSha256("Jefe", "what do ya want for nothing?")));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
        hexOf(hmacSha256(std::string(131, '\xaa'),
                         "Test Using Larger Than Block-Size Key - Hash Key First")));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"},
        hexOf(hmacSha256("", "")));
  }

  void hmacSha1GivesTheVectorsOfRfc2202() {
    CPPUNIT_ASSERT_EQUAL(std::string{"b617318655057264e28bc0b6fb378c8ef146be00"},
                         hexOf(hmacSha1(std::string(20, '\x0b'), "Hi There")));
    CPPUNIT_ASSERT_EQUAL(std::string{"effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"},
                         hexOf(hmacSha1("Jefe", "what do ya want for nothing?")));
    CPPUNIT_ASSERT_EQUAL(std::string{"aa4ae5e15272d00e95705637ce8a3b55ed402112"},
                         hexOf(hmacSha1(std::string(80, '\xaa'),
                                        "Test Using Larger Than Block-Size Key - Hash Key First")));
    CPPUNIT_ASSERT_EQUAL(std::string{"fbdb1d1b18aa6c08324b7d64b71fb76370690e1d"},
                         hexOf(hmacSha1("", "")));
  }

  void sha256GivesTheVectorsOfFips180() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        hexOf(sha256("abc")));
  }

  void base64GivesTheVectorsOfRfc4648BothWays() {
    const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                           {"f", "Zg=="},
                                                           {"fo", "Zm8="},
                                                           {"foo", "Zm9v"},
                                                           {"foob", "Zm9vYg=="},
                                                           {"fooba", "Zm9vYmE="},
                                                           {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, encoded] : vectors) {
      bool ok = false;
      CPPUNIT_ASSERT_EQUAL(std::string{encoded}, base64Of(plain));
      CPPUNIT_ASSERT_EQUAL(std::string{plain}, base64Decode(encoded, ok));
      CPPUNIT_ASSERT(ok);
    }
  }

  void whatIsNoBase64IsNotDecoded() {
    for (const char* text : {"Z", "Zg=", "Zg==Zg", "Zm9v!!!!", "Zm9\n"}) {
      bool ok = true;
      base64Decode(text, ok);
      CPPUNIT_ASSERT_MESSAGE(text, !ok);
    }
  }

  void comparingNeedsEveryByte() {
    CPPUNIT_ASSERT(equalInConstantTime("abc", "abc"));
    CPPUNIT_ASSERT(!equalInConstantTime("abc", "abd"));
    CPPUNIT_ASSERT(!equalInConstantTime("abc", "ab"));
    CPPUNIT_ASSERT(!equalInConstantTime("", "a"));
    CPPUNIT_ASSERT(equalInConstantTime("", ""));
  }
};

HOSTLER_SUITE(SignatureTest, "plugins/sdk/signature");
