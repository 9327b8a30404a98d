#include "tests/bench/front/processes.h"

#include <fcntl.h>
#include <fstream>
#include <signal.h>
#include <spawn.h>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace hostler::bench {
namespace {

std::vector<pid_t> withChildren(pid_t pid) {
  std::vector<pid_t> all{pid};
  const auto id = std::to_string(pid);
  std::ifstream children{"/proc/" + id + "/task/" + id + "/children"};
  for (pid_t child = 0; children >> child;) all.push_back(child);
  return all;
}

pid_t spawn(const std::vector<std::string>& command, int input, int output) {
  std::vector<char*> arguments;
  for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  if (input >= 0) ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  pid_t pid = -1;
  const int error =
      ::posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error{"cannot start " + command[0]};
  return pid;
}

}  // namespace

Child::Child(const std::vector<std::string>& command) {
  int in[2], out[2];
  if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0)
    throw std::runtime_error{"no pipe"};
  pid_ = spawn(command, in[0], out[1]);
  ::close(in[0]);
  ::close(out[1]);
  input_ = in[1];
  output_ = out[0];
}

Child::~Child() {
  ::close(input_);
  ::close(output_);
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
}

std::string Child::readLine() {
  std::string line;
  for (char c = 0; ::read(output_, &c, 1) == 1 && c != '\n';) line += c;
  return line;
}

std::string outputOf(const std::vector<std::string>& command) {
  int out[2];
  if (::pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error{"no pipe"};
  const pid_t pid = spawn(command, -1, out[1]);
  ::close(out[1]);
  std::string text, part(4'096, '\0');
  for (ssize_t count = 0; (count = ::read(out[0], part.data(), part.size())) > 0;) {
    text.append(part, 0, static_cast<std::size_t>(count));
  }
  ::close(out[0]);
  ::waitpid(pid, nullptr, 0);
  return text;
}

double processorSeconds(pid_t pid) {
  double ticks = 0;
  for (const auto each : withChildren(pid)) {
    std::ifstream file{"/proc/" + std::to_string(each) + "/stat"};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    std::istringstream fields{text.substr(text.rfind(')') + 2)};
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    double user = 0, system = 0;
    fields >> user >> system;
    ticks += user + system;
  }
  return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double residentMegabytes(pid_t pid) {
  double bytes = 0;
  for (const auto each : withChildren(pid)) {
    double all = 0, resident = 0;
    std::ifstream{"/proc/" + std::to_string(each) + "/statm"} >> all >> resident;
    bytes += resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
  }
  return bytes / (1 << 20);
}

double peakMegabytes(pid_t pid) {
  double kibibytes = 0;
  for (const auto each : withChildren(pid)) {
    std::ifstream status{"/proc/" + std::to_string(each) + "/status"};
    for (std::string line; std::getline(status, line);) {
      if (line.starts_with("VmHWM:")) kibibytes += std::stod(line.substr(6));
    }
  }
  return kibibytes / 1'024;
}

void forgetPeaks(pid_t pid) {
  // proc(5): 5 sets the peak of the resident set back to what is there now.
  for (const auto each : withChildren(pid))
    std::ofstream{"/proc/" + std::to_string(each) + "/clear_refs"} << 5;
}

double load() {
  double minute = -1;
  std::ifstream{"/proc/loadavg"} >> minute;
  return minute;
}

}  // namespace hostler::bench
