#pragma once

#include "core/db/database.h"
#include "tests/bench/stage/due_jobs.h"
#include "tests/journeys/engine_process.h"
#include "tests/journeys/http_client.h"

#include <chrono>
#include <vector>

namespace hostler::bench {

/// Web hosting that is paid for and waits to be made on cPanel servers of the sandbox, each with
/// accounts of its own.
class Hosting {
 public:
  Hosting(testing::Installation& here, db::Database& database) : here_{here}, database_{database} {}

  /// So many servers with room, at the engine that runs; and createacct takes so long from now on.
  void openServers(int count, std::chrono::milliseconds answer);
  /// The jobs of so many more services, which are written into the database; their clients are
  /// there already (Shop::openAccounts).
  std::vector<DueJobs::One> sell(int count);
  /// How many accounts there truly are, on all servers.
  int made();

 private:
  testing::Installation& here_;
  db::Database& database_;
  int sold_ = 0;
};

}  // namespace hostler::bench
