#include "tests/core/mail/smtp_server.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace hostler::mail {
namespace {

// Debian's own Python is the one that has Debian's aiosmtpd.
constexpr const char* kPython = "/usr/bin/python3";

std::array<int, 2> makePipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error{"no pipe"};
  return ends;
}

pid_t spawn(const std::vector<std::string>& words, int input, int output) {
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, 0);
  posix_spawn_file_actions_adddup2(&actions, output, 1);
  pid_t pid = 0;
  const int error = posix_spawn(&pid, kPython, &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error{"Python cannot be started"};
  return pid;
}

}  // namespace

ScratchDirectory::ScratchDirectory() {
  auto pattern = (std::filesystem::temp_directory_path() / "hostler-mail-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no scratch directory"};
  path_ = pattern;
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::unique_ptr<SmtpServer> SmtpServer::start(std::vector<std::string> arguments) {
  auto server = std::make_unique<SmtpServer>();
  const auto script =
      std::string{std::getenv("HOSTLER_SOURCE") != nullptr ? std::getenv("HOSTLER_SOURCE") : "."} +
      "/tests/core/mail/smtp_server.py";
  std::vector<std::string> words{kPython, script, "--directory",
                                 server->directory_.path().string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const auto toServer = makePipe();
  const auto fromServer = makePipe();
  server->pid_ = spawn(words, toServer[0], fromServer[1]);
  close(toServer[0]);
  close(fromServer[1]);
  server->input_ = toServer[1];
  server->output_ = fromServer[0];
  server->listener_ = std::thread{[&heard = *server] { heard.listen(); }};
  try {
    server->port_ = server->await("listening").at("port").get<std::uint16_t>();
  } catch (const std::runtime_error&) {
    return nullptr;
  }
  return server;
}

SmtpServer::~SmtpServer() {
  kill();
  listener_.join();
  close(input_);
  close(output_);
}

void SmtpServer::kill() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

void SmtpServer::listen() {
  std::string buffer;
  std::array<char, 65536> bytes{};
  while (true) {
    const auto size = read(output_, bytes.data(), bytes.size());
    const std::lock_guard lock{mutex_};
    if (size <= 0) break;
    buffer.append(bytes.data(), static_cast<std::size_t>(size));
    for (std::size_t end = 0; (end = buffer.find('\n')) != std::string::npos;) {
      unheard_.push_back(Json::parse(buffer.substr(0, end)));
      buffer.erase(0, end + 1);
    }
    said_.notify_all();
  }
  const std::lock_guard lock{mutex_};
  silent_ = true;
  said_.notify_all();
}

Json SmtpServer::await(const std::string& event) {
  std::unique_lock lock{mutex_};
  while (said_.wait_for(lock, std::chrono::seconds{10}, [&] {
    return !unheard_.empty() || silent_;
  }) && !unheard_.empty()) {
    auto said = std::move(unheard_.front());
    unheard_.pop_front();
    connections_ += said.at("event") == "connection";
    if (said.at("event") == event) return said;
  }
  throw std::runtime_error{"the mail server did not say \"" + event + "\""};
}

}  // namespace hostler::mail
