#pragma once

#include "core/db/database.h"

#include <chrono>
#include <memory>

namespace sql {
class Connection;
}

namespace hostler::db {

/// Registers this thread with the client library, until it ends. Whatever thread uses a connection
/// calls it first; all calls but the first cost nothing.
void joinDriver();

/// Opens a session with the server: utf8mb4, time-outs, matched rows counted as changed, no local
/// files, and with an `ssl_ca` TLS whose certificate must be signed by it and carry the host's
/// name. `answerWithin` is how long one statement may take. Throws DatabaseError.
std::unique_ptr<sql::Connection> connectMysql(const DatabaseUrl& url,
                                              const DatabaseOptions& options,
                                              std::chrono::milliseconds answerWithin);

}  // namespace hostler::db
