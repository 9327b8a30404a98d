#pragma once

#include "core/jobs/interventions.h"
#include "core/outbound/public_address.h"
#include "modules/compute/compute_desk.h"
#include "modules/compute/compute_tasks.h"
#include "modules/compute/machines.h"

namespace hostler {

/// Does what was asked for at the provider: one action is one operation under one key, sent again
/// until the provider says that it is done.
class ComputeWork {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    ServiceRepository& services;
    ServiceDesk& serviceDesk;
    ComputeRepository& compute;
    ComputeDesk& desk;
    Machines& machines;
    ProviderWork& provider;
    Operations& operations;
    /// Whether a host name leads to addresses that are not public.
    std::function<bool(const std::string& host)> leadsInside = hostler::leadsInside;
  };
  explicit ComputeWork(Parts parts) : parts_{std::move(parts)} {}

  static constexpr int kMostAttempts = 30;

  jobs::Result run(jobs::Context& context, const RunCloudAction& task);
  /// What a person, or the queue, makes of such a job.
  void addTo(jobs::Interventions& interventions);

 private:
  struct Work {
    CloudAction action;
    Service machine;
    std::optional<CloudResource> resource;
  };
  std::optional<Work> load(Id<CloudAction> id);
  OperationSpec specFor(const Work& work);
  Result<ProviderAnswer, jobs::Result> send(jobs::Context& context, const Work& work,
                                            const OperationSpec& spec);
  bool wasRefused(const CloudResource& resource);
  bool namesInside(const Work& work, const OperationSpec& spec);
  std::optional<ProviderAnswer> findLost(Work& work, const OperationSpec& spec);
  jobs::Result settle(jobs::Context& context, Work& work, const ProviderAnswer& answer);
  jobs::Result done(jobs::Context& context, Work& work, const ProviderAnswer& answer);
  jobs::Result refused(jobs::Context& context, Work& work, const ProviderAnswer& answer);
  jobs::Result waiting(jobs::Context& context, Work& work, const ProviderAnswer& answer);
  void keepResource(db::Transaction& tx, const Work& work, CloudResource& resource,
                    const Json& answer);
  void fail(db::Transaction& tx, const Actor& actor, Id<CloudAction> id, const std::string& code,
            const std::string& message);

  Parts parts_;
};

}  // namespace hostler
