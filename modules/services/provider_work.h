#pragma once

#include "core/base/result.h"
#include "core/jobs/handler.h"
#include "core/operations/operations.h"
#include "modules/accounts/accounts.h"
#include "modules/services/server_group.h"
#include "modules/services/service_desk.h"
#include "modules/services/service_tasks.h"

namespace hostler {

/// What the provider says of an account (plugins/sdk: Account), read as the untrusted input that it
/// is.
struct ProviderAccount {
  std::string id, username, domain;
  std::string package;  ///< empty: it has none, or does not tell
  bool suspended = false;
  Json facts = Json::object();  ///< what clients may see
};
/// Throws ValidationError.
ProviderAccount readProviderAccount(const Json& json);

/// What every job at a provisioner shares: the requests, the lock on one service at a time, and
/// what an outcome means. A job of a service waits while another operation on it is under way.
class ProviderWork {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Random& random;
    Catalog& catalog;
    Accounts& accounts;
    ServiceRepository& services;
    ServerRepository& servers;
    Placement& placement;
    ServiceDesk& desk;
    Operations& operations;
  };
  explicit ProviderWork(Parts parts) : parts_{parts} {}

  /// So often a job is tried before a person is told; a provider that is down for a day must not
  /// park what clients have paid for.
  static constexpr int kMostAttempts = 40;

  jobs::Result create(jobs::Context& context, const CreateService& task);
  jobs::Result suspend(jobs::Context& context, const SuspendService& task);
  jobs::Result unsuspend(jobs::Context& context, const UnsuspendService& task);
  jobs::Result terminate(jobs::Context& context, const TerminateService& task);
  jobs::Result changePassword(jobs::Context& context, const ChangeServicePassword& task);

  /// The request of a verb on an account that exists, for reading calls.
  Json requestOn(db::Reader& reader, const Service& service);
  /// What a person in front of a screen waits for: it gives up soon, and waits for this service's
  /// server alone.
  ProviderAnswer askNow(const Service& service, const std::string& verb);

  /// A verb on an account that exists. `generation` tells one occasion of it from the next: the
  /// same one is the same effect.
  /// Throws DomainError `action_not_offered` (409) where the service's plugin has no such verb.
  void demandOffered(const Service& service, const std::string& verb);
  OperationSpec specFor(const Service& service, const std::string& verb,
                        const std::string& generation);
  /// Sends an operation if the service is, under its lock, still as it has to be and nobody else's
  /// call for it is under way. Otherwise what the job is to end with. `follow` as in
  /// Operations::perform.
  Result<ProviderAnswer, jobs::Result> send(jobs::Context& context, const Service& service,
                                            const OperationSpec& spec,
                                            const std::function<bool(const Service&)>& isWanted,
                                            const Operations::Follow& follow = {});
  /// The end of a job when something else is wanted of the service by now. What it may have sent
  /// before a crash is waited out first, lest it undoes what comes after it.
  jobs::Result callOff(jobs::Context& context, Id<Service> service);
  /// Runs the work of a job; when it throws for the last time, a person is told.
  jobs::Result watched(jobs::Context& context, Id<Service> service, ProvisioningState wanted,
                       const std::string& step, const std::function<jobs::Result()>& work);
  /// What an answer that is no success means for a job and for what is `wanted` of the service: it
  /// comes again, or a person is told.
  jobs::Result failed(jobs::Context& context, const Service& service, ProvisioningState wanted,
                      const ProviderAnswer& answer, const std::string& step);

 private:
  std::optional<Service> load(jobs::Context& context, Id<Service> id);
  bool makesMachines(const std::string& plugin);
  bool lacks(const std::string& plugin, const std::string& verb);
  std::optional<Server> place(jobs::Context& context, Service& service);
  OperationSpec createSpec(const Service& service);
  void made(jobs::Context& context, db::Transaction& tx, const Service& service,
            const ProviderAccount& account);
  jobs::Result proven(jobs::Context& context, const Service& service, ProvisioningState wanted,
                      const ProviderAnswer& answer, const std::string& step,
                      const std::function<void(db::Transaction&, Service&)>& done);
  bool endUnmade(jobs::Context& context, const Service& service);
  bool isGivenUp(const jobs::Context& context, const Service& service,
                 const ProviderAnswer& answer) const;
  std::optional<jobs::Result> backUp(jobs::Context& context, Service& service);
  std::optional<jobs::Result> notBackedUp(jobs::Context& context, const Service& service,
                                          const ProviderAnswer& answer);
  bool isProvenGone(const Service& service);

  Parts parts_;
};

}  // namespace hostler
