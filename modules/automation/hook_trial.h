#pragma once

#include "core/lua/script_events.h"
#include "modules/automation/hook_desk.h"

#include <optional>
#include <string>

namespace hostler {

/// What a hook shall be tried on.
struct HookTrial {
  std::optional<Id<events::Event>> eventId;  ///< one that happened
  std::optional<Json> event;  ///< or {"event": its name, and what it says}, or {name, payload}
  std::optional<std::string> source;  ///< this instead of what is stored

  static void describe(Shape<HookTrial>& shape);
};

/// Runs a hook without effect: {event, payload, runs: [{hook, event, line, took_microseconds,
/// steps, memory_bytes, verdict | failure, refusal?, amendment?, log, effects: [{function,
/// arguments, refusal?: why it would be refused as things stand}]}], refusal?}. Throws
/// ValidationError for a trial that names no event or a script that does not check, NotFound for a
/// hook or an event that is not there.
Json tryHook(HookDesk& hooks, Id<Tenant> tenant, const std::string& name, const HookTrial& trial);

/// An event as its description allows it, made up: {"event": its name, …}.
Json sampleOf(const lua::ScriptEvent& event);

}  // namespace hostler
