#pragma once

#include "core/db/database.h"

#include <string>

namespace hostler::bench {

/// How often a second the database answers one prepared statement with one text for its place, when
/// nothing but its own client library is between: `threads` connections, each asking again at once.
double pointSelects(const db::DatabaseUrl& url, const std::string& sql, const std::string& key,
                    int threads, int seconds);

}  // namespace hostler::bench
