#include "core/app/new_file.h"
#include "core/app/plugin_kit.h"
#include "core/json/json.h"
#include "core/plugin_host/library_file.h"
#include "core/plugin_host/package.h"
#include "core/plugin_host/package_signature.h"

#include <fstream>
#include <iostream>

namespace hostler::app {
namespace {

namespace fs = std::filesystem;

// Or the next package would hold this one.
void demandOutside(const fs::path& folder, const fs::path& file) {
  if (fs::weakly_canonical(fs::absolute(file).parent_path()) != fs::canonical(folder)) return;
  throw UsageError{file.string() +
                   " would lie in the folder that is packed; name another place "
                   "with --out"};
}

void demandSound(const fs::path& folder, const plugin::Package& package) {
  const auto faults = faultsAtRest(fs::canonical(folder) / (package.manifest().name + ".so"));
  if (!faults.empty()) throw plugin::PackageError{faults.front()};
}

// A signature is made anew as often as its package.
void writeSignature(const fs::path& file, const plugin::PackageSignature& signature) {
  std::ofstream out{file, std::ios::binary};
  out << signature.text();
  if (!out.flush()) throw plugin::PackageError{"cannot write " + file.string()};
}

}  // namespace

Exit packPlugin(const Arguments& arguments) {
  const fs::path folder = arguments.words().size() > 1 ? arguments.words()[1] : ".";
  const auto package = plugin::Package::ofFolder(folder);
  demandSound(folder, package);
  const fs::path file = arguments.get("out", package.fileName());
  demandOutside(folder, file);
  const auto bytes = package.bytes();
  writeNewFile(file, bytes);
  const auto sha256 = plugin::sha256OfText(bytes);
  if (arguments.json()) {
    std::cout << dump({{"package", file.string()},
                       {"name", package.manifest().name},
                       {"version", package.manifest().version},
                       {"files", package.files().size()},
                       {"bytes", bytes.size()},
                       {"sha256", sha256}})
              << '\n';
  } else {
    std::cout << "packed " << file.string() << " (" << package.files().size() << " files, "
              << bytes.size() << " bytes)\nSHA-256 " << sha256
              << "\nsign it: hostler plugin sign --key KEY " << file.string() << '\n';
  }
  return Exit::Done;
}

Exit signPlugin(const Arguments& arguments) {
  const auto key = arguments.get("new-key", arguments.get("key"));
  if (key.empty() || (arguments.has("key") && arguments.has("new-key")))
    throw UsageError{"name either --key FILE, which signs, or --new-key FILE, which makes one"};
  Json told = Json::object();
  if (arguments.has("new-key")) {
    told["key_file"] = key;
    told["public_key"] = plugin::makeSigningKey(key);
    if (!arguments.json()) {
      std::cout << "wrote " << key << ": keep it where nobody else can read it\npublic key "
                << told["public_key"].get<std::string>()
                << "\nwho installs your packages names it in plugins.trusted_keys\n";
    }
  } else {
    arguments.word(1, "a package: FILE.hpk");
  }
  if (arguments.words().size() > 1) {
    const fs::path file = arguments.words()[1];
    const auto bytes = plugin::packageBytes(file);
    plugin::Package::read(bytes);  // what nobody could install is not signed
    const auto signature = plugin::sign(bytes, key);
    const fs::path beside = arguments.get("out", file.string() + ".sig");
    writeSignature(beside, signature);
    told["signature"] = beside.string();
    told["public_key"] = signature.publicKey;
    if (!arguments.json()) {
      std::cout << "signed " << file.string() << ": " << beside.string()
                << " goes with it\npublic key " << signature.publicKey << '\n';
    }
  }
  if (arguments.json()) std::cout << dump(told) << '\n';
  return Exit::Done;
}

}  // namespace hostler::app
