#pragma once

namespace hostler::plugin {

/// What `hostler-plugin-host` does, and `hostler plugin-host` where that is not there: serves one
/// plugin until the engine lets go of it. The only argument is the number of channels; everything
/// else comes over the first of them. Returns the process's exit code.
int runPluginHost(int argumentCount, const char* const* arguments);

}  // namespace hostler::plugin
