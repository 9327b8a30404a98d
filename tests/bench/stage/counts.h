#pragma once

#include "core/db/database.h"

#include <string>

namespace hostler::bench {

/// What a statement answers that gives one "number".
std::int64_t numberOf(db::Database& database, const std::string& sql);
/// Throws, with both numbers, unless the statement answers `wanted`: what did less than it should
/// was not measured.
void mustBe(std::int64_t wanted, db::Database& database, const std::string& sql);
/// The day by the database's clock, in UTC.
Date todayOf(db::Database& database);

}  // namespace hostler::bench
