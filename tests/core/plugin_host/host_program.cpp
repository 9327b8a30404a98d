// The program that plugins of the tests run in: the child's side and nothing else.
#include "core/plugin_host/plugin_host_child.h"

// Sanitizers look for leaks by tracing the process, which its filter rightly refuses.
extern "C" const char* __asan_default_options() {
  return "detect_leaks=0";
}

int main(int argumentCount, char** arguments) {
  return hostler::plugin::runPluginHost(argumentCount - 1, arguments + 1);
}
