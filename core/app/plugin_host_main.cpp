// The program hostler-plugin-host, in which plugins run: the child's side of the border and nothing
// else of the engine, since every plugin has one.
#include "core/plugin_host/plugin_host_child.h"

// Sanitizers look for leaks by tracing the process, which its filter rightly refuses.
extern "C" const char* __asan_default_options() {
  return "detect_leaks=0";
}

int main(int argumentCount, char** arguments) {
  return hostler::plugin::runPluginHost(argumentCount - 1, arguments + 1);
}
