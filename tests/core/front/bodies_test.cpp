#include "tests/core/front/served_front.h"
#include "tests/support/suite.h"

#include <filesystem>
#include <fstream>
#include <random>
#include <unistd.h>

namespace hostler::testing {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::size_t kLarge = 32 << 20;

std::string noise(std::size_t size) {
  std::mt19937_64 random{7};
  std::string bytes(size, '\0');
  for (auto& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

std::size_t memoryInUse() {
  std::size_t all = 0, resident = 0;
  std::ifstream{"/proc/self/statm"} >> all >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

class BodiesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(BodiesTest);
  CPPUNIT_TEST(aFileOf32MegabytesArrivesWhole);
  CPPUNIT_TEST(slowReadersOfALargeFileCostNoMemory);
  CPPUNIT_TEST(aSmallFileAndAnEmptyOneArriveWhole);
  CPPUNIT_TEST(aFileThatIsNotThereOrTooShortIsA500);
  CPPUNIT_TEST(aFileThatShrinksWhileItIsSentCutsTheConnection);
  CPPUNIT_TEST(largeTextsArriveWholeWhateverTheReader);
  CPPUNIT_TEST(aClientThatNeverReadsIsNotReadFromForEver);
  CPPUNIT_TEST(bodiesTogetherStayWithinTheirBudget);
  CPPUNIT_TEST_SUITE_END();

  TestApplication application_;
  fs::path folder_;

  fs::path write(const std::string& name, const std::string& bytes) {
    std::ofstream{folder_ / name, std::ios::binary} << bytes;
    return folder_ / name;
  }

  void answerFile(const fs::path& path, std::uint64_t size) {
    application_.handler = [=](front::Request, front::Responder responder) {
      responder.answer(
          {.status = 200, .headers = {}, .body = front::FileBody{path.string(), size}});
    };
  }

 public:
  void setUp() override {
    auto name = (fs::temp_directory_path() / "front-XXXXXX").string();
    CPPUNIT_ASSERT(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
  }
  void tearDown() override { fs::remove_all(folder_); }

  void aFileOf32MegabytesArrivesWhole() {
    const auto bytes = noise(kLarge);
    answerFile(write("large", bytes), bytes.size());
    const ServedFront served{application_};
    auto client = served.connect();
    for (int i = 0; i < 2; ++i) {
      const auto answer = client.ask(get("/large"));
      CPPUNIT_ASSERT_EQUAL(std::to_string(kLarge), answer.headers.at("content-length"));
      CPPUNIT_ASSERT(answer.body == bytes);
    }
    client.send("HEAD /large HTTP/1.1\r\nHost: a\r\n\r\n");
    CPPUNIT_ASSERT_EQUAL(std::to_string(kLarge), client.read(true).headers.at("content-length"));
    CPPUNIT_ASSERT(!client.hasInput(20ms));
  }

  void slowReadersOfALargeFileCostNoMemory() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    skip("a sanitizer's own memory hides that of the front");
    return;
#endif
    answerFile(write("large", noise(kLarge)), kLarge);
    const ServedFront served{application_};
    const auto before = memoryInUse();
    std::vector<Client> clients;
    for (int i = 0; i < 8; ++i) {
      clients.push_back(Client{served.front.port(), 4 * 1024});
      clients.back().send(get("/large"));
    }
    for (auto& client : clients) client.readExactly(100'000);
    CPPUNIT_ASSERT(memoryInUse() < before + (16 << 20));
  }

  void aSmallFileAndAnEmptyOneArriveWhole() {
    const ServedFront served{application_};
    auto client = served.connect();
    answerFile(write("small", "a few bytes"), 11);
    CPPUNIT_ASSERT_EQUAL(std::string{"a few bytes"}, client.ask(get("/small")).body);
    answerFile(write("empty", ""), 0);
    CPPUNIT_ASSERT_EQUAL(std::string{"0"}, client.ask(get("/empty")).headers.at("content-length"));
    CPPUNIT_ASSERT_EQUAL(200, client.ask(get("/empty")).status);
  }

  void aFileThatIsNotThereOrTooShortIsA500() {
    const ServedFront served{application_};
    auto client = served.connect();
    answerFile(folder_ / "absent", 5);
    CPPUNIT_ASSERT_EQUAL(500, client.ask(get("/a")).status);
    answerFile(write("short", "abc"), 5);
    CPPUNIT_ASSERT_EQUAL(500, client.ask(get("/b")).status);
    answerFile(folder_, 0);
    const auto answer = client.ask(get("/folder"));
    CPPUNIT_ASSERT_EQUAL(500, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"refused 500"}, answer.body);
  }

  void aFileThatShrinksWhileItIsSentCutsTheConnection() {
    const auto path = write("large", std::string(kLarge, 'x'));
    answerFile(path, kLarge);
    const ServedFront served{application_};
    Client client{served.front.port(), 4 * 1024};
    client.send(get("/large"));
    client.readExactly(1'000);
    fs::resize_file(path, 1'000);
    CPPUNIT_ASSERT_THROW(client.readExactly(kLarge), std::runtime_error);
    CPPUNIT_ASSERT(becomesTrue([&] { return served.counters().open == 0; }));
  }

  void largeTextsArriveWholeWhateverTheReader() {
    const auto bytes = noise(8 << 20);
    const auto shared = std::make_shared<const std::string>(bytes);
    application_.handler = [&](front::Request request, front::Responder responder) {
      front::Response response;
      if (request.path() == "/shared") {
        response.body = shared;
      } else {
        response.body = bytes;
      }
      responder.answer(std::move(response));
    };
    const ServedFront served{application_};
    Client client{served.front.port(), 4 * 1024};
    // The second waits behind the first, with its own bytes after the first's.
    client.send(get("/own") + get("/shared") + get("/own"));
    for (int i = 0; i < 3; ++i) CPPUNIT_ASSERT(client.read().body == bytes);
  }

  void aClientThatNeverReadsIsNotReadFromForEver() {
    application_.planned = [](const auto&) { return front::Plan{.quick = true}; };
    application_.handler = [](front::Request, front::Responder responder) {
      responder.answer(TestApplication::text(std::string(1'000, 'x')));
    };
    const ServedFront served{application_};
    Client client{served.front.port(), 4 * 1024};
    std::string requests;
    for (int i = 0; i < 1'000; ++i) requests += get("/a");
    std::size_t taken = 0;
    auto lastProgress = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() < lastProgress + 300ms) {
      const auto some = client.sendSome(requests);
      if (some > 0) lastProgress = std::chrono::steady_clock::now();
      taken += some;
      CPPUNIT_ASSERT(taken < (std::size_t{64} << 20));
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, served.counters().open);
    CPPUNIT_ASSERT_EQUAL(200, served.connect().ask(get("/other")).status);
  }

  void bodiesTogetherStayWithinTheirBudget() {
    Gate gate;
    application_.handler = [&](front::Request request, front::Responder responder) {
      gate.pass();
      responder.answer(TestApplication::text(std::to_string(request.body.size())));
    };
    const ServedFront served{application_, {.maxBodyMemory = 1'000'000}};
    auto first = served.connect(), second = served.connect();
    first.send(post("/a", std::string(700'000, 'x')));
    CPPUNIT_ASSERT(becomesTrue([&] { return gate.waiting() == 1; }));
    CPPUNIT_ASSERT_EQUAL(std::size_t{700'000}, served.counters().bodyMemory);

    const auto refused = second.ask(post("/b", std::string(700'000, 'x')));
    CPPUNIT_ASSERT_EQUAL(503, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, refused.headers.at("retry-after"));

    gate.open();
    CPPUNIT_ASSERT_EQUAL(std::string{"700000"}, first.read().body);
    CPPUNIT_ASSERT(becomesTrue([&] { return served.counters().bodyMemory == 0; }));
    CPPUNIT_ASSERT_EQUAL(200, first.ask(post("/c", std::string(700'000, 'x'))).status);
  }
};

HOSTLER_SUITE(BodiesTest, "core/front/bodies");

}  // namespace hostler::testing
