#include "modules/automation/hook_desk.h"

#include "core/lua/clean_text.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr auto kSelectLastEvent =
    "SELECT id FROM events WHERE tenant_id = ? AND name = ? ORDER BY id DESC LIMIT 1";
constexpr auto kSelectEvent =
    "SELECT id, tenant_id, account_id, name, payload, happened_at FROM events WHERE id = ?";
constexpr std::string_view kFolder = "hooks/";

// "vip_grace" of "hooks/vip_grace.lua".
std::string nameOf(const std::string& script) {
  return script.substr(kFolder.size(),
                       script.size() - kFolder.size() - std::string_view{".lua"}.size());
}

// What a hook is given: what the event says, and which one it is.
Json payloadOf(const events::Record& record) {
  auto payload = record.payload.is_object() ? record.payload : Json::object();
  payload["event"] = record.name;
  payload["event_id"] = record.id.text();
  payload["happened_at"] = record.happenedAt.text();
  if (record.scope.account) payload["client_id"] = record.scope.account->text();
  return payload;
}

std::string wordsOf(const lua::ScriptFailure& failure) {
  return lua::cleanText(
      failure.traceback.empty() ? failure.message : failure.message + "\n" + failure.traceback,
      1'900);
}

}  // namespace

bool HookDesk::listens(const std::string& event, Id<Tenant> tenant) {
  return parts_.shelf.listens(event, tenant);
}

lua::ScriptContext HookDesk::contextFor(Id<Tenant> tenant, std::int64_t seed, bool dryRun) {
  const auto now = parts_.clock.now();
  lua::ScriptContext context{.scope = Scope::ofTenant(tenant),
                             .now = now,
                             .today = parts_.tenants.get(tenant).zone.dateOf(now)};
  context.seed = static_cast<std::uint64_t>(seed);
  context.dryRun = dryRun;
  return context;
}

// Told again, it is the same: with the same draws, and as the same occasion of what is done once.
lua::ScriptContext HookDesk::contextFor(const events::Record& record) {
  auto context = contextFor(record.scope.tenant, record.id.value(), false);
  context.occasion = record.id.text();
  return context;
}

void HookDesk::ask(const std::string& event, Id<Tenant> tenant, const Json& facts) {
  if (!listens(event, tenant)) return;
  if (parts_.database.inTransaction())
    throw std::logic_error{"hooks are asked before a transaction opens, not inside: " + event};
  auto payload = facts;
  payload["event"] = event;
  const auto run = parts_.shelf.hostsFor(tenant).runHooks(
      event, payload, contextFor(tenant, parts_.clock.now().unixMicros(), false));
  note(tenant, event, run);
  const auto refusal = run.refusal();
  if (!refusal) return;
  log_.info("hook.refused", {{"event", event},
                             {"hook", refusal->hook.text()},
                             {"tenant", tenant.text()},
                             {"code", refusal->code}});
  throw DomainError{
      refusal->code, 409, refusal->sentence, {{"hook", nameOf(refusal->hook.script)}}};
}

void HookDesk::noteFailure(Id<Tenant> tenant, const std::string& hook,
                           const lua::ScriptFailure& failure, bool isBefore) {
  if (failure.kind == lua::FailureKind::Interrupted) return;  // not its fault
  log_.warning("hook.failed", {{"hook", hook},
                               {"tenant", tenant.text()},
                               {"kind", wordOf(failure.kind)},
                               {"reason", failure.message}});
  const auto now = parts_.clock.now();
  parts_.database.transaction([&](db::Transaction& tx) {
    const int inARow = hook_repository::failed(tx, tenant, hook, wordsOf(failure), now);
    if (isBefore) return sayFailing(tx, tenant, hook, failure, inARow);
    if (inARow < kForgiven) return;
    if (!hook_repository::disable(tx, tenant, hook, now)) return;
    const auto actor = Actor::system(tenant, "hooks");
    parts_.audit.record(tx, actor, {"hook.disabled", hook, nullptr, {{"failures", inARow}}});
    parts_.bus.publish(tx, actor, Scope::ofTenant(tenant),
                       HookDisabled{hook, lua::cleanText(failure.message, 500)});
    parts_.shelf.forget(tx);
  });
}

