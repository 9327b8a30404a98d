#include "core/front/request_reader.h"

#include "core/front/head_scanner.h"
#include "tests/core/front/request_cases.h"
#include "tests/support/suite.h"

#include <random>

namespace hostler::testing {
namespace {

using front::HeadScanner;
using front::RequestReader;

constexpr front::HeadLimits kLimits{kCaseHeadBytes, kCaseLineBytes, kCaseHeaders};

// What comes of bytes that arrive in pieces of a size: one line for each request, the last for a
// refusal.
class Reading {
 public:
  explicit Reading(std::size_t piece) : piece_{piece} {}

  std::string of(const std::string& bytes) {
    for (std::size_t at = 0; at < bytes.size() && !isRefused_; at += piece_) {
      waiting_ += bytes.substr(at, piece_);
      while (!isRefused_ && step()) {
      }
    }
    return story_;
  }

 private:
  bool step() { return !waiting_.empty() && (reader_ ? readBody() : readHead()); }

  bool readHead() {
    switch (scanner_.scan(waiting_, kLimits)) {
      case HeadScanner::Verdict::Incomplete:
        return false;
      case HeadScanner::Verdict::Malformed:
        return refuse(400);
      case HeadScanner::Verdict::TargetTooLong:
        return refuse(414);
      case HeadScanner::Verdict::TooLarge:
        return refuse(431);
      case HeadScanner::Verdict::Complete:
        break;
    }
    const auto head = waiting_.substr(scanner_.begin(), scanner_.end() - scanner_.begin());
    waiting_.erase(0, scanner_.end());
    scanner_ = {};
    if (const int status = reader_.readHead(head)) return refuse(status);
    if (!reader_.hasBody()) return finish();
    if (const int status = reader_.limitBody(kCaseBodyBytes)) return refuse(status);
    return true;
  }

  bool readBody() {
    const auto progress = reader_.readBody(waiting_);
    waiting_.erase(0, progress.used);
    if (progress.refusal != 0) return refuse(progress.refusal);
    return progress.done ? finish() : progress.used > 0;
  }

  bool finish() {
    const auto request = reader_.take();
    story_ += request.methodText + " " + request.target + " " + request.body + "\n";
    for (const auto& [name, value] : request.headers) story_ += name + ": " + value + "\n";
    return true;
  }

  bool refuse(int status) {
    story_ += "refused " + std::to_string(status);
    isRefused_ = true;
    return false;
  }

  const std::size_t piece_;
  std::string waiting_, story_;
  HeadScanner scanner_;
  RequestReader reader_;
  bool isRefused_ = false;
};

std::vector<RequestCase> allCases() {
  auto all = legalCases();
  for (const auto& more :
       {casesRefusedByTheParser(), casesRefusedByOurChecks(), casesOverALimit()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

}  // namespace

class RequestReaderTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RequestReaderTest);
  CPPUNIT_TEST(mangledRequestsAreReadTheSameHoweverTheyAreCut);
  CPPUNIT_TEST(aTrailerChangesNothing);
  CPPUNIT_TEST(aRefusalNeedsNoMoreThanTheBytesThatEarnIt);
  CPPUNIT_TEST_SUITE_END();

 public:
  // Two readings of the same bytes that differ are what smuggling lives on.
  void mangledRequestsAreReadTheSameHoweverTheyAreCut() {
    const auto cases = allCases();
    std::mt19937 random{11};
    const auto below = [&](std::size_t limit) { return random() % limit; };
    const std::string spice{"\r\n \t:;,0159afGx/\0\x7f\xff\"%", 22};
    for (int i = 0; i < 20'000; ++i) {
      auto bytes = cases[below(cases.size())].bytes + cases[below(cases.size())].bytes;
      for (auto changes = below(4); changes > 0; --changes) {
        const auto at = below(bytes.size());
        switch (below(4)) {
          case 0:
            bytes[at] = spice[below(spice.size())];
            break;
          case 1:
            bytes.insert(at, 1, spice[below(spice.size())]);
            break;
          case 2:
            bytes.erase(at, 1 + below(3));
            break;
          default:
            bytes.insert(at, bytes.substr(below(bytes.size()), below(20)));
        }
      }
      const auto whole = Reading{bytes.size() + 1}.of(bytes);
      for (const std::size_t piece : {1, 2, 3, 7}) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(bytes, whole, Reading{piece}.of(bytes));
      }
    }
  }

  void aTrailerChangesNothing() {
    const auto story = Reading{1'000}.of(
        "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        "2\r\nhi\r\n0\r\nHost: evil\r\nAuthorization: Bearer stolen\r\nConnection: close\r\n\r\n");
    CPPUNIT_ASSERT_EQUAL(std::string{"POST /a hi\nhost: a\ntransfer-encoding: chunked\n"}, story);
  }

  void aRefusalNeedsNoMoreThanTheBytesThatEarnIt() {
    CPPUNIT_ASSERT_EQUAL(std::string{"refused 400"}, Reading{1}.of("\x16\x03\x01"));
    CPPUNIT_ASSERT_EQUAL(std::string{"refused 400"}, Reading{1}.of("GET /a HTTP/1.1\n"));
    CPPUNIT_ASSERT_EQUAL(std::string{"refused 414"},
                         Reading{9}.of("GET /" + std::string(2'000, 'x')));
    CPPUNIT_ASSERT_EQUAL(std::string{}, Reading{1}.of("GET /a HTTP/1.1\r\nHost: a\r\n"));
  }
};

HOSTLER_SUITE(RequestReaderTest, "core/front/request_reader");

}  // namespace hostler::testing
