#include "core/child/supervised.h"

#include "tests/core/child/probe.h"
#include "tests/support/suite.h"

#include <atomic>
#include <fstream>
#include <future>
#include <signal.h>
#include <unistd.h>

namespace hostler::child {
namespace {

using std::chrono::milliseconds;
using Cause = CallFailure::Cause;
using State = ChildStatus::State;

/// A monotonic clock that stands still until it is moved.
class StillClock : public Clock {
 public:
  Instant now() const override { return {}; }
  Monotonic monotonic() const override { return Monotonic{std::chrono::hours{1}} + moved_.load(); }
  void advance(milliseconds by) { moved_ = moved_.load() + by; }

 private:
  std::atomic<milliseconds> moved_{milliseconds{0}};
};

class Answering : public Listener {
 public:
  void told(std::string_view note) override { notes.emplace_back(note); }
  std::optional<std::string> asked(std::string_view question, Monotonic) override {
    if (question == "nothing") return std::nullopt;
    if (question == "throw") throw std::runtime_error{"thrown by the listener"};
    return "about " + std::string{question};
  }
  std::vector<std::string> notes;
};

}  // namespace

class SupervisedTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SupervisedTest);
  CPPUNIT_TEST(itStartsAtTheFirstCall);
  CPPUNIT_TEST(largeMessagesGoBothWays);
  CPPUNIT_TEST(notesAndQuestionsReachTheListener);
  CPPUNIT_TEST(aListenerThatThrowsLosesNothing);
  CPPUNIT_TEST(aCrashLosesItsCallAndStartsAnew);
  CPPUNIT_TEST(everyWayToEndIsTold);
  CPPUNIT_TEST(restartsWaitLongerEachTime);
  CPPUNIT_TEST(aChildThatEndedBetweenCallsCostsNoCall);
  CPPUNIT_TEST(aRequestThatWasNeverReadIsSentAgain);
  CPPUNIT_TEST(aHangEndsAtTheDeadlineAndOtherCallsGoOn);
  CPPUNIT_TEST(aCallerWithoutTimeCostsTheChildNothing);
  CPPUNIT_TEST(moreCallsThanChannelsWaitTheirTurn);
  CPPUNIT_TEST(aGreetingIsSaidOnceToEachChild);
  CPPUNIT_TEST(aRefusedGreetingIsAFailedStart);
  CPPUNIT_TEST(aStartThatHangsIsEnded);
  CPPUNIT_TEST(aSlowStartOutlivesAnImpatientCaller);
  CPPUNIT_TEST(garbageAndTooMuchAreNoAnswers);
  CPPUNIT_TEST(stopLetsRunningCallsFinish);
  CPPUNIT_TEST(aThousandCallsFromEightThreadsWhileItCrashes);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    char name[] = "/tmp/hostler-supervised-XXXXXX";
    folder_ = ::mkdtemp(name);
  }
  void tearDown() override { std::filesystem::remove_all(folder_); }

  void itStartsAtTheFirstCall() {
    Supervised child{serving(1), nursery_, clock_};
    CPPUNIT_ASSERT(child.status().state == State::Idle);

    CPPUNIT_ASSERT_EQUAL(std::string{"hello"}, *child.call("echo hello", soon()));

    const auto status = child.status();
    CPPUNIT_ASSERT(status.state == State::Running);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, status.starts);
    CPPUNIT_ASSERT_EQUAL(std::to_string(*status.pid), *child.call("pid", soon()));
    CPPUNIT_ASSERT(status.residentBytes > 0);
  }

  void largeMessagesGoBothWays() {
    Supervised child{serving(1), nursery_, clock_};
    CPPUNIT_ASSERT_EQUAL(std::string{"20000005"},
                         *child.call("size " + std::string(20'000'000, 'x'), soon()));
    CPPUNIT_ASSERT_EQUAL(std::size_t{20'000'000}, child.call("grow 20000000", soon())->size());
  }

  void notesAndQuestionsReachTheListener() {
    Supervised child{serving(1), nursery_, clock_};
    Answering listener;
    CPPUNIT_ASSERT_EQUAL(std::string{""}, *child.call({"tell ", "3"}, soon(), listener));
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, listener.notes.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"note 2"}, listener.notes[2]);
    CPPUNIT_ASSERT_EQUAL(std::string{"answer: about life"},
                         *child.call({"ask life"}, soon(), listener));
    CPPUNIT_ASSERT_EQUAL(std::string{"no answer"}, *child.call({"ask nothing"}, soon(), listener));
    CPPUNIT_ASSERT_EQUAL(std::string{"no answer"}, *child.call("ask life", soon()));
  }

  void aListenerThatThrowsLosesNothing() {
    Supervised child{serving(1), nursery_, clock_};
    Answering listener;
    CPPUNIT_ASSERT_THROW(child.call({"ask throw"}, soon(), listener), std::runtime_error);
    CPPUNIT_ASSERT_EQUAL(std::string{"answer: about life"},
                         *child.call({"ask life"}, soon(), listener));
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, child.status().starts);
  }

  void aCrashLosesItsCallAndStartsAnew() {
    Supervised child{serving(1), nursery_, clock_};

    const auto lost = child.call("abort", soon());

    CPPUNIT_ASSERT(!lost && lost.error().cause == Cause::Ended && lost.error().mayHaveHappened);
    CPPUNIT_ASSERT_EQUAL(std::string{"killed by signal 6 (aborted)"}, lost.error().reason);
    CPPUNIT_ASSERT_EQUAL(std::string{"again"}, *child.call("echo again", soon()));
    const auto status = child.status();
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, status.starts);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, status.crashes);
    CPPUNIT_ASSERT_EQUAL(lost.error().reason, status.lastFailure);
  }

  void everyWayToEndIsTold() {
    Supervised child{serving(1), nursery_, clock_};
    const auto reasonOf = [&](std::string_view request) {
      clock_.advance(std::chrono::minutes{10});
      const auto lost = child.call(request, soon());
      CPPUNIT_ASSERT(!lost && lost.error().mayHaveHappened);
      return lost.error().reason;
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"exited with code 0"}, reasonOf("exit 0"));
    CPPUNIT_ASSERT_EQUAL(std::string{"exited with code 7"}, reasonOf("exit 7"));
    CPPUNIT_ASSERT_EQUAL(std::string{"killed by signal 6 (aborted)"},
                         reasonOf("throw what a thing to say"));
    CPPUNIT_ASSERT(child.lastWords().find("what a thing to say") != std::string::npos);
    if (kSanitized) return;
    CPPUNIT_ASSERT_EQUAL(std::string{"killed by signal 11 (segmentation fault)"},
                         reasonOf("crash"));
    CPPUNIT_ASSERT_EQUAL(std::string{"killed by signal 6 (aborted)"},
                         reasonOf("allocate 4000000000"));
  }

  void restartsWaitLongerEachTime() {
    auto supervision = serving(1);
    supervision.backoff = {milliseconds{1000}, milliseconds{60'000}};
    Supervised child{supervision, nursery_, clock_};
    CPPUNIT_ASSERT(!child.call("exit 1", soon()));
    CPPUNIT_ASSERT(!child.call("exit 1", soon()));  // the first restart came at once

    const auto refused = child.call("echo x", soon());

    CPPUNIT_ASSERT(!refused && refused.error().cause == Cause::BackingOff &&
                   !refused.error().mayHaveHappened);
    CPPUNIT_ASSERT(refused.error().retryAfter >= milliseconds{500} &&
                   refused.error().retryAfter <= milliseconds{1000});
    CPPUNIT_ASSERT(child.status().state == State::BackingOff);
    clock_.advance(*refused.error().retryAfter);
    CPPUNIT_ASSERT(child.call("echo x", soon()));

    // Sound for long enough: the next crash starts from the beginning.
    clock_.advance(supervision.soundAfter);
    CPPUNIT_ASSERT(!child.call("exit 1", soon()));
    CPPUNIT_ASSERT_EQUAL(1, child.status().failuresInARow);
    CPPUNIT_ASSERT(child.call("echo x", soon()));
  }

  void aChildThatEndedBetweenCallsCostsNoCall() {
    Supervised child{serving(2), nursery_, clock_};
    const auto pid = std::stoi(*child.call("pid", soon()));
    ::kill(pid, SIGKILL);
    CPPUNIT_ASSERT(ends(pid));
    CPPUNIT_ASSERT_EQUAL(std::string{"x"}, *child.call("echo x", soon()));
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, child.status().crashes);
  }

  void aRequestThatWasNeverReadIsSentAgain() {
    Supervised child{serving(1), nursery_, clock_};
    const auto pid = std::stoi(*child.call("pid", soon()));
    ::kill(pid, SIGSTOP);
    CPPUNIT_ASSERT(isStopped(pid));
    auto call = std::async(std::launch::async, [&] { return child.call("pid", soon()); });
    awaitRunning(child, 1);

    ::kill(pid, SIGKILL);

    CPPUNIT_ASSERT(std::stoi(*call.get()) != pid);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, child.status().crashes);
  }

  void aHangEndsAtTheDeadlineAndOtherCallsGoOn() {
    Supervised child{serving(2), nursery_, clock_};
    const auto pid = *child.call("pid", soon());
    auto patient =
        std::async(std::launch::async, [&] { return child.call("until " + file("go"), soon()); });
    awaitRunning(child, 1);
    const auto deadline = in(milliseconds{200});

    const auto hung = child.call("hang", deadline);

    CPPUNIT_ASSERT(!hung && hung.error().cause == Cause::DeadlinePassed &&
                   hung.error().mayHaveHappened);
    CPPUNIT_ASSERT(std::chrono::steady_clock::now() < deadline + milliseconds{500});
    // New calls meet a new child while the old one finishes what it had begun.
    CPPUNIT_ASSERT(pid != *child.call("pid", soon()));
    std::ofstream{file("go")};
    CPPUNIT_ASSERT_EQUAL(std::string{"done"}, *patient.get());
    CPPUNIT_ASSERT(ends(std::stoi(pid)));
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, child.status().hangs);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, child.status().crashes);
  }

  void aCallerWithoutTimeCostsTheChildNothing() {
    Supervised child{serving(1), nursery_, clock_};
    const auto pid = *child.call("pid", soon());
    const auto late = child.call("echo x", in(milliseconds{-1}));
    CPPUNIT_ASSERT(!late && late.error().cause == Cause::DeadlinePassed &&
                   !late.error().mayHaveHappened);
    CPPUNIT_ASSERT_EQUAL(pid, *child.call("pid", soon()));
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, child.status().hangs);
  }

  void moreCallsThanChannelsWaitTheirTurn() {
    Supervised child{serving(1), nursery_, clock_};
    auto first =
        std::async(std::launch::async, [&] { return child.call("until " + file("go"), soon()); });
    awaitRunning(child, 1);

    const auto busy = child.call("echo x", in(milliseconds{50}));
    CPPUNIT_ASSERT(!busy && busy.error().cause == Cause::Busy && !busy.error().mayHaveHappened);

    auto second = std::async(std::launch::async, [&] { return child.call("echo x", soon()); });
    std::ofstream{file("go")};
    CPPUNIT_ASSERT_EQUAL(std::string{"done"}, *first.get());
    CPPUNIT_ASSERT_EQUAL(std::string{"x"}, *second.get());
  }

  void aGreetingIsSaidOnceToEachChild() {
    auto supervision = serving(2);
    std::atomic<int> said = 0;
    supervision.greeting = [&said] { return "greeting number " + std::to_string(++said); };
    Supervised child{supervision, nursery_, clock_};
    for (int i = 0; i < 3; ++i)
      CPPUNIT_ASSERT_EQUAL(std::string{"number 1"}, *child.call("greeting", soon()));
    CPPUNIT_ASSERT(!child.call("exit 1", soon()));
    CPPUNIT_ASSERT_EQUAL(std::string{"number 2"}, *child.call("greeting", soon()));
    CPPUNIT_ASSERT_EQUAL(2, said.load());
  }

  void aRefusedGreetingIsAFailedStart() {
    auto supervision = serving(1);
    supervision.greeting = [] { return "greeting refuse"; };
    supervision.judgeGreeting = [](std::string_view reply) {
      if (reply != "welcome") throw GreetingRefused{"it was not welcome"};
    };
    Supervised child{supervision, nursery_, clock_};
    const auto failure = child.ensureStarted(soon());
    CPPUNIT_ASSERT(failure && failure->cause == Cause::StartFailed && !failure->mayHaveHappened);
    CPPUNIT_ASSERT_EQUAL(std::string{"it was not welcome"}, failure->reason);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, child.status().startFailures);

    supervision.greeting = [] { return "greeting crash"; };
    Supervised crashing{supervision, nursery_, clock_};
    CPPUNIT_ASSERT(crashing.ensureStarted(soon())->reason.starts_with("while starting: "));

    supervision.command = [] {
      Command command;
      command.program = "/nowhere";
      return command;
    };
    Supervised nowhere{supervision, nursery_, clock_};
    CPPUNIT_ASSERT(nowhere.ensureStarted(soon())->cause == Cause::StartFailed);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, nowhere.status().startFailures);
  }

  void aStartThatHangsIsEnded() {
    auto supervision = serving(1);
    supervision.greeting = [] { return "greeting wait"; };
    supervision.startLimit = milliseconds{200};
    Supervised child{supervision, nursery_, clock_};
    const auto failure = child.call("echo x", soon());
    CPPUNIT_ASSERT(!failure && failure.error().cause == Cause::StartFailed);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, child.status().startFailures);
  }

  void aSlowStartOutlivesAnImpatientCaller() {
    auto supervision = serving(1);
    supervision.greeting = [this] { return "greeting " + file("go"); };
    Supervised child{supervision, nursery_, clock_};
    const auto impatient = child.call("echo x", in(milliseconds{100}));
    CPPUNIT_ASSERT(!impatient && impatient.error().cause == Cause::DeadlinePassed &&
                   !impatient.error().mayHaveHappened);
    CPPUNIT_ASSERT(child.status().state == State::Starting);

    std::ofstream{file("go")};

    CPPUNIT_ASSERT(child.call("echo x", soon()));
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, child.status().starts);
  }

  void garbageAndTooMuchAreNoAnswers() {
    auto supervision = serving(1);
    Supervised child{supervision, nursery_, clock_};
    const auto garbage = child.call("garbage", soon());
    CPPUNIT_ASSERT(!garbage && garbage.error().cause == Cause::BrokenProtocol &&
                   garbage.error().mayHaveHappened);
    const auto closed = child.call("close", in(milliseconds{2500}));
    CPPUNIT_ASSERT(!closed && closed.error().cause == Cause::Ended);
    clock_.advance(std::chrono::minutes{5});

    supervision.largestMessage = 1000;
    Supervised small{supervision, nursery_, clock_};
    const auto large = small.call("grow 1001", soon());
    CPPUNIT_ASSERT(!large && large.error().cause == Cause::BrokenProtocol &&
                   large.error().mayHaveHappened);
    const auto tooLarge = small.call(std::string(1001, 'x'), soon());
    CPPUNIT_ASSERT(!tooLarge && tooLarge.error().cause == Cause::TooLarge &&
                   !tooLarge.error().mayHaveHappened);
  }

  void stopLetsRunningCallsFinish() {
    Supervised child{serving(1), nursery_, clock_};
    const auto pid = std::stoi(*child.call("pid", soon()));
    auto running =
        std::async(std::launch::async, [&] { return child.call("until " + file("go"), soon()); });
    awaitRunning(child, 1);

    child.stop();

    const auto refused = child.call("echo x", soon());
    CPPUNIT_ASSERT(!refused && refused.error().cause == Cause::Stopped);
    std::ofstream{file("go")};
    CPPUNIT_ASSERT_EQUAL(std::string{"done"}, *running.get());
    CPPUNIT_ASSERT(ends(pid));
  }

  void aThousandCallsFromEightThreadsWhileItCrashes() {
    auto supervision = serving(4);
    supervision.backoff = {milliseconds{1}, milliseconds{2}};
    const SystemClock clock;
    Supervised child{supervision, nursery_, clock};
    std::atomic<int> right = 0, wrong = 0, lost = 0, refused = 0;
    {
      std::vector<std::jthread> threads;
      for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
          for (int i = 0; i < 125; ++i) {
            const auto text = std::to_string(t * 1000 + i);
            const auto reply = child.call(i % 40 == 39 ? "exit 1" : "echo " + text, soon());
            if (reply)
              ++(*reply == text ? right : wrong);
            else if (reply.error().mayHaveHappened)
              ++lost;
            else
              ++refused;
          }
        });
      }
    }
    CPPUNIT_ASSERT_EQUAL(0, wrong.load());
    CPPUNIT_ASSERT_EQUAL(1000, right + lost + refused);
    CPPUNIT_ASSERT(right > 100 && lost >= 1);
    clock_.advance(std::chrono::minutes{5});
    CPPUNIT_ASSERT_EQUAL(0, child.status().running);
  }

 private:
  static Supervision serving(int channels) {
    Supervision supervision;
    supervision.command = [channels] {
      auto command = probe({"serve", std::to_string(channels)});
      command.confinement.readable = {"/tmp"};
      if (!kSanitized) command.limits.memoryBytes = 512 << 20;
      return command;
    };
    supervision.channels = channels;
    return supervision;
  }
  std::string file(const std::string& name) const { return folder_ / name; }

  static void awaitRunning(const Supervised& child, int calls) {
    const auto deadline = soon();
    while (child.status().running < calls && std::chrono::steady_clock::now() < deadline)
      std::this_thread::yield();
    CPPUNIT_ASSERT_EQUAL(calls, child.status().running);
  }
  /// Its number is nobody's any more, or another's.
  static bool ends(int pid) {
    const auto deadline = soon();
    while (::kill(pid, 0) == 0) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      std::this_thread::yield();
    }
    return true;
  }

  static bool isStopped(int pid) {
    for (const auto deadline = soon(); std::chrono::steady_clock::now() < deadline;
         std::this_thread::yield()) {
      std::ifstream stat{"/proc/" + std::to_string(pid) + "/stat"};
      std::string number, name, state;
      if (stat >> number >> name >> state && state == "T") return true;
    }
    return false;
  }

  Nursery nursery_;
  StillClock clock_;
  std::filesystem::path folder_;
};
HOSTLER_SUITE(SupervisedTest, "core/child/supervised");

}  // namespace hostler::child
