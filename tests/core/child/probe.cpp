// The child of the tests: it looks about and says what it sees, or behaves as badly as it is asked
// to.
#include "core/child/child_loop.h"
#include "core/child/nursery.h"
#include "core/child/system_call_filter.h"
#include "core/json/json.h"
#include "tests/support/await_file.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

// Sanitizers look for leaks by tracing the process, which its filter rightly refuses.
extern "C" const char* __asan_default_options() {
  return "detect_leaks=0";
}

namespace {

using hostler::Json;
namespace fs = std::filesystem;

Json openDescriptors() {
  Json numbers = Json::array();
  for (int number = 0; number < 1024; ++number) {
    if (::fcntl(number, F_GETFD) >= 0) numbers.push_back(number);
  }
  return numbers;
}

std::string capabilities() {
  std::ifstream status{"/proc/self/status"};
  std::string line, found;
  while (std::getline(status, line)) {
    if (line.starts_with("CapPrm") || line.starts_with("CapEff")) found += line.substr(8) + " ";
  }
  return found;
}

Json limitOf(__rlimit_resource_t resource) {
  rlimit limit{};
  ::getrlimit(resource, &limit);
  return limit.rlim_cur == RLIM_INFINITY ? Json{} : Json(limit.rlim_cur);
}

Json surroundings(int argc, char** argv) {
  Json seen{{"arguments", Json::array()},
            {"environment", Json::array()},
            {"descriptors", openDescriptors()}};
  for (int i = 0; i < argc; ++i) seen["arguments"].push_back(argv[i]);
  for (char** entry = environ; *entry != nullptr; ++entry) seen["environment"].push_back(*entry);
  int deathSignal = 0;
  ::prctl(PR_GET_PDEATHSIG, &deathSignal);
  const auto mask = ::umask(0);
  ::umask(mask);
  struct sigaction pipeAction {};
  ::sigaction(SIGPIPE, nullptr, &pipeAction);
  seen.update({{"death_signal", deathSignal},
               {"no_new_privileges", ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)},
               {"filter", ::prctl(PR_GET_SECCOMP, 0, 0, 0, 0)},
               {"umask", mask},
               {"leads_its_group", ::getpgid(0) == ::getpid()},
               {"leads_its_session", ::getsid(0) == ::getpid()},
               {"directory", fs::current_path().string()},
               {"sigpipe_default", pipeAction.sa_handler == SIG_DFL},
               {"user", ::getuid()},
               {"capabilities", capabilities()},
               {"core", limitOf(RLIMIT_CORE)},
               {"memory", limitOf(RLIMIT_DATA)},
               {"open_files", limitOf(RLIMIT_NOFILE)},
               {"file_size", limitOf(RLIMIT_FSIZE)}});
  return seen;
}

/// The errno of an attempt, 0 where it worked.
template <class Attempt>
int attempt(Attempt&& attempt) {
  errno = 0;
  return attempt() < 0 ? errno : 0;
}

int tryToFork() {
  const pid_t pid = ::fork();
  if (pid == 0) ::_exit(0);
  if (pid > 0) ::waitpid(pid, nullptr, 0);
  return pid;
}

