#include "tests/plugins/dns/powerdns/real_server.h"

#include "tests/plugins/support/loopback_server.h"

#include <sqlite3.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace hostler::testing {
namespace {

namespace fs = std::filesystem;

constexpr const char* kServer = "/usr/sbin/pdns_server";
constexpr const char* kSchema = "/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql";
constexpr int kPatienceMs = 30'000;

}  // namespace

std::unique_ptr<RealPowerDns> RealPowerDns::start() {
  if (!fs::exists(kServer) || !fs::exists(kSchema)) return nullptr;
  std::unique_ptr<RealPowerDns> server{new RealPowerDns};
  server->makeDatabase(kSchema);
  server->spawn();
  server->awaitReady();
  return server;
}

RealPowerDns::RealPowerDns() {
  auto pattern = (fs::temp_directory_path() / "hostler-pdns-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no scratch directory"};
  directory_ = pattern;
  apiPort_ = closedPort();
  dnsPort_ = closedPort();
}

RealPowerDns::~RealPowerDns() {
  if (pid_ != 0) {
    ::kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
  }
  if (drain_.joinable()) drain_.join();
  if (output_ >= 0) close(output_);
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

void RealPowerDns::makeDatabase(const fs::path& schema) const {
  std::ifstream file{schema};
  const std::string sql{std::istreambuf_iterator<char>{file}, {}};
  sqlite3* database = nullptr;
  const bool made = sqlite3_open((directory_ / "zones.sqlite3").c_str(), &database) == SQLITE_OK &&
                    sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  sqlite3_close(database);
  if (!made) throw std::runtime_error{"PowerDNS's schema cannot be loaded"};
}

void RealPowerDns::spawn() {
  const std::vector<std::string> words{
      kServer,
      "--no-config",
      "--daemon=no",
      "--guardian=no",
      "--disable-syslog",
      "--security-poll-suffix=",
      "--launch=gsqlite3",
      "--gsqlite3-dnssec=yes",
      "--gsqlite3-database=" + (directory_ / "zones.sqlite3").string(),
      "--socket-dir=" + directory_.string(),
      "--local-address=127.0.0.1",
      "--local-port=" + std::to_string(dnsPort_),
      "--api=yes",
      std::string{"--api-key="} + kApiKey,
      "--webserver=yes",
      "--webserver-address=127.0.0.1",
      "--webserver-port=" + std::to_string(apiPort_)};
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error{"no pipe"};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
  const int error = posix_spawn(&pid_, kServer, &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  output_ = ends[0];
  if (error != 0) throw std::runtime_error{"pdns_server cannot be started"};
}

void RealPowerDns::awaitReady() {
  std::string said;
  std::array<char, 4096> bytes{};
  while (said.find("ready to distribute questions") == std::string::npos) {
    pollfd waiting{output_, POLLIN, 0};
    const auto size = poll(&waiting, 1, kPatienceMs) == 1
                          ? read(output_, bytes.data(), bytes.size())
                          : ssize_t{0};
    if (size <= 0) throw std::runtime_error{"pdns_server did not come up: " + said};
    said.append(bytes.data(), static_cast<std::size_t>(size));
  }
  drain_ = std::thread{[output = output_] {
    std::array<char, 4096> rest{};
    while (read(output, rest.data(), rest.size()) > 0) {
    }
  }};
}

}  // namespace hostler::testing
