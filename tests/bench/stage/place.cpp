#include "tests/bench/stage/place.h"

#include <cstdlib>
#include <filesystem>
#include <sys/resource.h>

namespace hostler::bench {

Place::Place(Kind kind) {
  if (kind == Kind::Sqlite) return;
  server_ = std::make_unique<testing::MariaDb>(
      std::vector<std::string>{"--innodb-buffer-pool-size=2G", "--innodb-log-file-size=512M",
                               "--innodb-flush-method=O_DIRECT", "--max-connections=1500"});
}

std::unique_ptr<testing::Installation> Place::install(std::map<std::string, std::string> more) {
  for (const auto* limit : {"ANONYMOUS", "AUTH", "ACCOUNT"})
    more.emplace(std::string{"HOSTLER_LIMITS_"} + limit, "1000000000/15m");
  more.emplace("HOSTLER_HTTP_MAX_CONNECTIONS_PER_PEER", "0");  // all users come from this machine
  std::string address;
  if (server_) {
    url_ = server_->freshDatabase();
    address = "mysql://" + url_.user + ":" + url_.password + "@" + url_.host + ":" +
              std::to_string(url_.port) + "/" + url_.name;
  }
  auto installation = std::make_unique<testing::Installation>(address, std::move(more));
  if (!server_) {
    for (const auto& entry : std::filesystem::directory_iterator{installation->folder() / "data"}) {
      if (entry.path().extension() == ".db")
        url_ = db::DatabaseUrl::parse("sqlite:" + entry.path().string());
    }
  }
  return installation;
}

std::unique_ptr<db::Database> Place::database() const {
  db::DatabaseOptions patient;
  patient.readTimeout = std::chrono::hours{2};  // a statement over a set takes as long as it takes
  return db::Database::open(url_, patient);
}

void prepareProcess() {
  const auto program =
      std::filesystem::canonical("/proc/self/exe").parent_path().parent_path() / "hostler";
  ::setenv("HOSTLER_PROGRAM", program.c_str(), 0);
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace hostler::bench
