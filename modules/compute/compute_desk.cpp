#include "modules/compute/compute_desk.h"

#include "core/audit/fresh_factor.h"
#include "modules/compute/compute_tasks.h"
#include "modules/services/evidence.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::int64_t kGibibyte = 1'073'741'824;

// "machine.reboot" as a word of a service's timeline.
std::string stepOf(const std::string& verb, const char* what) {
  auto step = verb;
  std::ranges::replace(step, '.', '_');
  return step + "_" + what;
}

int gigabytesIn(const Json& members) {
  const auto found = members.find("size_bytes");
  return found == members.end() ? 0 : static_cast<int>(found->get<std::int64_t>() / kGibibyte);
}

DomainError notOffered(const std::string& name) {
  return DomainError{
      "action_not_offered", 409, "The provider does not offer that here.", {{"action", name}}};
}

}  // namespace

void mustBeInPerson(const Actor& actor) {
  if (actor.impersonator) throw DomainError{"forbidden", 403, "You may not do this."};
  mustHaveFreshFactor(actor);
}

bool ComputeDesk::isMachine(const Service& service) {
  return !service.plugin.empty() &&
         parts_.operations.offers("provisioner", service.plugin, "machine.start");
}

std::vector<std::string> ComputeDesk::offered(const std::string& plugin) {
  std::vector<std::string> names;
  for (const auto& action : machineActions()) {
    if (parts_.operations.offers("provisioner", plugin, std::string{action.verb}))
      names.emplace_back(action.name);
  }
  return names;
}

Service ComputeDesk::machineOf(db::Transaction& tx, const Actor& actor, Id<Service> id) {
  auto service = parts_.services.lock(tx, actor.scope, id);
  if (!service || !isMachine(*service)) throw NotFound{};
  return std::move(*service);
}

// A machine that a body names was not judged with the path.
Service ComputeDesk::locked(db::Transaction& tx, const Actor& actor, Id<Service> id) {
  auto machine = machineOf(tx, actor, id);
  http::requireMay(actor, kOperateCompute, {id.text()});
  return machine;
}

CloudResource ComputeDesk::lockedResource(db::Transaction& tx, const Actor& actor,
                                          const ResourceKind& kind, Id<CloudResource> id) {
  auto resource = parts_.compute.lock(tx, actor.scope, id);
  if (!resource || resource->kind != kind.word) throw NotFound{};
  http::requireMay(actor, kOperateCompute, {id.text(), resource->service.text()});
  return std::move(*resource);
}

void ComputeDesk::mustBeReady(const Service& machine, const std::string& what) {
  const bool isReady = machine.status == ServiceStatus::Active &&
                       machine.provisioning == ProvisioningState::Idle && machine.externalId &&
                       machine.server;
  if (!isReady) throw ServiceStateForbids{machine, what};
}

void ComputeDesk::mustOffer(const std::string& plugin, std::string_view verb) {
  if (!parts_.operations.offers("provisioner", plugin, std::string{verb}))
    throw notOffered(std::string{verb});
}

std::optional<Id<jobs::Job>> ComputeDesk::tryBegin(db::Transaction& tx, const Actor& actor,
                                                   const Service& machine, CloudAction action) {
  action.id = parts_.ids.next<CloudAction>();
  action.tenant = machine.tenant;
  action.account = machine.account;
  action.service = machine.id;
  action.requestedAt = parts_.clock.now();
  action.params["requested_at"] = action.requestedAt.unixSeconds();
  if (parts_.compute.holding(tx, action.holdsMachine ? std::optional{machine.id} : std::nullopt,
                             action.resource))
    return std::nullopt;
  jobs::Enqueue how;
  how.lane = "plugin." + machine.plugin;
  how.priority = jobs::Priority::Urgent;
  const auto scope = Scope::ofAccount(machine.tenant, machine.account);
  action.job = parts_.queue.enqueue(tx, scope, RunCloudAction{action.id}, how).value();
  // Whoever was quicker holds it; what is enqueued here goes with the transaction.
  if (!parts_.compute.insert(tx, action)) throw db::Conflict{"another action began meanwhile", 0};
  parts_.serviceDesk.step(tx, actor, machine, stepOf(action.verb, "requested"),
                          action.resource ? action.resource->text() : "");
  return action.job;
}

