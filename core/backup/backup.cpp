#include "core/backup/backup.h"

#include "core/backup/new_file.h"
#include "core/backup/packed_stream.h"
#include "core/backup/record_stream.h"
#include "core/secrets/wrapped_keys.h"

namespace hostler::backup {
namespace {

constexpr std::string_view kCheckPlace = "backup's key check";
constexpr std::string_view kCheckWords = "hostler";

constexpr auto kSelectSteps =
    "SELECT number, module, name, checksum, state FROM schema_migrations ORDER BY number";

std::vector<Step> stepsIn(db::Reader& reader) {
  std::vector<Step> steps;
  for (const auto& row : reader.query(kSelectSteps)) {
    if (row.text("state") != "done")
      throw BackupError{"the schema is being changed: run hostler migrate first"};
    steps.push_back(
        {row.get<int>("number"), row.text("module"), row.text("name"), row.text("checksum")});
  }
  return steps;
}

Sums putTables(db::Reader& reader, db::Dialect dialect, RecordSink& records) {
  Sums sums;
  for (const auto& table : tablesOf(reader, dialect)) {
    records.put('T', dump(tableToJson(table)));
    TableSum sum;
    forEachRow(reader, table, [&](std::string_view row) {
      sum.add(row);
      records.put('R', row);
    });
    sums[table.name] = {sum.rows(), sum.digest()};
  }
  records.put('E', dump(sumsToJson(sums)));
  return sums;
}

}  // namespace

MadeBackup makeBackup(db::Database& database, const MasterKey& master, Random& random,
                      const BackupOrder& order) {
  const auto dialect = database.dialect();
  Header header{order.program,
                dialect == db::Dialect::Sqlite ? "sqlite" : "mysql",
                database.serverTime(),
                {},
                keyCheckOf(master, random)};
  // A lost connection begins the whole again, and so the file.
  return database.read([&](db::Reader& reader) {
    demandMasterKey(reader, master);
    header.steps = stepsIn(reader);
    NewFile file{order.file, order.replace};
    SealingSink sealed{file, order.passphrase, order.cost};
    PackingSink packed{sealed};
    RecordSink records{packed};
    records.put('H', dump(header.toJson()));
    MadeBackup made;
    made.sums = putTables(reader, dialect, records);
    records.finish();
    made.bytes = file.size();
    return made;
  });
}

std::string keyCheckOf(const MasterKey& master, Random& random) {
  return encrypt(master.key(), kCheckWords, kCheckPlace, random);
}

bool fitsKeyCheck(const MasterKey& master, const std::string& check) {
  try {
    return decrypt(master.key(), check, kCheckPlace).reveal() == kCheckWords;
  } catch (const CannotOpen&) {
    return false;
  }
}

}  // namespace hostler::backup
