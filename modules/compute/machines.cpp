#include "modules/compute/machines.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::chrono::seconds kFresh{5};
constexpr std::chrono::seconds kPatience{10};
constexpr std::array kShown{"size",         "region",     "image",    "vcpus",
                            "memory_bytes", "disk_bytes", "addresses"};

DomainError unavailable() {
  return DomainError{"machine_unavailable",
                     503,
                     "The provider does not tell right now; try again in a moment.",
                     {{"retry_after", 10}}};
}

}  // namespace

void Machines::keep(db::Transaction& tx, Id<Service> id, const Json& account) {
  const auto machine =
      account.is_object() ? account.value("machine", Json(nullptr)) : Json(nullptr);
  if (!machine.is_object()) return;
  ComputeRepository::Seen seen;
  const auto state = machine.value("state", Json("unknown"));
  seen.power = state.is_string() ? state.get<std::string>().substr(0, 20) : "unknown";
  for (const auto* fact : kShown) {
    const auto found = machine.find(fact);
    if (found != machine.end() && dump(*found).size() < 4'000) seen.facts[fact] = *found;
  }
  seen.at = parts_.clock.now();
  parts_.compute.see(tx, id, seen);
}

Machines::Seen Machines::lastSeen(db::Reader& reader, const Service& machine) {
  const auto kept = parts_.compute.seen(reader, machine.id);
  if (!kept) return {};
  return {kept->power, kept->facts, kept->at, false};
}

Machines::Seen Machines::look(const Service& machine) {
  auto seen = parts_.database.read([&](db::Reader& reader) { return lastSeen(reader, machine); });
  if (!machine.isLive() || !machine.externalId) return seen;
  const auto now = parts_.clock.now();
  if (seen.checkedAt && !(*seen.checkedAt > now) && now.since(*seen.checkedAt) < kFresh)
    return seen;
  auto request = parts_.database.read(
      [&](db::Reader& reader) { return parts_.provider.requestOn(reader, machine); });
  request.erase("account");
  request.update({{"reference", machine.id.text()},
                  {"domain", machine.host()},
                  {"account_id", *machine.externalId}});
  const auto answer = parts_.operations.ask({machine.plugin,
                                             "provisioner/1.locate",
                                             std::move(request),
                                             {},
                                             kPatience,
                                             machine.server ? machine.server->text() : ""});
  const bool told = hasHappened(answer) && answer.reply.is_object() &&
                    answer.reply.value("account", Json(nullptr)).is_object();
  if (!told) {
    seen.stale = true;
    return seen;
  }
  return parts_.database.transaction([&](db::Transaction& tx) {
    keep(tx, machine.id, answer.reply["account"]);
    return lastSeen(tx, machine);
  });
}

Json Machines::ask(const Service& machine, const std::string& verb, const Json& more) {
  if (!parts_.operations.offers("provisioner", machine.plugin, verb)) throw NotFound{};
  if (!machine.isLive() || !machine.externalId) throw ServiceStateForbids{machine, "look at"};
  auto request = parts_.database.read(
      [&](db::Reader& reader) { return parts_.provider.requestOn(reader, machine); });
  request.update(more);
  auto answer = parts_.operations.ask({machine.plugin,
                                       "provisioner/1." + verb,
                                       std::move(request),
                                       {},
                                       kPatience,
                                       machine.server ? machine.server->text() : ""});
  if (answer.outcome != Outcome::Succeeded || !answer.reply.is_object()) throw unavailable();
  return std::move(answer.reply);
}

Json Machines::metrics(const Service& machine, Instant from, Instant to,
                       const std::vector<std::string>& names) {
  return ask(machine, "machine.metrics",
             {{"from", from.unixSeconds()}, {"to", to.unixSeconds()}, {"names", names}});
}

Json Machines::output(const Service& machine) {
  return ask(machine, "machine.output", Json::object());
}

Json Machines::console(const Actor& actor, const Service& machine) {
  if (machine.status != ServiceStatus::Active) throw ServiceStateForbids{machine, "open"};
  auto reply = ask(machine, "machine.console", Json::object());
  parts_.database.transaction([&](db::Transaction& tx) {
    parts_.audit.record(tx, actor, "compute.console_opened", machine.id.text());
  });
  return reply;
}

Json Machines::reveal(const Actor& actor, const Service& machine, const CloudResource& resource,
                      const std::string& verb) {
  if (!resource.externalId) throw NotFound{};
  auto reply =
      ask(machine, verb, {{"owner", resource.account.text()}, {"id", *resource.externalId}});
  parts_.database.transaction([&](db::Transaction& tx) {
    parts_.audit.record(tx, actor, "compute.access_shown", resource.id.text());
  });
  return reply;
}

}  // namespace hostler