Id<jobs::Job> ComputeDesk::begin(db::Transaction& tx, const Actor& actor, const Service& machine,
                                 const CloudAction& action) {
  if (const auto job = tryBegin(tx, actor, machine, action)) return *job;
  const auto held = parts_.compute.holding(
      tx, action.holdsMachine ? std::optional{machine.id} : std::nullopt, action.resource);
  if (!held) throw db::Conflict{"another action has just ended", 0};
  throw ActionUnderWay{held->name, held->job};
}

// What the reseller's cloud account holds of others (snapshots, private images) is not to be had by
// guessing its name.
void ComputeDesk::checkImage(const Actor& actor, Id<Service> id, const std::string& image) {
  const auto machine = parts_.database.read([&](db::Reader& reader) {
    auto found = parts_.services.find(reader, actor.scope, id);
    if (!found || !isMachine(*found)) throw NotFound{};
    mustBeReady(*found, "rebuild");
    return std::move(*found);
  });
  const auto own = parts_.database.read([&](db::Reader& reader) {
    const auto all = parts_.compute.onServer(reader, *machine.server, "images");
    return std::ranges::any_of(all, [&](const CloudResource& one) {
      return one.account == machine.account && one.state == CloudState::Ready &&
             one.externalId == image;
    });
  });
  if (!own && !parts_.catalogue.hasPublicImage(machine, image))
    throw ValidationError{"params.image", "unknown_image", "is no image that is offered here"};
}

Id<jobs::Job> ComputeDesk::act(const Actor& actor, Id<Service> id, const std::string& name,
                               const Json& params) {
  if (name == "resize") {
    throw DomainError{"use_upgrade",
                      409,
                      "Another size has another price: change the plan instead.",
                      {{"upgrade", "/api/services/" + id.text() + "/upgrade"}}};
  }
  const auto* known = machineActionOf(name);
  if (known == nullptr)
    throw ValidationError{"action", "unknown_action", "is nothing that can be done to a server"};
  if (known->isDangerous) mustBeInPerson(actor);
  auto members = readMembers(known->params, params, "params");
  if (members.contains("image")) checkImage(actor, id, members["image"]);
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto machine = locked(tx, actor, id);
    mustOffer(machine.plugin, known->verb);
    mustBeReady(machine, name);
    if (known->verb == "snapshots.create") {
      NewResource wanted{id, members.value("name", ""), Json::object(), {}, {}};
      return makeWithin(tx, actor, machine, *kindOf("snapshots"), wanted, Json::object(), name).job;
    }
    CloudAction action;
    action.name = name;
    action.verb = known->verb;
    action.params = members;
    action.holdsMachine = true;
    if (known->verb == "snapshots.restore") {
      const auto snapshot = Id<CloudResource>::parse(members["id"].get<std::string>());
      action.params["id"] = ownSnapshot(tx, actor, machine, members["id"]);
      action.resource = snapshot;
    }
    return begin(tx, actor, machine, action);
  });
}

std::string ComputeDesk::ownSnapshot(db::Transaction& tx, const Actor& actor,
                                     const Service& machine, const std::string& id) {
  const auto parsed = Id<CloudResource>::parse(id);
  const auto found = parsed ? parts_.compute.lock(tx, actor.scope, *parsed) : std::nullopt;
  const bool fits = found && found->kind == "snapshots" && found->account == machine.account &&
                    found->server == machine.server && found->state == CloudState::Ready &&
                    found->externalId;
  if (!fits)
    throw ValidationError{"snapshot_id", "unknown_snapshot", "is no snapshot that is ready here"};
  http::requireMay(actor, kOperateCompute, {found->id.text(), found->service.text()});
  return *found->externalId;
}

