#include "core/db/mysql/mysql_errors.h"

#include "core/db/connection_lost.h"

#include <cppconn/exception.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

// Numbers: MariaDB and MySQL, "Server Error Reference" (1000…) and "Client Error Reference"
// (2000…).
namespace hostler::db {
namespace {

constexpr std::array kConflicts{
    1020,  // the row was changed since it was read (snapshot isolation)
    1205,  // lock wait time-out
    1213,  // deadlock; on Galera also a failed certification
    1412,  // the table's definition changed since the snapshot
    1615,  // the statement has to be prepared again
    3101,  // rolled back while committing
    3572,  // NOWAIT met a lock
};

constexpr std::array kLost{
    1053,                                // server shutdown in progress
    1077, 1078, 1079, 1080,              // the same in older words
    1152, 1158, 1159, 1160, 1161, 1184,  // connection aborted, packet read or write errors
    1243, 2030,                          // the prepared statement is unknown there
    1927,                                // connection was killed
    2006, 2013, 2055,                    // gone away, lost during query
    2014, 2027,                          // out of step with the server, malformed packet
    4031,                                // disconnected for inactivity
};

constexpr std::array kUnavailable{
    1021, 1026, 1030, 1114,              // disk full, write error, storage engine error, table full
    1037, 1038, 1041,                    // server out of memory
    1040, 1129, 1203, 1226,              // too many connections, host blocked, account's limits
    1047,                                // Galera: not in the primary component
    1290, 1792, 1836,                    // read only
    1317, 1969, 3024,                    // interrupted, or by its time limit
    2002, 2003, 2004, 2005, 2012, 2026,  // cannot connect, unknown host, TLS
};

// Their messages hold names, or words of our own SQL and triggers, and never a value.
constexpr std::array kHarmlessMessages{
    1005, 1040, 1044, 1045, 1046, 1048, 1049, 1050, 1051, 1054, 1060, 1061, 1064, 1068, 1071,
    1072, 1075, 1091, 1101, 1110, 1118, 1129, 1130, 1136, 1138, 1142, 1143, 1146, 1170, 1176,
    1193, 1203, 1210, 1226, 1227, 1235, 1264, 1267, 1273, 1295, 1305, 1356, 1359, 1360, 1364,
    1406, 1419, 1553, 1568, 1644, 1698, 1701, 1820, 1862, 3118, 3819, 4025, 4151,
};

template <std::size_t N>
bool contains(const std::array<int, N>& codes, int code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::string said(const sql::SQLException& error) {
  const int code = error.getErrorCode();
  auto text = "MySQL error " + std::to_string(code) + " (" + error.getSQLState() + ")";
  const bool ofTheClient = code == 0 || (code >= 2000 && code < 3000);
  if (ofTheClient || contains(kHarmlessMessages, code)) text += ": " + std::string{error.what()};
  return text;
}

// "Duplicate entry '…' for key 'ux_name'"; MySQL 8 writes 'table.ux_name'. The entry is the row's,
// so it may hold anything: the name is what stands last.
std::string indexNamedBy(std::string_view message) {
  constexpr std::string_view before = " for key '";
  const auto at = message.rfind(before);
  if (at == std::string_view::npos) return {};
  auto name = message.substr(at + before.size());
  name = name.substr(0, name.find('\''));
  if (const auto point = name.rfind('.'); point != std::string_view::npos)
    name.remove_prefix(point + 1);
  return std::string{name};
}

}  // namespace

bool losesConnection(int code) {
  return contains(kLost, code);
}

void throwMysql(const sql::SQLException& error, MysqlStep step) {
  const int code = error.getErrorCode();
  const auto text = said(error);
  if (losesConnection(code) || (step == MysqlStep::Commit && code == 1317)) {
    switch (step) {
      case MysqlStep::Connect:
        throw Unavailable{text, code};
      case MysqlStep::Commit:
        throw CommitUnknown{text, code};
      case MysqlStep::Statement:
        throw ConnectionLost{text, code};
    }
  }
  if (code == 1062 || code == 1586) throw UniqueViolation{text, code, indexNamedBy(error.what())};
  if (contains(kConflicts, code)) throw Conflict{text, code};
  if (contains(kUnavailable, code)) throw Unavailable{text, code};
  throw DatabaseError{text, code};
}

}  // namespace hostler::db