// Without it, what it guards would go through; so it stays on, and staff are told once.
void HookDesk::sayFailing(db::Transaction& tx, Id<Tenant> tenant, const std::string& hook,
                          const lua::ScriptFailure& failure, int inARow) {
  if (inARow != kForgiven) return;
  log_.error("hook.failing", {{"hook", hook}, {"tenant", tenant.text()}, {"failures", inARow}});
  parts_.bus.publish(tx, Actor::system(tenant, "hooks"), Scope::ofTenant(tenant),
                     HookFailing{hook, lua::cleanText(failure.message, 500), inARow});
}

// Writes down how the tenant's own hooks did, and answers which failed.
std::vector<std::string> HookDesk::note(Id<Tenant> tenant, const std::string& event,
                                        const lua::HookRun& run) {
  std::vector<std::string> failed;
  for (const auto& one : run.verdicts) {
    const auto& script = one.hook.script->script.name;
    for (const auto& line : one.run.lines) {
      log_.info("hook.said", {{"hook", script},
                              {"event", event},
                              {"tenant", tenant.text()},
                              {"level", wordOf(line.level)},
                              {"text", line.text},
                              {"facts", line.facts}});
    }
    if (one.hook.script->owner != tenant || !script.starts_with(kFolder)) continue;
    const auto name = nameOf(script);
    if (one.failure) {
      if (std::ranges::find(failed, name) == failed.end()) failed.push_back(name);
      noteFailure(tenant, name, *one.failure, one.hook.declaration().isBefore());
    } else {
      const auto stored = parts_.database.read(
          [&](db::Reader& reader) { return hook_repository::find(reader, tenant, name); });
      if (stored && stored->failures > 0) {
        parts_.database.transaction(
            [&](db::Transaction& tx) { hook_repository::worked(tx, tenant, name); });
      }
    }
  }
  return failed;
}

events::Bus::Outlet HookDesk::outlet() {
  events::Bus::Outlet outlet;
  outlet.interested = [this](const std::string& name, Id<Tenant> tenant) {
    return listens(name, tenant);
  };
  outlet.dispatch = [this](db::Transaction& tx, const events::Record& record) {
    jobs::Enqueue how;
    how.uniqueKey = "hooks:" + record.id.text();
    parts_.queue.enqueue(tx, record.scope, RunHooks{record.id}, how);
  };
  return outlet;
}

std::optional<events::Record> HookDesk::find(Id<events::Event> id) {
  return parts_.database.query(kSelectEvent, id).first([](const db::Row& row) {
    return events::Record{
        row.id<events::Event>("id"),
        {row.id<Tenant>("tenant_id"), row.get<std::optional<Id<Account>>>("account_id")},
        row.text("name"),
        Json::parse(row.text("payload")),
        row.instant("happened_at")};
  });
}

std::pair<std::string, Json> HookDesk::pastEvent(Id<Tenant> tenant, Id<events::Event> id) {
  const auto record = find(id);
  if (!record || record->scope.tenant != tenant) throw NotFound{};
  return {record->name, payloadOf(*record)};
}

std::optional<Id<events::Event>> HookDesk::lastEvent(Id<Tenant> tenant, const std::string& name) {
  return parts_.database.query(kSelectLastEvent, tenant, name).first([](const db::Row& row) {
    return row.id<events::Event>("id");
  });
}

