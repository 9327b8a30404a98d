#pragma once

#include "core/lua/script_events.h"
#include "core/lua/script_functions.h"
#include "modules/accounts/message_sender.h"
#include "modules/billing/billing.h"
#include "modules/services/service_repository.h"

namespace hostler {

struct ScriptFunctionParts {
  db::Database& database;
  const Clock& clock;
  Tenants& tenants;
  Accounts& accounts;
  Billing& billing;
  ServiceRepository& services;
  MessageSender& messages;
};

/// What scripts may call as hostler.<name>(…), beside what every script has: reads of what is theirs,
/// and mail. Whoever scripts run for bounds what they see. `parts` are kept by reference.
void addScriptFunctions(lua::ScriptFunctions& functions, const ScriptFunctionParts& parts);

/// The events that hooks may listen to: all that is declared, and what is asked before.
void addScriptEvents(lua::ScriptEvents& events, const events::Bus& bus);

/// What scripts are given, by the names that LuaLS shows: Service, Invoice, Client.
Json scriptDefinitions();

}  // namespace hostler
