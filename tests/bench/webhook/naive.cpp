#include "tests/bench/webhook/naive.h"

#include "tests/bench/front/ports.h"
#include "tests/bench/webhook/deliveries.h"

#include <stdexcept>

namespace hostler::bench {

NaiveShop::NaiveShop(const db::DatabaseUrl& url, int invoices)
    : port_{freePort()},
      child_{{"/usr/bin/env", "NODE_ENV=production", "node", HOSTLER_BENCH_PEERS "/webhook.js",
              std::to_string(port_), std::to_string(invoices), kWebhookSecret,
              std::to_string(redis_.port()), std::to_string(url.port), url.user, url.password,
              url.name}} {
  if (child_.readLine() != "ready")
    throw std::runtime_error{"Express did not start; scripts/bench installs it"};
}

}  // namespace hostler::bench
