#include "event_signature.h"

#include "tests/support/suite.h"

#include <hostler/signature.hpp>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

using namespace hostler;

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

std::string publicKeyOf(EVP_PKEY* key) {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key, &der);
  const std::string bytes{reinterpret_cast<char*>(der), static_cast<std::size_t>(size)};
  OPENSSL_free(der);
  return sdk::base64Of(bytes);
}

std::string signedWith(EVP_PKEY* key, const std::string& message) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                        &EVP_MD_CTX_free};
  std::string signature(256, '\0');
  auto size = signature.size();
  EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key);
  EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                 reinterpret_cast<const unsigned char*>(message.data()), message.size());
  signature.resize(size);
  return sdk::base64Of(signature);
}

}  // namespace

class SendGridEventSignatureTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SendGridEventSignatureTest);
  CPPUNIT_TEST(aGenuineSignatureHolds);
  CPPUNIT_TEST(everyByteCounts);
  CPPUNIT_TEST(anothersKeyDoesNot);
  CPPUNIT_TEST(whatIsNoKeyOrSignatureIsNo);
  CPPUNIT_TEST(onlyEllipticCurvesAreTaken);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aGenuineSignatureHolds() {
    CPPUNIT_ASSERT(sendgrid::isSigned(public_, kTime, kBody, signature_));
    auto pem = "-----BEGIN PUBLIC KEY-----\n" + public_ + "\n-----END PUBLIC KEY-----\n";
    pem.insert(60, "\n");
    CPPUNIT_ASSERT(sendgrid::isSigned(pem, kTime, kBody, signature_));
  }

  void everyByteCounts() {
    CPPUNIT_ASSERT(!sendgrid::isSigned(public_, "1767323046", kBody, signature_));
    CPPUNIT_ASSERT(!sendgrid::isSigned(public_, kTime, kBody + "\n", signature_));
    CPPUNIT_ASSERT(!sendgrid::isSigned(public_, "", kTime + kBody + " ", signature_));
    // What is signed is the two in a row; nobody can move the border to another meaning, as the
    // body begins with a bracket and the time holds digits only.
    CPPUNIT_ASSERT(!sendgrid::isSigned(public_, kTime, "", signature_));
  }

  void anothersKeyDoesNot() {
    const Key other{EVP_EC_gen("P-256"), &EVP_PKEY_free};
    CPPUNIT_ASSERT(!sendgrid::isSigned(publicKeyOf(other.get()), kTime, kBody, signature_));
  }

  void whatIsNoKeyOrSignatureIsNo() {
    for (const std::string key :
         {"", "AAAA", "not base64!", "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"}) {
      CPPUNIT_ASSERT_MESSAGE(key, !sendgrid::isSigned(key, kTime, kBody, signature_));
    }
    for (const std::string signature : {"", "AAAA", "not base64!", "MEUCIQ=="}) {
      CPPUNIT_ASSERT_MESSAGE(signature, !sendgrid::isSigned(public_, kTime, kBody, signature));
    }
  }

  void onlyEllipticCurvesAreTaken() {
    const Key rsa{EVP_RSA_gen(2048), &EVP_PKEY_free};
    const auto signature = signedWith(rsa.get(), kTime + kBody);
    CPPUNIT_ASSERT(!sendgrid::isSigned(publicKeyOf(rsa.get()), kTime, kBody, signature));
  }

 private:
  const std::string kTime = "1767323045", kBody = R"([{"event":"delivered"}])";
  const Key key_{EVP_EC_gen("P-256"), &EVP_PKEY_free};
  const std::string public_ = publicKeyOf(key_.get());
  const std::string signature_ = signedWith(key_.get(), kTime + kBody);
};

HOSTLER_SUITE(SendGridEventSignatureTest, "plugins/notifier/sendgrid/event_signature");
