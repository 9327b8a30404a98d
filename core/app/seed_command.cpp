#include "core/app/commands.h"
#include "core/app/demo_seed.h"

#include <iostream>
#include <utility>

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
  if (arguments.json()) {
    std::cout << dump({{"planted", changed},
                       {"clients", kDemoClients},
                       {"client_password", kDemoPassword}})
              << '\n';
    return Exit::Done;
  }
  std::cout << (changed ? "the demo is there" : "the demo was there already") << ": clients ";
  for (const auto* separator = ""; const auto& email : kDemoClients)
    std::cout << std::exchange(separator, ", ") << email;
  std::cout << " sign in with " << kDemoPassword
            << "; an owner is made by hostler user create-admin\n";
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
