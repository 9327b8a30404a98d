#pragma once

#include "core/http/page.h"
#include "core/secrets/vault.h"
#include "modules/services/services.h"

namespace hostler {

enum class ServerStatus { Active = 1, Maintenance, Full };
template <>
inline constexpr std::array kEnumNames<ServerStatus>{
    std::string_view{"active"}, std::string_view{"maintenance"}, std::string_view{"full"}};

/// A machine or cloud account that services live on.
struct Server {
  Id<Server> id;
  std::string name;
  std::string plugin;  ///< the configured provisioner
  std::optional<std::string> group;
  Json settings = Json::object();  ///< without the secret members
  int maxAccounts = 0;
  int accounts = 0;  ///< services that live here or are being made here
  ServerStatus status = ServerStatus::Active;
  Instant createdAt;

  bool hasRoom() const { return status == ServerStatus::Active && accounts < maxAccounts; }
};

/// SQL of servers. Secret settings are sealed, so this one needs the vault.
class ServerRepository {
 public:
  explicit ServerRepository(Vault& vault) : vault_{vault} {}
  static const SealedColumn kSecrets;

  /// `secrets`: the secret members of the settings. Throws db::UniqueViolation when the name is
  /// taken.
  void insert(db::Transaction& tx, const Server& server, const Json& secrets, Instant now);
  /// Secrets stay as they are where `secrets` is nothing.
  void save(db::Transaction& tx, const Server& server, const std::optional<Json>& secrets,
            Instant now);
  bool remove(db::Transaction& tx, Id<Server> id);
  std::optional<Server> find(db::Reader& reader, Id<Server> id);
  std::vector<Server> list(db::Reader& reader, const http::ListOrder& order, int limit);
  /// All servers of a configured provisioner, in the order of their names.
  std::vector<Server> ofPlugin(db::Reader& reader, const std::string& plugin);
  /// Settings with the secrets in them, for a call to the plugin.
  Json fullSettings(db::Reader& reader, const Server& server);
  std::vector<std::string> secretNames(db::Reader& reader, const Server& server);

  /// The servers of a plugin (and group) that take new accounts: active, healthy, with room.
  std::vector<Server> taking(db::Reader& reader, const std::string& plugin,
                             const std::optional<std::string>& group);
  /// Takes a place on a server; false when it has none by now.
  bool takePlace(db::Transaction& tx, Id<Server> id);
  /// The same whatever its status: for what lives there already.
  bool occupy(db::Transaction& tx, Id<Server> id);
  void freePlace(db::Transaction& tx, Id<Server> id);

 private:
  Vault& vault_;
};

}  // namespace hostler
