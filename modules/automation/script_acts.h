#pragma once

#include "core/db/database.h"
#include "core/events/event_bus.h"
#include "core/json/json.h"
#include "core/lua/script_functions.h"
#include "core/nodes/id_mint.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>

namespace hostler {

/// Something that a hook does on an event to a thing, or sends to a server. A hook that is run
/// again for the same event, because it failed or was lost, makes the same one again.
struct ScriptAct {
  Id<Tenant> tenant;
  Id<events::Event> event;
  std::string script;    ///< "hooks/vip_grace.lua"
  std::size_t hook = 0;  ///< which on() of it, counted from 0
  std::string action;    ///< "suspend_service", "http.post"
  std::string subject;   ///< what it is done to: an outside id, or a host; up to 100 bytes
  std::string detail;    ///< tells acts on one subject apart, as a path does; of any length
  int occurrence = 1;    ///< the so-many-th of these in one run

  /// 64 characters. What it is done with is not in it: a text with the time in it, or an amount
  /// that was corrected since, would else be another act.
  std::string key() const;
};

/// The act of a call that is about an event. Throws DomainError 409 `no_event` for one that is not.
ScriptAct actOf(const lua::ScriptCall& call, std::string action, std::string subject,
                std::string detail = {});

/// It is done: the next such act of the run is another one.
void countAct(const lua::ScriptCall& call, const ScriptAct& act);

namespace script_acts {

enum class State { Begun = 1, Done };

struct Stored {
  State state = State::Begun;
  Json answer;
};

std::optional<Stored> find(db::Reader& reader, const ScriptAct& act);
/// False when it was begun already.
bool begin(db::Transaction& tx, const ScriptAct& act, IdMint& ids, Instant now);
void finish(db::Transaction& tx, const ScriptAct& act, const Json& answer);
/// It did not happen: the next run may begin it anew.
void forget(db::Transaction& tx, const ScriptAct& act);
/// How often the script did this to the subject from a moment on, on whatever events.
std::int64_t countSince(db::Reader& reader, const ScriptAct& act, Instant since);

}  // namespace script_acts
}  // namespace hostler
