#include "core/db/database.h"

#include "core/db/mysql/mysql_database.h"
#include "core/db/sqlite/sqlite_database.h"

namespace hostler::db {

Database::~Database() = default;

std::unique_ptr<Database> Database::open(const DatabaseUrl& url, DatabaseOptions options) {
  if (url.dialect == Dialect::Sqlite) return std::make_unique<SqliteDatabase>(url, options);
  return std::make_unique<MysqlDatabase>(url, options);
}

}  // namespace hostler::db
