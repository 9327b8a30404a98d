#pragma once

#include "core/http/page.h"
#include "core/secrets/vault.h"
#include "modules/services/services.h"

namespace hostler {

/// What a service signs in with.
struct ServiceCredentials {
  std::string username;
  Secret password;
};

/// One line of a service's history.
struct ServiceStep {
  Id<ServiceStep> id;
  std::string kind, detail, actor;
  Instant at;

  /// A person was asked to look; the detail is the provider's own words, for staff.
  bool hasFailed() const { return kind.ends_with("_failed"); }
};

/// SQL of services. Credentials are sealed, so this one needs the vault.
class ServiceRepository {
 public:
  explicit ServiceRepository(Vault& vault) : vault_{vault} {}
  static const SealedColumn kCredentials;

  void insert(db::Transaction& tx, const Service& service);
  std::optional<Service> find(db::Reader& reader, const Scope& scope, Id<Service> id);
  std::optional<Service> lock(db::Transaction& tx, const Scope& scope, Id<Service> id);
  std::vector<Service> lockAll(db::Transaction& tx, const std::vector<Id<Service>>& ids);
  std::vector<Service> list(db::Reader& reader, const Scope& scope,
                            std::optional<ServiceStatus> status, const http::ListOrder& order,
                            int limit, std::optional<ProvisioningState> provisioning = {});
  std::vector<Service> onServer(db::Reader& reader, Id<Server> server);
  /// Whether another account of any shop has a live one whose domain is this name, one above it or
  /// one below it.
  bool isServedForOthers(db::Reader& reader, Id<Account> account, const std::string& name);
  /// Everything but credentials.
  void save(db::Transaction& tx, const Service& service);
  /// Status, provisioning, last error, reason of suspension and paid time alone: what moves for
  /// many at once.
  void saveProgress(db::Transaction& tx, const std::vector<const Service*>& services, Instant now);

  void setDomain(db::Transaction& tx, Id<Service> id, const std::string& domain);
  void setCredentials(db::Transaction& tx, Id<Service> id, const ServiceCredentials& credentials);
  /// Those that are there already stay.
  void setFirstCredentials(db::Transaction& tx, Id<Service> id,
                           const ServiceCredentials& credentials);
  std::optional<ServiceCredentials> credentials(db::Reader& reader, Id<Service> id);

  void addStep(db::Transaction& tx, const Service& service, ServiceStep step);
  std::vector<ServiceStep> steps(db::Reader& reader, Id<Service> id);

  // What the rules select: live services of a tenant, in the order of their ids.

  /// Whose invoiced time ends on or before `day`: to be renewed.
  std::vector<Service> endingBy(db::Reader& reader, Id<Tenant> tenant, Date day, Id<Service> after,
                                int limit);
  /// The same, all of a client's at a time: those of the clients after `after` in the order of
  /// accounts, at least one client's and about `limit` of them. `isLast`: there are no more
  /// clients.
  struct OfClients {
    std::vector<Service> services;
    bool isLast = true;
  };
  OfClients endingByClient(db::Reader& reader, Id<Tenant> tenant, Date day, Id<Account> after,
                           int limit);
  /// Active ones, and those that their clients have suspended, whose paid time ended before `day`.
  std::vector<Service> unpaidSince(db::Reader& reader, Id<Tenant> tenant, Date day,
                                   Id<Service> after, int limit);
  /// Suspended ones.
  std::vector<Service> suspended(db::Reader& reader, Id<Tenant> tenant, Id<Service> after,
                                 int limit);
  /// Live ones whose client asked for an end on or before `day`.
  std::vector<Service> cancellingBy(db::Reader& reader, Id<Tenant> tenant, Date day,
                                    Id<Service> after, int limit);

 private:
  db::Blob sealed(Id<Service> id, const ServiceCredentials& credentials);

  Vault& vault_;
};

}  // namespace hostler
