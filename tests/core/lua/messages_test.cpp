#include "core/lua/decisions.h"
#include "core/lua/host_messages.h"
#include "core/lua/vm/row_reader.h"
#include "core/lua/wire.h"
#include "tests/support/suite.h"

#include <random>

namespace hostler::lua {

// What a host says is a stranger's: the engine reads it without trust.
class MessagesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MessagesTest);
  CPPUNIT_TEST(numbersComeBack);
  CPPUNIT_TEST(aJobComesBack);
  CPPUNIT_TEST(repliesComeBack);
  CPPUNIT_TEST(wrongRepliesAreRefused);
  CPPUNIT_TEST(wrongDecisionsAreRefused);
  CPPUNIT_TEST(noBytesBringTheEngineDown);
  CPPUNIT_TEST_SUITE_END();

 public:
  void numbersComeBack() {
    for (const std::int64_t value :
         {std::int64_t{0}, std::int64_t{-1}, std::int64_t{63}, std::int64_t{64}, std::int64_t{-64},
          std::int64_t{8191}, INT64_MIN, INT64_MAX, std::int64_t{1} << 56}) {
      std::string bytes;
      WireWriter{bytes}.integer(value);
      WireReader reader{bytes};
      CPPUNIT_ASSERT_EQUAL(value, reader.integer());
      CPPUNIT_ASSERT(reader.isAtEnd());
    }
    CPPUNIT_ASSERT_THROW(WireReader{std::string(11, '\xff')}.number(), WireError);
    CPPUNIT_ASSERT_THROW(WireReader{"\xff"}.number(), WireError);
    CPPUNIT_ASSERT_THROW(WireReader{"\x05"
                                    "abc"}
                             .text(),
                         WireError);
  }

  void aJobComesBack() {
    Job job;
    job.task = Task::Rule;
    job.script = {"rules/a.lua", "return 1"};
    job.limits.steps = 123;
    job.limits.wall = std::chrono::milliseconds{7};
    job.facts = {-5, "2026-02-28", UINT64_MAX};
    job.skippedRows = 99;
    job.rowByRow = true;
    job.functions = {"a", "b.c"};
    const auto bytes = jobHead(job) + "the rows";
    std::string_view rest{bytes};
    const auto read = readJob(rest);
    CPPUNIT_ASSERT_EQUAL(std::string_view{"the rows"}, rest);
    CPPUNIT_ASSERT_EQUAL(jobHead(job), jobHead(read));
  }

  void repliesComeBack() {
    const auto refused = readHookReply(toText(
        HookReply{std::nullopt, {Verdict::Kind::Refuse, "code", "Words.", nullptr}, {5, 6, 7}}));
    CPPUNIT_ASSERT(refused.verdict.kind == Verdict::Kind::Refuse);
    CPPUNIT_ASSERT_EQUAL(std::string{"Words."}, refused.verdict.sentence);
    CPPUNIT_ASSERT_EQUAL(7, refused.usage.droppedLines);
    const auto failed =
        readBatchReply(toText(BatchReply{ScriptFailure{FailureKind::Steps, "m", "t"}, {}}));
    CPPUNIT_ASSERT(failed.failure->kind == FailureKind::Steps);
    CPPUNIT_ASSERT_THROW(readAnswer(refusalText("no")), std::runtime_error);
    CPPUNIT_ASSERT_EQUAL(Json({{"a", 1}}), readAnswer(answerText({{"a", 1}})));
  }

  void wrongRepliesAreRefused() {
    for (
        const auto* text :
        {"", "null", "[]", "{}", "{\"usage\":5}", R"({"usage":{"steps":1,"memory":1,"dropped":1}})",
         R"({"usage":{"steps":1,"memory":1,"dropped":1},"verdict":{"kind":"obey"}})",
         R"({"usage":{"steps":1,"memory":1,"dropped":1},"verdict":{"kind":"amend","amendment":5}})",
         R"({"usage":{"steps":1,"memory":1,"dropped":1},"failure":{"kind":5}})"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(text, readHookReply(text), WireError);
    }
    CPPUNIT_ASSERT_THROW(readCheckReply(R"({"description":{"hooks":[{"event":"x"}],"needs":[]}})"),
                         WireError);
    CPPUNIT_ASSERT_THROW(readCheckReply(R"({"description":{"hooks":[],"needs":5}})"), WireError);
    CPPUNIT_ASSERT_THROW(readLogNote("L{\"level\":\"info\",\"text\":\"x\",\"facts\":5}"),
                         WireError);
    CPPUNIT_ASSERT_THROW(readEngineCall(R"({"function":"x","arguments":{}})"), WireError);
    const auto noisy = readLogNote("L{\"level\":\"info\",\"text\":\"a\\u0007b\",\"facts\":{}}");
    CPPUNIT_ASSERT_EQUAL(std::string{"ab"}, noisy.text);
  }

  void wrongDecisionsAreRefused() {
    const auto bytes = [](auto... write) {
      std::string all;
      WireWriter writer{all};
      (write(writer), ...);
      return all;
    };
    const auto number = [](std::uint64_t value) {
      return [value](WireWriter& writer) { writer.number(value); };
    };
    const auto text = [](std::string_view value) {
      return [value](WireWriter& writer) { writer.text(value); };
    };
    const auto refused = [](const std::string& wrong, std::size_t rows = 2) {
      Decisions decisions{rows};
      CPPUNIT_ASSERT_THROW(decisions.read(wrong), WireError);
    };
    refused(bytes(number(2)));            // an action that was not named
    refused(bytes(number(1), text("")));  // a name that is none
    refused(bytes(number(1), text(std::string(41, 'x'))));
    refused(bytes(number(1), text("skip"), number(4)));
    refused(bytes(number(1), text("skip"), number(3), text("{")));  // no JSON
    refused(bytes(number(1), text("skip"), number(2), number(2),
                  number(2)));                                    // more than there are rows
    refused(bytes(number(0), number(77), text("m"), text("t")));  // an unknown kind of failure
    refused(bytes(number(1), text("skip")));                      // ends in the middle
    std::string names;
    for (int i = 0; i < 70; ++i) names += bytes(number(1), text("a" + std::to_string(i)));
    refused(names + bytes(number(2)));
  }

  void noBytesBringTheEngineDown() {
    std::mt19937 random{1};
    for (int round = 0; round < 20'000; ++round) {
      std::string bytes(random() % 40, '\0');
      for (auto& byte : bytes)
        byte = static_cast<char>(random() % 4 == 0 ? random() : random() % 5);
      try {
        Decisions decisions{5};
        decisions.read(bytes);
      } catch (const WireError&) {
      }
      try {
        RowReader reader{bytes};
        while (!reader.isAtEnd()) reader.skip();
      } catch (const WireError&) {
      }
      try {
        std::string_view view{bytes};
        readJob(view);
      } catch (const WireError&) {
      }
    }
  }
};
HOSTLER_SUITE(MessagesTest, "core/lua/messages");

}  // namespace hostler::lua
