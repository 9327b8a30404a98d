#include "modules/dns/zone_desk.h"

#include "core/hostname/public_suffix.h"
#include "core/secrets/digest.h"
#include "modules/dns/record_values.h"

namespace hostler {
namespace {

constexpr int kVersionsKept = 100;

struct ZoneBusy : DomainError {
  explicit ZoneBusy(const DnsZone& zone)
      : DomainError{"zone_busy",
                    409,
                    "This zone is being changed; try again in a moment.",
                    {{"state", wordOf(zone.state)}}} {}
};
struct ZoneNotReady : DomainError {
  explicit ZoneNotReady(const DnsZone& zone)
      : DomainError{"zone_not_ready",
                    409,
                    "This zone is not there at the name servers yet.",
                    {{"state", wordOf(zone.state)}}} {}
};

std::string authorOf(const Actor& actor) {
  return actor.user ? actor.user->text() : actor.credential;
}

std::string digestOf(const ZonePlan& plan) {
  Json changed = Json::array();
  for (const auto& one : plan.diff.changed) changed.push_back(recordJson({one.before, one.after}));
  return hex(sha256(dump(Json{{"zone", plan.zone.id.text()},
                              {"serial", plan.serial},
                              {"added", recordJson(plan.diff.added)},
                              {"removed", recordJson(plan.diff.removed)},
                              {"changed", changed}})))
      .substr(0, 32);
}

bool rests(const DnsZone& zone) {
  return zone.state == ZoneState::Active || zone.state == ZoneState::Attention;
}

void mustRest(const DnsZone& zone) {
  const bool works = zone.state == ZoneState::Creating || zone.state == ZoneState::Publishing ||
                     zone.state == ZoneState::Signing || zone.state == ZoneState::Removing;
  if (works) throw ZoneBusy{zone};
  if (!zone.created) throw ZoneNotReady{zone};
}

}  // namespace

RecordRules ZoneDesk::rulesOf(const DnsZone& zone) {
  const auto most = parts_.tenants.settings(zone.tenant).integer("dns.most_records");
  return {zone.name, zone.nameservers, static_cast<std::size_t>(most)};
}

ZoneDesk::Prepared ZoneDesk::prepare(db::Reader& reader, const Actor& actor, const NewZone& wanted,
                                     const std::optional<ProviderInstance>& home) {
  const auto tenant = actor.scope.tenant;
  // Who knows zones writes their names with the root's dot.
  const std::string_view text = wanted.name;
  auto name = Hostname::parse(text.ends_with('.') ? text.substr(0, text.size() - 1) : text);
  if (!name)
    throw ValidationError{"name", "not_a_name", "must be a domain name such as example.com"};
  if (isPublicSuffix(*name))
    throw ValidationError{"name", "public_suffix",
                          "is an ending below which names are registered, and belongs to nobody"};
  if (!home) throw DomainError{"no_dns_server", 409, "No DNS server is set up."};
  RecordSets records;
  if (!wanted.pattern.empty()) {
    const auto pattern = zone_patterns::find(reader, tenant, wanted.pattern);
    if (!pattern)
      throw ValidationError{"template", "unknown_template", "there is no template of this name"};
    DnsZone future;
    future.tenant = tenant;
    future.name = name->ascii();
    const auto rules = rulesOf(future);
    FieldErrors errors;
    const auto bodies = zone_patterns::filled(*pattern, name->ascii(), wanted.values, errors);
    errors.throwIfAny();
    records = readRecords(bodies, rules, errors);
    checkTogether(
        records, rules, [](const RecordSet&) { return std::string{"template"}; }, errors);
    errors.throwIfAny();
  }
  return {std::move(*name), *home, std::move(records)};
}

std::optional<DnsZone> ZoneDesk::insert(db::Transaction& tx, const Actor& actor,
                                        const NewZone& wanted, const Prepared& prepared) {
  const auto now = parts_.clock.now();
  DnsZone zone;
  zone.id = parts_.ids.next<DnsZone>();
  zone.tenant = actor.scope.tenant;
  zone.account = wanted.account;
  zone.name = prepared.name.ascii();
  zone.provider = prepared.home.name;
  zone.kind = prepared.home.kind;
  zone.createdAt = zone.updatedAt = now;
  if (!zone_repository::insert(tx, zone)) return std::nullopt;
  if (!prepared.records.empty()) {
    auto version = versionOf(tx, actor, zone, prepared.records,
                             ZoneDiff::between({}, prepared.records), wanted.pattern);
    zone_repository::insertVersion(tx, version);
  }
  parts_.audit.record(tx, actor,
                      Change{"dns.zone_added", zone.id.text(), nullptr, {{"name", zone.name}}});
  jobs::Enqueue how;
  how.priority = jobs::Priority::Urgent;
  enqueue(tx, zone, CreateDnsZone{zone.id}, how);
  return zone;
}

DnsZone ZoneDesk::add(const Actor& actor, const NewZone& wanted) {
  const auto home = wanted.registrar.empty() ? parts_.homes.of(actor.scope.tenant)
                                             : parts_.homes.named(wanted.registrar);
  return parts_.database.transaction(
      [&](db::Transaction& tx) { return addAt(tx, actor, wanted, home); });
}

DnsZone ZoneDesk::addAt(db::Transaction& tx, const Actor& actor, const NewZone& wanted,
                        const std::optional<ProviderInstance>& home) {
  const auto prepared = prepare(tx, actor, wanted, home);
  const auto scope = Scope::ofAccount(actor.scope.tenant, wanted.account);
  const auto& name = prepared.name.ascii();
  if (zone_repository::findByName(tx, scope, name))
    throw DomainError{"zone_exists", 409, "You have this zone already."};
  const auto most = parts_.tenants.settings(actor.scope.tenant).integer("dns.most_zones");
  if (zone_repository::count(tx, scope) >= most)
    throw DomainError{"too_many_zones", 409,
                      "An account has at most " + std::to_string(most) + " zones."};
  claim(tx, actor, wanted.account, name);
  auto zone = insert(tx, actor, wanted, prepared);
  if (!zone) throw db::Conflict{"the name was claimed meanwhile", 0};
  return *zone;
}

void ZoneDesk::want(db::Transaction& tx, const Actor& actor, const Wanted& wanted) {
  const auto scope = Scope::ofAccount(actor.scope.tenant, wanted.account);
  if (find(tx, scope, wanted.domain)) return;
  parts_.queue.enqueue(
      tx, scope,
      WantDnsZone{wanted.account, wanted.domain, wanted.pattern, wanted.registrar, wanted.values});
}

jobs::Result ZoneDesk::serve(jobs::Context& context, const WantDnsZone& task) {
  try {
    const auto zone = add(context.actor(),
                          {task.account, task.domain, task.pattern, task.values, task.registrar});
    return jobs::Result::done({{"zone", zone.id.text()}});
  } catch (const DomainError& error) {
    if (error.code() == "zone_exists") return jobs::Result::done();
    log_.warning("dns.zone_not_made", {{"account", task.account.text()}, {"code", error.code()}});
    return jobs::Result::fail(error.code() + ": " + error.detail());
  }
}

std::optional<DnsZone> ZoneDesk::find(db::Reader& reader, const Scope& scope,
                                      const std::string& domain) {
  const auto name = Hostname::parse(domain);
  return name ? zone_repository::findByName(reader, scope, name->ascii()) : std::nullopt;
}

std::optional<DnsZone> ZoneDesk::named(db::Reader& reader, const Scope& scope,
                                       const std::string& reference) {
  const auto id = Id<DnsZone>::parse(reference);
  auto zone = id ? zone_repository::find(reader, scope, *id) : find(reader, scope, reference);
  const bool isGone = zone && (zone->evicted || zone->state == ZoneState::Removed);
  return isGone ? std::nullopt : std::move(zone);
}

DnsZone ZoneDesk::get(db::Reader& reader, const Scope& scope, const std::string& reference) {
  auto zone = named(reader, scope, reference);
  if (!zone) throw NotFound{};
  return std::move(*zone);
}

DnsZone ZoneDesk::locked(db::Transaction& tx, const Actor& actor, const std::string& reference) {
  const auto id = get(tx, actor.scope, reference).id;
  auto zone = zone_repository::lock(tx, actor.scope, id);
  if (!zone || zone->evicted || zone->state == ZoneState::Removed) throw NotFound{};
  return *zone;
}

void ZoneDesk::save(db::Transaction& tx, DnsZone& zone, ZoneState state) {
  zone.state = state;
  zone.lastError.clear();
  zone.updatedAt = parts_.clock.now();
  zone_repository::save(tx, zone);
}

ZoneVersion ZoneDesk::versionOf(db::Transaction& tx, const Actor& actor, const DnsZone& zone,
                                const RecordSets& records, const ZoneDiff& diff,
                                const std::string& note) {
  ZoneVersion version;
  version.id = parts_.ids.next<ZoneVersion>();
  version.zone = zone.id;
  version.serial = zone_repository::nextSerial(tx, zone.id);
  version.records = records;
  version.change = ZoneChange::of(diff).json();
  version.added = static_cast<int>(diff.added.size());
  version.changed = static_cast<int>(diff.changed.size());
  version.removed = static_cast<int>(diff.removed.size());
  version.note = note;
  version.author = authorOf(actor);
  version.createdAt = parts_.clock.now();
  return version;
}

ZonePlan ZoneDesk::change(const Actor& actor, const std::string& reference, const ZoneEdit& edit,
                          const Wishing& wish) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    ZonePlan plan;
    plan.zone = locked(tx, actor, reference);
    plan.serial = plan.zone.serial;
    mustRest(plan.zone);
    if (edit.serial && *edit.serial != plan.serial)
      throw DomainError{"zone_changed",
                        412,
                        "Somebody has changed this zone since you read it; read it again.",
                        {{"serial", plan.serial}}};
    const auto rules = rulesOf(plan.zone);
    FieldErrors errors;
    auto [records, skipped] = wish(tx, plan.zone, rules, errors);
    errors.throwIfAny();
    sortRecords(records, plan.zone.name);
    plan.diff = ZoneDiff::between(plan.zone.records, records);
    plan.skipped = std::move(skipped);
    plan.digest = digestOf(plan);
    if (edit.plan && *edit.plan != plan.digest)
      throw DomainError{"plan_changed",
                        412,
                        "What would be changed is not what was shown before; look at it again.",
                        {{"plan", plan.digest}}};
    if (edit.preview) return plan;
    // What a failed attempt has left there is set right even where nothing else is wanted.
    if (plan.diff.isEmpty() && plan.zone.state != ZoneState::Attention) return plan;
    begin(tx, actor, plan, records, edit.note);
    return plan;
  });
}

