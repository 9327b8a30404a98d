#pragma once

#include "core/app/product.h"

#include <array>
#include <string_view>

namespace hostler::app {

/// Those who may sign in to the demonstration's portal, and the password of all of them. It exists
/// only where environment is sandbox, and protects nothing.
inline constexpr std::array kDemoClients{std::string_view{"asha@demo.example"},
                                         std::string_view{"ravi@demo.example"},
                                         std::string_view{"maria@demo.example"}};
inline constexpr std::string_view kDemoPassword = "Demo-Client-2026";

/// The demonstration: an Indian seller with GST, a catalogue in rupees and dollars, clients, one
/// server for each provisioner, and every plugin but `smtp` configured with the provider sandbox's
/// own accounts, or with what needs none. Calls nobody. Each part is made where it is missing, so a
/// second planting changes nothing.
class DemoSeed {
 public:
  DemoSeed(Foundation& base, Product& product, std::string sandboxUrl);
  /// Whether anything was missing.
  bool plant();

 private:
  bool plantSeller();
  bool plantTaxes();
  bool plantPlugins();
  bool plantPlugin(const std::string& plugin, const std::string& provider);
  bool plantBankTransfer();
  bool plantCoins();
  bool plantCaptchas();
  bool plantCarriers();
  bool plantServers();
  bool plantCatalogue();
  bool plantTlds();
  bool plantClients();
  Json sandboxAccount(const std::string& provider) const;

  Foundation& base_;
  Product& product_;
  std::string url_;
  Actor actor_;
};

}  // namespace hostler::app
