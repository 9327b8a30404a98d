#include "modules/services/server_watch.h"

namespace hostler {
namespace {

constexpr std::chrono::hours kKept{24 * 30};
constexpr std::chrono::seconds kPatience{20};
constexpr int kShown = 50;

ServerFact factOf(const Server& server, const HealthVerdict& verdict) {
  return {server.id, server.name, verdict.reasons};
}

}  // namespace

void ServerWatch::enqueueDue() {
  const auto now = parts_.clock.now();
  const auto due = parts_.database.readOne(
      [&](db::Reader& reader) { return server_health::due(reader, now.minus(kEvery)); });
  if (due.empty()) return;
  parts_.database.transaction([&](db::Transaction& tx) {
    for (const auto& one : due) {
      jobs::Enqueue how;
      how.lane = "plugin." + one.plugin;
      how.uniqueKey = std::string{CheckServer::kKind} + ":" + one.server.text();
      how.keepKey = false;
      parts_.queue.enqueue(tx, Scope::ofTenant(kPlatform), CheckServer{one.server}, how);
    }
    server_health::prune(tx, now.minus(kKept));
  });
}

ServerLook ServerWatch::ask(const Server& server, const Json& settings) {
  const Json request{{"server_settings", settings}, {"product_settings", Json::object()}};
  const auto begun = parts_.clock.monotonic();
  ServerLook look;
  look.connection = parts_.operations.ask(
      {server.plugin, "provisioner/1.test_connection", request, {}, kPatience, server.id.text()});
  look.latency =
      std::chrono::duration_cast<std::chrono::milliseconds>(parts_.clock.monotonic() - begun);
  if (look.connection.outcome != Outcome::Succeeded) return look;
  const auto capacity = parts_.operations.ask(
      {server.plugin, "provisioner/1.capacity", request, {}, kPatience, server.id.text()});
  if (capacity.outcome == Outcome::Succeeded && capacity.reply.is_object())
    look.capacity = capacity.reply;
  return look;
}

ServerHealth ServerWatch::record(db::Transaction& tx, const Actor& actor, const Server& server,
                                 const ServerLook& look) {
  const auto before = server_health::find(tx, server.id);
  const auto verdict = judge(look, before ? before->failures : 0);
  const auto now = parts_.clock.now();
  const bool answered = look.connection.outcome == Outcome::Succeeded;
  ServerHealth health{verdict.state, verdict.reasons,
                      answered ? 0 : (before ? before->failures : 0) + 1,
                      before && before->state == verdict.state ? before->since : now, now};
  server_health::save(tx, server.id, health);
  server_health::add(tx, server.id,
                     {parts_.ids.next<ServerCheck>(), verdict.state, verdict.reasons,
                      static_cast<int>(look.latency.count()), look.capacity, now});
  const bool failed = before && before->state == ServerState::Failing;
  const bool fails = verdict.state == ServerState::Failing;
  if (fails && !failed)
    parts_.bus.publish(tx, actor, Scope::ofTenant(kPlatform),
                       ServerFailing{factOf(server, verdict)});
  if (!fails && failed)
    parts_.bus.publish(tx, actor, Scope::ofTenant(kPlatform),
                       ServerRecovered{factOf(server, verdict)});
  return health;
}

jobs::Result ServerWatch::check(jobs::Context& context, const CheckServer& task) {
  const auto found = parts_.database.read([&](db::Reader& reader) {
    auto server = parts_.servers.find(reader, task.server);
    auto settings = server ? parts_.servers.fullSettings(reader, *server) : Json();
    return std::pair{std::move(server), std::move(settings)};
  });
  if (!found.first) return jobs::Result::done();
  const auto look = ask(*found.first, found.second);
  context.transaction([&](db::Transaction& tx) {
    if (const auto server = parts_.servers.find(tx, task.server))
      record(tx, context.actor(), *server, look);
  });
  return jobs::Result::done();
}

Json ServerWatch::look(const Actor& actor, Id<Server> id) {
  const auto [server, settings] = parts_.database.read([&](db::Reader& reader) {
    auto found = parts_.servers.find(reader, id);
    if (!found) throw NotFound{};
    auto full = parts_.servers.fullSettings(reader, *found);
    return std::pair{std::move(*found), std::move(full)};
  });
  const auto look = ask(server, settings);
  const auto [health, history] =
      parts_.database.transaction([&, &asked = server](db::Transaction& tx) {
        auto now = record(tx, actor, asked, look);
        auto checks = server_health::history(tx, id, kShown);
        return std::pair{std::move(now), std::move(checks)};
      });
  Json told{
      {"server", id.text()},           {"answers", look.connection.outcome == Outcome::Succeeded},
      {"code", look.connection.code},  {"message", look.connection.message},
      {"accounts", server.accounts},   {"max_accounts", server.maxAccounts},
      {"state", wordOf(health.state)}, {"reasons", toJson(health.reasons)},
      {"since", toJson(health.since)}, {"checked_at", toJson(health.checkedAt)},
      {"history", toJson(history)}};
  if (!look.capacity.is_null()) told["capacity"] = look.capacity;
  return told;
}

}  // namespace hostler
