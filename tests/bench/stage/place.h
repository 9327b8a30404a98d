#pragma once

#include "core/db/database.h"
#include "tests/journeys/engine_process.h"
#include "tests/support/mariadb.h"

#include <map>
#include <memory>
#include <string>

namespace hostler::bench {

/// Where a row is measured: a MariaDB of its own, sized like a small production server and durable
/// at each commit, or none where SQLite is measured.
class Place {
 public:
  enum class Kind { Sqlite = 1, Mariadb };
  explicit Place(Kind kind);

  /// A new installation of the program with a database of its own; nothing runs in it yet but the
  /// sandbox. What strangers and accounts may call is unlimited in practice, and still counted.
  std::unique_ptr<testing::Installation> install(std::map<std::string, std::string> more = {});
  /// A second way into the database of the last installation, for filling and looking.
  std::unique_ptr<db::Database> database() const;
  /// A database of the server that nothing is in.
  db::DatabaseUrl emptyDatabase() { return server_->freshDatabase(); }
  const db::DatabaseUrl& url() const { return url_; }
  std::string name() const { return server_ ? "MariaDB" : "SQLite"; }

 private:
  std::unique_ptr<testing::MariaDb> server_;
  db::DatabaseUrl url_;
};

/// Programs that are measured lie beside the folder of the benches; says so to what starts them.
/// Lets this process and its children hold many sockets.
void prepareProcess();

}  // namespace hostler::bench
