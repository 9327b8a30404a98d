#pragma once

namespace hostler::lua {

/// The child that runs scripts: `hostler script-host`, started by ScriptHosts with its channel at
/// child::kFirstChannel. Gives up what it does not need, then serves jobs until the engine closes
/// the channel. Returns the exit code.
int runScriptHost();

}  // namespace hostler::lua
