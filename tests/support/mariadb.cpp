#include "tests/support/mariadb.h"

#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>

#include <arpa/inet.h>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <grp.h>
#include <memory>
#include <poll.h>
#include <pwd.h>
#include <random>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hostler::testing {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kPatience{60};

// The server refuses to run as root.
const passwd* serverUser() {
  if (geteuid() != 0) return nullptr;
  const auto* user = getpwnam("mysql");
  if (user == nullptr)
    throw std::runtime_error{
        "MariaDB runs as the user mysql, who is not here: install mariadb-server"};
  return user;
}

void becomeServerUser(const passwd* user) {
  if (user == nullptr) return;
  if (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)
    _exit(126);
}

// Runs a program as the server's user, its output in `log`. It ends when the thread that started it
// does.
pid_t launch(const std::vector<std::string>& words, const std::filesystem::path& log) {
  const auto* user = serverUser();
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const auto parent = getpid();
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error{"fork failed"};
  if (child > 0) return child;
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  becomeServerUser(user);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(125);
  execvp(arguments[0], arguments.data());
  _exit(127);
}

bool isFree(std::uint16_t port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  const bool free = bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(fd);
  return free;
}

// Below the ports that the kernel hands to clients, so that it is still free after a restart of the
// server.
std::uint16_t freePort() {
  std::mt19937 random{std::random_device{}()};
  std::uniform_int_distribution<int> ports{20'000, 32'000};
  for (;;) {
    const auto port = static_cast<std::uint16_t>(ports(random));
    if (isFree(port)) return port;
  }
}

void pauseBriefly() {
  poll(nullptr, 0, 10);
}

std::unique_ptr<sql::Connection> connectAsRoot(const std::filesystem::path& socket) {
  return std::unique_ptr<sql::Connection>{
      get_driver_instance()->connect("unix://" + (socket / "socket").string(), "root", "")};
}

}  // namespace

TemporaryDirectory::TemporaryDirectory(const std::string& name) {
  auto pattern = (std::filesystem::temp_directory_path() / (name + "-XXXXXX")).string();
  if (mkdtemp(pattern.data()) == nullptr)
    throw std::runtime_error{"cannot make a temporary directory"};
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;  // nothing a test could do about it
  std::filesystem::remove_all(path_, ignored);
}

MariaDb::MariaDb(std::vector<std::string> settings)
    : directory_{"hostler-mariadb"}, settings_{std::move(settings)} {
  if (const auto* user = serverUser()) {
    if (chown(directory().c_str(), user->pw_uid, user->pw_gid) != 0)
      throw std::runtime_error{"chown failed"};
  }
  install();
  start();
  execute("CREATE USER hostler IDENTIFIED BY 'open sesame'");
  execute("GRANT ALL ON *.* TO hostler");
}

MariaDb::~MariaDb() {
  if (process_ > 0) kill();
}

MariaDb& MariaDb::shared() {
  static MariaDb server;
  return server;
}

void MariaDb::install() {
  const auto child =
      launch({"mariadb-install-db", "--no-defaults", "--datadir=" + (directory() / "data").string(),
              "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve",
              "--force", "--innodb-log-file-size=16M", "--tmpdir=" + directory().string()},
             directory() / "log");
  int status = 0;
  waitpid(child, &status, 0);
  if (status != 0)
    throw std::runtime_error{"mariadb-install-db failed (is mariadb-server installed?):\n" + log()};
}

void MariaDb::start() {
  const auto deadline = Clock::now() + kPatience;
  while (Clock::now() < deadline) {
    if (port_ == 0) port_ = freePort();
    std::vector<std::string> words{
        "mariadbd", "--no-defaults", "--datadir=" + (directory() / "data").string(),
        "--socket=" + (directory() / "socket").string(),
        "--pid-file=" + (directory() / "pid").string(),
        // Not shared: a server that starts clears what it takes for its own.
        "--tmpdir=" + directory().string(), "--bind-address=127.0.0.1",
        "--port=" + std::to_string(port_), "--skip-name-resolve", "--skip-log-bin",
        "--max-connections=500", "--innodb-log-file-size=16M", "--innodb-buffer-pool-size=64M",
        "--innodb-flush-log-at-trx-commit=1"};
    words.insert(words.end(), settings_.begin(), settings_.end());
    process_ = launch(words, directory() / "log");
    while (Clock::now() < deadline) {
      if (answers()) return;
      if (waitpid(process_, nullptr, WNOHANG) == process_) break;
      pauseBriefly();
    }
    if (databases_ > 0) break;
    port_ = 0;  // somebody was quicker to take it
  }
  throw std::runtime_error{"mariadbd does not start:\n" + log()};
}

bool MariaDb::answers() {
  try {
    return ask("SELECT 1") == "1";
  } catch (const sql::SQLException&) {
    return false;
  }
}

void MariaDb::awaitEnd() {
  waitpid(process_, nullptr, 0);
  process_ = -1;
}

void MariaDb::kill() {
  ::kill(process_, SIGKILL);
  awaitEnd();
}

void MariaDb::stop() {
  ::kill(process_, SIGTERM);
  awaitEnd();
}

void MariaDb::execute(const std::string& sql, const std::string& database) {
  const auto connection = connectAsRoot(directory());
  if (!database.empty()) connection->setSchema(database);
  const std::unique_ptr<sql::Statement> statement{connection->createStatement()};
  statement->execute(sql);
}

std::string MariaDb::ask(const std::string& sql) {
  const auto connection = connectAsRoot(directory());
  const std::unique_ptr<sql::Statement> statement{connection->createStatement()};
  const std::unique_ptr<sql::ResultSet> answer{statement->executeQuery(sql)};
  return answer->next() ? answer->getString(1).asStdString() : std::string{};
}

db::DatabaseUrl MariaDb::freshDatabase() {
  const auto name = "t" + std::to_string(++databases_);
  execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
  db::DatabaseUrl url;
  url.dialect = db::Dialect::Mysql;
  url.host = "127.0.0.1";
  url.port = port_;
  url.user = "hostler";
  url.password = "open sesame";
  url.name = name;
  return url;
}

std::string MariaDb::log() const {
  std::ostringstream text;
  text << std::ifstream{directory() / "log"}.rdbuf();
  return text.str();
}

}  // namespace hostler::testing
