#include "signatures.h"

#include "tests/plugins/support/conformance.h"
#include "translation.h"

#include <filesystem>

using namespace hostler::razorpay;
using hostler::sdk::Json;
using hostler::sdk::Secret;
using hostler::testing::jsonFile;

namespace {

// The provider's own data, where the machine has it.
std::optional<std::filesystem::path> specs() {
  const char* place = std::getenv("HOSTLER_SPECS");
  if (place == nullptr) {
    hostler::testing::skip("HOSTLER_SPECS names no folder with the providers' specifications");
    return std::nullopt;
  }
  return std::filesystem::path{place} / "razorpay";
}

std::string textFile(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  CPPUNIT_ASSERT_MESSAGE(path.string(), file.is_open());
  return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

class RazorpaySignaturesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RazorpaySignaturesTest);
  CPPUNIT_TEST(signsAsRazorpayDoes);
  CPPUNIT_TEST(everythingElseIsRefused);
  CPPUNIT_TEST(everyPublishedVectorVerifies);
  CPPUNIT_TEST(everyPublishedEventIsTranslated);
  CPPUNIT_TEST_SUITE_END();

 public:
  void signsAsRazorpayDoes() {
    // Computed with another implementation (openssl dgst -sha256 -hmac).
    CPPUNIT_ASSERT_EQUAL(
        std::string{"b2335e3b0801106b84a7faff035df56ecffde06918c9ddd1f0fafbb37a51cc89"},
        sign(Secret{"key_secret"}, "fake_order_id|fake_payment_id"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"2fe04e22977002e6c7cb553adab8b460cb9e2a4970d5953cb27a8472752e3bbc"},
        sign(Secret{"123456"}, R"({"a":1,"b":2,"c":{"d":3}})"));
  }

  void everythingElseIsRefused() {
    const Secret secret{"key_secret"};
    const auto right = sign(secret, "order|payment");
    CPPUNIT_ASSERT(isSigned(secret, "order|payment", right));
    CPPUNIT_ASSERT(!isSigned(secret, "order|payment", ""));
    CPPUNIT_ASSERT(!isSigned(secret, "order|payment", right.substr(1)));
    CPPUNIT_ASSERT(!isSigned(secret, "payment|order", right));
    CPPUNIT_ASSERT(!isSigned(Secret{"other"}, "order|payment", right));
    CPPUNIT_ASSERT(!isSigned(Secret{}, "order|payment", sign(Secret{}, "order|payment")));
  }

  void everyPublishedVectorVerifies() {
    const auto folder = specs();
    if (!folder) return;
    const auto vectors = jsonFile(*folder / "signature-vectors.json")["vectors"];
    CPPUNIT_ASSERT(vectors.size() >= 7);
    for (const auto& vector : vectors) {
      const auto name = vector["name"].get<std::string>();
      const Secret secret{vector["secret"].get<std::string>()};
      auto message = vector.contains("messageFile")
                         ? textFile(*folder / vector["messageFile"].get<std::string>())
                         : vector["message"].get<std::string>();
      CPPUNIT_ASSERT_MESSAGE(name,
                             isSigned(secret, message, vector["signature"].get<std::string>()));
      if (!vector.contains("negativeSignatureWithoutTrailingNewline")) continue;
      message.pop_back();
      CPPUNIT_ASSERT_MESSAGE(name,
                             !isSigned(secret, message, vector["signature"].get<std::string>()));
      CPPUNIT_ASSERT(isSigned(
          secret, message, vector["negativeSignatureWithoutTrailingNewline"].get<std::string>()));
    }
  }

  void everyPublishedEventIsTranslated() {
    const auto folder = specs();
    if (!folder) return;
    int facts = 0;
    const auto events = jsonFile(*folder / "webhook-events.json");
    for (const auto& [name, samples] : events.items()) {
      for (const auto& [method, envelope] : samples.items()) {
        if (!envelope.is_object() || !envelope.contains("event")) continue;
        try {
          facts += static_cast<int>(translate(envelope).size());
        } catch (const std::exception& error) {
          CPPUNIT_FAIL(name + " (" + method + "): " + error.what());
        }
      }
    }
    CPPUNIT_ASSERT(facts >= 30);
  }
};

HOSTLER_SUITE(RazorpaySignaturesTest, "plugins/gateway/razorpay/signatures");
