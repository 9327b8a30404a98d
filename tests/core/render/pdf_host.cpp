// The child of a WkhtmltoxWorker in the tests: what `hostler pdf-host LIBRARY` is elsewhere.
#include "core/render/wkhtmltox_host.h"

// Sanitizers look for leaks by tracing the process, which its filter rightly refuses.
extern "C" const char* __asan_default_options() {
  return "detect_leaks=0";
}

int main(int argc, char** argv) {
  return hostler::render::servePdfLibrary(argc, argv);
}
