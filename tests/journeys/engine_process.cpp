#include "tests/journeys/engine_process.h"

#include "tests/journeys/http_client.h"

#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <signal.h>
#include <sstream>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hostler::testing {
namespace {

std::filesystem::path program() {
  const char* path = ::getenv("HOSTLER_PROGRAM");
  if (path == nullptr)
    throw std::runtime_error{"HOSTLER_PROGRAM does not say where the program is"};
  return path;
}

std::string contentsOf(const std::filesystem::path& file) {
  std::ifstream in{file};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

int codeOf(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Everything that the child needs is made before the fork: after it only calls that are safe there.
pid_t start(const std::vector<std::string>& arguments,
            const std::map<std::string, std::string>& environment, int input, int output) {
  const auto path = program().string();
  std::vector<char*> words{const_cast<char*>(path.c_str())};
  for (const auto& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  std::vector<std::string> lines{"PATH=/usr/bin:/bin", "LANG=C.UTF-8"};
  for (const auto& [name, value] : environment) lines.push_back(name + "=" + value);
  std::vector<char*> variables;
  for (auto& line : lines) variables.push_back(line.data());
  variables.push_back(nullptr);
  const auto pid = ::fork();
  if (pid == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that is cut off leaves nothing running
    ::dup2(input, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    ::execve(path.c_str(), words.data(), variables.data());
    ::_exit(127);
  }
  if (pid < 0) throw std::runtime_error{"cannot fork"};
  return pid;
}

}  // namespace

ProgramProcess::ProgramProcess(std::vector<std::string> arguments,
                               std::map<std::string, std::string> environment,
                               std::filesystem::path log)
    : log_{std::move(log)} {
  const int output = ::open(log_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const int input = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  pid_ = start(arguments, environment, input, output);
  ::close(output);
  ::close(input);
}

ProgramProcess::~ProgramProcess() {
  kill();
}

std::string ProgramProcess::log() const {
  return contentsOf(log_);
}

bool ProgramProcess::isRunning() {
  if (pid_ < 0) return false;
  if (::waitpid(pid_, nullptr, WNOHANG) == 0) return true;
  pid_ = -1;
  return false;
}

std::string ProgramProcess::awaitAddress() const {
  const auto until = std::chrono::steady_clock::now() + std::chrono::minutes{1};
  while (std::chrono::steady_clock::now() < until) {
    const auto text = log();
    const auto at = text.find("http://");
    if (at != std::string::npos && text.find('\n', at) != std::string::npos)
      return text.substr(at, text.find('\n', at) - at);
    if (endsWithin(std::chrono::milliseconds{5})) break;
  }
  throw std::runtime_error{"the program did not start:\n" + log()};
}

bool ProgramProcess::endsWithin(std::chrono::milliseconds time) const {
  const int process = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
  if (process < 0) return true;
  pollfd end{process, POLLIN, 0};
  ::poll(&end, 1, static_cast<int>(time.count()));
  ::close(process);
  return end.revents != 0;
}

void ProgramProcess::kill() {
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

int ProgramProcess::stop() {
  if (pid_ < 0) return -1;
  ::kill(pid_, SIGTERM);
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return codeOf(status);
}

Ended runToItsEnd(const std::vector<std::string>& arguments,
                  const std::map<std::string, std::string>& environment, const std::string& input) {
  char name[] = "/tmp/hostler-run-XXXXXX";
  const int output = ::mkstemp(name);
  char inputName[] = "/tmp/hostler-run-XXXXXX";
  const int in = ::mkstemp(inputName);
  if (::write(in, input.data(), input.size()) != static_cast<ssize_t>(input.size()))
    throw std::runtime_error{"cannot write the input"};
  ::lseek(in, 0, SEEK_SET);
  const auto pid = start(arguments, environment, in, output);
  int status = 0;
  ::waitpid(pid, &status, 0);
  ::close(output);
  ::close(in);
  auto text = contentsOf(name);
  ::unlink(name);
  ::unlink(inputName);
  return {codeOf(status), std::move(text)};
}

std::string runProgram(const std::vector<std::string>& arguments,
                       const std::map<std::string, std::string>& environment,
                       const std::string& input) {
  auto ended = runToItsEnd(arguments, environment, input);
  if (ended.code != 0)
    throw std::runtime_error{"hostler " + arguments.front() + " failed:\n" + ended.said};
  return std::move(ended.said);
}

Installation::Installation(std::string database, std::map<std::string, std::string> settings)
    : database_{std::move(database)}, settings_{std::move(settings)} {
  char pattern[] = "/tmp/hostler-journey-XXXXXX";
  if (::mkdtemp(pattern) == nullptr) throw std::runtime_error{"cannot make a folder"};
  folder_ = pattern;
  sandbox_ = std::make_unique<ProgramProcess>(
      std::vector<std::string>{"sandbox", "--listen", "127.0.0.1:0"}, environment(),
      folder_ / "sandbox.log");
  sandboxUrl_ = sandbox_->awaitAddress();
  run({"migrate"});
  run({"seed", "demo", "--sandbox", sandboxUrl_});
  run({"user", "create-admin", "--email", kOwner, "--password-stdin"}, kOwnerPassword);
}

Installation::~Installation() {
  engine_.reset();
  sandbox_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::map<std::string, std::string> Installation::environment() const {
  std::map<std::string, std::string> environment{
      {"HOSTLER_ENVIRONMENT", "sandbox"},         {"HOSTLER_DATA_DIR", (folder_ / "data").string()},
      {"HOSTLER_LISTEN", "127.0.0.1:0"},          {"HOSTLER_LIMITS_AUTH", "10000/15m"},
      {"HOSTLER_LIMITS_ANONYMOUS", "100000/15m"}, {"HOSTLER_PASSWORDS_MEMORY_MIB", "8"}};
  if (!database_.empty()) environment["HOSTLER_DATABASE"] = database_;
  for (const auto& [name, value] : settings_) environment[name] = value;
  return environment;
}

std::string Installation::run(const std::vector<std::string>& arguments,
                              const std::string& input) const {
  return runProgram(arguments, environment(), input);
}

Ended Installation::end(const std::vector<std::string>& arguments, const std::string& input) const {
  return runToItsEnd(arguments, environment(), input);
}

void Installation::addToEngine(std::map<std::string, std::string> variables) {
  forEngine_ = std::move(variables);
}

void Installation::startEngine() {
  auto variables = environment();
  variables.insert(forEngine_.begin(), forEngine_.end());
  engine_ = std::make_unique<ProgramProcess>(std::vector<std::string>{"serve"}, variables,
                                             folder_ / "engine.log");
  engineUrl_ = engine_->awaitAddress();
  // The engine's port is another with each start, so the gateway is told anew where its events go.
  sendGatewayEventsTo(engineUrl_ + "/api/payments/webhook/razorpay");
}

void Installation::sendGatewayEventsTo(const std::string& url) {
  HttpClient sandbox{sandboxUrl_};
  const auto known = sandbox.get("/_accounts");
  for (auto account : known.body["data"]) {
    if (account.value("provider", "") != "razorpay") continue;
    account["webhook_url"] = url;
    const auto answer = sandbox.post("/_accounts", account);
    if (answer.status != 201)
      throw std::runtime_error{"the sandbox refused an account: " + answer.text};
  }
}

void Installation::killEngine() {
  engine_->kill();
}
int Installation::stopEngine() {
  return engine_->stop();
}

}  // namespace hostler::testing
