#pragma once

#include "core/events/event_bus.h"
#include "core/http/rights.h"
#include "core/jobs/queue.h"
#include "core/operations/operations.h"
#include "modules/compute/allowances.h"
#include "modules/compute/cloud_catalogue.h"
#include "modules/compute/compute_permissions.h"
#include "modules/compute/machine_actions.h"
#include "modules/services/service_desk.h"

namespace hostler {

/// What loses data, or opens a machine, is asked for by its client in person: throws 403
/// `forbidden` to staff in a client's place and `step_up_required` without a fresh factor.
void mustBeInPerson(const Actor& actor);

/// What clients and staff want done to machines and their belongings, written down with the job
/// that does it; nothing here calls a provider but to look what images there are.
///
/// A cloud account is shared by many clients: a client names belongings by our ids alone, and only
/// what stands in our table as theirs is ever named to the provider.
class ComputeDesk {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    ServiceRepository& services;
    ServiceDesk& serviceDesk;
    ComputeRepository& compute;
    Allowances& allowances;
    CloudCatalogue& catalogue;
    Operations& operations;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
  };
  explicit ComputeDesk(Parts parts) : parts_{parts} {}

  /// Whether what a plugin makes are machines.
  bool isMachine(const Service& service);
  /// The names of what the plugin offers for a machine.
  std::vector<std::string> offered(const std::string& plugin);

  /// Throws 409 `service_state`, `action_under_way` and `use_upgrade`, 422 for what is not offered;
  /// what is dangerous must be asked for in person.
  Id<jobs::Job> act(const Actor& actor, Id<Service> machine, const std::string& name,
                    const Json& params);

  struct NewResource {
    Id<Service> machine;
    std::string name;
    Json members = Json::object();                      ///< of the kind's table, not read yet
    std::optional<Id<CloudResource>> volume, snapshot;  ///< what it is made of
  };
  struct Made {
    CloudResource resource;
    Id<jobs::Job> job;
  };
  /// Throws NotFound for a machine of another, 409 as act and `not_included`.
  Made make(const Actor& actor, const ResourceKind& kind, const NewResource& wanted);
  Id<jobs::Job> actOn(const Actor& actor, const ResourceKind& kind, Id<CloudResource> id,
                      const std::string& name, std::optional<Id<Service>> machine,
                      const Json& params);
  /// What holds data is removed in person alone, and nothing that is evidence by its client: throws
  /// as mustBeInPerson and mustNotBeEvidence, 409 `resource_attached` and `action_under_way`.
  Id<jobs::Job> remove(const Actor& actor, const ResourceKind& kind, Id<CloudResource> id);
  /// The same in the course of other work; nothing while something else is done to it.
  std::optional<Id<jobs::Job>> beginRemoval(db::Transaction& tx, const Actor& actor,
                                            CloudResource& resource);

  /// An action's end, and what it means for a belonging; events and the timeline are told.
  void finish(db::Transaction& tx, const Actor& actor, CloudAction& action, ActionState state,
              const std::string& code = {}, const std::string& message = {});

 private:
  Service machineOf(db::Transaction& tx, const Actor& actor, Id<Service> id);
  Service locked(db::Transaction& tx, const Actor& actor, Id<Service> id);
  CloudResource lockedResource(db::Transaction& tx, const Actor& actor, const ResourceKind& kind,
                               Id<CloudResource> id);
  void mustBeReady(const Service& machine, const std::string& what);
  void mustOffer(const std::string& plugin, std::string_view verb);
  std::string ownSnapshot(db::Transaction& tx, const Actor& actor, const Service& machine,
                          const std::string& id);
  Made makeWithin(db::Transaction& tx, const Actor& actor, const Service& machine,
                  const ResourceKind& kind, const NewResource& wanted, Json members,
                  const std::string& actionName);
  void checkImage(const Actor& actor, Id<Service> machine, const std::string& image);
  std::optional<Id<jobs::Job>> tryBegin(db::Transaction& tx, const Actor& actor,
                                        const Service& machine, CloudAction action);
  Id<jobs::Job> begin(db::Transaction& tx, const Actor& actor, const Service& machine,
                      const CloudAction& action);

  Parts parts_;
};

}  // namespace hostler
