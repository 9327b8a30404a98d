#include "core/child/launch.h"

#include "core/child/bubblewrap.h"
#include "core/child/enter.h"
#include "core/child/path_rules.h"
#include "core/child/system_call_filter.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

// clone() by its other name: the thread sanitizer takes a call of the first for a fork and would
// have the child change its books, which are the parent's.
extern "C" int __clone(int (*function)(void*), void* stack, int flags, void* argument, ...);

namespace hostler::child {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> made;
  for (auto& text : texts) made.push_back(text.data());
  made.push_back(nullptr);
  return made;
}

std::vector<Entry::Gap> gapsBeside(std::vector<Entry::Move> moves) {
  std::ranges::sort(moves, {}, &Entry::Move::to);
  std::vector<Entry::Gap> gaps;
  unsigned next = 0;
  for (const auto& move : moves) {
    const auto to = static_cast<unsigned>(move.to);
    if (to > next) gaps.push_back({next, to - 1});
    next = to + 1;
  }
  gaps.push_back({next, UINT_MAX});
  return gaps;
}

std::vector<Entry::Limit> limitsOf(const Limits& limits) {
  std::vector<Entry::Limit> made{{RLIMIT_CORE, {0, 0}}};
  const auto add = [&](int resource, std::uint64_t value) {
    if (value != 0) made.push_back({resource, {value, value}});
  };
  // A sanitizer maps terabytes for its bookkeeping, which both would refuse it.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  add(RLIMIT_DATA, limits.memoryBytes);
  add(RLIMIT_AS, limits.addressSpaceBytes);
#endif
  // At the soft limit comes a signal that could be caught; a second later the one that cannot.
  if (limits.cpuSeconds != 0)
    made.push_back({RLIMIT_CPU, {limits.cpuSeconds, limits.cpuSeconds + 1}});
  add(RLIMIT_FSIZE, limits.fileBytes);
  add(RLIMIT_STACK, limits.stackBytes);
  add(RLIMIT_NOFILE, limits.openFiles);
  add(RLIMIT_NPROC, limits.userProcesses);
  return made;
}

Descriptor filterFile(const std::vector<sock_filter>& filter) {
  Descriptor file{::memfd_create("filter", MFD_CLOEXEC)};
  const auto size = filter.size() * sizeof(sock_filter);
  if (!file || ::pwrite(file.number(), filter.data(), size, 0) != static_cast<ssize_t>(size)) {
    throw std::system_error{errno, std::generic_category(), "keep the system-call filter"};
  }
  return file;
}

}  // namespace

struct Launch::Parts {
  Command command;
  Walls walls = Walls::Open;
  std::vector<sock_filter> filter;
  std::vector<std::string> argumentTexts, environmentTexts;
  std::vector<char*> arguments, environment;
  Descriptor null, rules, filterFile;
  Pipe output;
  Entry entry{};

  void chooseWalls(bool namespaces);
  void placeDescriptors();
  void spellOut();
};

void Launch::Parts::chooseWalls(bool namespaces) {
  filter = SystemCallFilter{command.confinement}.instructions();
  const auto wanted = command.confinement.walls;
  if (wanted == Walls::Namespaces && namespaces) {
    const int number = firstFreeNumber(command);
    if (auto wrapped = insideBubblewrap(command, number)) {
      // bubblewrap has to mount, so the filter is its to load, last of all.
      filterFile = child::filterFile(filter);
      filter.clear();
      command = std::move(*wrapped);
      command.handed.push_back({filterFile.number(), number});
      walls = Walls::Namespaces;
      return;
    }
  }
  if (wanted != Walls::Open) rules = makePathRules(command);
  if (rules) walls = Walls::Rules;
}

void Launch::Parts::placeDescriptors() {
  null = Descriptor{::open("/dev/null", O_RDWR | O_CLOEXEC)};
  if (!null) throw std::system_error{errno, std::generic_category(), "open /dev/null"};
  if (command.output == Output::Tail) {
    output = Pipe::open();
    ::fcntl(output.reading.number(), F_SETFL, O_NONBLOCK);
  }
  std::array<int, 3> standard{null.number(),
                              output.writing ? output.writing.number() : null.number(), 0};
  standard[2] = standard[1];
  for (const auto& handed : command.handed) {
    if (handed.number < 3)
      standard[static_cast<std::size_t>(handed.number)] = handed.descriptor;
    else
      entry.moves.push_back({handed.descriptor, handed.number, -1});
  }
  for (int number = 0; number < 3; ++number) {
    entry.moves.push_back({standard[static_cast<std::size_t>(number)], number, -1});
  }
  entry.parkFrom = firstFreeNumber(command);
  entry.gaps = gapsBeside(entry.moves);
}

void Launch::Parts::spellOut() {
  argumentTexts.push_back(command.program.string());
  argumentTexts.insert(argumentTexts.end(), command.arguments.begin(), command.arguments.end());
  for (const auto& [name, value] : command.environment)
    environmentTexts.push_back(name + "=" + value);
  arguments = pointers(argumentTexts);
  environment = pointers(environmentTexts);
  entry.program = command.program.c_str();
  entry.arguments = arguments.data();
  entry.environment = environment.data();
  entry.directory = command.directory.c_str();
  entry.limits = limitsOf(command.limits);
  entry.filter = {static_cast<unsigned short>(filter.size()), filter.data()};
  entry.pathRules = rules ? rules.number() : -1;
  entry.rightsOverSelf = rightsOverSelf();
  entry.dropsCapabilities = walls != Walls::Namespaces;
  entry.changesUser = command.user.has_value();
  if (command.user) {
    entry.user = command.user->user;
    entry.group = command.user->group;
  }
}

Launch::Launch(const Command& command, bool namespaces) : parts_{std::make_unique<Parts>()} {
  try {
    parts_->command = command;
    parts_->chooseWalls(namespaces);
    parts_->placeDescriptors();
    parts_->spellOut();
  } catch (const std::system_error& error) {
    throw StartFailed{command.program.string() + ": " + error.what()};
  }
}

Launch::~Launch() = default;

Launched Launch::go() {
  constexpr std::size_t kStack = 64 * 1024;
  const auto stack = std::make_unique_for_overwrite<std::byte[]>(kStack);
  auto& entry = parts_->entry;
  entry.parent = ::getpid();
  // No handler of the parent's may run in the child, which shares its memory but is not it.
  sigset_t all, before;
  sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  int ended = -1;
  const pid_t pid = ::__clone(&enter, stack.get() + kStack,
                              CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD, &entry, &ended);
  const int cloneError = errno;
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (pid < 0)
    throw StartFailed{parts_->command.program.string() + ": clone: " + std::strerror(cloneError)};

  Launched launched{pid, Descriptor{ended}, std::move(parts_->output.reading), parts_->walls};
  parts_->output.writing.close();
  if (entry.failedStep != nullptr) {
    ::waitpid(pid, nullptr, 0);
    throw StartFailed{parts_->command.program.string() + ": " + entry.failedStep + ": " +
                      std::strerror(entry.error)};
  }
  return launched;
}

}  // namespace hostler::child
