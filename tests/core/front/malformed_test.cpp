#include "tests/core/front/request_cases.h"
#include "tests/core/front/served_front.h"
#include "tests/support/suite.h"

#include <optional>

namespace hostler::testing {
namespace {

using Cases = std::vector<RequestCase>;

constexpr std::size_t kWhole = 0;
constexpr std::array kPieces{kWhole, std::size_t{1}, std::size_t{2}, std::size_t{3},
                             std::size_t{7}};

front::FrontOptions caseLimits() {
  return {.loops = 1,
          .maxHeadBytes = kCaseHeadBytes,
          .maxLineBytes = kCaseLineBytes,
          .maxHeaders = kCaseHeaders};
}

}  // namespace

// Every request is followed by a second one on the same connection. What a refused request leaves
// behind must never be answered: that is how one client gets another's answer through a proxy.
class MalformedTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MalformedTest);
  CPPUNIT_TEST(whatTheParserRefusesEndsTheConnection);
  CPPUNIT_TEST(whatOurChecksRefuseEndsTheConnection);
  CPPUNIT_TEST(whatIsTooLargeEndsTheConnection);
  CPPUNIT_TEST(whatIsLegalIsAnsweredAndSoIsWhatFollows);
  CPPUNIT_TEST(theRefusalIsTheApplications);
  CPPUNIT_TEST_SUITE_END();

  TestApplication application_;
  std::optional<ServedFront> served_;

  // In pieces, each is in the server's hands before the next is sent: nothing joins them on the
  // way.
  void send(Client& client, const std::string& bytes, std::size_t piece) {
    if (piece == kWhole) {
      client.send(bytes);
      return;
    }
    const auto before = served_->counters().bytesReceived;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      const auto part = bytes.substr(at, piece);
      if (!client.send(part)) return;
      const bool arrived = becomesTrue([&] {
        const auto counters = served_->counters();
        return counters.open == 0 || counters.bytesReceived >= before + at + part.size();
      });
      CPPUNIT_ASSERT(arrived);
    }
  }

  std::string exchange(const std::string& bytes, std::size_t piece) {
    // The connection before must be gone, or its end would be taken for this one's.
    CPPUNIT_ASSERT(becomesTrue([&] { return served_->counters().open == 0; }));
    Client client = served_->connect();
    CPPUNIT_ASSERT(becomesTrue([&] { return served_->counters().open == 1; }));
    send(client, bytes + get("/second"), piece);
    client.endSending();
    return client.readAll();
  }

  static std::size_t count(const std::string& all, const std::string& part) {
    std::size_t found = 0;
    for (auto at = all.find(part); at != std::string::npos; at = all.find(part, at + 1)) ++found;
    return found;
  }

  void checkRefused(const Cases& cases) {
    for (const auto& one : cases) {
      for (const auto piece : kPieces) {
        const auto answer = exchange(one.bytes, piece);
        const auto what = one.name + ", in pieces of " + std::to_string(piece) + ": " + answer;
        CPPUNIT_ASSERT_MESSAGE(what,
                               answer.starts_with("HTTP/1.1 " + std::to_string(one.status) + " "));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::size_t{1}, count(answer, "HTTP/1.1 "));
        CPPUNIT_ASSERT_MESSAGE(what, answer.find("Connection: close\r\n") != std::string::npos);
        CPPUNIT_ASSERT_MESSAGE(what, application_.seen().empty());
      }
    }
  }

 public:
  void setUp() override { served_.emplace(application_, caseLimits()); }
  void tearDown() override { served_.reset(); }

  void whatTheParserRefusesEndsTheConnection() { checkRefused(casesRefusedByTheParser()); }
  void whatOurChecksRefuseEndsTheConnection() { checkRefused(casesRefusedByOurChecks()); }

  void whatIsTooLargeEndsTheConnection() {
    application_.planned = [](const auto&) { return front::Plan{.bodyLimit = kCaseBodyBytes}; };
    checkRefused(casesOverALimit());
  }

  void whatIsLegalIsAnsweredAndSoIsWhatFollows() {
    application_.planned = [](const auto&) { return front::Plan{.bodyLimit = kCaseBodyBytes}; };
    std::size_t before = 0;
    for (const auto& one : legalCases()) {
      for (const auto piece : kPieces) {
        const auto answer = exchange(one.bytes, piece);
        const auto what = one.name + ", in pieces of " + std::to_string(piece) + ": " + answer;
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::size_t{2}, count(answer, "HTTP/1.1 200 OK\r\n"));
        const auto seen = application_.seen();
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, before + 2, seen.size());
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::string{"/second"}, seen.back());
        before = seen.size();
      }
    }
  }

  void theRefusalIsTheApplications() {
    application_.refused = [](int status) {
      return front::Response{.status = status,
                             .headers = {{"Content-Type", "application/problem+json"}},
                             .body = R"({"status":)" + std::to_string(status) + "}"};
    };

    auto client = served_->connect();
    const auto answer = client.ask("GET /x HTTP/1.1\r\n\r\n");

    CPPUNIT_ASSERT_EQUAL(400, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"application/problem+json"},
                         answer.headers.at("content-type"));
    CPPUNIT_ASSERT_EQUAL(std::string{R"({"status":400})"}, answer.body);
    CPPUNIT_ASSERT(client.seesEnd());
  }
};

HOSTLER_SUITE(MalformedTest, "core/front/malformed");

}  // namespace hostler::testing
