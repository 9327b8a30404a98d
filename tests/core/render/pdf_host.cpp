// The child of a WkhtmltoxWorker in the tests: what `hostler pdf-host LIBRARY` is elsewhere.
#include "core/render/wkhtmltox_host.h"

int main(int argc, char** argv) {
  return hostler::render::servePdfLibrary(argc, argv);
}
