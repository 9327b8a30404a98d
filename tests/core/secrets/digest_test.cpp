#include "core/secrets/digest.h"

#include "tests/support/suite.h"

#include <thread>

namespace hostler {

class DigestTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DigestTest);
  CPPUNIT_TEST(digestsAreThoseOfTheStandards);
  CPPUNIT_TEST(manyThreadsMakeDigestsAtOnce);
  CPPUNIT_TEST_SUITE_END();

 public:
  void digestsAreThoseOfTheStandards() {
    CPPUNIT_ASSERT_EQUAL(kOfAbc, hex(sha256("abc")));  // FIPS 180-4
    CPPUNIT_ASSERT_EQUAL(
        std::string{"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        hex(sha256("")));
    // RFC 4231, test case 2.
    CPPUNIT_ASSERT_EQUAL(
        std::string{"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        hex(hmacSha256("Jefe", "what do ya want for nothing?")));
  }

  // Every answer carries a digest, and workers answer at the same time.
  void manyThreadsMakeDigestsAtOnce() {
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 20'000; ++n) wrong += hex(sha256("abc")) != kOfAbc;
      });
    }
    for (auto& thread : threads) thread.join();
    CPPUNIT_ASSERT_EQUAL(0, wrong.load());
  }

 private:
  const std::string kOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
};
HOSTLER_SUITE(DigestTest, "core/secrets/digest");

}  // namespace hostler
