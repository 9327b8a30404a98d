#include "signatures.h"

#include "tests/plugins/support/conformance.h"
#include "tests/plugins/support/shapes.h"

using namespace hostler::stripe;
using hostler::sdk::Secret;

namespace {

constexpr std::int64_t kSent = 1'767'323'045;
constexpr const char* kBody = R"({"id":"evt_1Sample","object":"event"})";

const Secret& secret() {
  static const Secret kSecret{"whsec_sample_secret"};
  return kSecret;
}

std::string timed(const std::string& rest, const std::string& time = std::to_string(kSent)) {
  return "t=" + time + "," + rest;
}
std::string right() {
  return sign(secret(), std::to_string(kSent), kBody);
}

bool passes(const std::string& header, std::int64_t now = kSent) {
  return isSigned(secret(), kBody, header, now);
}

}  // namespace

class StripeSignaturesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StripeSignaturesTest);
  CPPUNIT_TEST(signsAsStripeDoes);
  CPPUNIT_TEST(fiveMinutesEitherWayAreAllowed);
  CPPUNIT_TEST(anyOfSeveralSignaturesMayMatch);
  CPPUNIT_TEST(otherSchemesNeverCount);
  CPPUNIT_TEST(everythingElseIsRefused);
  CPPUNIT_TEST(everyPublishedVectorVerifies);
  CPPUNIT_TEST_SUITE_END();

 public:
  void signsAsStripeDoes() {
    // Computed with another implementation (openssl dgst -sha256 -hmac).
    CPPUNIT_ASSERT_EQUAL(
        std::string{"1772c395fe3cde5a6e29668831596d1718ed25e507d8e7b4a1c707f8fc8cb579"}, right());
  }

  void fiveMinutesEitherWayAreAllowed() {
    const auto header = timed("v1=" + right());
    CPPUNIT_ASSERT(passes(header, kSent + 300) && passes(header, kSent - 300));
    CPPUNIT_ASSERT(!passes(header, kSent + 301));
    CPPUNIT_ASSERT(!passes(header, kSent - 301));
  }

  void anyOfSeveralSignaturesMayMatch() {
    const std::string other(64, '0');
    CPPUNIT_ASSERT(passes(timed("v1=" + other + ",v1=" + right())));
    CPPUNIT_ASSERT(passes(timed("v1=" + right() + ",v1=" + other)));
    CPPUNIT_ASSERT(passes("v1=" + right() + ",t=" + std::to_string(kSent)));
    CPPUNIT_ASSERT(!passes(timed("v1=" + other + ",v1=" + other)));
  }

  void otherSchemesNeverCount() {
    CPPUNIT_ASSERT(!passes(timed("v0=" + right())));
    CPPUNIT_ASSERT(!passes(timed("v2=" + right())));
    CPPUNIT_ASSERT(passes(timed("v0=junk,v1=" + right())));
  }

  void everythingElseIsRefused() {
    const auto good = right();
    for (const auto& header :
         {std::string{}, "v1=" + good, timed(""), timed("v1="), timed("v1=" + good.substr(1)),
          timed("v1=" + good, "x"), timed("v1=" + good, "-5"), timed("v1=" + good, "1767323045 "),
          timed("v1=" + good, "1767323046"), timed(timed("v1=" + good)), good}) {
      CPPUNIT_ASSERT_MESSAGE(header, !passes(header));
    }
    CPPUNIT_ASSERT(!isSigned(secret(), std::string{kBody} + "\n", timed("v1=" + good), kSent));
    CPPUNIT_ASSERT(!isSigned(Secret{"whsec_other"}, kBody, timed("v1=" + good), kSent));
    const auto empty = sign(Secret{}, std::to_string(kSent), kBody);
    CPPUNIT_ASSERT(!isSigned(Secret{}, kBody, timed("v1=" + empty), kSent));
  }

  void everyPublishedVectorVerifies() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    const auto vectors =
        hostler::testing::jsonFile(*specs / "stripe/webhook-signature-vectors.json")["vectors"];
    CPPUNIT_ASSERT(vectors.size() >= 3);
    for (const auto& vector : vectors) {
      const auto name = vector["name"].get<std::string>();
      const auto time = vector["timestamp"].get<std::int64_t>();
      const auto body = vector["body"].get<std::string>();
      const Secret own{vector["secret"].get<std::string>()};
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, vector["v1"].get<std::string>(),
                                   sign(own, std::to_string(time), body));
      CPPUNIT_ASSERT_MESSAGE(name, isSigned(own, body, vector["header"].get<std::string>(), time));
    }
  }
};

HOSTLER_SUITE(StripeSignaturesTest, "plugins/gateway/stripe/signatures");
