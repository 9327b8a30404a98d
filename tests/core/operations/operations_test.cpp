#include "core/operations/operations.h"

#include "core/secrets/digest.h"
#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"

namespace hostler {

std::span<const db::Migration> secretsMigrations();
std::span<const db::Migration> jobsMigrations();
std::span<const db::Migration> operationsMigrations();

// A provider that keeps a book, and answers as it is told.
class BookedProvider final : public ProviderPort {
 public:
  ProviderAnswer call(const ProviderRequest& request) override {
    calls.push_back(request.operation);
    if (request.operation == "provisioner/1.locate") {
      if (locateFails) return ProviderAnswer::failed(Outcome::Retryable, "503", "down");
      return {stillMaking ? Outcome::Pending : Outcome::Succeeded,
              {{"account", exists ? Json{{"user", "u1"}} : Json(nullptr)}}};
    }
    if (before) before();
    exists = exists || happens;
    if (answer.outcome == Outcome::Succeeded) made += 1;
    return answer;
  }
  std::vector<ProviderInstance> instances(const std::string&) override { return {}; }

  std::vector<std::string> calls;
  ProviderAnswer answer{Outcome::Succeeded, {{"user", "u1"}, {"password", "hunter2"}}};
  std::function<void()> before;
  bool happens = true, exists = false, locateFails = false, stillMaking = false;
  int made = 0;
};

// One that only says yes, to any number at once.
class AnsweringProvider final : public ProviderPort {
 public:
  ProviderAnswer call(const ProviderRequest&) override {
    return {Outcome::Succeeded, {{"user", "u1"}}};
  }
  std::vector<ProviderInstance> instances(const std::string&) override { return {}; }
};

template <class Engine>
class OperationsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(OperationsTest);
  CPPUNIT_TEST(anOperationIsCommittedAsSentBeforeTheFirstByteLeaves);
  CPPUNIT_TEST(oneThatSucceededIsAnsweredFromWhatWasStored);
  CPPUNIT_TEST(oneWhoseAnswerWasErasedIsNotSentAgain);
  CPPUNIT_TEST(aLostAnswerIsLocatedAndNotRepeated);
  CPPUNIT_TEST(whatIsNotThereIsSentAgain);
  CPPUNIT_TEST(aLookThatFailsRepeatsNothing);
  CPPUNIT_TEST(aCrashInMidCallIsAsUnknownAsALostAnswer);
  CPPUNIT_TEST(anAcceptedOneIsNotSentAgain);
  CPPUNIT_TEST(whatMayBeRepeatedIsAskedAfterByItsKey);
  CPPUNIT_TEST(whatIsFoundHalfMadeIsPendingAndNotSentAgain);
  CPPUNIT_TEST(anAcceptedOneThatMayBeRepeatedIsCarriedOnAndNotOnlyLookedFor);
  CPPUNIT_TEST(whatALostAnswerMadeIsCarriedOnWhereThatDoesNoHarm);
  CPPUNIT_TEST(aRefusedPermitSendsNothing);
  CPPUNIT_TEST(whatFollowsIsWrittenWithTheAnswerAndOnlyOnce);
  CPPUNIT_TEST(anAnswerIsWrittenDownThoughWhatFollowsFails);
  CPPUNIT_TEST(manyAtOnceAreNotInEachOthersWay);
  CPPUNIT_TEST(oneThatDidNotHappenIsSentAgainUnderItsKey);
  CPPUNIT_TEST(aKeyThatIsUsedForAnotherRequestIsRefused);
  CPPUNIT_TEST(aRowOfAnEarlierVersionIsTheSameRequest);
  CPPUNIT_TEST(whatIsSecretMayChangeUnderTheSameKey);
  CPPUNIT_TEST(whatDidNotHappenMayBeAskedForInOtherWords);
  CPPUNIT_TEST(whoLostTheJobRecordsNothing);
  CPPUNIT_TEST(nothingSecretIsStoredInClear);
  CPPUNIT_TEST(longForeignMessagesAreCutBetweenCharacters);
  CPPUNIT_TEST(outcomesDecideTheJob);
  CPPUNIT_TEST(aLimitOfTheAccountHoldsForItsLaneAndOneOfAServerDoesNot);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    database_ = db::Database::open(engine_.url());
    std::vector<db::Migration> steps;
    for (const auto part : {secretsMigrations(), jobsMigrations(), operationsMigrations()})
      steps.insert(steps.end(), part.begin(), part.end());
    db::Migrator{*database_, steps}.migrate();
    vault_ = std::make_unique<Vault>(
        *database_, clock_, random_,
        MasterKey::create((directory_.path() / "master.key").string(), random_));
    operations_ = std::make_unique<Operations>(*database_, clock_, ids_, *vault_, provider_);
    addJob(job_);
  }

  void anOperationIsCommittedAsSentBeforeTheFirstByteLeaves() {
    const auto other = db::Database::open(engine_.url());
    std::string seen;
    provider_.before = [&] {
      seen = other->query("SELECT state FROM provider_operations").only().text("state");
    };
    CPPUNIT_ASSERT(perform().outcome == Outcome::Succeeded);
    CPPUNIT_ASSERT_EQUAL(std::string{"sent"}, seen);
    CPPUNIT_ASSERT_EQUAL(std::string{"succeeded"}, state());
  }

  void oneThatSucceededIsAnsweredFromWhatWasStored() {
    const auto first = perform(), again = perform();
    CPPUNIT_ASSERT_EQUAL(first.reply, again.reply);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, provider_.calls.size());
  }

  void oneWhoseAnswerWasErasedIsNotSentAgain() {
    perform();
    database_->transaction(
        [](db::Transaction& tx) { tx.execute("UPDATE provider_operations SET reply = NULL"); });

    const auto again = perform();

    CPPUNIT_ASSERT(again.outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"operation_answer_erased"}, again.code);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, provider_.calls.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"succeeded"}, state());
  }

  void aLostAnswerIsLocatedAndNotRepeated() {
    provider_.answer = ProviderAnswer::failed(Outcome::Unknown, "timeout", "the answer was lost");
    CPPUNIT_ASSERT(perform().outcome == Outcome::Unknown);
    CPPUNIT_ASSERT_EQUAL(std::string{"unknown"}, state());

    const auto again = perform();
    CPPUNIT_ASSERT(again.outcome == Outcome::Succeeded);
    CPPUNIT_ASSERT_EQUAL(std::string{"u1"}, again.reply["user"].template get<std::string>());
    CPPUNIT_ASSERT(provider_.calls ==
                   (std::vector<std::string>{"provisioner/1.create", "provisioner/1.locate"}));
    CPPUNIT_ASSERT_EQUAL(std::string{"succeeded"}, state());
  }

  void whatIsNotThereIsSentAgain() {
    provider_.answer = ProviderAnswer::failed(Outcome::Unknown, "timeout", "");
    provider_.happens = false;
    perform();
    provider_.answer = {Outcome::Succeeded, {{"user", "u1"}}};
    CPPUNIT_ASSERT(perform().outcome == Outcome::Succeeded);
    CPPUNIT_ASSERT(provider_.calls ==
                   (std::vector<std::string>{"provisioner/1.create", "provisioner/1.locate",
                                             "provisioner/1.create"}));
    CPPUNIT_ASSERT_EQUAL(1, provider_.made);
  }

  void aLookThatFailsRepeatsNothing() {
    provider_.answer = ProviderAnswer::failed(Outcome::Unknown, "timeout", "");
    perform();
    provider_.locateFails = true;
    for (int i = 0; i < 3; ++i) CPPUNIT_ASSERT(perform().outcome == Outcome::Unknown);
    CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1},
                         std::ranges::count(provider_.calls, "provisioner/1.create"));
    CPPUNIT_ASSERT_EQUAL(std::string{"unknown"}, state());
  }

  void aCrashInMidCallIsAsUnknownAsALostAnswer() {
    struct Crash {};
    provider_.before = [&] {
      provider_.exists = true;
      throw Crash{};
    };
    CPPUNIT_ASSERT_THROW(perform(), Crash);
    CPPUNIT_ASSERT_EQUAL(std::string{"sent"}, state());
    provider_.before = {};
    CPPUNIT_ASSERT(perform().outcome == Outcome::Succeeded);
    CPPUNIT_ASSERT_EQUAL(std::string{"provisioner/1.locate"}, provider_.calls.back());
  }

  void anAcceptedOneIsNotSentAgain() {
    provider_.answer = {Outcome::Pending, {{"ticket", 5}}};
    provider_.happens = false;
    CPPUNIT_ASSERT(perform().outcome == Outcome::Pending);

    const auto early = perform();
    CPPUNIT_ASSERT(early.outcome == Outcome::Pending);
    CPPUNIT_ASSERT_EQUAL(5, early.reply["ticket"].template get<int>());
    provider_.exists = true;
    CPPUNIT_ASSERT(perform().outcome == Outcome::Succeeded);
    CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1},
                         std::ranges::count(provider_.calls, "provisioner/1.create"));
  }

  void whatMayBeRepeatedIsAskedAfterByItsKey() {
    provider_.answer = {Outcome::Pending, {{"ticket", 5}}};
    auto spec = this->spec();
    auto context = this->context();
    spec.locateOperation.clear();
    spec.repeatable = true;
    CPPUNIT_ASSERT(operations_->perform(context, spec).outcome == Outcome::Pending);
    provider_.answer = {Outcome::Succeeded, {{"user", "u1"}}};
    CPPUNIT_ASSERT(operations_->perform(context, spec).outcome == Outcome::Succeeded);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, provider_.calls.size());
  }

  void whatIsFoundHalfMadeIsPendingAndNotSentAgain() {
    provider_.answer = ProviderAnswer::failed(Outcome::Unknown, "timeout", "the answer was lost");
    perform();
    provider_.stillMaking = true;

    const auto early = perform();
    CPPUNIT_ASSERT(early.outcome == Outcome::Pending);
    CPPUNIT_ASSERT_EQUAL(std::string{"u1"}, early.reply["user"].template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"pending"}, state());
    CPPUNIT_ASSERT(perform().outcome == Outcome::Pending);

    provider_.stillMaking = false;
    CPPUNIT_ASSERT(perform().outcome == Outcome::Succeeded);
    CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1},
                         std::ranges::count(provider_.calls, "provisioner/1.create"));
  }

  // A machine with an address of its own is made in two steps, the second once the first is done.
  void anAcceptedOneThatMayBeRepeatedIsCarriedOnAndNotOnlyLookedFor() {
    auto spec = this->spec();
    auto context = this->context();
    spec.repeatable = true;
    provider_.answer = {Outcome::Pending, {{"user", "u1"}}};
    CPPUNIT_ASSERT(operations_->perform(context, spec).outcome == Outcome::Pending);
    provider_.answer = {Outcome::Succeeded, {{"user", "u1"}, {"ip", "203.0.113.9"}}};
    const auto done = operations_->perform(context, spec);
    CPPUNIT_ASSERT_EQUAL(std::string{"203.0.113.9"}, done.reply.value("ip", ""));
    CPPUNIT_ASSERT(provider_.calls ==
                   (std::vector<std::string>{"provisioner/1.create", "provisioner/1.create"}));
  }

  void whatALostAnswerMadeIsCarriedOnWhereThatDoesNoHarm() {
    auto spec = this->spec();
    auto context = this->context();
    spec.repeatable = true;
    provider_.answer = ProviderAnswer::failed(Outcome::Unknown, "timeout", "the answer was lost");
    operations_->perform(context, spec);
    // While nobody can tell what is there, nothing is repeated.
    provider_.locateFails = true;
    CPPUNIT_ASSERT(operations_->perform(context, spec).outcome == Outcome::Unknown);
    provider_.locateFails = false;
    provider_.answer = {Outcome::Succeeded, {{"user", "u1"}, {"ip", "203.0.113.9"}}};
    const auto done = operations_->perform(context, spec);
    CPPUNIT_ASSERT_EQUAL(std::string{"203.0.113.9"}, done.reply.value("ip", ""));
    CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{2},
                         std::ranges::count(provider_.calls, "provisioner/1.create"));
  }

  void aRefusedPermitSendsNothing() {
    auto context = this->context();
    const auto never = [](db::Transaction&) { return false; };
    CPPUNIT_ASSERT(!operations_->perform(context, spec(), never));
    CPPUNIT_ASSERT(provider_.calls.empty());
    CPPUNIT_ASSERT(database_->query("SELECT id FROM provider_operations").empty());
    provider_.answer = ProviderAnswer::failed(Outcome::Retryable, "503", "busy");
    provider_.happens = false;
    perform();
    CPPUNIT_ASSERT(!operations_->perform(context, spec(), never));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, provider_.calls.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"planned"}, state());
    provider_.answer = {Outcome::Succeeded, {{"user", "u1"}}};
    CPPUNIT_ASSERT(perform().outcome == Outcome::Succeeded);
  }

  void whatFollowsIsWrittenWithTheAnswerAndOnlyOnce() {
    CPPUNIT_ASSERT(followed().outcome == Outcome::Succeeded);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{50}, progress());
    database_->transaction([](db::Transaction& tx) { tx.execute("UPDATE jobs SET progress = 0"); });

    CPPUNIT_ASSERT(followed().outcome == Outcome::Succeeded);

    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, progress());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, provider_.calls.size());
  }

  void anAnswerIsWrittenDownThoughWhatFollowsFails() {
    CPPUNIT_ASSERT_THROW(followed("the books are closed"), std::runtime_error);
    CPPUNIT_ASSERT_EQUAL(std::string{"succeeded"}, state());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, progress());

    CPPUNIT_ASSERT(perform().outcome == Outcome::Succeeded);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, provider_.calls.size());
  }

  void manyAtOnceAreNotInEachOthersWay() {
    constexpr int kThreads = 8, kEach = 12;
    db::DatabaseOptions once;
    once.attempts = 1;  // what meets a Conflict fails
    const auto database = db::Database::open(engine_.url(), once);
    AnsweringProvider provider;
    Operations operations{*database, clock_, ids_, *vault_, provider};
    perform();  // the vault's keys are made before they all want them
    std::vector<jobs::Job> jobs(kThreads, job_);
    for (auto& job : jobs) addJob(job);
    std::atomic<int> done{0};
    db::inThreads(kThreads, [&](int thread) {
      jobs::Context context{*database, clock_, jobs[static_cast<std::size_t>(thread)], 7};
      for (int i = 0; i < kEach; ++i) {
        auto one = spec();
        one.subject = one.key = "svc_" + std::to_string(i * kThreads + thread);
        if (operations.perform(context, one).outcome == Outcome::Succeeded) ++done;
      }
    });
    CPPUNIT_ASSERT_EQUAL(kThreads * kEach, done.load());
  }

  void oneThatDidNotHappenIsSentAgainUnderItsKey() {
    provider_.answer = ProviderAnswer::failed(Outcome::Retryable, "503", "busy");
    provider_.happens = false;
    perform();
    CPPUNIT_ASSERT_EQUAL(std::string{"planned"}, state());
    provider_.answer = {Outcome::Succeeded, {{"user", "u1"}}};
    perform();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, provider_.calls.size());
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{2},
        database_->query("SELECT attempts FROM provider_operations").only().integer("attempts"));
  }

  void aKeyThatIsUsedForAnotherRequestIsRefused() {
    perform();
    const auto other = perform("b.example");
    CPPUNIT_ASSERT(other.outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"operation_key_reused"}, other.code);
    CPPUNIT_ASSERT(other.message.find("create svc_1") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, provider_.calls.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"succeeded"}, state());
  }

  void aRowOfAnEarlierVersionIsTheSameRequest() {
    perform();
    database_->transaction([&](db::Transaction& tx) {
      tx.execute("UPDATE provider_operations SET request_hash = ?",
                 hex(sha256(R"({"domain":"a.example","login":{"password":"***"}})")));
    });
    CPPUNIT_ASSERT(perform().outcome == Outcome::Succeeded);
    CPPUNIT_ASSERT_EQUAL(std::string{"operation_key_reused"}, perform("b.example").code);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, provider_.calls.size());
  }

  void whatIsSecretMayChangeUnderTheSameKey() {
    const auto first = perform();
    const auto again = perform("a.example", "changed meanwhile");
    CPPUNIT_ASSERT_EQUAL(first.reply, again.reply);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, provider_.calls.size());
  }

  void whatDidNotHappenMayBeAskedForInOtherWords() {
    provider_.answer = ProviderAnswer::failed(Outcome::Permanent, "no_such_plan", "no such plan");
    provider_.happens = false;
    CPPUNIT_ASSERT(perform().outcome == Outcome::Permanent);
    provider_.answer = {Outcome::Succeeded, {{"user", "u1"}}};
    CPPUNIT_ASSERT(perform("b.example").outcome == Outcome::Succeeded);
  }

  void whoLostTheJobRecordsNothing() {
    provider_.before = [&] {
      database_->transaction([](db::Transaction& tx) { tx.execute("UPDATE jobs SET fence = 2"); });
    };
    CPPUNIT_ASSERT_THROW(perform(), jobs::LeaseLost);
    CPPUNIT_ASSERT_EQUAL(std::string{"sent"}, state());
    CPPUNIT_ASSERT_THROW(perform(), jobs::LeaseLost);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, provider_.calls.size());
  }

  void nothingSecretIsStoredInClear() {
    perform();
    const auto row =
        database_->query("SELECT request, request_hash, reply FROM provider_operations").only();
    CPPUNIT_ASSERT_EQUAL(std::string{R"({"domain":"a.example","login":{"password":"***"}})"},
                         row.text("request"));
    CPPUNIT_ASSERT(row.blob("reply").bytes.find("hunter2") == std::string::npos);
    // Nor a hash of it that anybody could compute, and so try passwords with.
    for (const auto* known : {"hunter2", "***"}) {
      const auto plain = hex(
          sha256(R"({"domain":"a.example","login":{"password":")" + std::string{known} + R"("}})"));
      CPPUNIT_ASSERT(row.text("request_hash") != plain);
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{64}, row.text("request_hash").size());
  }

  void longForeignMessagesAreCutBetweenCharacters() {
    std::string hindi = "x";
    while (hindi.size() < 2'000) hindi += "\xE0\xA4\xB9";
    provider_.answer = ProviderAnswer::failed(Outcome::Permanent, hindi, hindi + "\xFF");
    CPPUNIT_ASSERT(perform().outcome == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::string{"failed"}, state());
  }

  void outcomesDecideTheJob() {
    using Kind = jobs::Result::Kind;
    const auto kind = [](Outcome outcome, std::optional<std::chrono::milliseconds> after = {}) {
      return Operations::resultOf(ProviderAnswer::failed(outcome, "c", "m", after)).kind();
    };
    CPPUNIT_ASSERT(kind(Outcome::Retryable) == Kind::Retry);
    CPPUNIT_ASSERT(kind(Outcome::Retryable, std::chrono::seconds{5}) == Kind::Wait);
    CPPUNIT_ASSERT(kind(Outcome::Unknown) == Kind::Retry);
    CPPUNIT_ASSERT(kind(Outcome::NeedsAttention) == Kind::Park);
    CPPUNIT_ASSERT(kind(Outcome::Permanent) == Kind::Park);
  }

  void aLimitOfTheAccountHoldsForItsLaneAndOneOfAServerDoesNot() {
    const auto answer = [](const char* code) {
      return ProviderAnswer::failed(Outcome::Retryable, code, "m", std::chrono::seconds{30});
    };
    const auto limited = Operations::resultOf(answer("rate_limited"), "godaddy");
    CPPUNIT_ASSERT(limited.kind() == jobs::Result::Kind::Wait);
    CPPUNIT_ASSERT(limited.after() == std::chrono::seconds{30});
    CPPUNIT_ASSERT_EQUAL(std::string{"plugin.godaddy"}, limited.restingLane());
    CPPUNIT_ASSERT_EQUAL(
        std::string{},
        Operations::resultOf(answer("rate_limited"), "cpanel", "srv_1").restingLane());
    // It says something of what was asked for, not of whoever asks.
    CPPUNIT_ASSERT_EQUAL(std::string{},
                         Operations::resultOf(answer("in_progress"), "razorpay").restingLane());
  }

 private:
  ProviderAnswer perform(const std::string& domain = "a.example",
                         const std::string& password = "hunter2") {
    auto context = this->context();
    return operations_->perform(context, spec(domain, password));
  }
  ProviderAnswer followed(const std::string& trouble = {}) {
    auto context = this->context();
    const auto always = [](db::Transaction&) { return true; };
    const auto follow = [&](db::Transaction& tx, const ProviderAnswer&) {
      tx.execute("UPDATE jobs SET progress = 50");
      if (!trouble.empty()) throw std::runtime_error{trouble};
    };
    return operations_->perform(context, spec(), always, follow).value();
  }
  void addJob(jobs::Job& job) {
    job.id = ids_.next<jobs::Job>();
    job.scope = Scope::ofTenant(kPlatform);
    job.fence = 1;
    database_->transaction([&](db::Transaction& tx) {
      tx.execute(
          "INSERT INTO jobs (id, tenant_id, kind, lane, state, priority, run_at, payload, "
          "keep_key, attempts, crashes, node, fence, progress, created_at) "
          "VALUES (?, 1, 'test', 'default', 2, 2, 0, '{}', 1, 1, 0, 7, 1, 0, 0)",
          job.id);
    });
  }
  std::int64_t progress() {
    return database_->query("SELECT progress FROM jobs").only().integer("progress");
  }
  jobs::Context context() { return jobs::Context{*database_, clock_, job_, 7}; }
  static OperationSpec spec(const std::string& domain = "a.example",
                            const std::string& password = "hunter2") {
    OperationSpec spec;
    spec.instance = "cpanel";
    spec.operation = "provisioner/1.create";
    spec.key = "create svc_1";
    spec.subject = "svc_1";
    spec.request = {{"domain", domain}, {"login", {{"password", password}}}};
    spec.secretFields = {"password"};
    spec.locateOperation = "provisioner/1.locate";
    spec.locateRequest = {{"domain", "a.example"}};
    spec.locateMember = "account";
    return spec;
  }
  std::string state() {
    return database_->query("SELECT state FROM provider_operations").only().text("state");
  }

  Engine engine_;
  testing::TemporaryDirectory directory_{"hostler-operations"};
  std::unique_ptr<db::Database> database_;
  ManualClock clock_{Instant::ofUnixSeconds(1'790'000'000)};
  SystemRandom random_;
  IdMint ids_{clock_, 1};
  std::unique_ptr<Vault> vault_;
  BookedProvider provider_;
  std::unique_ptr<Operations> operations_;
  jobs::Job job_;
};
using OperationsOnSqlite = OperationsTest<db::OnSqlite>;
HOSTLER_SUITE(OperationsOnSqlite, "core/operations/operations");
using OperationsOnMariaDb = OperationsTest<db::OnMariaDb>;
HOSTLER_SUITE(OperationsOnMariaDb, "core/operations/operations");

}  // namespace hostler
