// What `hostler script-host` is, as a program of its own for these tests.
#include "core/lua/script_host.h"

int main() {
  return hostler::lua::runScriptHost();
}
