#include "core/plugin_host/plugin_library.h"

#include <boost/dll/shared_library.hpp>

#include <cstddef>
#include <dlfcn.h>
#include <string_view>

namespace hostler::plugin {
namespace {

/// Text of the plugin's, which may point anywhere but is at least not read without end.
std::string_view viewOf(hostler_text text) {
  constexpr std::uint64_t kLongest = 256;
  if (text.data == nullptr || text.size > kLongest) return {};
  return {text.data, static_cast<std::size_t>(text.size)};
}

void check(bool right, const char* step, const std::string& reason) {
  if (!right) throw LoadFailed{step, reason};
}

std::string versionText(std::uint32_t major, std::uint32_t minor) {
  return std::to_string(major) + "." + std::to_string(minor);
}

void checkAbi(const hostler_plugin& plugin) {
  // Within major 1 the descriptor only grows, so a smaller one than the first is none.
  check(plugin.size >= sizeof(hostler_plugin), "abi",
        "its descriptor has " + std::to_string(plugin.size) + " bytes, at least " +
            std::to_string(sizeof(hostler_plugin)) + " are needed");
  check(plugin.abi_major == HOSTLER_ABI_MAJOR && plugin.abi_minor <= HOSTLER_ABI_MINOR, "abi",
        "it was built for border " + versionText(plugin.abi_major, plugin.abi_minor) +
            ", the engine offers " + versionText(HOSTLER_ABI_MAJOR, HOSTLER_ABI_MINOR));
  check(plugin.create != nullptr && plugin.invoke != nullptr && plugin.destroy != nullptr, "abi",
        "its descriptor lacks a function");
}

}  // namespace

struct PluginLibrary::Opened {
  boost::dll::shared_library library;
};

PluginLibrary::PluginLibrary(const std::filesystem::path& file)
    : opened_{std::make_unique<Opened>()} {
  using boost::dll::load_mode::rtld_local;
  using boost::dll::load_mode::rtld_now;
  ::dlerror();
  std::error_code error;
  opened_->library.load(file, error, rtld_now | rtld_local);
  if (error) {
    // Boost's own message adds an errno that has nothing to do with it.
    const char* reason = ::dlerror();
    throw LoadFailed{"open", reason != nullptr ? reason : error.message()};
  }
  check(opened_->library.has(HOSTLER_PLUGIN_SYMBOL), "symbol",
        "it exports no symbol \"" HOSTLER_PLUGIN_SYMBOL "\": it is not a plugin");
  descriptor_ = opened_->library.get<const hostler_plugin*()>(HOSTLER_PLUGIN_SYMBOL)();
  check(descriptor_ != nullptr, "abi", "it describes nothing");
  checkAbi(*descriptor_);
}

PluginLibrary::~PluginLibrary() = default;

PluginLibrary::PluginLibrary(PluginLibrary&&) noexcept = default;

void PluginLibrary::mustBe(std::string_view kind, std::string_view name,
                           std::string_view version) const {
  const auto same = [](const char* what, hostler_text said, std::string_view wanted) {
    check(viewOf(said) == wanted, "identity",
          "its code is of " + std::string{what} + " \"" + std::string{viewOf(said)} +
              "\", its plugin.json says \"" + std::string{wanted} + "\"");
  };
  same("kind", descriptor_->kind, kind);
  same("name", descriptor_->name, name);
  same("version", descriptor_->version, version);
}

}  // namespace hostler::plugin
