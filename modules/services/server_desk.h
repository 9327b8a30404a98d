#pragma once

#include "core/audit/audit_log.h"
#include "core/operations/operations.h"
#include "modules/catalog/product_problem.h"
#include "modules/services/provider_work.h"
#include "modules/services/server.h"
#include "modules/services/service_repository.h"

#include <functional>
#include <map>
#include <utility>

namespace hostler {

/// Judges a server's settings by its plugin's server_settings, and takes them apart: what may be
/// shown, and what is secret. Throws ValidationError.
using ServerSettingsCheck =
    std::function<std::pair<Json, Json>(const std::string& plugin, const Json& settings)>;

/// What the platform's staff do with servers.
class ServerDesk {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Catalog& catalog;
    ServiceRepository& services;
    ServerRepository& servers;
    Operations& operations;
    AuditLog& audit;
    ServerSettingsCheck check;
  };
  explicit ServerDesk(Parts parts) : parts_{std::move(parts)} {}

  struct Wanted {
    std::string name, plugin;
    std::optional<std::string> group;
    Json settings = Json::object();
    int maxAccounts = 0;
    ServerStatus status = ServerStatus::Active;
  };
  /// Throws 409 `name_taken`.
  Server add(const Actor& actor, const Wanted& wanted);
  struct Change {
    std::optional<std::string> name;
    std::optional<std::optional<std::string>> group;  ///< nothing inside: in none
    /// Replaces them. A secret that comes as "***" stays as it is, unless the server's address
    /// changes: then it throws ValidationError that names it.
    std::optional<Json> settings;
    std::optional<int> maxAccounts;
    std::optional<ServerStatus> status;
  };
  Server change(const Actor& actor, Id<Server> id, const Change& change);
  /// Throws 409 `server_in_use` while services live there.
  void remove(const Actor& actor, Id<Server> id);
  Server get(db::Reader& reader, Id<Server> id);
  /// The settings with "***" in place of secrets.
  Json shownSettings(db::Reader& reader, const Server& server);

  /// What keeps a product from being made with these configured provisioners and the servers that
  /// there are; nothing for one that is made by hand.
  std::vector<ProductProblem> problemsOf(db::Reader& reader,
                                         const std::vector<ProviderInstance>& provisioners,
                                         const Product& product);

  /// Asks each server of a configured provisioner, in the order of their names. What is not reached
  /// within a minute is not asked any more and counts as failed.
  struct Trial {
    Id<Server> id;
    std::string name;
    bool works = false;
    std::string code, message;
  };
  std::vector<Trial> testAll(const std::string& plugin);
  /// Compares what we believe with what is there: {server, missing: ours that it has not, unknown:
  /// its that we have not, differing: of the other state, domain or package, agreeing}. Throws 503
  /// `server_unreachable`.
  Json drift(Id<Server> id);
  /// One account as it is there now; nothing where the server has it not. Throws as above.
  std::optional<ProviderAccount> accountAt(Id<Server> id, const std::string& account);

 private:
  void keepGroup(db::Transaction& tx, const Server& server);
  std::map<std::string, ProviderAccount> accountsAt(const Server& server, const Json& settings,
                                                    const std::string& until = {});

  Parts parts_;
};

}  // namespace hostler
