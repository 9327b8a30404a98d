#include "tests/bench/select/express.h"

#include "tests/bench/front/ports.h"

#include <stdexcept>

namespace hostler::bench {

Express::Express(const db::DatabaseUrl& url, const std::string& sql, int processes)
    : port_{freePort()},
      child_{{"/usr/bin/env", "NODE_ENV=production", "node", HOSTLER_BENCH_PEERS "/web.js",
              std::to_string(port_), std::to_string(processes), std::to_string(url.port), url.user,
              url.password, url.name, sql}} {
  if (child_.readLine() != "ready")
    throw std::runtime_error{"Express did not start; scripts/bench installs it"};
}

}  // namespace hostler::bench
