#include "core/child/process.h"

#include "core/child/descriptor.h"
#include "tests/core/child/probe.h"
#include "tests/support/suite.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hostler::child {

class ProcessTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ProcessTest);
  CPPUNIT_TEST(aChildHasNothingThatItWasNotGiven);
  CPPUNIT_TEST(aChildHasWhatItWasGiven);
  CPPUNIT_TEST(descriptorsAreHandedOverUnderTheNumbersAsked);
  CPPUNIT_TEST(standardInputMayBeAPipe);
  CPPUNIT_TEST(theWayItEndedIsSaidInWords);
  CPPUNIT_TEST(aProgramThatIsNotThereIsAReason);
  CPPUNIT_TEST(aDeadlineKillsTheWholeGroup);
  CPPUNIT_TEST(aSparedChildLives);
  CPPUNIT_TEST(aHandleThatGoesKillsItsChild);
  CPPUNIT_TEST(aChildLeftAloneMayEndByItself);
  CPPUNIT_TEST(aFloodOfOutputKeepsItsEndOnly);
  CPPUNIT_TEST(aChildDiesWithItsParent);
  CPPUNIT_TEST(aChildOutlivesTheThreadThatAskedForIt);
  CPPUNIT_TEST(manyThreadsStartChildrenAtOnce);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aChildHasNothingThatItWasNotGiven() {
    // A descriptor that a careless library left open across exec, and a variable with a secret.
    const Descriptor leaky{::open("/dev/null", O_RDONLY)};
    ::setenv("HOSTLER_MASTER_KEY", "canary", 1);

    const auto seen = lookAbout(nursery_, probe({"look"}));

    CPPUNIT_ASSERT_EQUAL(Json::array().dump(), seen["environment"].dump());
    CPPUNIT_ASSERT_EQUAL(std::string{"[0,1,2]"}, seen["descriptors"].dump());
    CPPUNIT_ASSERT_EQUAL(SIGKILL, seen["death_signal"].get<int>());
    CPPUNIT_ASSERT_EQUAL(1, seen["no_new_privileges"].get<int>());
    CPPUNIT_ASSERT_EQUAL(2, seen["filter"].get<int>());
    CPPUNIT_ASSERT_EQUAL(077, seen["umask"].get<int>());
    CPPUNIT_ASSERT_EQUAL(0, seen["core"].get<int>());
    CPPUNIT_ASSERT_EQUAL(64, seen["open_files"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"/"}, seen["directory"].get<std::string>());
    CPPUNIT_ASSERT(seen["leads_its_group"].get<bool>() && seen["leads_its_session"].get<bool>());
    // The test program ignores SIGPIPE, its child does not.
    CPPUNIT_ASSERT(seen["sigpipe_default"].get<bool>());
  }

  void aChildHasWhatItWasGiven() {
    auto command = probe({"look", "a b", "", "₹"});
    command.environment = {{"LANG", "C.UTF-8"}, {"EMPTY", ""}};
    command.directory = "/usr";
    command.limits = {
        .memoryBytes = kSanitized ? 0 : 256ull << 20, .fileBytes = 1 << 20, .openFiles = 32};

    const auto seen = lookAbout(nursery_, command);

    CPPUNIT_ASSERT_EQUAL(std::string{R"(["LANG=C.UTF-8","EMPTY="])"}, seen["environment"].dump());
    CPPUNIT_ASSERT_EQUAL(
        std::string{R"(["look","a b","","₹"])"},
        Json(std::vector<Json>(seen["arguments"].begin() + 1, seen["arguments"].end())).dump());
    CPPUNIT_ASSERT_EQUAL(std::string{"/usr"}, seen["directory"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(32, seen["open_files"].get<int>());
    CPPUNIT_ASSERT_EQUAL(1 << 20, seen["file_size"].get<int>());
    if (!kSanitized) CPPUNIT_ASSERT_EQUAL(256 << 20, seen["memory"].get<int>());
  }

  void descriptorsAreHandedOverUnderTheNumbersAsked() {
    auto pipe = Pipe::open();
    auto command = probe({"look"});
    // Crosswise, and onto a number that the parent itself uses for the other end.
    command.handed = {{pipe.reading.number(), pipe.writing.number()}, {pipe.writing.number(), 40}};

    const auto seen = lookAbout(nursery_, command);

    std::vector<int> wanted{0, 1, 2, pipe.writing.number(), 40};
    std::ranges::sort(wanted);
    CPPUNIT_ASSERT_EQUAL(Json(wanted).dump(), seen["descriptors"].dump());
  }

  void standardInputMayBeAPipe() {
    auto pipe = Pipe::open();
    auto command = probe({"cat"});
    command.handed = {{pipe.reading.number(), 0}};
    const auto process = nursery_.start(command);
    pipe.reading.close();

    CPPUNIT_ASSERT_EQUAL(ssize_t{5}, ::write(pipe.writing.number(), "hello", 5));
    pipe.writing.close();

    CPPUNIT_ASSERT(process.wait(soon())->clean());
    CPPUNIT_ASSERT_EQUAL(std::string{"hello"}, process.tail());
  }

  void theWayItEndedIsSaidInWords() {
    const auto endOf = [this](std::vector<std::string> arguments) {
      return nursery_.start(probe(std::move(arguments))).wait(soon())->text();
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"exited with code 3"}, endOf({"exit", "3"}));
    if (!kSanitized) {
      CPPUNIT_ASSERT_EQUAL(std::string{"killed by signal 11 (segmentation fault)"},
                           endOf({"crash"}));
    }
    auto stopped = nursery_.start(probe({"sleep"}));
    stopped.kill();
    CPPUNIT_ASSERT_EQUAL(std::string{"stopped"}, stopped.wait(soon())->text());
    const auto killed = nursery_.start(probe({"sleep"}));
    ::kill(killed.pid(), SIGKILL);
    CPPUNIT_ASSERT_EQUAL(std::string{"killed by signal 9 (killed, perhaps for want of memory)"},
                         killed.wait(soon())->text());
  }

  void aProgramThatIsNotThereIsAReason() {
    auto command = probe({});
    command.program = "/nowhere/to/be/found";
    command.confinement.walls = Walls::Open;
    try {
      nursery_.start(command);
      CPPUNIT_FAIL("started");
    } catch (const StartFailed& error) {
      CPPUNIT_ASSERT_EQUAL(
          std::string{"/nowhere/to/be/found: execute the program: No such file or directory"},
          std::string{error.what()});
    }
    command.program = "/etc/hosts";
    CPPUNIT_ASSERT_THROW(nursery_.start(command), StartFailed);
    command = probe({"look"});
    command.directory = "/nowhere";
    CPPUNIT_ASSERT_THROW(nursery_.start(command), StartFailed);
  }

  void aDeadlineKillsTheWholeGroup() {
    auto pipe = Pipe::open();
    auto command = probe({"fork-and-sleep"});
    command.confinement.mayStartProcesses = true;
    command.handed = {{pipe.writing.number(), 3}};
    auto process = nursery_.start(command);
    pipe.writing.close();

    process.killAt(in(std::chrono::milliseconds{300}));

    CPPUNIT_ASSERT_EQUAL(std::string{"killed at its deadline"}, process.wait(soon())->text());
    // Its own child held the other end of the pipe as well.
    CPPUNIT_ASSERT(closes(pipe.reading));
  }

  void aSparedChildLives() {
    auto process = nursery_.start(probe({"sleep"}));
    process.killAt(in(std::chrono::milliseconds{100}));
    process.spare();
    auto other = nursery_.start(probe({"sleep"}));
    other.killAt(in(std::chrono::milliseconds{150}));
    CPPUNIT_ASSERT(other.wait(soon()));
    CPPUNIT_ASSERT(!process.exit());
    CPPUNIT_ASSERT(process.residentBytes() > 100'000);
  }

  void aHandleThatGoesKillsItsChild() {
    auto pipe = Pipe::open();
    auto command = probe({"sleep"});
    command.handed = {{pipe.writing.number(), 3}};
    {
      const auto process = nursery_.start(command);
      pipe.writing.close();
    }
    CPPUNIT_ASSERT(closes(pipe.reading));
  }

  void aChildLeftAloneMayEndByItself() {
    auto input = Pipe::open(), output = Pipe::open();
    auto command = probe({"cat"});
    command.handed = {{input.reading.number(), 0}, {output.writing.number(), 1}};
    nursery_.start(command).leave(std::chrono::seconds{20});
    output.writing.close();

    CPPUNIT_ASSERT_EQUAL(ssize_t{4}, ::write(input.writing.number(), "late", 4));
    input.writing.close();

    char said[16];
    CPPUNIT_ASSERT_EQUAL(ssize_t{4}, ::read(output.reading.number(), said, sizeof said));
    CPPUNIT_ASSERT(closes(output.reading));
  }

  void aFloodOfOutputKeepsItsEndOnly() {
    auto process = nursery_.start(probe({"flood"}));
    const auto deadline = soon();
    while (process.tail().size() < 16 * 1024 && std::chrono::steady_clock::now() < deadline)
      std::this_thread::yield();
    process.kill();
    CPPUNIT_ASSERT(process.wait(soon()));
    CPPUNIT_ASSERT_EQUAL(std::size_t{16 * 1024}, process.tail().size());
  }

  void aChildDiesWithItsParent() {
    // The parent is started plainly, for a confined child could not be a parent of this kind.
    auto pipe = Pipe::open();
    auto program = probe({}).program.string();
    std::string mode = "parent";
    char* const arguments[] = {program.data(), mode.data(), nullptr};
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, pipe.writing.number(), 1);
    pid_t parent = 0;
    CPPUNIT_ASSERT_EQUAL(
        0, ::posix_spawn(&parent, program.c_str(), &actions, nullptr, arguments, environ));
    ::posix_spawn_file_actions_destroy(&actions);
    pipe.writing.close();
    char said[32] = {};
    CPPUNIT_ASSERT(::read(pipe.reading.number(), said, sizeof said - 1) > 0);
    const Descriptor grandchild{static_cast<int>(::syscall(SYS_pidfd_open, std::atoi(said), 0))};
    CPPUNIT_ASSERT(grandchild);

    ::kill(parent, SIGKILL);
    ::waitpid(parent, nullptr, 0);

    pollfd ended{grandchild.number(), POLLIN, 0};
    CPPUNIT_ASSERT_EQUAL(1, ::poll(&ended, 1, 20'000));
  }

  void aChildOutlivesTheThreadThatAskedForIt() {
    std::optional<Process> process;
    std::thread{[&] { process = nursery_.start(probe({"sleep"})); }}.join();
    // The kernel kills at the end of the thread that cloned, so an answer after that end is proof.
    CPPUNIT_ASSERT(!process->wait(in(std::chrono::milliseconds{100})));
  }

  void manyThreadsStartChildrenAtOnce() {
    std::atomic<int> clean = 0;
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
          for (int k = 0; k < 5; ++k) {
            const auto seen = lookAbout(nursery_, probe({"look"}));
            if (seen["descriptors"].size() == 3) ++clean;
          }
        });
      }
    }
    CPPUNIT_ASSERT_EQUAL(40, clean.load());
  }

 private:
  static bool closes(const Descriptor& reading) {
    pollfd polled{reading.number(), POLLIN, 0};
    char byte;
    return ::poll(&polled, 1, 20'000) == 1 && ::read(reading.number(), &byte, 1) == 0;
  }

  Nursery nursery_;
};
HOSTLER_SUITE(ProcessTest, "core/child/process");

}  // namespace hostler::child