ComputeDesk::Made ComputeDesk::make(const Actor& actor, const ResourceKind& kind,
                                    const NewResource& wanted) {
  auto members = readMembers(kind.members, wanted.members);
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto machine = locked(tx, actor, wanted.machine);
    return makeWithin(tx, actor, machine, kind, wanted, members, "create");
  });
}

ComputeDesk::Made ComputeDesk::makeWithin(db::Transaction& tx, const Actor& actor,
                                          const Service& machine, const ResourceKind& kind,
                                          const NewResource& wanted, Json members,
                                          const std::string& actionName) {
  const auto verb = std::string{kind.word} + ".create";
  mustOffer(machine.plugin, verb);
  mustBeReady(machine, "add to");
  if (wanted.snapshot)
    members["snapshot"] = ownSnapshot(tx, actor, machine, wanted.snapshot->text());
  if (wanted.volume) {
    const auto volume = lockedResource(tx, actor, *kindOf("volumes"), *wanted.volume);
    if (volume.server != machine.server || !volume.externalId)
      throw ValidationError{"volume_id", "unknown_volume", "is no volume that is ready here"};
    members["volume"] = *volume.externalId;
  }
  const auto gigabytes = gigabytesIn(members);
  parts_.allowances.check(tx, machine, kind, gigabytes);

  CloudResource resource;
  resource.id = parts_.ids.next<CloudResource>();
  resource.tenant = machine.tenant;
  resource.account = machine.account;
  resource.server = *machine.server;
  resource.service = machine.id;
  resource.plugin = machine.plugin;
  resource.kind = kind.word;
  resource.name = wanted.name;
  resource.gigabytes = gigabytes;
  resource.createdAt = resource.updatedAt = parts_.clock.now();
  parts_.compute.insert(tx, resource);

  CloudAction action;
  action.name = actionName;
  action.verb = verb;
  action.params = std::move(members);
  action.params["name"] = wanted.name;
  action.resource = resource.id;
  action.holdsMachine = kind.takesMachine || (kind.word == "snapshots" && !wanted.volume);
  return {resource, begin(tx, actor, machine, action)};
}

Id<jobs::Job> ComputeDesk::actOn(const Actor& actor, const ResourceKind& kind, Id<CloudResource> id,
                                 const std::string& name, std::optional<Id<Service>> machineId,
                                 const Json& params) {
  const auto* known = actionOf(kind, name);
  if (known == nullptr)
    throw ValidationError{"action", "unknown_action", "is nothing that can be done to it"};
  if (known->takesMachine && !machineId)
    throw ValidationError{"instance_id", "required", "is missing"};
  if (!known->takesMachine && machineId)
    throw ValidationError{"instance_id", "unknown_field", "is not part of this action"};
  const auto members = readMembers(known->params, params, "params");
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto home = parts_.database.read([&](db::Reader& reader) {
      const auto found = parts_.compute.find(reader, actor.scope, id);
      if (!found || found->kind != kind.word) throw NotFound{};
      return found->service;
    });
    const auto machine = machineId ? locked(tx, actor, *machineId) : machineOf(tx, actor, home);
    auto resource = lockedResource(tx, actor, kind, id);
    mustOffer(resource.plugin, known->verb);
    if (machine.account != resource.account || machine.server != resource.server) {
      throw ValidationError{"instance_id", "elsewhere",
                            "is not where it is: both have to be of one cloud account"};
    }
    if (resource.state != CloudState::Ready || !resource.externalId) {
      const auto held = parts_.compute.holding(tx, std::nullopt, id);
      if (held) throw ActionUnderWay{held->name, held->job};
      throw DomainError{
          "resource_state", 409, "It is not ready for that.", {{"state", wordOf(resource.state)}}};
    }
    mustBeReady(machine, name);
    // What leads to another machine is that one's from then on, and so of what it includes.
    const bool moves = known->takesMachine && machine.id != resource.service &&
                       (kind.word == "volumes" || kind.word == "ips");
    if (moves) parts_.allowances.check(tx, machine, kind, resource.gigabytes);
    const auto grows = gigabytesIn(members);
    if (grows > 0) {
      if (grows <= resource.gigabytes)
        throw ValidationError{"params.size_gb", "too_small", "must be larger than it is"};
      const auto used = parts_.compute.used(tx, machine.id, resource.kind);
      for (const auto& one : parts_.allowances.of(tx, machine.tenant, machine.product)) {
        if (one.kind == resource.kind &&
            used.gigabytes - resource.gigabytes + grows > one.gigabytes)
          throw DomainError{"not_included",
                            409,
                            "What this server was bought as includes less space.",
                            {{"kind", resource.kind}, {"included_gb", one.gigabytes}}};
      }
      resource.gigabytes = grows;
    }
    CloudAction action;
    action.name = name;
    action.verb = known->verb;
    action.params = members;
    action.params["id"] = *resource.externalId;
    action.resource = id;
    action.holdsMachine = known->takesMachine;
    resource.state = CloudState::Changing;
    resource.updatedAt = parts_.clock.now();
    const auto job = begin(tx, actor, machine, action);
    parts_.compute.save(tx, resource);
    return job;
  });
}

