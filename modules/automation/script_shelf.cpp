#include "modules/automation/script_shelf.h"

#include "modules/automation/shipped_rules.h"

namespace hostler {
namespace {

constexpr std::chrono::seconds kFresh{2};
// A machine under load may keep a host waiting for longer than a script may run.
constexpr int kLoadAttempts = 3;

}  // namespace

std::string ownRuleScript(const std::string& rule) {
  return "own/" + rule.substr(0, 50) + ".lua";
}

ScriptShelf::ScriptShelf(Parts parts)
    : parts_{std::move(parts)},
      hosts_{parts_.hosts, parts_.nursery, parts_.functions, parts_.events} {}

std::shared_ptr<const ScriptShelf::Everything> ScriptShelf::everything() {
  const auto now = parts_.clock.monotonic();
  {
    const std::lock_guard lock{knownMutex_};
    if (everything_ && now - everything_->readAt < kFresh) return everything_;
  }
  auto fresh = std::make_shared<Everything>();
  fresh->readAt = now;
  parts_.database.read([&](db::Reader& reader) {
    fresh->tenants.clear();
    for (auto& [tenant, choices] : rule_choice_repository::all(reader)) {
      auto& known = fresh->tenants[tenant];
      for (const auto& [rule, choice] : choices) {
        if (choice.hasSource)
          known.stamp += rule + "@" + std::to_string(choice.changedAt.unixMicros()) + " ";
      }
      known.choices = std::move(choices);
    }
    for (const auto& [tenant, hooks] : hook_repository::all(reader)) {
      auto& known = fresh->tenants[tenant];
      for (const auto& hook : hooks) {
        if (!hook.enabled) continue;
        known.events.insert(hook.events.begin(), hook.events.end());
        known.stamp += "/" + hook.name + "@" + std::to_string(hook.revision) + " ";
      }
    }
  });
  const std::lock_guard lock{knownMutex_};
  everything_ = fresh;
  return fresh;
}

ScriptShelf::Known ScriptShelf::known(Id<Tenant> tenant) {
  const auto all = everything();
  const auto found = all->tenants.find(tenant);
  return found == all->tenants.end() ? Known{} : found->second;
}

bool ScriptShelf::listens(const std::string& event, Id<Tenant> tenant) {
  const auto all = everything();
  const auto found = all->tenants.find(tenant);
  return found != all->tenants.end() && found->second.events.contains(event);
}

void ScriptShelf::forget(db::Transaction& tx) {
  tx.afterCommit([this] {
    const std::lock_guard lock{knownMutex_};
    everything_.reset();
  });
}

void ScriptShelf::loadShipped() {
  std::call_once(ready_, parts_.beforeFirst);
  std::vector<lua::Script> scripts;
  for (const auto& rule : shippedRules())
    scripts.push_back({std::string{rule.script}, std::string{rule.source}});
  std::string why;
  for (int i = 0; i < kLoadAttempts; ++i) {
    why.clear();
    for (const auto& result : hosts_.load({}, scripts)) {
      if (result.failure) why = result.failure->message;
    }
    if (why.empty()) return;
  }
  throw std::runtime_error{"a shipped rule does not load: " + why};
}

lua::ScriptHosts& ScriptShelf::hosts() {
  std::call_once(shipped_, [this] { loadShipped(); });
  return hosts_;
}

std::vector<lua::Script> ScriptShelf::scriptsOf(Id<Tenant> tenant) {
  return parts_.database.read([&](db::Reader& reader) {
    std::vector<lua::Script> scripts;
    for (const auto& hook : hook_repository::list(reader, tenant)) {
      if (hook.enabled) scripts.push_back({hook.script(), hook.source});
    }
    for (const auto& [rule, choice] : known(tenant).choices) {
      if (!choice.hasSource) continue;
      const auto full = rule_choice_repository::find(reader, tenant, rule);
      if (full && full->source) scripts.push_back({ownRuleScript(rule), *full->source});
    }
    return scripts;
  });
}

lua::ScriptHosts& ScriptShelf::hostsFor(Id<Tenant> tenant) {
  auto& hosts = this->hosts();
  const auto stamp = known(tenant).stamp;
  const std::lock_guard lock{loadMutex_};
  auto& loaded = loaded_[tenant];
  if (loaded == stamp) return hosts;
  for (const auto& result : hosts.load(tenant, scriptsOf(tenant))) {
    if (!result.failure) continue;
    // It was checked when it was stored, so this is the engine's own trouble; the last good version
    // goes on.
    log_.error(
        "script.not_loaded",
        {{"tenant", tenant.text()}, {"script", result.name}, {"reason", result.failure->message}});
  }
  loaded = stamp;
  return hosts;
}

}  // namespace hostler
