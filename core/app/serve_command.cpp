#include "core/app/commands.h"
#include "core/app/open_files.h"
#include "core/app/server.h"
#include "core/app/stop_signals.h"

#include <iostream>

namespace hostler::app {
namespace {

constexpr std::chrono::seconds kPatience{25};

Exit serve(const Arguments& arguments) {
  const StopSignals signals;  // before any thread, so that all of them have it
  const auto settings = loadSettings(arguments);
  startLogging({settings.text("log.level"), settings.text("log.file")});
  raiseOpenFiles();
  Server server{settings};
  server.start();
  if (server.port() != 0) {
    const auto& listen = settings.text("listen");
    const auto address = listen.substr(0, listen.rfind(':')) + ':' + std::to_string(server.port());
    // One piece, so that no line of the log gets into it.
    std::cout << "hostler serves http://" + address + '\n' << std::flush;
  }
  signals.wait();
  server.drain(kPatience);
  return Exit::Done;
}

}  // namespace

Command serveCommand() {
  return {"serve",
          "",
          "Runs the engine: HTTP, jobs and schedule.",
          {{"roles", "LIST", "what this process does: api, worker, scheduler"},
           {"listen", "ADDRESS:PORT", "where the API and the web applications are served"}},
          serve};
}

void startCommandLog(const Settings& settings) {
  startLogging(
      {settings.text("log.level") == "information" ? "warning" : settings.text("log.level"),
       settings.text("log.file")});
}

}  // namespace hostler::app