void ZoneDesk::begin(db::Transaction& tx, const Actor& actor, ZonePlan& plan,
                     const RecordSets& wanted, const std::string& note) {
  auto& zone = plan.zone;
  auto version = versionOf(tx, actor, zone, wanted, plan.diff, note);
  if (zone.state == ZoneState::Attention) {
    auto maybe = zone.records;
    if (const auto last = zone_repository::version(tx, zone.id, version.serial - 1))
      maybe = withSets(std::move(maybe), last->records);
    version.change = ZoneChange::whole(wanted, maybe).json();
  }
  zone_repository::insertVersion(tx, version);
  zone_repository::forgetVersions(tx, zone.id, kVersionsKept);
  save(tx, zone, ZoneState::Publishing);
  parts_.audit.record(tx, actor,
                      Change{"dns.records_changed",
                             zone.id.text(),
                             {{"serial", zone.serial}},
                             {{"serial", version.serial},
                              {"added", version.added},
                              {"changed", version.changed},
                              {"removed", version.removed}}});
  jobs::Enqueue how;
  how.priority = jobs::Priority::Urgent;
  plan.job = enqueue(tx, zone, PublishDnsZone{zone.id, version.serial}, how);
  plan.serial = version.serial;
}

DnsZone ZoneDesk::sign(const Actor& actor, const std::string& reference) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto zone = locked(tx, actor, reference);
    if (zone.signing == Signing::On) return zone;
    if (zone.signing == Signing::Ending) {
      zone.signing = Signing::On;
      zone.signingEndsAt.reset();
      save(tx, zone, zone.state);
      parts_.audit.record(tx, actor, "dns.unsigning_called_off", zone.id.text());
      return zone;
    }
    mustRest(zone);
    const auto home = parts_.homes.named(zone.provider);
    if (!home || !canDo(*home, "set_dnssec"))
      throw DomainError{"dnssec_not_offered", 409, "This zone's name servers offer no DNSSEC."};
    save(tx, zone, ZoneState::Signing);
    parts_.audit.record(tx, actor, "dns.signing_begun", zone.id.text());
    enqueue(tx, zone, SignDnsZone{zone.id, true});
    return zone;
  });
}

