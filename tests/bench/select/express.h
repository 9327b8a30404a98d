#pragma once

#include "core/db/database.h"
#include "tests/bench/front/processes.h"

#include <cstdint>

namespace hostler::bench {

/// Express with mysql2 in front of a database, in several processes: GET /rows/<key> answers the
/// row that a statement finds.
class Express {
 public:
  Express(const db::DatabaseUrl& url, const std::string& sql, int processes);

  std::string urlOf(const std::string& key) const {
    return "http://127.0.0.1:" + std::to_string(port_) + "/rows/" + key;
  }
  pid_t pid() const { return child_.pid(); }

 private:
  std::uint16_t port_;
  Child child_;
};

}  // namespace hostler::bench
