#include "core/backup/sealed_stream.h"

#include "core/backup/packed_stream.h"
#include "tests/support/suite.h"

#include <random>

namespace hostler::backup {
namespace {

constexpr GuessCost kCheap{1, 8};
const Secret kPassphrase{"violet harbour"};
constexpr std::size_t kHead = 64, kPart = 64 * 1024 + 17;

class Kept final : public ByteSink {
 public:
  void write(std::string_view some) override { bytes.append(some); }
  void finish() override {}
  std::string bytes;
};

class Given final : public ByteSource {
 public:
  explicit Given(std::string_view bytes) : left_{bytes} {}
  std::size_t read(char* to, std::size_t size) override {
    const auto some = left_.copy(to, size);
    left_.remove_prefix(some);
    return some;
  }

 private:
  std::string_view left_;
};

std::string everythingOf(ByteSource& source) {
  std::string all, some(10'007, '\0');
  for (std::size_t got = some.size(); got == some.size();) {
    got = source.read(some.data(), some.size());
    all.append(some, 0, got);
  }
  return all;
}

std::string sealed(std::string_view clear) {
  Kept kept;
  SealingSink sink{kept, kPassphrase, kCheap};
  for (; !clear.empty(); clear.remove_prefix(std::min<std::size_t>(9'973, clear.size())))
    sink.write(clear.substr(0, 9'973));
  sink.finish();
  return kept.bytes;
}

std::string opened(std::string_view bytes, const Secret& passphrase = kPassphrase) {
  Given given{bytes};
  OpeningSource source{given, passphrase};
  return everythingOf(source);
}

std::string noise(std::size_t size) {
  std::mt19937 random{static_cast<unsigned>(size)};
  std::string bytes(size, '\0');
  for (auto& c : bytes) c = static_cast<char>(random());
  return bytes;
}

std::string said(std::string_view bytes, const Secret& passphrase = kPassphrase) {
  try {
    opened(bytes, passphrase);
    return "nothing";
  } catch (const BackupError& error) {
    return error.what();
  }
}

bool says(std::string_view bytes, const char* word) {
  return said(bytes).find(word) != std::string::npos;
}

}  // namespace

class SealedStreamTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SealedStreamTest);
  CPPUNIT_TEST(whatWasSealedOpensAgain);
  CPPUNIT_TEST(nothingOfTheContentShows);
  CPPUNIT_TEST(anotherPassphraseIsRefused);
  CPPUNIT_TEST(everyFlippedBitIsFound);
  CPPUNIT_TEST(everyCutIsFound);
  CPPUNIT_TEST(movedRepeatedAndMissingPartsAreFound);
  CPPUNIT_TEST(somethingBehindTheEndIsFound);
  CPPUNIT_TEST(anotherKindOfFileIsCalledThat);
  CPPUNIT_TEST(aFileCannotAskForAllMemory);
  CPPUNIT_TEST(whatWasPackedUnpacksAgain);
  CPPUNIT_TEST_SUITE_END();

 public:
  void whatWasSealedOpensAgain() {
    for (const std::size_t size : {0, 1, 65'535, 65'536, 65'537, 131'072, 300'000}) {
      const auto clear = noise(size);
      CPPUNIT_ASSERT(clear == opened(sealed(clear)));
    }
  }

  void nothingOfTheContentShows() {
    const auto bytes = sealed(std::string(100'000, 'x') + "the canary");

    CPPUNIT_ASSERT(bytes.find("canary") == std::string::npos);
    CPPUNIT_ASSERT(bytes.find("xxxx") == std::string::npos);
    CPPUNIT_ASSERT(bytes != sealed(std::string(100'000, 'x') + "the canary"));
  }

  void anotherPassphraseIsRefused() {
    const auto bytes = sealed("content");
    for (const auto* wrong : {"violet harbou", "violet harbour ", "Violet harbour", "x"})
      CPPUNIT_ASSERT(said(bytes, Secret{wrong}).find("passphrase") != std::string::npos);
  }

  void everyFlippedBitIsFound() {
    const auto whole = sealed(noise(150'000));
    std::mt19937 random{7};
    for (int i = 0; i < 300; ++i) {
      auto bytes = whole;
      // The first bytes too, each in its turn.
      const auto at = i < 64 ? static_cast<std::size_t>(i) : random() % bytes.size();
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
      CPPUNIT_ASSERT_MESSAGE("byte " + std::to_string(at), said(bytes) != "nothing");
    }
  }

  void everyCutIsFound() {
    const auto whole = sealed(noise(150'000));
    std::mt19937 random{8};
    for (const auto length : {std::size_t{0}, kHead, kHead + kPart, kHead + 2 * kPart})
      CPPUNIT_ASSERT(said(whole.substr(0, length)) != "nothing");
    for (int i = 0; i < 100; ++i)
      CPPUNIT_ASSERT(said(whole.substr(0, random() % whole.size())) != "nothing");
  }

  void movedRepeatedAndMissingPartsAreFound() {
    const auto whole = sealed(noise(250'000));
    const auto head = whole.substr(0, kHead), first = whole.substr(kHead, kPart),
               second = whole.substr(kHead + kPart, kPart), rest = whole.substr(kHead + 2 * kPart);

    CPPUNIT_ASSERT(said(head + first + second + rest) == "nothing");
    CPPUNIT_ASSERT(says(head + second + first + rest, "passphrase"));
    CPPUNIT_ASSERT(says(head + first + first + second + rest, "damaged"));
    CPPUNIT_ASSERT(says(head + first + rest, "damaged"));
  }

  void somethingBehindTheEndIsFound() {
    CPPUNIT_ASSERT(said(sealed(noise(1'000)) + "x") != "nothing");
    const auto full = sealed(noise(65'536));
    CPPUNIT_ASSERT(says(full + full.substr(kHead), "behind"));
  }

  void anotherKindOfFileIsCalledThat() {
    CPPUNIT_ASSERT(says("SQLite format 3, and more of it", "no backup"));
    CPPUNIT_ASSERT(says("", "no backup"));
    auto newer = sealed("content");
    newer[15] = 2;
    CPPUNIT_ASSERT(says(newer, "does not know"));
  }

  void aFileCannotAskForAllMemory() {
    auto greedy = sealed("content");
    greedy.replace(20, 4, "\xFF\xFF\xFF\x7F");
    CPPUNIT_ASSERT(says(greedy, "damaged"));
    auto slow = sealed("content");
    slow.replace(16, 4, "\xFF\xFF\xFF\x7F");
    CPPUNIT_ASSERT(says(slow, "damaged"));
  }

  void whatWasPackedUnpacksAgain() {
    for (const std::size_t size : {0, 1, 131'072, 1'000'000}) {
      // Half noise, half that packs to nothing: much comes out of little, and little of much.
      const auto clear = noise(size) + std::string(20 * size, 'x');
      Kept kept;
      PackingSink sink{kept};
      sink.write(clear);
      sink.finish();
      Given given{kept.bytes}, cut{std::string_view{kept.bytes}.substr(0, kept.bytes.size() - 1)};
      UnpackingSource source{given}, cutSource{cut};

      CPPUNIT_ASSERT(clear == everythingOf(source));
      CPPUNIT_ASSERT_THROW(everythingOf(cutSource), BackupError);
    }
  }
};
HOSTLER_SUITE(SealedStreamTest, "core/backup/sealed_stream");

}  // namespace hostler::backup
