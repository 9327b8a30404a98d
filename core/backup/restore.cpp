#include "core/backup/restore.h"

#include "core/backup/backup.h"
#include "core/backup/row_text.h"
#include "core/db/schema/schema_history.h"
#include "core/nodes/engine_mode.h"

namespace hostler::backup {
namespace {

constexpr std::size_t kBatchBytes = 4 << 20, kBatchRows = 4'096;

const db::Migration* known(const std::vector<db::Migration>& steps, const Step& step) {
  const auto found = std::ranges::find_if(steps, [&](const db::Migration& one) {
    return one.number == step.number && one.module == step.module &&
           db::MigrationFacts::of(one).checksum == step.checksum;
  });
  return found == steps.end() ? nullptr : &*found;
}

// Writes a table's rows, some thousands in one transaction.
class TableFiller {
 public:
  explicit TableFiller(db::Database& database) : database_{database} {}

  void begin(const Table& table) {
    flush();
    table_ = table;
    insert_ = "INSERT INTO \"" + table.name + "\" (" + table.columnList() + ")";
  }

  void add(std::string_view row) {
    rows_.push_back(cellsOf(row));
    if (rows_.back().size() != table_.columns.size())
      throw BackupError{"the backup holds a row of " + table_.name + " of another width"};
    bytes_ += row.size();
    if (bytes_ >= kBatchBytes || rows_.size() >= kBatchRows) flush();
  }

  void flush() {
    if (rows_.empty()) return;
    database_.transaction([&](db::Transaction& tx) {
      db::BulkInsert insert{tx, insert_, table_.columns.size()};
      for (const auto& row : rows_) insert.addRow(paramsOf(row));
      insert.flush();
    });
    rows_.clear();
    bytes_ = 0;
  }

 private:
  struct ToParam {
    db::Param operator()(std::monostate) const { return nullptr; }
    db::Param operator()(std::int64_t number) const { return number; }
    db::Param operator()(const std::string& text) const { return text; }
    db::Param operator()(const db::Blob& blob) const { return blob; }
  };

  const std::vector<db::Param>& paramsOf(const std::vector<db::Cell>& row) {
    params_.clear();
    for (const auto& cell : row) params_.push_back(std::visit(ToParam{}, cell));
    return params_;
  }

  db::Database& database_;
  Table table_;
  std::string insert_;
  std::vector<std::vector<db::Cell>> rows_;
  std::vector<db::Param> params_;
  std::size_t bytes_ = 0;
};

// Rows that steps of the schema have made: the backup brings its own.
void empty(db::Database& database) {
  const auto dialect = database.dialect();
  database.transaction([&](db::Transaction& tx) {
    for (const auto& table : tablesOf(tx, dialect)) {
      const auto from = " FROM \"" + table.name + "\"";
      if (!tx.query("SELECT 1 AS one" + from + " LIMIT 1").empty()) tx.execute("DELETE" + from);
    }
  });
}

}  // namespace

Restore::Restore(std::filesystem::path file, Secret passphrase,
                 std::span<const db::Migration> steps, const MasterKey& master)
    : file_{std::move(file)},
      passphrase_{std::move(passphrase)},
      steps_{steps.begin(), steps.end()} {
  // Said before the file is read to its end, which may take a while.
  BackupReader reader;
  reader.header = [&](const Header& header) {
    for (const auto& step : header.steps) {
      if (known(steps_, step) == nullptr) {
        throw BackupError{"the backup was made by hostler " + header.program +
                          ", whose schema this one does not know: step " +
                          std::to_string(step.number) + " of " + step.module + " (" + step.name +
                          "). Restore it with that version or a newer one"};
      }
    }
    if (!fitsKeyCheck(master, header.keyCheck)) {
      throw BackupError{
          "the master key here is not the one that the backup's secrets are sealed with: put the "
          "original's master.key in its place first"};
    }
  };
  contents_ = readBackup(file_, passphrase_, reader);
}

std::vector<db::Migration> Restore::stepsOfBackup() const {
  std::vector<db::Migration> some;
  for (const auto& step : contents_.header.steps) some.push_back(*known(steps_, step));
  return some;
}

void Restore::fill(db::Database& database) const {
  const auto old = stepsOfBackup();
  db::Migrator{database, old}.migrate();
  const auto now = database.serverTime();
  database.transaction([&](db::Transaction& tx) { setEngineMode(tx, EngineMode::Restoring, now); });
  empty(database);
  load(database);
  const auto sums = sumsIn(database);
  for (const auto& [name, sum] : contents_.sums) {
    const auto found = sums.find(name);
    if (found == sums.end() || found->second.rows != sum.rows)
      throw BackupError{"table " + name + " did not get the rows that the backup holds"};
    if (found->second != sum)
      throw BackupError{"table " + name + " does not read back as it was backed up"};
  }
  // Steps that have come since the backup find the rows that they were written for.
  db::Migrator{database, steps_}.migrate();
}

void Restore::load(db::Database& database) const {
  TableFiller filler{database};
  BackupReader reader;
  reader.table = [&](const Table& table) { filler.begin(table); };
  reader.row = [&](std::string_view row) { filler.add(row); };
  const auto again = readBackup(file_, passphrase_, reader);
  filler.flush();
  if (again.sums != contents_.sums)
    throw BackupError{"the backup was changed while it was restored"};
}

}  // namespace hostler::backup
