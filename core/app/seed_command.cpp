#include "core/app/commands.h"
#include "core/app/demo_seed.h"

#include <iostream>

namespace hostler::app {
namespace {

Exit seed(const Arguments& arguments) {
  if (arguments.word(0, "demo") != "demo") throw UsageError{"there is only demo"};
  const auto settings = loadSettings(arguments);
  if (settings.text("environment") != "sandbox") {
    throw UsageError{"demo data goes only where environment is sandbox (--environment sandbox)"};
  }
  startCommandLog(settings);
  Foundation base{settings};
  Product product{base};
  DemoSeed demo{base, product, arguments.get("sandbox", "http://127.0.0.1:9090")};
  const bool changed = demo.plant();
  std::cout << (changed ? "the demo is there" : "the demo was there already") << '\n';
  return Exit::Done;
}

}  // namespace

Command seedCommand() {
  return {"seed",
          "demo",
          "Makes a demonstration: a seller, a catalogue, clients, a server, every plugin set to "
          "the providers' sandbox.",
          {{"sandbox", "URL", "where `hostler sandbox` answers (http://127.0.0.1:9090)"}},
          seed};
}

}  // namespace hostler::app
