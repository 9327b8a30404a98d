#include "tests/bench/stage/counts.h"

#include <stdexcept>

namespace hostler::bench {

std::int64_t numberOf(db::Database& database, const std::string& sql) {
  return database.query(sql).only().integer("number");
}

void mustBe(std::int64_t wanted, db::Database& database, const std::string& sql) {
  const auto number = numberOf(database, sql);
  if (number != wanted)
    throw std::runtime_error{sql + " is " + std::to_string(number) + " instead of " +
                             std::to_string(wanted)};
}

Date todayOf(db::Database& database) {
  return Date::ofDaysSinceEpoch(database.serverTime().unixMicros() / 86'400'000'000);
}

}  // namespace hostler::bench
