#pragma once

#include "core/operations/provider.h"
#include "core/plugin_host/plugin_registry.h"
#include "core/telemetry/log.h"
#include "core/time/clock.h"
#include "modules/plugins/plugin_instances.h"

#include <map>
#include <mutex>

namespace hostler {

/// The configured plugins as the engine calls them: keeps the registry of running ones level with
/// the database.
class PluginDesk final : public ProviderPort {
 public:
  PluginDesk(db::Database& database, const Clock& clock, PluginInstances& instances,
             plugin::PluginRegistry& registry)
      : database_{database}, clock_{clock}, instances_{instances}, registry_{registry} {}

  ProviderAnswer call(const ProviderRequest& request) override;
  std::vector<ProviderInstance> instances(const std::string& kind) override;

  /// Enables, reloads and disables what has changed in the database since the last look; cheap when
  /// nothing has.
  void refresh();
  /// What is installed, with its manifest. Nothing when no such plugin is.
  std::optional<plugin::Manifest> manifestOf(const std::string& plugin);
  plugin::PluginFolder::Contents installed() { return registry_.installed(); }
  std::vector<plugin::HostStatus> status() { return registry_.status(); }
  /// What the payment pages of the enabled gateways need in the payer's browser.
  plugin::Manifest::Checkout checkoutOrigins() { return originsOf("gateway"); }
  /// What the widgets of the enabled captchas need in a visitor's.
  plugin::Manifest::Checkout captchaOrigins() { return originsOf("captcha"); }
  plugin::PluginRegistry& registry() { return registry_; }

 private:
  void refreshIfStale();
  void apply(const PluginInstance& instance);
  void learnReach(const std::vector<PluginInstance>& rows);
  plugin::Manifest::Checkout originsOf(std::string_view kind);

  db::Database& database_;
  const Clock& clock_;
  PluginInstances& instances_;
  plugin::PluginRegistry& registry_;
  Log log_{"modules.plugins"};
  std::mutex mutex_;
  std::map<std::string, std::int64_t> revisions_;  // of what the registry runs
  std::map<std::string, plugin::Manifest> manifests_;
  std::vector<PluginInstance> known_;
  // To whom, in what and from where a gateway is offered, as its settings say; of a captcha, from
  // where its widget comes.
  struct Reach {
    std::string kind;
    std::int64_t revision = 0;
    std::vector<std::string> currencies;
    std::optional<std::string> tenant;
    plugin::Manifest::Checkout origins;
  };
  std::map<std::string, Reach> reach_;
  std::optional<Monotonic> lookedAt_;
};

}  // namespace hostler