jobs::Result HookDesk::run(jobs::Context& context, const RunHooks& task) {
  const auto record = find(task.event);
  if (!record) return jobs::Result::done({{"skipped", "the event is not kept any more"}});
  const auto tenant = record->scope.tenant;
  const auto run =
      parts_.shelf.hostsFor(tenant).runHooks(record->name, payloadOf(*record), contextFor(*record));
  const bool interrupted = std::ranges::any_of(run.verdicts, [](const auto& one) {
    return one.failure && one.failure->kind == lua::FailureKind::Interrupted;
  });
  const bool anyWorked =
      std::ranges::any_of(run.verdicts, [](const auto& one) { return !one.failure; });
  if (interrupted && !anyWorked) return jobs::Result::retry("no script host was free, or it ended");
  const auto failed = note(tenant, record->name, run);
  // Those that worked are done; each that failed has tries of its own.
  context.transaction([&](db::Transaction& tx) {
    for (const auto& hook : failed) {
      jobs::Enqueue how;
      how.uniqueKey = "hook:" + record->id.text() + ":" + hook;
      how.runAt = parts_.clock.now().plus(std::chrono::seconds{30});
      parts_.queue.enqueue(tx, record->scope, RetryHook{record->id, hook}, how);
    }
    context.finish(tx, {{"hooks", run.verdicts.size()}, {"failed", failed}});
  });
  return jobs::Result::recorded();
}

jobs::Result HookDesk::retry(jobs::Context&, const RetryHook& task) {
  const auto record = find(task.event);
  if (!record) return jobs::Result::done({{"skipped", "the event is not kept any more"}});
  const auto tenant = record->scope.tenant;
  const auto hook = parts_.database.read(
      [&](db::Reader& reader) { return hook_repository::find(reader, tenant, task.hook); });
  if (!hook || !hook->enabled)
    return jobs::Result::done({{"skipped", "the hook is gone or switched off"}});
  const auto run = parts_.shelf.hostsFor(tenant).tryHooks(
      {hook->script(), hook->source}, record->name, payloadOf(*record), contextFor(*record));
  if (!run) return jobs::Result::retry(run.error().message);
  note(tenant, record->name, *run);
  for (const auto& one : run->verdicts) {
    if (one.failure) return jobs::Result::retry(one.failure->message);
  }
  return jobs::Result::done();
}

std::vector<StoredHook> HookDesk::list(Id<Tenant> tenant) {
  return parts_.database.read(
      [&](db::Reader& reader) { return hook_repository::list(reader, tenant); });
}

StoredHook HookDesk::get(Id<Tenant> tenant, const std::string& name) {
  auto hook = parts_.database.read(
      [&](db::Reader& reader) { return hook_repository::find(reader, tenant, name); });
  if (!hook) throw NotFound{};
  return std::move(*hook);
}

HookDesk::Saved HookDesk::save(const Actor& actor, const std::string& name,
                               const std::optional<std::string>& source,
                               std::optional<bool> enabled) {
  const auto tenant = actor.scope.tenant;
  const auto before = parts_.database.read(
      [&](db::Reader& reader) { return hook_repository::find(reader, tenant, name); });
  if (!before && !source) throw NotFound{};
  StoredHook hook = before.value_or(StoredHook{});
  hook.name = name;
  if (source) hook.source = *source;
  if (enabled) hook.enabled = *enabled;
  const auto description = parts_.shelf.hosts().describe({hook.script(), hook.source});
  if (!description) throw ValidationError{"source", "invalid_script", description.error().message};
  if (description->rule)
    throw ValidationError{"source", "invalid_script", "declares a rule, which is stored apart"};
  if (description->hooks.empty())
    throw ValidationError{"source", "invalid_script",
                          "listens to nothing: a hook calls on(event, function)"};
  // Who only switches it off takes nothing upon themselves.
  if (parts_.mustBeAllowed && (source || hook.enabled))
    parts_.mustBeAllowed(actor, description->needs);
  hook.events.clear();
  for (const auto& one : description->hooks) {
    if (std::ranges::find(hook.events, one.event) == hook.events.end())
      hook.events.push_back(one.event);
  }
  const bool isNew = parts_.database.transaction(
      [&](db::Transaction& tx) { return keep(tx, actor, hook, source.has_value(), enabled); });
  return {get(tenant, name), isNew};
}

