// What a caller is told when the engine loses its MySQL server in the middle of a request, and what
// the same request again comes to.

#include "tests/core/http/notes.h"
#include "tests/support/mysql_relay.h"

#include <algorithm>
#include <array>

namespace hostler::http {
namespace {

using front::Method;
using testing::Cue;

constexpr std::array kMoments{Cue::Moment::BeforeServer, Cue::Moment::AfterServer};

}  // namespace

class LostCommitTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LostCommitTest);
  CPPUNIT_TEST(aLostCommitIsAnUnknownOutcome);
  CPPUNIT_TEST(theSameKeyAgainHasOneEffect);
  CPPUNIT_TEST(manyCopiesAfterALostCommitHaveOneEffect);
  CPPUNIT_TEST(aLostStatementIsNotNoticed);
  CPPUNIT_TEST(aDatabaseThatIsGoneIsUnavailableUntilItIsBack);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { notes_.mount(site_.router); }

  void aLostCommitIsAnUnknownOutcome() {
    for (const auto moment : kMoments) {
      loseCommitOf("plain", moment);
      const auto answer = write("", "plain");

      CPPUNIT_ASSERT_EQUAL(503, answer.status());
      CPPUNIT_ASSERT_EQUAL(std::string{"outcome_unknown"}, answer.code());
      CPPUNIT_ASSERT_EQUAL(std::string{"5"}, answer.header("Retry-After"));
      CPPUNIT_ASSERT_MESSAGE(answer.text(),
                             answer.text().find("Idempotency-Key") != std::string::npos);
    }
    // Tried once each, and only the one whose COMMIT got through is there.
    CPPUNIT_ASSERT_EQUAL(2, relay_.cuts());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, notes("plain"));
  }

  void theSameKeyAgainHasOneEffect() {
    for (const auto moment : kMoments) {
      const bool happened = moment == Cue::Moment::AfterServer;
      const std::string words = happened ? "kept for good" : "never kept";
      loseCommitOf(words, moment);
      CPPUNIT_ASSERT_EQUAL(std::string{"outcome_unknown"}, write(words, words).code());
      CPPUNIT_ASSERT_EQUAL(std::int64_t{happened ? 1 : 0}, notes(words));

      const auto again = write(words, words);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(again.text(), 201, again.status());
      CPPUNIT_ASSERT_EQUAL(std::string{happened ? "true" : ""},
                           again.header("Idempotent-Replayed"));
      CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, notes(words));
      // What is told of is what is there.
      const auto read = site_.ask(
          callAs("alice", Method::Get, "/api/notes/" + again.body()["id"].get<std::string>()));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(read.text(), 200, read.status());
    }
    CPPUNIT_ASSERT_EQUAL(2, relay_.cuts());
  }

  void manyCopiesAfterALostCommitHaveOneEffect() {
    for (const auto moment : kMoments) {
      const std::string words = moment == Cue::Moment::AfterServer ? "kept for good" : "never kept";
      loseCommitOf(words, moment);
      CPPUNIT_ASSERT_EQUAL(503, write(words, words).status());
      db::inThreads(4, [&](int) {
        const auto again = write(words, words);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(again.text(), 201, again.status());
      });
      CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, notes(words));
    }
  }

  // Nothing of the first attempt is left, so it is made again without asking.
  void aLostStatementIsNotNoticed() {
    for (const auto moment : kMoments) {
      const std::string words = moment == Cue::Moment::AfterServer ? "answer lost" : "never there";
      for (const auto& key : {std::string{}, words}) {
        relay_.cutOn({words, moment});
        const auto answer = write(key, words);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text(), 201, answer.status());
      }
      CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, notes(words));
    }
    CPPUNIT_ASSERT_EQUAL(4, relay_.cuts());
  }

  void aDatabaseThatIsGoneIsUnavailableUntilItIsBack() {
    relay_.hangUpOnNewOnes(true);
    relay_.cutAll();
    for (const auto& answer :
         {write("k1", "later"), site_.ask(callAs("alice", Method::Get, "/api/notes"))}) {
      CPPUNIT_ASSERT_EQUAL(503, answer.status());
      CPPUNIT_ASSERT_EQUAL(std::string{"unavailable"}, answer.code());
      CPPUNIT_ASSERT_EQUAL(std::string{"5"}, answer.header("Retry-After"));
      CPPUNIT_ASSERT_MESSAGE(answer.text(), answer.text().find("MySQL") == std::string::npos);
    }

    relay_.hangUpOnNewOnes(false);
    CPPUNIT_ASSERT_EQUAL(201, write("k1", "later").status());
    CPPUNIT_ASSERT_EQUAL(201, write("k1", "later").status());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, notes("later"));
  }

 private:
  // The COMMIT of the transaction that writes this note.
  void loseCommitOf(const std::string& words, Cue::Moment moment) {
    relay_.cutOn({"COMMIT", moment, 1, words});
  }
  Received write(const std::string& key, const std::string& words) {
    front::Headers headers;
    if (!key.empty()) headers.emplace_back("idempotency-key", keyOf(key));
    return site_.ask(
        callAs("alice", Method::Post, "/api/notes", dump({{"words", words}}), std::move(headers)));
  }
  // Keys are of visible characters.
  static std::string keyOf(std::string words) {
    std::ranges::replace(words, ' ', '-');
    return "key-of-" + words;
  }
  std::int64_t notes(const std::string& words) {
    return site_.database->query("SELECT COUNT(*) AS n FROM notes WHERE words = ?", words)
        .only()
        .integer("n");
  }

  testing::MysqlRelay relay_{testing::MariaDb::shared().freshDatabase()};
  ApiSite site_{relay_.url()};
  Notes notes_{*site_.database, site_.ids};
};
HOSTLER_SUITE(LostCommitTest, "core/http/lost_commit");

}  // namespace hostler::http