DnsZone ZoneDesk::unsign(const Actor& actor, const std::string& reference) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto zone = locked(tx, actor, reference);
    if (zone.signing != Signing::On) return zone;
    mustRest(zone);
    const auto hours = parts_.tenants.settings(zone.tenant).integer("dns.ds_wait_hours");
    zone.signing = Signing::Ending;
    zone.signingEndsAt = parts_.clock.now().plus(std::chrono::hours{hours});
    save(tx, zone, zone.state);
    parts_.audit.record(tx, actor, "dns.unsigning_begun", zone.id.text());
    jobs::Enqueue how;
    how.runAt = zone.signingEndsAt;
    enqueue(tx, zone, SignDnsZone{zone.id, false}, how);
    return zone;
  });
}

std::optional<Id<jobs::Job>> ZoneDesk::remove(const Actor& actor, const std::string& reference) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto zone = locked(tx, actor, reference);
    if (!rests(zone)) throw ZoneBusy{zone};
    if (zone.signing != Signing::Off)
      throw DomainError{"zone_signed", 409,
                        "Switch DNSSEC off first: while the parent has its keys, nobody would find "
                        "the name any more."};
    return beginRemoval(tx, actor, zone);
  });
}

std::optional<Id<jobs::Job>> ZoneDesk::beginRemoval(db::Transaction& tx, const Actor& actor,
                                                    DnsZone& zone) {
  save(tx, zone, ZoneState::Removing);
  parts_.audit.record(
      tx, actor, Change{"dns.zone_removal_begun", zone.id.text(), {{"name", zone.name}}, nullptr});
  return enqueue(tx, zone, RemoveDnsZone{zone.id});
}

}  // namespace hostler
