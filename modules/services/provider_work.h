#pragma once

#include "core/jobs/handler.h"
#include "core/operations/operations.h"
#include "modules/accounts/accounts.h"
#include "modules/services/server.h"
#include "modules/services/service_desk.h"
#include "modules/services/service_tasks.h"

namespace hostler {

/// What the provider says of an account (plugins/sdk: Account), read as the untrusted input that it
/// is.
struct ProviderAccount {
  std::string id, username, domain;
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
    Catalog& catalog;
    Accounts& accounts;
    ServiceRepository& services;
    ServerRepository& servers;
    ServiceDesk& desk;
    Operations& operations;
  };
  explicit ProviderWork(Parts parts) : parts_{parts} {}

  jobs::Result create(jobs::Context& context, const CreateService& task);
  jobs::Result suspend(jobs::Context& context, const SuspendService& task);
  jobs::Result unsuspend(jobs::Context& context, const UnsuspendService& task);
  jobs::Result terminate(jobs::Context& context, const TerminateService& task);
  jobs::Result changePassword(jobs::Context& context, const ChangeServicePassword& task);

  /// The request of a verb on an account that exists, for reading calls.
  Json requestOn(db::Reader& reader, const Service& service);
  Operations& operations() { return parts_.operations; }

 private:
  std::optional<Service> load(jobs::Context& context, Id<Service> id);
  std::optional<Server> place(jobs::Context& context, Service& service);
  OperationSpec specFor(const Service& service, const std::string& verb,
                        const std::string& generation);
  jobs::Result proven(jobs::Context& context, const Service& service, ProvisioningState wanted,
                      const ProviderAnswer& answer, const std::string& step,
                      const std::function<void(db::Transaction&, Service&)>& done);
  jobs::Result failed(jobs::Context& context, const Service& service, ProvisioningState wanted,
                      const ProviderAnswer& answer, const std::string& step);
  std::optional<jobs::Result> backUp(jobs::Context& context, Service& service);
  bool isBusy(const Service& service, const std::string& operation);

  Parts parts_;
};

}  // namespace hostler
