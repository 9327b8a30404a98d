#include "core/db/migration.h"
#include "core/db/schema/schema_history.h"
#include "core/db/schema/schema_statement.h"

#include <algorithm>

namespace hostler::db {
namespace {

constexpr std::chrono::seconds kPatience{60};

using Records = SchemaHistory::Records;

const Migration* numbered(std::span<const Migration> migrations, int number) {
  const auto found = std::ranges::find(migrations, number, &Migration::number);
  return found != migrations.end() ? &*found : nullptr;
}

// What the database holds must be what this program knows, or steps of a newer one that it can live
// with.
void demandKnown(const Records& records, std::span<const Migration> migrations) {
  const int newest = migrations.empty() ? 0 : migrations.back().number;
  for (const auto& [number, record] : records) {
    const auto* known = numbered(migrations, number);
    if (known == nullptr) {
      if (number > newest && !record.contracts) continue;
      throw SchemaError{"the schema was changed by another version: step " +
                        std::to_string(number) + " of " + record.module + " (" + record.name +
                        ") is unknown to this one, which cannot work with it"};
    }
    if (MigrationFacts::of(*known).checksum != record.checksum || known->module != record.module) {
      throw SchemaError{nameOf(*known) +
                        " was edited after it ran: put the file back and write a new step"};
    }
  }
}

// One step at a time, for one process at a time.
class StepRunner {
 public:
  StepRunner(Database& database, SchemaSession& session)
      : database_{database}, session_{session}, history_{database} {}

  void run(const Migration& migration, bool repeated) {
    const auto step =
        schemaStatement(database_.dialect(), session_.exactCollation(), migration.sql);
    history_.markStarted(migration, database_.serverTime());
    try {
      if (session_.changesAreTransactional() || step.changesRows) {
        inTransaction(migration, step);
      } else {
        atOnce(migration, step, repeated);
      }
    } catch (const Unavailable&) {
      throw;  // may have been carried out: the mark stays, and the step is repeated
    } catch (const CommitUnknown&) {
      throw;
    } catch (const std::exception& error) {
      if (!repeated) history_.unmark(migration);
      throw SchemaError{nameOf(migration) + ": " + error.what()};
    }
  }

 private:
  // The change and its mark happen together; another process may have done it meanwhile.
  void inTransaction(const Migration& migration, const SchemaStatement& step) {
    const auto now = database_.serverTime();
    database_.transaction([&](Transaction& tx) {
      if (SchemaHistory::isDone(tx, migration)) return;
      for (const auto& statement : step.statements) tx.execute(statement);
      SchemaHistory::markDone(tx, migration, now);
    });
  }

  void atOnce(const Migration& migration, const SchemaStatement& step, bool repeated) {
    for (const auto& statement : step.statements) {
      try {
        session_.run(statement);
      } catch (const DatabaseError& error) {
        const bool mayBeDone = repeated || step.statements.size() > 1;
        if (!mayBeDone || !saysAlreadyDone(error.code, statement)) throw;
      }
    }
    const auto now = database_.serverTime();
    database_.transaction([&](Transaction& tx) { SchemaHistory::markDone(tx, migration, now); });
  }

  Database& database_;
  SchemaSession& session_;
  SchemaHistory history_;
};

}  // namespace

Migrator::Migrator(Database& database, std::span<const Migration> migrations)
    : database_{database}, migrations_{migrations.begin(), migrations.end()} {
  std::ranges::sort(migrations_, {}, &Migration::number);
  const auto twin = std::ranges::adjacent_find(migrations_, {}, &Migration::number);
  if (twin != migrations_.end()) {
    throw SchemaError{nameOf(*twin) + " and " + nameOf(*std::next(twin)) + " have one number"};
  }
}

void Migrator::migrate(int to, const std::function<void(const Migration&)>& onStep) {
  const auto session = database_.schemaSession(kPatience);
  if (!session) {
    throw SchemaError{
        "another process has been changing the schema for a minute: try again when it has ended"};
  }
  SchemaHistory history{database_};
  history.create(*session);
  const auto records = history.all();
  demandKnown(records, migrations_);
  StepRunner runner{database_, *session};
  for (const auto& migration : migrations_) {
    if (to != 0 && migration.number > to) break;
    const auto record = records.find(migration.number);
    const bool isKnown = record != records.end();
    if (isKnown && record->second.isDone) continue;
    if (onStep) onStep(migration);
    runner.run(migration, isKnown);
  }
}

std::vector<MigrationState> Migrator::state() {
  const auto records = SchemaHistory{database_}.all();
  std::map<int, MigrationState> states;
  for (const auto& migration : migrations_) {
    states[migration.number] = {migration.number, std::string{migration.module},
                                std::string{migration.name}, MigrationState::Phase::Pending};
  }
  for (const auto& [number, record] : records) {
    states[number] = {number, record.module, record.name,
                      record.isDone ? MigrationState::Phase::Done : MigrationState::Phase::Started};
  }
  std::vector<MigrationState> all;
  for (auto& [number, state] : states) all.push_back(std::move(state));
  return all;
}

void Migrator::check() {
  const auto records = SchemaHistory{database_}.all();
  demandKnown(records, migrations_);
  int missing = 0;
  const Migration* first = nullptr;
  for (const auto& migration : migrations_) {
    const auto record = records.find(migration.number);
    if (record == records.end()) {
      if (missing++ == 0) first = &migration;
    } else if (!record->second.isDone) {
      throw SchemaError{nameOf(migration) +
                        " was not finished: run hostler migrate, which repeats it"};
    }
  }
  if (missing > 0) {
    throw SchemaError{std::to_string(missing) + " schema steps are missing, the first is " +
                      nameOf(*first) + ": run hostler migrate"};
  }
}

bool Migrator::isEmpty() {
  return SchemaHistory{database_}.tables() == 0;
}

}  // namespace hostler::db
