#include "tests/core/child/probe.h"
#include "tests/support/suite.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <signal.h>
#include <unistd.h>

namespace hostler::child {

/// What a confined child can and cannot do, asked of the kernel and not of our own settings.
class ConfinementTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ConfinementTest);
  CPPUNIT_TEST(theFilterRefusesWhatNoChildNeeds);
  CPPUNIT_TEST(withoutNetworkThereAreNoSockets);
  CPPUNIT_TEST(withNetworkThereAreOrdinarySocketsOnly);
  CPPUNIT_TEST(processesAreRefusedUnlessAllowed);
  CPPUNIT_TEST(behindRulesOnlyListedPathsAreThere);
  CPPUNIT_TEST(behindNamespacesOnlyListedPathsAreThere);
  CPPUNIT_TEST(listedPathsCanBeReadOrWritten);
  CPPUNIT_TEST(aNarrowedChildCannotExecuteOrSignal);
  CPPUNIT_TEST(tooMuchMemoryKillsNobodyElse);
  CPPUNIT_TEST(aFileGrowsToItsLimitOnly);
  CPPUNIT_TEST(rootsChildHasNoCapabilities);
  CPPUNIT_TEST(anotherUserCanBeGivenByRoot);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    char name[] = "/var/tmp/hostler-child-XXXXXX";
    folder_ = ::mkdtemp(name);
    secret_ = folder_ / "secret";
    std::ofstream{secret_} << "canary";
  }
  void tearDown() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::remove("/tmp/hostler-child-probe");
  }

  void theFilterRefusesWhatNoChildNeeds() {
    const auto tried = attempts({.walls = Walls::Open});
    for (const auto* name : {"ptrace", "mount", "unshare", "bpf", "keyctl", "kexec", "module",
                             "setuid", "io_uring", "memory_of_parent", "setsid"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, EPERM, tried[name].get<int>());
    }
    CPPUNIT_ASSERT_EQUAL(0, tried["read_secret"].get<int>());
  }

  void withoutNetworkThereAreNoSockets() {
    const auto tried = attempts({.network = Network::None});
    for (const auto* name : {"internet_socket", "internet_6_socket", "unix_socket", "packet_socket",
                             "crypto_socket"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, EACCES, tried[name].get<int>());
    }
    CPPUNIT_ASSERT_EQUAL(0, tried["socket_pair"].get<int>());
  }

  void withNetworkThereAreOrdinarySocketsOnly() {
    const auto tried = attempts({.network = Network::Any});
    for (const auto* name : {"internet_socket", "unix_socket"})
      CPPUNIT_ASSERT_EQUAL(0, tried[name].get<int>());
    for (const auto* name : {"packet_socket", "crypto_socket"})
      CPPUNIT_ASSERT_EQUAL(EACCES, tried[name].get<int>());
  }

  void processesAreRefusedUnlessAllowed() {
    CPPUNIT_ASSERT_EQUAL(EPERM, attempts({.mayStartProcesses = false})["fork"].get<int>());
    const auto tried = attempts({.mayStartProcesses = true});
    CPPUNIT_ASSERT_EQUAL(0, tried["fork"].get<int>());
    CPPUNIT_ASSERT_EQUAL(EPERM, tried["unshare"].get<int>());
  }

  void behindRulesOnlyListedPathsAreThere() {
    const auto command = trying({.walls = Walls::Rules});
    if (nursery_.start(command).walls() != Walls::Rules)
      return testing::skip("the kernel has no Landlock");

    const auto tried = lookAbout(nursery_, command);

    for (const auto* name :
         {"read_secret", "write_tmp", "read_shadow", "parents_environment", "parents_arguments"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, EACCES, tried[name].get<int>());
    }
    CPPUNIT_ASSERT(tried["private_keys"].get<int>() != 0);
    for (const auto* name : {"read_hosts", "own_maps", "certificates"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 0, tried[name].get<int>());
    }
  }

  void behindNamespacesOnlyListedPathsAreThere() {
    if (!nursery_.namespacesWork()) return testing::skip("bubblewrap does not work here");

    const auto tried = attempts({.walls = Walls::Namespaces});

    for (const auto* name : {"read_secret", "read_shadow", "parents_environment"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, ENOENT, tried[name].get<int>());
    }
    CPPUNIT_ASSERT_EQUAL(ESRCH, tried["signal_parent"].get<int>());
    CPPUNIT_ASSERT_EQUAL(0, tried["read_hosts"].get<int>());
    // /tmp is one of its own, which goes with it.
    CPPUNIT_ASSERT_EQUAL(0, tried["write_tmp"].get<int>());
    CPPUNIT_ASSERT(!std::filesystem::exists("/tmp/hostler-child-probe"));
    CPPUNIT_ASSERT_EQUAL(EPERM, tried["ptrace"].get<int>());
    CPPUNIT_ASSERT_EQUAL(EACCES, tried["internet_socket"].get<int>());
    if (!kSanitized) {
      auto crash = probe({"crash"});
      crash.confinement.walls = Walls::Namespaces;
      CPPUNIT_ASSERT_EQUAL(std::string{"killed by signal 11 (segmentation fault)"},
                           nursery_.start(crash).wait(soon())->text());
    }
  }

  void listedPathsCanBeReadOrWritten() {
    for (const auto walls : {Walls::Rules, Walls::Namespaces}) {
      CPPUNIT_ASSERT_EQUAL(
          0, attempts({.walls = walls, .readable = {folder_}})["read_secret"].get<int>());
    }
    CPPUNIT_ASSERT_EQUAL(
        0, attempts({.walls = Walls::Rules, .writable = {"/tmp"}})["write_tmp"].get<int>());
  }

  void aNarrowedChildCannotExecuteOrSignal() {
    auto command = trying({.walls = Walls::Open});
    command.arguments[0] = "try-narrowed";
    const auto tried = lookAbout(nursery_, command);
    CPPUNIT_ASSERT_EQUAL(EPERM, tried["signal_parent"].get<int>());
    CPPUNIT_ASSERT_EQUAL(EPERM, tried["execute_program"].get<int>());
    CPPUNIT_ASSERT_EQUAL(0, tried["signal_self"].get<int>());
    CPPUNIT_ASSERT_EQUAL(EPERM, tried["limit_parent"].get<int>());
  }

  void tooMuchMemoryKillsNobodyElse() {
    if (kSanitized) return testing::skip("sanitizers reserve more than any limit");
    auto command = probe({"allocate", "4000000000"});
    command.limits.memoryBytes = 64 << 20;
    const auto process = nursery_.start(command);
    CPPUNIT_ASSERT_EQUAL(std::string{"killed by signal 6 (aborted)"}, process.wait(soon())->text());
    CPPUNIT_ASSERT(process.tail().find("bad_alloc") != std::string::npos);
  }

  void aFileGrowsToItsLimitOnly() {
    auto command = probe({"write-file", folder_ / "big"});
    command.confinement.writable = {folder_};
    command.limits.fileBytes = 1 << 20;
    const auto end = nursery_.start(command).wait(soon());
    CPPUNIT_ASSERT_EQUAL(std::string{"killed by signal 25 (file size limit exceeded)"},
                         end->text());
    CPPUNIT_ASSERT_EQUAL(std::uintmax_t{1 << 20}, std::filesystem::file_size(folder_ / "big"));
  }

  void rootsChildHasNoCapabilities() {
    if (::getuid() != 0) return testing::skip("only root has any to lose");
    for (const auto walls : {Walls::Open, Walls::Rules, Walls::Namespaces}) {
      auto command = probe({"look"});
      command.confinement.walls = walls;
      CPPUNIT_ASSERT_EQUAL(std::string{"0000000000000000 0000000000000000 "},
                           lookAbout(nursery_, command)["capabilities"].get<std::string>());
    }
  }

  void anotherUserCanBeGivenByRoot() {
    if (::getuid() != 0) return testing::skip("only root can give another user");
    auto command = probe({"look"});
    command.user = User{65534, 65534};
    // The build's folder need not be open to others.
    std::filesystem::copy_file(command.program, folder_ / "probe");
    std::filesystem::permissions(folder_, std::filesystem::perms{0755});
    command.program = folder_ / "probe";
    const auto seen = lookAbout(nursery_, command);
    CPPUNIT_ASSERT_EQUAL(65534, seen["user"].get<int>());
    CPPUNIT_ASSERT_EQUAL(SIGKILL, seen["death_signal"].get<int>());
  }

 private:
  Command trying(Confinement confinement) const {
    auto command = probe({"try", secret_.string(), std::to_string(::getpid())});
    command.confinement = std::move(confinement);
    return command;
  }
  Json attempts(Confinement confinement) {
    return lookAbout(nursery_, trying(std::move(confinement)));
  }

  Nursery nursery_;
  std::filesystem::path folder_, secret_;
};
HOSTLER_SUITE(ConfinementTest, "core/child/confinement");

}  // namespace hostler::child
