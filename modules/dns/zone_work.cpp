#include "modules/dns/zone_work.h"

#include "core/base/fitted.h"
#include "modules/dns/zone_homes.h"

namespace hostler {
namespace {

constexpr std::chrono::seconds kAskAgain{30};

// A registrar tells its name servers as records of the domain itself.
Json apexServers(const Json& reply, const std::string& zone) {
  const auto records = reply.find("records");
  if (records == reply.end() || !records->is_array()) return Json::array();
  for (const auto& one : *records) {
    if (one.is_object() && one.value("name", Json{}) == zone && one.value("type", Json{}) == "NS")
      return one.value("values", Json::array());
  }
  return Json::array();
}

std::vector<std::string> serversOf(const Json& reply) {
  std::vector<std::string> servers;
  const auto found = reply.find("nameservers");
  if (found == reply.end() || !found->is_array()) return servers;
  for (const auto& one : *found) {
    if (one.is_string() && one.get_ref<const std::string&>().size() <= 253 && servers.size() < 12)
      servers.push_back(one);
  }
  return servers;
}

// A provider that answers with another zone is not believed.
bool isAbout(const DnsZone& zone, const Json& reply) {
  if (isRegistrar(zone.kind)) return reply.is_object() && reply.contains("records");
  return reply.is_object() && reply.value("name", Json{}) == zone.name;
}

ProviderAnswer strangeAnswer() {
  return ProviderAnswer::failed(Outcome::NeedsAttention, "strange_answer",
                                "The DNS server answered with something else.");
}

template <class T>
std::vector<T> listOf(const Json& reply, const char* member, std::size_t most) {
  const auto found = reply.find(member);
  if (found == reply.end() || !found->is_array() || found->size() > most)
    throw ValidationError{member, "provider_answer", "is not what a DNS plugin answers"};
  return fromJson<std::vector<T>>(*found);
}

}  // namespace

void ZoneWork::addHandlers(jobs::Handlers& handlers) {
  const jobs::HandlerOptions patient{.lane = "dns",
                                     .maxAttempts = kMostAttempts,
                                     .firstPause = std::chrono::seconds{2},
                                     .longestPause = std::chrono::minutes{30}};
  handlers.add<CreateDnsZone>(
      patient, [this](auto& context, const auto& task) { return create(context, task); });
  handlers.add<PublishDnsZone>(
      patient, [this](auto& context, const auto& task) { return publish(context, task); });
  handlers.add<SignDnsZone>(
      patient, [this](auto& context, const auto& task) { return sign(context, task); });
  handlers.add<RemoveDnsZone>(
      patient, [this](auto& context, const auto& task) { return remove(context, task); });
}

void ZoneWork::addTo(jobs::Interventions& interventions) {
  const std::pair<std::string_view, ZoneState> kinds[] = {
      {CreateDnsZone::kKind, ZoneState::Creating},
      {PublishDnsZone::kKind, ZoneState::Publishing},
      {SignDnsZone::kKind, ZoneState::Signing},
      {RemoveDnsZone::kKind, ZoneState::Removing}};
  const auto zoneOf = [](db::Transaction& tx, const jobs::Job& job) {
    const auto id = Id<DnsZone>::parse(job.payload.value("zone", ""));
    return id ? zone_repository::lock(tx, Scope::ofTenant(job.scope.tenant), *id) : std::nullopt;
  };
  for (const auto& [kind, state] : kinds) {
    interventions.onPark(
        kind, [this, zoneOf, wanted = state](auto& tx, const auto& actor, const auto& job) {
          auto zone = zoneOf(tx, job);
          if (!zone || zone->state != wanted) return;
          save(tx, *zone, ZoneState::Attention);
          zone->lastError = fitted(job.lastError.value_or("its job was parked"), 600);
          zone_repository::save(tx, *zone);
          if (wanted == ZoneState::Publishing)
            zone_repository::settleVersion(tx, zone->id, job.payload.value("serial", 0),
                                           VersionState::Failed, zone->lastError);
          ZoneNeedsAttention fact;
          fact.reason = zone->lastError;
          announce(tx, actor, *zone, fact);
        });
    interventions.onRetry(
        kind, [this, zoneOf, wanted = state](auto& tx, const auto&, const auto& job) {
          auto zone = zoneOf(tx, job);
          if (!zone) throw NotFound{};
          if (zone->state == wanted) return;
          // A version that others were published after is not published over them.
          const auto serial = job.payload.value("serial", 0);
          const bool isNewest = wanted != ZoneState::Publishing ||
                                zone_repository::nextSerial(tx, zone->id) == serial + 1;
          if (zone->state != ZoneState::Attention || !isNewest)
            throw DomainError{"zone_moved_on", 409, "The zone has been changed since."};
          save(tx, *zone, wanted);
          if (wanted == ZoneState::Publishing)
            zone_repository::settleVersion(tx, zone->id, serial, VersionState::Publishing, "");
        });
  }
}

std::optional<DnsZone> ZoneWork::load(jobs::Context& context, Id<DnsZone> id) {
  return parts_.database.readOne([&](db::Reader& reader) {
    return zone_repository::find(reader, Scope::ofTenant(context.scope().tenant), id);
  });
}

void ZoneWork::save(db::Transaction& tx, DnsZone& zone, ZoneState state) {
  zone.state = state;
  zone.lastError.clear();
  zone.updatedAt = parts_.clock.now();
  zone_repository::save(tx, zone);
}

OperationSpec ZoneWork::specFor(const DnsZone& zone, const std::string& verb,
                                const std::string& key) {
  OperationSpec spec;
  spec.instance = zone.provider;
  spec.operation = zone.kind + "/1." + verb;
  spec.key = verb + ":" + zone.id.text() + key;
  spec.subject = zone.id.text();
  if (isRegistrar(zone.kind)) {
    spec.request = {{"domain", zone.name}};
  } else {
    spec.request = {{"name", zone.name}, {"reference", zone.account.text()}};
  }
  return spec;
}

std::optional<ProviderAnswer> ZoneWork::send(jobs::Context& context, const DnsZone& zone,
                                             ZoneState state, const OperationSpec& spec) {
  return parts_.operations.perform(context, spec, [&](db::Transaction& tx) {
    const auto current = zone_repository::lock(tx, Scope::ofTenant(zone.tenant), zone.id);
    return current && current->state == state;
  });
}

jobs::Result ZoneWork::notDone(jobs::Context& context, const DnsZone& zone,
                               const ProviderAnswer& answer) {
  context.transaction([&](db::Transaction& tx) {
    auto current = zone_repository::lock(tx, Scope::ofTenant(zone.tenant), zone.id);
    if (!current || current->state != zone.state) return;
    current->lastError = fitted(answer.message, 600);
    zone_repository::save(tx, *current);
  });
  if (answer.outcome == Outcome::Pending) return jobs::Result::wait(kAskAgain, "not done yet");
  return Operations::resultOf(answer, zone.provider);
}

jobs::Result ZoneWork::proven(jobs::Context& context, const DnsZone& zone, ZoneState state,
                              const std::function<void(db::Transaction&, DnsZone&)>& done) {
  context.transaction([&](db::Transaction& tx) {
    auto current = zone_repository::lock(tx, Scope::ofTenant(zone.tenant), zone.id);
    if (current && current->state == state) done(tx, *current);
    context.finish(tx);
  });
  return jobs::Result::recorded();
}

jobs::Result ZoneWork::create(jobs::Context& context, const CreateDnsZone& task) {
  const auto zone = load(context, task.zone);
  if (!zone || zone->state != ZoneState::Creating) return jobs::Result::done();
  const bool mustWait = parts_.database.readOne(
      [&](db::Reader& reader) { return zone_repository::isOutgoing(reader, *zone); });
  if (mustWait) return jobs::Result::wait(kAskAgain, "what was there before it is being removed");
  if (isRegistrar(zone->kind)) return adopt(context, *zone);
  auto spec = specFor(*zone, "create_zone", "");
  spec.locateOperation = zone->kind + "/1.locate";
  spec.locateRequest = spec.request;
  spec.locateMember = "zone";
  spec.request["nameservers"] = Json::array();
  const auto answer = send(context, *zone, ZoneState::Creating, spec);
  if (!answer) return jobs::Result::done();
  if (answer->outcome != Outcome::Succeeded) return notDone(context, *zone, *answer);
  if (!isAbout(*zone, answer->reply)) return notDone(context, *zone, strangeAnswer());
  return proven(context, *zone, ZoneState::Creating, [&](db::Transaction& tx, DnsZone& current) {
    created(tx, context, current, answer->reply);
  });
}

// A registrar serves what is registered with it: there is nothing to make, only to look at.
jobs::Result ZoneWork::adopt(jobs::Context& context, const DnsZone& zone) {
  const auto spec = specFor(zone, "records", "");
  auto answer = parts_.operations.ask(
      {zone.provider, spec.operation, spec.request, {}, std::chrono::seconds{60}, ""});
  if (answer.outcome != Outcome::Succeeded) return notDone(context, zone, answer);
  if (!isAbout(zone, answer.reply)) return notDone(context, zone, strangeAnswer());
  answer.reply["nameservers"] = apexServers(answer.reply, zone.name);
  return proven(context, zone, ZoneState::Creating, [&](db::Transaction& tx, DnsZone& current) {
    created(tx, context, current, answer.reply);
  });
}

// What was found there already stays, and what the zone is to begin with comes on top of it.
void ZoneWork::created(db::Transaction& tx, jobs::Context& context, DnsZone& zone,
                       const Json& reply) {
  zone.created = true;
  zone.nameservers = serversOf(reply);
  if (const auto records = reply.find("records"); records != reply.end())
    zone.records = providedRecords(*records, zone.name);
  auto first = zone_repository::version(tx, zone.id, 1);
  save(tx, zone, first ? ZoneState::Publishing : ZoneState::Active);
  if (first) {
    if (!zone.records.empty()) {
      first->change = ZoneChange{first->records, {}}.json();
      first->records = withSets(zone.records, first->records);
      sortRecords(first->records, zone.name);
      zone_repository::amendVersion(tx, *first);
    }
    jobs::Enqueue how;
    how.priority = jobs::Priority::Urgent;
    parts_.queue.enqueue(tx, context.scope(), PublishDnsZone{zone.id, 1}, how);
  }
  announce(tx, context.actor(), zone, ZoneActivated{});
}

jobs::Result ZoneWork::publish(jobs::Context& context, const PublishDnsZone& task) {
  const auto [zone, version] = parts_.database.read([&](db::Reader& reader) {
    return std::pair{
        zone_repository::find(reader, Scope::ofTenant(context.scope().tenant), task.zone),
        zone_repository::version(reader, task.zone, task.serial)};
  });
  if (!zone || !version || zone->state != ZoneState::Publishing ||
      version->state != VersionState::Publishing)
    return jobs::Result::done();
  auto spec = specFor(*zone, "change_records", ":" + std::to_string(task.serial));
  spec.request.update(version->change);
  // Whole sets are named, so a change that was sent before is sent again without harm.
  spec.repeatable = true;
  const bool isNothing =
      version->change.at("replace").empty() && version->change.at("remove").empty();
  if (!isNothing) {
    const auto answer = send(context, *zone, ZoneState::Publishing, spec);
    if (!answer) return jobs::Result::done();
    // Only a DNS plugin promises that all of a change happens or nothing.
    if (answer->outcome == Outcome::Permanent && !isRegistrar(zone->kind))
      return refusedChange(context, *zone, task.serial, *answer);
    if (answer->outcome != Outcome::Succeeded) return notDone(context, *zone, *answer);
    if (!isAbout(*zone, answer->reply)) return notDone(context, *zone, strangeAnswer());
  }
  return proven(context, *zone, ZoneState::Publishing, [&](db::Transaction& tx, DnsZone& current) {
    current.records = version->records;
    current.serial = task.serial;
    save(tx, current, ZoneState::Active);
    zone_repository::settleVersion(tx, current.id, task.serial, VersionState::Published, "");
    ZonePublished fact;
    fact.serial = task.serial;
    announce(tx, context.actor(), current, fact);
  });
}

// All of a change happens or nothing, so the zone is as it was.
jobs::Result ZoneWork::refusedChange(jobs::Context& context, const DnsZone& zone, int serial,
                                     const ProviderAnswer& answer) {
  context.transaction([&](db::Transaction& tx) {
    auto current = zone_repository::lock(tx, Scope::ofTenant(zone.tenant), zone.id);
    if (!current || current->state != ZoneState::Publishing) return;
    save(tx, *current, ZoneState::Active);
    current->lastError = fitted(answer.message, 600);
    zone_repository::save(tx, *current);
    zone_repository::settleVersion(tx, zone.id, serial, VersionState::Failed, answer.message);
  });
  return jobs::Result::fail(answer.code + ": " + answer.message);
}

// The time is over in which somebody may still have asked for the old keys.
bool ZoneWork::beginUnsigning(jobs::Context& context, DnsZone& zone) {
  return context.transaction([&](db::Transaction& tx) {
    auto current = zone_repository::lock(tx, Scope::ofTenant(zone.tenant), zone.id);
    if (!current || current->state != ZoneState::Active) return false;
    save(tx, *current, ZoneState::Signing);
    zone = *current;
    return true;
  });
}

jobs::Result ZoneWork::sign(jobs::Context& context, const SignDnsZone& task) {
  auto zone = load(context, task.zone);
  if (!zone || zone->state == ZoneState::Removed) return jobs::Result::done();
  if (!task.on && zone->state != ZoneState::Signing) {
    const bool isDue = zone->signing == Signing::Ending && zone->signingEndsAt &&
                       *zone->signingEndsAt <= parts_.clock.now();
    if (!isDue) return jobs::Result::done();
    if (!beginUnsigning(context, *zone))
      return jobs::Result::wait(std::chrono::seconds{10}, "the zone is being changed");
  }
  if (zone->state != ZoneState::Signing) return jobs::Result::done();
  auto spec = specFor(*zone, "set_dnssec",
                      std::string{task.on ? ":on:" : ":off:"} + context.job().id.text());
  spec.request["on"] = task.on;
  spec.repeatable = true;
  const auto answer = send(context, *zone, ZoneState::Signing, spec);
  if (!answer) return jobs::Result::done();
  if (answer->outcome != Outcome::Succeeded) return notDone(context, *zone, *answer);
  std::vector<DelegationSigner> signers;
  std::vector<ZoneKey> keys;
  try {
    if (!answer->reply.is_object() || answer->reply.value("on", !task.on) != task.on)
      throw ValidationError{"on", "provider_answer", "is not what was asked for"};
    // Of a key its public half alone: what else an answer may hold is not read.
    signers = listOf<DelegationSigner>(answer->reply, "signers", 20);
    keys = listOf<ZoneKey>(answer->reply, "keys", 20);
  } catch (const ValidationError&) {
    return notDone(context, *zone, strangeAnswer());
  } catch (const Json::exception&) {
    return notDone(context, *zone, strangeAnswer());
  }
  return proven(context, *zone, ZoneState::Signing, [&](db::Transaction& tx, DnsZone& current) {
    current.signing = task.on ? Signing::On : Signing::Off;
    current.signers = signers;
    current.keys = keys;
    current.signingEndsAt.reset();
    save(tx, current, ZoneState::Active);
    ZoneSigned fact;
    fact.on = task.on;
    fact.signers = signers;
    announce(tx, context.actor(), current, fact);
  });
}

jobs::Result ZoneWork::remove(jobs::Context& context, const RemoveDnsZone& task) {
  const auto zone = load(context, task.zone);
  if (!zone || zone->state != ZoneState::Removing) return jobs::Result::done();
  const auto gone = [&] {
    return proven(context, *zone, ZoneState::Removing, [&](db::Transaction& tx, DnsZone& current) {
      save(tx, current, ZoneState::Removed);
      announce(tx, context.actor(), current, ZoneRemoved{});
    });
  };
  // At a registrar the records go with the domain, and stay as long as it does.
  if (isRegistrar(zone->kind)) return gone();
  auto spec = specFor(*zone, "remove_zone", "");
  spec.repeatable = true;
  const auto answer = send(context, *zone, ZoneState::Removing, spec);
  if (!answer) return jobs::Result::done();
  // A zone under this name that is another's is none of ours to remove, and ours is not there.
  const bool isAnothers =
      answer->outcome == Outcome::NeedsAttention && answer->code == "wrong_zone";
  if (answer->outcome != Outcome::Succeeded && !(isAnothers && !zone->created))
    return notDone(context, *zone, *answer);
  return gone();
}

}  // namespace hostler
