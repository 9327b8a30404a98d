// usage: bench_start_trivial DATABASE_FILE
#include <sqlite3.h>

int main(int, char** argv) {
  sqlite3* database = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_open_v2(argv[1], &database, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK ||
      sqlite3_prepare_v2(database, "SELECT COUNT(*) FROM tenants", -1, &statement, nullptr) !=
          SQLITE_OK ||
      sqlite3_step(statement) != SQLITE_ROW)
    return 1;
  sqlite3_finalize(statement);
  return sqlite3_close(database) == SQLITE_OK ? 0 : 1;
}
