#include "tests/core/http/notes.h"

namespace hostler::http {

using front::Method;

// The same key again is the same request.
template <class Engine>
class IdempotencyTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(IdempotencyTest);
  CPPUNIT_TEST(aRepeatGetsTheFirstAnswer);
  CPPUNIT_TEST(anotherBodyIsRefused);
  CPPUNIT_TEST(keysBelongToTheAccountAndThePath);
  CPPUNIT_TEST(refusalsOfTheStateAreKeptAndThoseOfTheRequestAreNot);
  CPPUNIT_TEST(aHandlerThatBreaksLeavesNeitherEffectNorKey);
  CPPUNIT_TEST(parallelCopiesHaveOneEffect);
  CPPUNIT_TEST(aKeyIsNewAgainAfterADay);
  CPPUNIT_TEST(malformedKeysAreRefused);
  CPPUNIT_TEST(aLateAnswerReplacesTheFirst);
  CPPUNIT_TEST(oneOfTwoParallelChangesOfOneTagWins);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { notes_.mount(site_.router); }

  void aRepeatGetsTheFirstAnswer() {
    const auto first = write("alice", "k1", "one");
    const auto again = write("alice", "k1", "one");

    CPPUNIT_ASSERT_EQUAL(201, first.status());
    CPPUNIT_ASSERT_EQUAL(201, again.status());
    CPPUNIT_ASSERT_EQUAL(first.text(), again.text());
    CPPUNIT_ASSERT_EQUAL(std::string{"true"}, again.header("Idempotent-Replayed"));
    CPPUNIT_ASSERT(first.header("Idempotent-Replayed").empty());
    CPPUNIT_ASSERT(first.header("X-Request-Id") != again.header("X-Request-Id"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, notes());
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        site_.count("SELECT COUNT(*) AS n FROM idempotency_keys WHERE answer LIKE '%one%'"));
  }

