#include "core/app/commands.h"
#include "core/app/foundation.h"
#include "core/app/schema.h"
#include "modules/resellers/resellers.h"

#include <charconv>
#include <iostream>

namespace hostler::app {
namespace {

// The platform is a seller like any other and exists from the start; who it is, its owner says
// later.
void ensurePlatform(db::Database& database, const Settings& settings) {
  SystemRandom random;
  EngineClock clock{database, settings.text("environment") == "sandbox"};
  Tenants tenants{database, clock};
  try {
    tenants.get(kPlatform);
  } catch (const NotFound&) {
    Tenant tenant;
    tenant.id = kPlatform;
    tenant.name = "Hostler";
    tenant.legalName = "Hostler";
    tenant.address.country = "IN";
    const auto& url = settings.text("public_url");
    tenant.publicUrl = url.empty() ? "http://" + settings.text("listen") : url;
    database.transaction([&](db::Transaction& tx) { tenants.save(tx, tenant); });
  }
}

Exit status(db::Migrator& migrator, bool json) {
  std::size_t pending = 0;
  Json all = Json::array();
  for (const auto& state : migrator.state()) {
    const bool done = state.phase == db::MigrationState::Phase::Done;
    if (!done) ++pending;
    all.push_back(
        {{"number", state.number}, {"module", state.module}, {"name", state.name}, {"done", done}});
    if (!json)
      std::cout << (done ? "  done     " : "  pending  ") << state.number << ' ' << state.module
                << ' ' << state.name << '\n';
  }
  if (json) std::cout << dump({{"pending", pending}, {"migrations", all}}) << '\n';
  return pending == 0 ? Exit::Done : Exit::NothingToDo;
}

// 0: all of them.
int lastStep(const Arguments& arguments) {
  if (!arguments.has("to")) return 0;
  const auto text = arguments.get("to");
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1)
    throw UsageError{"--to must be a migration's number, as --status shows them"};
  return number;
}

Exit migrate(const Arguments& arguments) {
  const int to = lastStep(arguments);
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  const auto database = openDatabase(settings);
  const auto migrations = allMigrations();
  db::Migrator migrator{*database, migrations};
  if (arguments.has("status")) return status(migrator, arguments.json());
  const auto key = masterKeyFile(settings);
  if (migrator.isEmpty() && settings.text("secrets.master_key_file").empty() &&
      !std::filesystem::exists(key)) {
    SystemRandom random;
    MasterKey::create(key.string(), random);
    std::cerr << "made the master key " << key.string()
              << ": keep a copy of it apart from the database's\n";
  }
  std::size_t steps = 0;
  migrator.migrate(to, [&](const db::Migration&) { ++steps; });
  if (to == 0) {
    demandNoRestore(*database);
    ensurePlatform(*database, settings);
  }
  if (arguments.json()) {
    std::cout << dump({{"migrated", steps}}) << '\n';
  } else {
    std::cout << (steps == 0 ? "the schema is up to date"
                             : "migrated " + std::to_string(steps) + " steps")
              << '\n';
  }
  return Exit::Done;
}

}  // namespace

Command migrateCommand() {
  return {"migrate",
          "",
          "Brings the database's schema up to date; on an empty one also makes the master key.",
          {{"to", "N", "only up to this step"},
           {"status", "", "tell what is done and what is pending, and change nothing"}},
          migrate};
}

}  // namespace hostler::app
