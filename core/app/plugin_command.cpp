#include "core/app/commands.h"
#include "core/app/plugin_install.h"
#include "core/app/plugin_kit.h"
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

Exit accept(Product& product, const std::string& name, bool json) {
  product.plugins.service().accept(Actor::system(kPlatform, "command"), name);
  if (json) {
    std::cout << dump({{"accepted", name}}) << '\n';
  } else {
    std::cout << "accepted " << name << " as it lies there\n";
  }
  return Exit::Done;
}

// "works", or why it does not; of a provisioner also each of its servers.
void tell(const std::string& name, const Json& report) {
  const auto line = [](const std::string& who, const Json& one) {
    std::cout << who << (one["works"] == true ? ": works" : ": does not work");
    for (const char* member : {"code", "message"}) {
      const auto words = one.value(member, std::string{});
      if (!words.empty()) std::cout << ": " << words;
    }
    std::cout << '\n';
  };
  line(name, report);
  for (const auto& server : report.value("servers", Json::array()))
    line("  " + server["name"].get<std::string>(), server);
  if (report["report"].is_object() && !report["report"].empty())
    std::cout << "  it says: " << dump(report["report"]) << '\n';
}

Exit ask(Product& product, const std::string& name, bool json) {
  const auto report = product.plugins.service().test(name);
  if (json) {
    std::cout << dump(report) << '\n';
  } else {
    tell(name, report);
  }
  return report["works"] == true ? Exit::Done : Exit::Failed;
}

const std::string kWords = "list, test, accept, install, remove, new, verify, dev, pack and sign";

Exit managePlugins(const Arguments& arguments) {
  const auto what = arguments.word(0, kWords);
  if (what == "new") return newPlugin(arguments);
  if (what == "verify") return verifyPlugin(arguments);
  if (what == "dev") return watchPlugin(arguments);
  if (what == "pack") return packPlugin(arguments);
  if (what == "sign") return signPlugin(arguments);
  if (what == "install") return installPlugin(arguments);
  if (what == "remove") return removePlugin(arguments);
  if (what == "test" && isPluginFile(arguments.word(1, "a configured plugin's name, or a file")))
    return tryPlugin(arguments);
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  Foundation base{settings};
  Product product{base};
  if (what == "list") return list(product, arguments.json());
  if (what == "accept")
    return accept(product, arguments.word(1, "an installed plugin's name"), arguments.json());
  if (what != "test") throw UsageError{"there are " + kWords};
  return ask(product, arguments.word(1, "a configured plugin's name"), arguments.json());
}

}  // namespace

Command pluginCommand() {
  return {
      "plugin",
      "list|test|accept|install|remove|new|verify|dev|pack|sign [NAME or FILE]",
      "Tells what is installed, asks a provider whether its settings work, installs a package, "
      "takes a plugin on as it lies in the folder, or begins, checks and packs one.",
      {{"folder", "DIR", "where `new` puts the plugin's folder"},
       {"subject", "FILE", "how the sandbox plays its provider (conformance.json)"},
       {"sandbox", "URL", "a sandbox that runs already"},
       {"only", "PREFIX", "the checks whose names begin so"},
       {"out", "FILE", "where `pack` puts the package, and `sign` the signature"},
       {"key", "FILE", "what `sign` signs with; nobody but you may read it"},
       {"new-key", "FILE", "`sign` makes a key there, and tells its public one"},
       {"signature", "FILE", "of the package that `install` takes; else FILE.hpk.sig beside it"}},
      managePlugins,
      "plugin list                what is installed, and what was refused and why\n"
      "plugin test NAME           asks a configured plugin's provider\n"
      "plugin accept NAME         takes a changed plugin on (production)\n"
      "plugin install FILE.hpk    checks a package and its signature, and lays it into "
      "DATA_DIR/plugins\n"
      "plugin remove NAME         takes an installed plugin away that is not enabled\n"
      "plugin new KIND NAME       writes a plugin that builds and is tested\n"
      "plugin verify FILE.so      manifest, schema, border, symbols, capabilities\n"
      "plugin test FILE.so        every check of its kind against a provider sandbox\n"
      "plugin dev FILE.so         the same, each time it is built\n"
      "plugin pack FOLDER         the built plugin as a package, NAME-VERSION.hpk\n"
      "plugin sign FILE.hpk       with --key, or a key that --new-key makes\n"};
}

}  // namespace hostler::app