  void anotherBodyIsRefused() {
    write("alice", "k1", "one");
    const auto other = write("alice", "k1", "two");

    CPPUNIT_ASSERT_EQUAL(409, other.status());
    CPPUNIT_ASSERT_EQUAL(std::string{"idempotency_key_reused"}, other.code());
    // Written otherwise, it is the same body.
    const auto same = site_.ask(callAs("alice", Method::Post, "/api/notes",
                                       "{ \"words\" : \"one\" }", {{"idempotency-key", "k1"}}));
    CPPUNIT_ASSERT_EQUAL(201, same.status());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, notes());
  }

  void keysBelongToTheAccountAndThePath() {
    const auto hers = write("alice", "k1", "one"), his = write("bob", "k1", "one");

    CPPUNIT_ASSERT_EQUAL(201, his.status());
    CPPUNIT_ASSERT(hers.body()["id"] != his.body()["id"]);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, notes());
  }

  void refusalsOfTheStateAreKeptAndThoseOfTheRequestAreNot() {
    const auto first = write("alice", "k1", "taken"), again = write("alice", "k1", "taken");
    CPPUNIT_ASSERT_EQUAL(409, first.status());
    CPPUNIT_ASSERT_EQUAL(409, again.status());
    CPPUNIT_ASSERT_EQUAL(std::string{"note_taken"}, again.code());
    CPPUNIT_ASSERT_EQUAL(std::string{"bob"}, again.body()["by"].template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"true"}, again.header("Idempotent-Replayed"));
    CPPUNIT_ASSERT_EQUAL(std::string{"application/problem+json"}, again.header("Content-Type"));
    CPPUNIT_ASSERT_EQUAL(again.header("X-Request-Id"),
                         again.body()["request_id"].template get<std::string>());

    CPPUNIT_ASSERT_EQUAL(422, write("alice", "k2", "").status());
    CPPUNIT_ASSERT_EQUAL(201, write("alice", "k2", "right").status());
  }

  void aHandlerThatBreaksLeavesNeitherEffectNorKey() {
    CPPUNIT_ASSERT_EQUAL(500, write("alice", "k1", "broken").status());

    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, notes());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         site_.count("SELECT COUNT(*) AS n FROM idempotency_keys"));
    CPPUNIT_ASSERT_EQUAL(201, write("alice", "k1", "whole").status());
  }

  void parallelCopiesHaveOneEffect() {
    std::mutex mutex;
    std::map<int, int> statuses;
    std::set<std::string> bodies;
    db::inThreads(12, [&](int) {
      const auto answer = write("alice", "k1", "one");
      const std::lock_guard lock{mutex};
      ++statuses[answer.status()];
      bodies.insert(answer.text());
    });

    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, notes());
    CPPUNIT_ASSERT_EQUAL(12, statuses[201]);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, bodies.size());
  }

  void aKeyIsNewAgainAfterADay() {
    write("alice", "k1", "one");
    site_.clock.advance(std::chrono::hours{23});
    CPPUNIT_ASSERT_EQUAL(std::string{"true"},
                         write("alice", "k1", "one").header("Idempotent-Replayed"));

    site_.clock.advance(std::chrono::hours{2});
    CPPUNIT_ASSERT_EQUAL(201, write("alice", "k1", "two").status());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, notes());
    site_.clock.advance(std::chrono::hours{25});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, site_.idempotency->prune());
  }

  void malformedKeysAreRefused() {
    for (const auto& key :
         {std::string{"with space"}, std::string(256, 'k'), std::string{"caf\xC3\xA9"}}) {
      CPPUNIT_ASSERT_EQUAL(400, write("alice", key, "one").status());
    }
    CPPUNIT_ASSERT_EQUAL(201, write("alice", std::string(255, 'k'), "one").status());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, notes());
  }

  void aLateAnswerReplacesTheFirst() {
    std::atomic<bool> done{false};
    site_.router
        .post<WriteNote, NoteView>("/slow", Access::client({"billing:Notes"}),
                                   [&](const auto& request) {
                                     const auto view =
                                         notes_.write(request.scope(), request.body());
                                     auto later = std::make_shared<Later>();
                                     later->topic = "slow";
                                     later->check = [&](bool last) -> std::optional<Answer> {
                                       if (!done && !last) return std::nullopt;
                                       Answer answer;
                                       answer.status = 201;
                                       answer.body = {{"late", true}};
                                       return answer;
                                     };
                                     return Reply<NoteView>{.view = view, .later = later};
                                   })
        .creates();
    const auto request = callAs("alice", Method::Post, "/api/slow", R"({"words":"slow"})",
                                {{"idempotency-key", "k1"}});

    const auto caller = site_.begin(request);
    done = true;
    site_.signals->signal("slow");

    CPPUNIT_ASSERT_EQUAL(Json::parse(R"({"late":true})"), caller->received().body());
    CPPUNIT_ASSERT_EQUAL(Json::parse(R"({"late":true})"), site_.ask(request).body());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, notes());
  }

  void oneOfTwoParallelChangesOfOneTagWins() {
    for (int round = 0; round < 10; ++round) {
      const auto path = "/api/notes/" + write("alice", "r" + std::to_string(round), "one")
                                            .body()["id"]
                                            .template get<std::string>();
      const auto tag = site_.ask(callAs("alice", Method::Get, path)).header("ETag");
      std::atomic<int> won{0}, refused{0};
      db::inThreads(4, [&](int thread) {
        const auto answer = site_.ask(callAs("alice", Method::Patch, path,
                                             dump({{"words", "by " + std::to_string(thread)}}),
                                             {{"if-match", tag}}));
        if (answer.status() == 200) ++won;
        if (answer.status() == 412) ++refused;
      });
      CPPUNIT_ASSERT_EQUAL(1, won.load());
      CPPUNIT_ASSERT_EQUAL(3, refused.load());
    }
  }

 private:
  Received write(const std::string& who, const std::string& key, const std::string& words) {
    return site_.ask(callAs(who, Method::Post, "/api/notes", dump({{"words", words}}),
                            {{"idempotency-key", key}}));
  }
  std::int64_t notes() { return site_.count("SELECT COUNT(*) AS n FROM notes"); }

  Engine engine_;
  ApiSite site_{engine_.url()};
  Notes notes_{*site_.database, site_.ids};
};
HOSTLER_HTTP_SUITE(IdempotencyTest, "core/http/idempotency");

}  // namespace hostler::http
