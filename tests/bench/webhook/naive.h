#pragma once

#include "core/db/database.h"
#include "tests/bench/front/processes.h"
#include "tests/bench/front/redis.h"

#include <cstdint>

namespace hostler::bench {

/// A plain shop in Express, mysql2 and BullMQ that takes the same deliveries in the plainest way;
/// see peers/webhook.js. In an empty database.
class NaiveShop {
 public:
  NaiveShop(const db::DatabaseUrl& url, int invoices);
  std::uint16_t port() const { return port_; }

 private:
  Redis redis_;
  std::uint16_t port_;
  Child child_;
};

}  // namespace hostler::bench
