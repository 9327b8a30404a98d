#include "core/app/commands.h"
#include "core/app/product.h"

#include <iostream>

namespace hostler::app {
namespace {

Json installed(Product& product) {
  Json usable = Json::array(), unusable = Json::array();
  const auto contents = product.plugins.desk().installed();
  for (const auto& plugin : contents.usable) {
    usable.push_back({{"name", plugin.manifest.name},
                      {"kind", plugin.manifest.kind},
                      {"version", plugin.manifest.version},
                      {"title", plugin.manifest.title}});
  }
  for (const auto& plugin : contents.unusable)
    unusable.push_back({{"folder", plugin.folder}, {"reason", plugin.reason}});
  return {{"usable", usable}, {"unusable", unusable}};
}

Exit list(Product& product, bool json) {
  const auto all = installed(product);
  if (json) {
    std::cout << dump(all) << '\n';
    return Exit::Done;
  }
  for (const auto& plugin : all["usable"]) {
    std::cout << plugin["kind"].get<std::string>() << "  " << plugin["name"].get<std::string>()
              << ' ' << plugin["version"].get<std::string>() << "  "
              << plugin["title"].get<std::string>() << '\n';
  }
  for (const auto& plugin : all["unusable"])
    std::cout << "refused: " << plugin["folder"].get<std::string>() << ": "
              << plugin["reason"].get<std::string>() << '\n';
  return Exit::Done;
}

Exit managePlugins(const Arguments& arguments) {
  const auto what = arguments.word(0, "list, test or accept");
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  Foundation base{settings};
  Product product{base};
  if (what == "list") return list(product, arguments.json());
  if (what == "accept") {
    const auto name = arguments.word(1, "an installed plugin's name");
    product.plugins.service().accept(Actor::system(kPlatform, "command"), name);
    std::cout << "accepted " << name << " as it lies there\n";
    return Exit::Done;
  }
  if (what != "test") throw UsageError{"there are list, test and accept"};
  const auto report =
      product.plugins.service().test(arguments.word(1, "a configured plugin's name"));
  std::cout << dump(report) << '\n';
  return report["works"] == true ? Exit::Done : Exit::Failed;
}

}  // namespace

Command pluginCommand() {
  return {"plugin",
          "list|test|accept [NAME]",
          "Tells what is installed, asks a provider whether its settings work, or takes a plugin "
          "on as it "
          "lies in the folder.",
          {},
          managePlugins};
}

}  // namespace hostler::app