Id<jobs::Job> ComputeDesk::remove(const Actor& actor, const ResourceKind& kind,
                                  Id<CloudResource> id) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto resource = lockedResource(tx, actor, kind, id);
    const auto home = parts_.services.find(tx, actor.scope, resource.service);
    if (holdsData(kind.word)) mustBeInPerson(actor);
    if (home) mustNotBeEvidence(actor, *home);
    const auto machine = resource.facts.value("machine", Json(""));
    if (kind.word == "volumes" && machine.is_string() && !machine.get<std::string>().empty()) {
      if (home && home->isLive())
        throw DomainError{
            "resource_attached", 409, "Detach it first.", {{"instance", resource.service.text()}}};
    }
    if (const auto job = beginRemoval(tx, actor, resource)) return *job;
    const auto held = parts_.compute.holding(tx, std::nullopt, id);
    if (!held) throw db::Conflict{"another action has just ended", 0};
    throw ActionUnderWay{held->name, held->job};
  });
}

std::optional<Id<jobs::Job>> ComputeDesk::beginRemoval(db::Transaction& tx, const Actor& actor,
                                                       CloudResource& resource) {
  const auto machine =
      parts_.services.find(tx, Scope::ofTenant(resource.tenant), resource.service).value();
  CloudAction action;
  action.name = "delete";
  action.verb =
      resource.facts.value("is_backup", false) ? "delete_backup" : resource.kind + ".delete";
  mustOffer(resource.plugin, action.verb);
  action.resource = resource.id;
  const auto job = tryBegin(tx, actor, machine, action);
  if (!job) return std::nullopt;
  resource.state = CloudState::Deleting;
  resource.updatedAt = parts_.clock.now();
  parts_.compute.save(tx, resource);
  return job;
}

void ComputeDesk::finish(db::Transaction& tx, const Actor& actor, CloudAction& action,
                         ActionState state, const std::string& code, const std::string& message) {
  action.state = state;
  action.errorCode = code;
  action.errorMessage = message;
  action.finishedAt = parts_.clock.now();
  parts_.compute.end(tx, action);
  const auto service = parts_.services.find(tx, Scope::ofTenant(action.tenant), action.service);
  if (!service) return;
  const bool isDone = state == ActionState::Succeeded;
  parts_.serviceDesk.step(tx, actor, *service, stepOf(action.verb, isDone ? "done" : "refused"),
                          action.resource ? action.resource->text() : "");
  parts_.bus.publish(tx, actor, Scope::ofAccount(action.tenant, action.account),
                     ComputeActionFinished{action.service, action.resource, action.name, state});
}

}  // namespace hostler
