#include "modules/services/server.h"

namespace hostler {
namespace {

const std::string kSelect =
    "SELECT id, name, plugin, server_group, settings, max_accounts, accounts, status, created_at "
    "FROM servers WHERE ";
constexpr auto kInsert = R"sql(
  INSERT INTO servers (id, tenant_id, name, plugin, server_group, settings, secrets, max_accounts, accounts, status,
                       created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?))sql";
constexpr auto kSave =
    "UPDATE servers SET name = ?, server_group = ?, settings = ?, max_accounts = ?, status = ?, "
    "updated_at = ? WHERE id = ?";
constexpr auto kSaveSecrets = "UPDATE servers SET secrets = ? WHERE id = ?";
constexpr auto kRemove = "DELETE FROM servers WHERE id = ? AND accounts = 0";
constexpr auto kSelectSecrets = "SELECT secrets FROM servers WHERE id = ? AND secrets IS NOT NULL";
constexpr auto kTakePlace =
    "UPDATE servers SET accounts = accounts + 1 WHERE id = ? AND status = 'active' AND accounts < "
    "max_accounts";
constexpr auto kOccupy =
    "UPDATE servers SET accounts = accounts + 1 WHERE id = ? AND accounts < max_accounts";
// One that fails its checks takes nobody until it passes them again.
constexpr auto kTakes = R"sql(
   AND status = 'active' AND accounts < max_accounts
   AND NOT EXISTS (SELECT 1 FROM server_health h WHERE h.server_id = servers.id AND h.state = 'failing'))sql";
constexpr auto kFreePlace =
    "UPDATE servers SET accounts = accounts - 1 WHERE id = ? AND accounts > 0";

Server serverOf(const db::Row& row) {
  return {row.id<Server>("id"),
          row.text("name"),
          row.text("plugin"),
          row.get<std::optional<std::string>>("server_group"),
          Json::parse(row.text("settings")),
          row.get<int>("max_accounts"),
          row.get<int>("accounts"),
          row.get<ServerStatus>("status"),
          row.instant("created_at")};
}

}  // namespace

const SealedColumn ServerRepository::kSecrets{"servers", "id", "secrets"};

void ServerRepository::insert(db::Transaction& tx, const Server& server, const Json& secrets,
                              Instant now) {
  const auto sealed = vault_.seal(kSecrets, server.id.value(), Secret{dump(secrets)});
  tx.execute(kInsert, server.id, kPlatform, server.name, server.plugin, server.group,
             dump(server.settings), sealed, server.maxAccounts, server.status, now, now);
}

void ServerRepository::save(db::Transaction& tx, const Server& server,
                            const std::optional<Json>& secrets, Instant now) {
  tx.execute(kSave, server.name, server.group, dump(server.settings), server.maxAccounts,
             server.status, now, server.id);
  if (secrets)
    tx.execute(kSaveSecrets, vault_.seal(kSecrets, server.id.value(), Secret{dump(*secrets)}),
               server.id);
}

bool ServerRepository::remove(db::Transaction& tx, Id<Server> id) {
  return tx.execute(kRemove, id) == 1;
}

std::optional<Server> ServerRepository::find(db::Reader& reader, Id<Server> id) {
  return reader.query(kSelect + "id = ?", id).first(serverOf);
}

std::vector<Server> ServerRepository::list(db::Reader& reader, const http::ListOrder& order,
                                           int limit) {
  return reader.query(kSelect + "1 = 1" + order.sql("id"), order.after, limit).map(serverOf);
}

std::vector<Server> ServerRepository::ofPlugin(db::Reader& reader, const std::string& plugin) {
  return reader.query(kSelect + "plugin = ? ORDER BY name", plugin).map(serverOf);
}

Json ServerRepository::fullSettings(db::Reader& reader, const Server& server) {
  Json settings = server.settings;
  const auto sealed = reader.query(kSelectSecrets, server.id).first([](const db::Row& row) {
    return row.blob("secrets");
  });
  if (sealed)
    settings.update(Json::parse(vault_.open(kSecrets, server.id.value(), *sealed).reveal()));
  return settings;
}

std::vector<std::string> ServerRepository::secretNames(db::Reader& reader, const Server& server) {
  std::vector<std::string> names;
  const auto full = fullSettings(reader, server);
  for (const auto& [name, value] : full.items()) {
    if (!server.settings.contains(name)) names.push_back(name);
  }
  return names;
}

std::vector<Server> ServerRepository::taking(db::Reader& reader, const std::string& plugin,
                                             const std::optional<std::string>& group) {
  const auto sql = kSelect + "plugin = ?" + (group ? " AND server_group = ?" : "") + kTakes;
  std::vector<db::Param> params{plugin};
  if (group) params.emplace_back(*group);
  return reader.run(sql, params).map(serverOf);
}

bool ServerRepository::takePlace(db::Transaction& tx, Id<Server> id) {
  return tx.execute(kTakePlace, id) == 1;
}

bool ServerRepository::occupy(db::Transaction& tx, Id<Server> id) {
  return tx.execute(kOccupy, id) == 1;
}

void ServerRepository::freePlace(db::Transaction& tx, Id<Server> id) {
  tx.execute(kFreePlace, id);
}

}  // namespace hostler
