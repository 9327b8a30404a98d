#include "core/app/commands.h"
#include "core/app/production.h"
#include "core/json/json.h"

#include <iostream>

namespace hostler::app {
namespace {

Exit check(const Arguments& arguments) {
  if (arguments.word(0, "check") != "check") throw UsageError{"there is only check"};
  const auto settings = loadSettings(arguments);
  Json all = Json::array();
  for (const auto& one : explained(settings)) {
    all.push_back({{"key", one.key},
                   {"value", one.value},
                   {"source", one.source},
                   {"meaning", one.meaning},
                   {"default", one.defaultText}});
    if (!arguments.json())
      std::cout << one.key << " = " << one.value << "   (" << one.source << ")\n    " << one.meaning
                << '\n';
  }
  if (arguments.json()) std::cout << dump(all) << '\n';
  const auto faults = unfitForProduction(settings);
  for (const auto& fault : faults) std::cerr << "hostler: " << fault << '\n';
  return faults.empty() ? Exit::Done : Exit::Failed;
}

}  // namespace

Command configCommand() {
  return {"config", "check", "Explains every setting and where its value comes from.", {}, check};
}

}  // namespace hostler::app
