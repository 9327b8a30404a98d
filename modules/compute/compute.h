#pragma once

// Machines and what belongs to them in clouds, as other modules may ask for them. A machine is a
// service: it is bought, renewed, suspended and ended as one. Everything else here hangs on one.

#include "core/db/transaction.h"
#include "core/jobs/job.h"
#include "core/json/json.h"
#include "modules/services/services.h"

namespace hostler {

struct CloudResource;
template <>
inline constexpr std::string_view kIdPrefix<CloudResource> = "res";

struct CloudAction;
template <>
inline constexpr std::string_view kIdPrefix<CloudAction> = "act";

/// A belonging's state. `Failed`: it could not be made, or nobody knows; only deleting it is left.
enum class CloudState { Creating = 1, Ready, Changing, Deleting, Failed, Deleted };
template <>
inline constexpr std::array kEnumNames<CloudState>{
    std::string_view{"creating"}, std::string_view{"ready"},  std::string_view{"changing"},
    std::string_view{"deleting"}, std::string_view{"failed"}, std::string_view{"deleted"}};

/// Something of a client's in a cloud account: a volume, an address, a key.
struct CloudResource {
  Id<CloudResource> id;
  Id<Tenant> tenant;
  Id<Account> account;
  Id<Server> server;
  Id<Service> service;  ///< the machine that it was made for, which includes it and ends it
  std::string plugin;
  std::string kind;  ///< "volumes": the plugin's word
  std::optional<std::string> externalId;
  std::string name;
  CloudState state = CloudState::Creating;
  int gigabytes = 0;            ///< of a disk; else 0
  Json facts = Json::object();  ///< what the provider told that its client may see
  std::string lastError;        ///< the provider's words, for staff
  Instant createdAt, updatedAt;
  std::optional<Instant> endedAt;
};

enum class ActionState { Running = 1, Succeeded, Failed };
template <>
inline constexpr std::array kEnumNames<ActionState>{
    std::string_view{"running"}, std::string_view{"succeeded"}, std::string_view{"failed"}};

/// Something that was asked to be done, once. Its id is the key that the provider sees.
struct CloudAction {
  Id<CloudAction> id;
  Id<Tenant> tenant;
  Id<Account> account;
  Id<Service> service;
  std::optional<Id<CloudResource>> resource;
  std::string name;              ///< as people say it: "reboot", "attach"
  std::string verb;              ///< as plugins do: "machine.reboot", "volumes.attach"
  Json params = Json::object();  ///< members of the plugin's request; nothing secret
  ActionState state = ActionState::Running;
  bool holdsMachine = false;
  Id<jobs::Job> job;
  std::string errorCode, errorMessage;
  Instant requestedAt;
  std::optional<Instant> finishedAt;
};

/// An action on a machine or a belonging has come to its end.
struct ComputeActionFinished {
  static constexpr std::string_view kName = "compute.action_finished";
  Id<Service> service;
  std::optional<Id<CloudResource>> resource;
  std::string action;
  ActionState state = ActionState::Succeeded;
  static void describe(Shape<ComputeActionFinished>& shape);
};

/// 409 `action_under_way` with what is being done already, and its job.
struct ActionUnderWay : DomainError {
  ActionUnderWay(const std::string& name, Id<jobs::Job> job);
};

}  // namespace hostler
