#pragma once

#include "core/jobs/interventions.h"
#include "modules/services/service_actions.h"

namespace hostler {

/// What becomes of a service when a person takes up, or gives up, one of its jobs, or the queue
/// does not try it any more.
class ServiceInterventions {
 public:
  ServiceInterventions(ServiceRepository& services, ServiceDesk& desk, ServiceActions& actions)
      : services_{services}, desk_{desk}, actions_{actions} {}

  void addTo(jobs::Interventions& interventions);

 private:
  /// A kind of job: what is wanted of the service while it runs, and the first words of the steps
  /// that say it has failed.
  struct Kind {
    std::string_view kind;
    ProvisioningState wanted;
    std::vector<std::string> steps;
  };
  void retried(db::Transaction& tx, const Actor& actor, const jobs::Job& job, const Kind& kind);
  void discarded(db::Transaction& tx, const Actor& actor, const jobs::Job& job, const Kind& kind);
  void givenUp(db::Transaction& tx, const Actor& actor, const jobs::Job& job, const Kind& kind,
               const std::string& reason);
  std::optional<Service> serviceOf(db::Transaction& tx, const jobs::Job& job);

  ServiceRepository& services_;
  ServiceDesk& desk_;
  ServiceActions& actions_;
};

}  // namespace hostler
