#pragma once

#include <hostler/abi.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace hostler::plugin {

/// A library that could not be made into a plugin: which step of the way failed, and why.
struct LoadFailed : std::runtime_error {
  LoadFailed(std::string failedStep, const std::string& reason)
      : std::runtime_error{reason}, step{std::move(failedStep)} {}
  std::string step;  ///< "open", "symbol", "abi", "identity"
};

/// An opened plugin library. Inside a plugin host only: whatever its code does, it does to this
/// process.
class PluginLibrary {
 public:
  /// Opens it, finds the symbol and checks size and version of the descriptor. Throws LoadFailed.
  explicit PluginLibrary(const std::filesystem::path& file);
  ~PluginLibrary();
  PluginLibrary(PluginLibrary&&) noexcept;

  const hostler_plugin& descriptor() const { return *descriptor_; }
  /// Checks that it is what its plugin.json says. Throws LoadFailed.
  void mustBe(std::string_view kind, std::string_view name, std::string_view version) const;

 private:
  struct Opened;
  std::unique_ptr<Opened> opened_;
  const hostler_plugin* descriptor_ = nullptr;
};

}  // namespace hostler::plugin
