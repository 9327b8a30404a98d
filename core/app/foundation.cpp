#include "core/app/foundation.h"

#include "core/app/schema.h"
#include "core/nodes/engine_mode.h"

namespace hostler::app {

std::filesystem::path dataFolder(const Settings& settings) {
  return std::filesystem::absolute(settings.text("data_dir"));
}

std::filesystem::path masterKeyFile(const Settings& settings) {
  const auto& own = settings.text("secrets.master_key_file");
  return own.empty() ? dataFolder(settings) / "master.key" : std::filesystem::path{own};
}

std::filesystem::path folderOf(const Settings& settings, std::string_view key,
                               const std::string& besideTheProgram) {
  const auto& own = settings.text(key);
  if (!own.empty()) return std::filesystem::absolute(own);
  return besideProgram(besideTheProgram);
}

std::filesystem::path besideProgram(const std::string& name) {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;
}

db::DatabaseUrl databaseUrl(const Settings& settings) {
  const auto& text = settings.text("database");
  try {
    auto url = db::DatabaseUrl::parse(
        text.empty() ? "sqlite:" + (dataFolder(settings) / "hostler.db").string() : text);
    if (const auto password = settings.secret("database_password"); !password.reveal().empty())
      url.password = password.reveal();
    return url;
  } catch (const std::invalid_argument& error) {
    throw ConfigurationError{std::string{"database: "} + error.what()};
  }
}

std::vector<Settings::Explained> explained(const Settings& settings) {
  auto all = settings.explain();
  for (auto& one : all) {
    if (one.key == "database" && !one.value.empty()) one.value = databaseUrl(settings).text();
  }
  return all;
}

std::unique_ptr<db::Database> openDatabase(const Settings& settings) {
  const auto folder = dataFolder(settings);
  std::filesystem::create_directories(folder);
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
  db::DatabaseOptions options;
  options.pool = static_cast<int>(settings.integer("database_pool"));
  return db::Database::open(databaseUrl(settings), options);
}

// Before anything is written: an engine on another version's tables would do harm quietly.
std::unique_ptr<db::Database> openCurrentDatabase(const Settings& settings) {
  auto database = openDatabase(settings);
  const auto migrations = allMigrations();
  db::Migrator{*database, migrations}.check();
  demandNoRestore(*database);
  return database;
}

void demandNoRestore(db::Database& database) {
  if (database.read(engineMode) == EngineMode::Restoring) {
    throw db::SchemaError{
        "a restore into this database was not finished: run hostler restore again, which begins "
        "anew"};
  }
}

Foundation::Foundation(const Settings& its)
    : settings{its},
      production{its.text("environment") == "production"},
      database{openCurrentDatabase(its)},
      clock{*database, !production},
      nodes{*database, clock},
      ids{clock, nodes.node()},
      vault{*database, clock, random, MasterKey::load(masterKeyFile(its).string())},
      audit{clock, ids, vault.key("audit")},
      bus{clock, ids},
      queue{clock, ids},
      handlers{queue} {}

}  // namespace hostler::app