// Its script was checked outside: somebody else may have saved or switched it since.
bool HookDesk::keep(db::Transaction& tx, const Actor& actor, StoredHook hook, bool hasSource,
                    std::optional<bool> enabled) {
  const auto tenant = actor.scope.tenant;
  const auto now = parts_.clock.now();
  const auto newest = hook_versions::lockNewest(tx, tenant, hook.name);
  const auto before = hook_repository::find(tx, tenant, hook.name);
  if (!hasSource) {
    if (!before) throw NotFound{};
    hook.source = before->source;
    hook.events = before->events;
  }
  if (before && !enabled) hook.enabled = before->enabled;
  hook_repository::save(tx, tenant, hook, parts_.ids, now);
  if (!before || !newest || newest->source != hook.source)
    hook_versions::add(tx, tenant, hook.name, {0, hook.source, actor.user, now}, parts_.ids);
  Json was = nullptr;
  if (before) was = {{"enabled", before->enabled}, {"events", before->events}};
  parts_.audit.record(tx, actor,
                      {before ? "hook.changed" : "hook.created",
                       hook.name,
                       was,
                       {{"enabled", hook.enabled}, {"events", hook.events}}});
  parts_.shelf.forget(tx);
  return !before;
}

void HookDesk::remove(const Actor& actor, const std::string& name) {
  parts_.database.transaction([&](db::Transaction& tx) {
    if (!hook_repository::remove(tx, actor.scope.tenant, name)) throw NotFound{};
    parts_.audit.record(tx, actor, "hook.removed", name);
    parts_.shelf.forget(tx);
  });
}

std::vector<HookVersion> HookDesk::versions(Id<Tenant> tenant, const std::string& name) {
  auto all = parts_.database.readOne(
      [&](db::Reader& reader) { return hook_versions::list(reader, tenant, name); });
  if (all.empty()) throw NotFound{};
  return all;
}

HookVersion HookDesk::version(Id<Tenant> tenant, const std::string& name, int number) {
  auto found = parts_.database.readOne(
      [&](db::Reader& reader) { return hook_versions::find(reader, tenant, name, number); });
  if (!found) throw NotFound{};
  return std::move(*found);
}

HookDesk::Saved HookDesk::restore(const Actor& actor, const std::string& name, int number) {
  return save(actor, name, version(actor.scope.tenant, name, number).source, std::nullopt);
}

std::vector<HookDesk::PastEvent> HookDesk::pastEvents(Id<Tenant> tenant,
                                                      const std::optional<std::string>& name,
                                                      const http::ListOrder& order, int limit) {
  std::string sql = "SELECT id, name, account_id, happened_at FROM events WHERE tenant_id = ?";
  std::vector<db::Param> params{tenant};
  if (name) {
    sql += " AND name = ?";
    params.emplace_back(*name);
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return parts_.database.read([&](db::Reader& reader) {
    return reader.run(sql + order.sql("id"), params).map([](const db::Row& row) {
      return PastEvent{row.id<events::Event>("id"), row.text("name"),
                       row.get<std::optional<Id<Account>>>("account_id"),
                       row.instant("happened_at")};
    });
  });
}

lua::HookRun HookDesk::test(Id<Tenant> tenant, const std::string& name,
                            const std::optional<std::string>& source, const std::string& event,
                            const Json& payload) {
  StoredHook hook;
  hook.name = name;
  hook.source = source ? *source : get(tenant, name).source;
  auto run =
      parts_.shelf.hosts().tryHooks({hook.script(), hook.source}, event, payload,
                                    contextFor(tenant, parts_.clock.now().unixMicros(), true));
  if (!run) throw ValidationError{"source", "invalid_script", run.error().message};
  return std::move(*run);
}

}  // namespace hostler
