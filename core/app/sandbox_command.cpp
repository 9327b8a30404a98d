#include "core/app/commands.h"
#include "core/app/stop_signals.h"
#include "core/front/front.h"
#include "plugins/sandbox/sandbox.h"

#include <iostream>

namespace hostler::app {
namespace {

Exit runSandbox(const Arguments& arguments) {
  const StopSignals signals;
  const auto listen = arguments.get("listen", "127.0.0.1:9090");
  const auto colon = listen.rfind(':');
  if (colon == std::string::npos) throw UsageError{"--listen must be an address and a port"};
  front::FrontOptions options;
  options.address = listen.substr(0, colon);
  try {
    options.port = static_cast<std::uint16_t>(std::stoi(listen.substr(colon + 1)));
  } catch (const std::exception&) {
    throw UsageError{"--listen must be an address and a port"};
  }
  sandbox::SandboxOptions its;
  its.publicUrl = arguments.get("public-url", "http://" + listen);
  its.engineUrl = arguments.get("engine", its.engineUrl);
  const auto application = sandbox::makeSandbox(its);
  front::Front front{*application, options};
  front.start();
  const auto address = options.address + ':' + std::to_string(front.port());
  std::cout << "the providers' sandbox answers at http://" + address + '\n' << std::flush;
  signals.wait();
  front.stop();
  return Exit::Done;
}

}  // namespace

Command sandboxCommand() {
  return {"sandbox",
          "",
          "Plays every provider's API, with faults on demand: for trying things out, never for "
          "production.",
          {{"listen", "ADDRESS:PORT", "where it answers (127.0.0.1:9090)"},
           {"engine", "URL", "where webhooks go (http://127.0.0.1:8080)"},
           {"public-url", "URL", "how it is reached, where that differs from --listen"}},
          runSandbox};
}

}  // namespace hostler::app
