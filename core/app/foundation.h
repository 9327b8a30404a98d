#pragma once

#include "core/audit/audit_log.h"
#include "core/config/settings.h"
#include "core/db/database.h"
#include "core/events/event_bus.h"
#include "core/jobs/handler.h"
#include "core/jobs/queue.h"
#include "core/nodes/engine_clock.h"
#include "core/nodes/id_mint.h"
#include "core/nodes/node_registry.h"
#include "core/secrets/random.h"
#include "core/secrets/vault.h"

#include <filesystem>
#include <memory>

namespace hostler::app {

/// Where things lie, from the settings.
std::filesystem::path dataFolder(const Settings& settings);
std::filesystem::path masterKeyFile(const Settings& settings);
std::filesystem::path besideProgram(const std::string& name);
/// A folder of the settings, or else the one beside the program.
std::filesystem::path folderOf(const Settings& settings, std::string_view key,
                               const std::string& besideTheProgram);
/// Where the database is. Throws ConfigurationError for an address that is none.
db::DatabaseUrl databaseUrl(const Settings& settings);
/// Every setting as people may read it: the database's address without a password that stands in
/// it. Throws ConfigurationError as databaseUrl does.
std::vector<Settings::Explained> explained(const Settings& settings);
/// Makes the data folder where it is missing. Throws what databaseUrl and Database::open throw.
std::unique_ptr<db::Database> openDatabase(const Settings& settings);
/// The same for one that may be worked with: throws db::SchemaError when its schema is not this
/// program's, or a restore into it was not finished.
std::unique_ptr<db::Database> openCurrentDatabase(const Settings& settings);
/// Throws db::SchemaError when a restore into it was not finished. Its schema must be up to date.
void demandNoRestore(db::Database& database);

/// What every part of the engine stands on, opened in the order in which it is needed. The schema
/// must be up to date: throws db::SchemaError otherwise.
class Foundation {
 public:
  explicit Foundation(const Settings& settings);

  const Settings& settings;
  const bool production;
  SystemRandom random;
  std::unique_ptr<db::Database> database;
  EngineClock clock;
  NodeRegistry nodes;
  IdMint ids;
  Vault vault;
  AuditLog audit;
  events::Bus bus;
  jobs::Queue queue;
  jobs::Handlers handlers;
};

}  // namespace hostler::app
