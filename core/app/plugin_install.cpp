#include "core/app/plugin_install.h"

#include "core/app/commands.h"
#include "core/app/plugin_kit.h"
#include "core/app/product.h"
#include "core/plugin_host/library_file.h"
#include "core/plugin_host/package_signature.h"
#include "core/plugin_host/plugin_store.h"

#include <fstream>
#include <iostream>
#include <iterator>
#include <unistd.h>

namespace hostler::app {
namespace {

namespace fs = std::filesystem;
using plugin::PackageError;

// As the loader has the folder: it demands there that everything is root's.
fs::path storeFolder(const Settings& settings) {
  return fs::absolute(dataFolder(settings) / "plugins").lexically_normal();
}

void demandRoot(const Settings& settings) {
  if (settings.text("environment") != "production" || ::geteuid() == 0) return;
  throw PackageError{
      "run this as root: in production plugins belong to root, so that the engine cannot change "
      "what it loads"};
}

// The trusted key that a package is signed with; nothing where no key is configured.
std::optional<std::string> trustedSigner(const Settings& settings, const Arguments& arguments,
                                         const fs::path& file, const std::string& bytes) {
  const auto trusted = settings.list("plugins.trusted_keys");
  if (trusted.empty()) return std::nullopt;
  const fs::path beside = arguments.get("signature", file.string() + ".sig");
  std::error_code error;
  if (!fs::is_regular_file(beside, error)) {
    throw PackageError{"it is not signed: there is no " + beside.string() +
                       ", and plugins.trusted_keys demands a signature; get it from the author, or "
                       "name it with --signature"};
  }
  constexpr std::size_t kMost = 1024;
  std::string text(kMost, '\0');
  std::ifstream in{beside, std::ios::binary};
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  const auto signature = plugin::PackageSignature::parse(text);
  plugin::demandSignature(bytes, signature, trusted);
  return signature.publicKey;
}

/// A folder that anybody can read, gone with the object.
class Scratch {
 public:
  Scratch() {
    auto name = (fs::temp_directory_path() / "hostler-package-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw PackageError{"cannot make " + name};
    path_ = name;
    fs::permissions(path_, fs::perms{0755});
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// In a copy: nothing of it lies among the installed plugins before all of it held.
void demandSound(const plugin::Package& package) {
  const Scratch scratch;
  const auto folder = package.layInto(scratch.path());
  const auto faults = faultsFound(folder / (package.manifest().name + ".so"));
  if (faults.empty()) return;
  std::string all;
  for (const auto& fault : faults) all += "\n  " + fault;
  throw PackageError{"it does not pass `hostler plugin verify`:" + all};
}

plugin::Package soundPackage(const std::string& bytes) {
  auto package = plugin::Package::read(bytes);
  demandSound(package);
  return package;
}

bool liesIn(const fs::path& root, const fs::path& folder) {
  const auto below = folder.lexically_relative(root);
  return !below.empty() && *below.begin() != "..";
}

// Where a plugin lies that ships with the program, or that plugins.folder holds.
std::optional<fs::path> shipped(Product& product, const fs::path& store, const std::string& name) {
  try {
    const auto found = product.registry.changed(name).folder;
    if (!liesIn(store, found)) return found;
  } catch (const plugin::PluginRefused&) {
    // None of that name, or one that cannot be used; such a one is replaced or removed.
  }
  return std::nullopt;
}

// The version that a package takes the place of; "" where that cannot be told.
std::optional<std::string> replacedVersion(const plugin::PluginStore& store,
                                           const plugin::Manifest& fresh) {
  const auto there = store.find(fresh.name);
  if (!there) return std::nullopt;
  plugin::Manifest old;
  try {
    old = plugin::Manifest::load(*there / "plugin.json");
  } catch (const plugin::ManifestError&) {
    return "";
  }
  if (old.version == fresh.version) {
    throw PackageError{fresh.name + " " + fresh.version +
                       " is installed already: a change raises the version in plugin.json; to "
                       "install this one anew, `hostler plugin remove " +
                       fresh.name + "` first"};
  }
  if (old.kind.substr(0, old.kind.find('/')) != fresh.kind.substr(0, fresh.kind.find('/'))) {
    throw PackageError{"the installed " + fresh.name + " is a " + old.kind + ", this one a " +
                       fresh.kind + ": `hostler plugin remove " + fresh.name + "` first"};
  }
  return old.version;
}

std::vector<std::string> enabledAs(Foundation& base, const std::string& plugin) {
  PluginInstances instances{base.vault};
  std::vector<std::string> names;
  for (const auto& one :
       base.database->read([&](db::Reader& reader) { return instances.all(reader); })) {
    if (one.enabled && one.plugin == plugin) names.push_back(one.name);
  }
  return names;
}

void recordAudit(Foundation& base, const std::string& action, const std::string& name,
                 const Json& before, const Json& after) {
  base.database->transaction([&](db::Transaction& tx) {
    base.audit.record(tx, Actor::system(kPlatform, "command"), Change{action, name, before, after});
  });
}

Json versionOf(const std::string& version) {
  return {{"version", version}};
}

std::vector<std::string> nextSteps(Foundation& base, const std::string& name, bool accepted) {
  std::vector<std::string> steps;
  if (base.production && !accepted && !base.settings.flag("plugins.allow_unsigned"))
    steps.push_back("hostler plugin accept " + name + ", if you trust it");
  const auto enabled = enabledAs(base, name);
  for (const auto& instance : enabled) {
    steps.push_back("reload " + instance + " in admin under Plugins: until then what runs goes on");
  }
  if (enabled.empty())
    steps.push_back("fill in its settings and enable it in admin, under Plugins");
  return steps;
}

void tell(const Json& told, bool json) {
  if (json) {
    std::cout << dump(told) << '\n';
    return;
  }
  const auto name = told["installed"].get<std::string>();
  std::cout << "installed " << name << ' ' << told["version"].get<std::string>() << " in "
            << told["folder"].get<std::string>() << '\n';
  if (const auto& old = told["replaced"]; old.is_string() && !old.get<std::string>().empty())
    std::cout << "in the place of " << old.get<std::string>() << '\n';
  std::cout << "SHA-256 " << told["sha256"].get<std::string>() << '\n';
  if (told["signed_by"].is_string()) {
    std::cout << "signed by " << told["signed_by"].get<std::string>() << ", which is trusted\n";
  } else {
    std::cout << "it is unsigned: plugins.trusted_keys names no key that could vouch for it; "
                 "compare the SHA-256 with its author's\n";
  }
  for (const auto& step : told["next"]) std::cout << "next: " << step.get<std::string>() << '\n';
}

// Whether the loader takes it, with the rights that it has there; and takes it on where somebody
// vouches for it.
void takeOn(Foundation& base, Product& product, const std::string& name, const fs::path& folder,
            const Json& before, const Json& after, bool trusted) {
  const auto lies = product.registry.changed(name).folder;
  if (lies != folder)
    throw PackageError{"another plugin of that name would be loaded instead: " + lies.string()};
  recordAudit(base, "plugin.installed", name, before, after);
  if (trusted) product.plugins.service().accept(Actor::system(kPlatform, "command"), name);
}

Json install(const Settings& settings, const Arguments& arguments, const fs::path& file) {
  demandRoot(settings);
  const auto bytes = plugin::packageBytes(file);
  const auto signer = trustedSigner(settings, arguments, file, bytes);
  const auto package = soundPackage(bytes);
  const auto& fresh = package.manifest();
  const auto sha256 = plugin::sha256OfText(bytes);

  Foundation base{settings};
  Product product{base};
  const auto folder = storeFolder(settings);
  plugin::PluginStore store{folder};
  if (const auto first = shipped(product, folder, fresh.name)) {
    throw PackageError{fresh.name + " ships with the program (" + first->string() +
                       "), which goes first: its author must give it another name"};
  }
  const auto replaced = replacedVersion(store, fresh);
  const Json before = replaced ? versionOf(*replaced) : Json(nullptr);
  auto after = versionOf(fresh.version);
  after["sha256"] = sha256;
  const auto place = store.place(package);
  try {
    takeOn(base, product, fresh.name, place, before, after, signer.has_value());
  } catch (...) {
    store.takeBack(fresh.name);
    throw;
  }
  return {{"installed", fresh.name},
          {"version", fresh.version},
          {"kind", fresh.kind},
          {"folder", place.string()},
          {"replaced", replaced ? Json(*replaced) : Json(nullptr)},
          {"sha256", sha256},
          {"signed_by", signer ? Json(*signer) : Json(nullptr)},
          {"accepted", signer.has_value()},
          {"next", nextSteps(base, fresh.name, signer.has_value())}};
}

}  // namespace

Exit installPlugin(const Arguments& arguments) {
  const fs::path file = arguments.word(1, "a package: FILE.hpk");
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  try {
    tell(install(settings, arguments, file), arguments.json());
  } catch (const PackageError& error) {
    throw PackageError{"nothing was installed: " + file.filename().string() + ": " + error.what()};
  } catch (const plugin::PluginRefused& refused) {
    throw PackageError{"nothing was installed: " + file.filename().string() + ": " +
                       refused.what()};
  }
  return Exit::Done;
}

Exit removePlugin(const Arguments& arguments) {
  const auto& name = arguments.word(1, "an installed plugin's name");
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  demandRoot(settings);
  Foundation base{settings};
  Product product{base};
  const auto folder = storeFolder(settings);
  plugin::PluginStore store{folder};
  const auto first = shipped(product, folder, name);
  if (first && !store.find(name)) {
    throw PackageError{name + " was not installed but lies in " + first->string() +
                       ", with what ships: disable it in admin instead"};
  }
  // Where one that ships has the name, that one runs.
  const auto running = first ? std::vector<std::string>{} : enabledAs(base, name);
  std::string enabled;
  for (const auto& instance : running) enabled += (enabled.empty() ? "" : ", ") + instance;
  if (!enabled.empty()) {
    throw PackageError{name + " is enabled as " + enabled +
                       ": disable that in admin under Plugins, then remove it"};
  }
  store.remove(name);
  recordAudit(base, "plugin.removed", name, nullptr, nullptr);
  if (arguments.json()) {
    std::cout << dump({{"removed", name}}) << '\n';
  } else {
    std::cout << "removed " << name << "; its settings stay, for when it is installed again\n";
  }
  return Exit::Done;
}

}  // namespace hostler::app