int tryToOpen(const char* path, int flags = O_RDONLY) {
  const int file = ::open(path, flags | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
  return file;
}

Json attempts(const std::string& secretFile, pid_t parent) {
  const auto call = [](long number, auto... arguments) {
    return attempt([&] { return static_cast<int>(::syscall(number, arguments...)); });
  };
  return {
      {"ptrace", call(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0)},
      {"mount", call(SYS_mount, "none", "/tmp", "tmpfs", 0, nullptr)},
      {"unshare", call(SYS_unshare, CLONE_NEWUSER)},
      {"bpf", call(SYS_bpf, 0, nullptr, 0)},
      {"keyctl", call(SYS_keyctl, 0, 0, 0, 0, 0)},
      {"kexec", call(SYS_kexec_load, 0, 0, nullptr, 0)},
      {"module", call(SYS_delete_module, "nothing", 0)},
      {"setuid", call(SYS_setuid, ::getuid())},
      {"io_uring", call(SYS_io_uring_setup, 1, nullptr)},
      {"memory_of_parent", call(SYS_process_vm_readv, parent, nullptr, 0, nullptr, 0, 0)},
      {"setsid", call(SYS_setsid)},
      {"outlive_parent", call(SYS_prctl, PR_SET_PDEATHSIG, 0, 0, 0, 0)},
      {"fork", attempt(tryToFork)},
      {"internet_socket", attempt([] { return ::socket(AF_INET, SOCK_STREAM, 0); })},
      {"internet_6_socket", attempt([] { return ::socket(AF_INET6, SOCK_DGRAM, 0); })},
      {"unix_socket", attempt([] { return ::socket(AF_UNIX, SOCK_STREAM, 0); })},
      {"packet_socket", attempt([] { return ::socket(AF_PACKET, SOCK_RAW, 0); })},
      {"crypto_socket", attempt([] { return ::socket(AF_ALG, SOCK_SEQPACKET, 0); })},
      {"socket_pair", attempt([] {
         int ends[2];
         return ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
       })},
      {"signal_parent", attempt([&] { return ::kill(parent, 0); })},
      {"read_secret", attempt([&] { return tryToOpen(secretFile.c_str()); })},
      {"write_tmp",
       attempt([] { return tryToOpen("/tmp/hostler-child-probe", O_WRONLY | O_CREAT); })},
      {"read_shadow", attempt([] { return tryToOpen("/etc/shadow"); })},
      {"parents_environment", attempt([&] {
         return tryToOpen(("/proc/" + std::to_string(parent) + "/environ").c_str());
       })},
      {"parents_arguments", attempt([&] {
         return tryToOpen(("/proc/" + std::to_string(parent) + "/cmdline").c_str());
       })},
      {"own_maps", attempt([] { return tryToOpen("/proc/self/maps"); })},
      {"private_keys",
       attempt([] { return tryToOpen("/etc/ssl/private", O_RDONLY | O_DIRECTORY); })},
      {"certificates", attempt([] { return tryToOpen("/etc/ssl/certs", O_RDONLY | O_DIRECTORY); })},
      {"read_hosts", attempt([] { return tryToOpen("/etc/hosts"); })},
      {"signal_self", attempt([] { return ::kill(::getpid(), 0); })},
      {"limit_parent", attempt([&] {
         const rlimit64 none{0, 0};
         return static_cast<int>(::syscall(SYS_prlimit64, parent, RLIMIT_CORE, &none, nullptr));
       })},
      {"execute_program", attempt([] {
         char* const nothing[] = {nullptr};
         return ::execve("/nowhere", nothing, nothing);
       })}};
}

/// Starts a child of its own and says its number, then stays until it is killed.
int beParent(const char* self) {
  hostler::child::Nursery nursery;
  hostler::child::Command command;
  command.program = self;
  command.arguments = {"sleep"};
  command.confinement.walls = hostler::child::Walls::Open;
  const auto grandchild = nursery.start(command);
  std::cout << grandchild.pid() << std::endl;
  for (;;) ::pause();
}

[[gnu::noinline]] void writeNowhere() {
  volatile int* volatile nowhere = nullptr;
  *nowhere = 1;
}

std::string obey(std::string_view request, hostler::child::Caller& caller,
                 const std::string& greeting) {
  const auto space = request.find(' ');
  const auto verb = request.substr(0, space);
  const std::string rest{space == std::string_view::npos ? std::string_view{}
                                                         : request.substr(space + 1)};
  if (verb == "echo") return rest;
  if (verb == "size") return std::to_string(request.size());
  if (verb == "grow") return std::string(std::stoull(rest), 'x');
  if (verb == "greeting") return greeting;
  if (verb == "pid") return std::to_string(::getpid());
  if (verb == "exit") ::_exit(std::stoi(rest));
  if (verb == "abort") std::abort();
  if (verb == "throw") throw std::runtime_error{rest};
  if (verb == "crash") writeNowhere();
  if (verb == "hang")
    for (volatile bool forever = true; forever;) {
    }
  if (verb == "sleep")
    for (;;) ::pause();
  if (verb == "print") std::cerr << rest << std::endl;
  if (verb == "tell") {
    for (int i = 0; i < std::stoi(rest); ++i) caller.tell("note " + std::to_string(i));
  }
  if (verb == "ask") {
    try {
      return "answer: " + caller.ask(rest);
    } catch (const hostler::child::NotAnswered&) {
      return "no answer";
    }
  }
  if (verb == "until") {  // waits for a file, so that a test decides when the call ends
    hostler::testing::awaitFile(rest);
    return "done";
  }
  if (verb == "garbage") {
    [[maybe_unused]] const auto sent = ::send(hostler::child::kFirstChannel, "xx", 2, 0);
    ::pause();
  }
  if (verb == "close") {
    ::shutdown(hostler::child::kFirstChannel, SHUT_RDWR);
    ::pause();
  }
  if (verb == "allocate") {
    std::vector<char> much(std::stoull(rest));
    for (std::size_t i = 0; i < much.size(); i += 4096) much[i] = 1;
  }
  return "";
}

int serve(int channels) {
  std::string greeting;
  hostler::child::serveParent(
      channels, [&](std::string_view request, hostler::child::Caller& caller) -> std::string {
        if (request.starts_with("greeting ")) {
          greeting = request.substr(9);
          if (greeting == "crash") writeNowhere();
          if (greeting == "wait")
            for (;;) ::pause();
          if (const std::string file = "/"; greeting.starts_with(file))
            hostler::testing::awaitFile(greeting);
          return greeting == "refuse" ? "refused" : "welcome";
        }
        return obey(request, caller, greeting);
      });
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  if (mode == "look") return std::cout << surroundings(argc, argv).dump() << std::endl, 0;
  if (mode == "try")
    return std::cout << attempts(argv[2], std::stoi(argv[3])).dump() << std::endl, 0;
  if (mode == "try-narrowed") {
    hostler::child::narrowSelf();
    return std::cout << attempts(argv[2], std::stoi(argv[3])).dump() << std::endl, 0;
  }
  if (mode == "serve") return serve(std::stoi(argv[2]));
  if (mode == "parent") return beParent(argv[0]);
  if (mode == "exit") return std::stoi(argv[2]);
  if (mode == "crash") writeNowhere();
  if (mode == "sleep")
    for (;;) ::pause();
  if (mode == "flood")
    for (;;) std::cout << std::string(1000, 'a') << "the end\n";
  if (mode == "cat") return std::cout << std::cin.rdbuf() << std::flush, 0;
  if (mode == "allocate") {
    std::vector<char> much(std::stoull(argv[2]));
    return much.empty() ? 1 : 0;
  }
  if (mode == "write-file") {
    std::ofstream file{argv[2]};
    for (int i = 0; i < 10'000 && file; ++i) file << std::string(1024, 'x') << std::flush;
    return file ? 0 : 1;
  }
  if (mode == "fork-and-sleep") {
    if (::fork() == 0)
      for (;;) ::pause();
    std::cout << "forked" << std::endl;
    for (;;) ::pause();
  }
  return 64;
}
