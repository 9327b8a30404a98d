#include "core/app/demo_seed.h"

#include "core/app/demo_catalogue.h"
#include "core/app/demo_content.h"
#include "modules/billing/tax_rules.h"
#include "modules/catalog/product_repository.h"
#include "modules/catalog/product_views.h"
#include "plugins/sandbox/sandbox.h"

namespace hostler::app {
namespace {

// Each shipped plugin, and who plays its provider in the sandbox. What a provisioner signs in with
// stands at its servers. A mail server is not played, so the plugin `smtp` is left to people; those
// that need nobody to play (transfers, coins), and captchas, have functions of their own.
constexpr std::pair<const char*, const char*> kPlugins[] = {{"razorpay", "razorpay"},
                                                            {"stripe", "stripe"},
                                                            {"cpanel", ""},
                                                            {"cloudstack", ""},
                                                            {"aws", ""},
                                                            {"digitalocean", ""},
                                                            {"godaddy", "godaddy"},
                                                            {"powerdns", "powerdns"},
                                                            {"sendgrid", "sendgrid"},
                                                            {"msg91", "msg91"},
                                                            {"twilio", "twilio"},
                                                            {"vies", "vies"}};

// The address that BIP 173 gives as its example, on Bitcoin's test network, whose coins are worth
// nothing; without an explorer, since the sandbox plays none.
const Json& testCoins() {
  static const Json settings{{"currencies", Json::array({"INR"})},
                             {"coin", "TBTC"},
                             {"network", "Bitcoin testnet"},
                             {"decimals", 8},
                             {"address", "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx"},
                             {"uri_scheme", "bitcoin"},
                             {"rate", "7800000"}};
  return settings;
}

// More attempts than the limits of the sign-in let through.
constexpr int kNeverAsked = 1'000'000;

/// One server, or cloud account, of each provisioner that ships.
struct DemoServer {
  const char *name, *plugin, *provider;
};
constexpr DemoServer kServers[] = {{"server1", "cpanel", "whm"},
                                   {"digitalocean1", "digitalocean", "digitalocean"},
                                   {"cloudstack1", "cloudstack", "cloudstack"},
                                   {"ec2-mumbai", "aws", "ec2"}};

NewClient clientOf(std::string_view email, const std::string& first, const std::string& last,
                   const std::string& phone, AddressBody address) {
  NewClient client;
  client.email = email;
  client.password = Secret{std::string{kDemoPassword}};
  client.firstName = first;
  client.lastName = last;
  client.phone = phone;
  client.address = std::move(address);
  return client;
}

}  // namespace

DemoSeed::DemoSeed(Foundation& base, Product& product, std::string sandboxUrl)
    : base_{base},
      product_{product},
      url_{std::move(sandboxUrl)},
      actor_{Actor::system(kPlatform, "command:seed_demo")} {}

bool DemoSeed::plant() {
  const bool made[] = {
      plantSeller(),       plantTaxes(),   plantPlugins(),
      plantBankTransfer(), plantCoins(),   plantCaptchas(),
      plantCarriers(),     plantServers(), plantCatalogue(),
      plantTlds(),         plantClients(), plantDemoContent(base_, product_, actor_)};
  return std::ranges::any_of(made, [](bool one) { return one; });
}

bool DemoSeed::plantSeller() {
  auto tenant = product_.tenants.get(kPlatform);
  if (tenant.gstin) return false;
  tenant.name = "Sahyadri Hosting";
  tenant.legalName = "Sahyadri Hosting Private Limited";
  tenant.address = {"4th Floor, Prabhat Towers",
                    "Senapati Bapat Road",
                    "Pune",
                    "411016",
                    "Maharashtra",
                    "27",
                    "IN"};
  tenant.gstin = "27AAPFU0939F1ZV";
  tenant.email = "billing@sahyadri.example";
  tenant.phone = "+912040001234";
  tenant.currency = Currency::of("INR");
  tenant.zone = TimeZone::named("Asia/Kolkata");
  const auto& url = base_.settings.text("public_url");
  tenant.publicUrl = url.empty() ? "http://" + base_.settings.text("listen") : url;
  base_.database->transaction([&](db::Transaction& tx) {
    product_.tenants.save(tx, tenant);
    product_.tenants.change(tx, kPlatform, "invoice.series", "SHY");
  });
  return true;
}

bool DemoSeed::plantTaxes() {
  return base_.database->transaction([&](db::Transaction& tx) {
    if (!tax_rules::all(tx, kPlatform).empty()) return false;
    const TaxRule gst{
        "IN", "", "", "GST", Decimal::of("18"), Date::parse("2017-07-01").value(), std::nullopt};
    tax_rules::insert(tx, kPlatform, base_.ids.next<TaxRate>(), gst, base_.clock.now());
    return true;
  });
}

// The plugin's own settings of the sandbox's account, without what only the sandbox knows of it.
Json DemoSeed::sandboxAccount(const std::string& provider) const {
  sandbox::SandboxOptions options;
  options.publicUrl = url_;
  options.engineUrl = product_.tenants.get(kPlatform).publicUrl;
  Json found;
  for (const auto& account : sandbox::fixedAccounts(options)) {
    if (account.value("provider", "") != provider) continue;
    // A demo's clock is moved by years, while the minute that limits a provider's requests is a
    // real one.
    const bool unhurried = account.value("id", "").ends_with("_fast");
    if (found.is_null() || unhurried) found = account;
  }
  if (found.is_null()) throw std::logic_error{"the sandbox plays no " + provider};
  for (const auto* own : {"provider", "id", "account_id", "server", "webhook_url"})
    found.erase(own);
  return found;
}

bool DemoSeed::plantPlugins() {
  bool made = false;
  for (const auto& [plugin, provider] : kPlugins) made = plantPlugin(plugin, provider) || made;
  return made;
}

// What a person has set up, or switched off, stays as it is.
bool DemoSeed::plantPlugin(const std::string& plugin, const std::string& provider) {
  const auto known = base_.database->read(
      [&](db::Reader& reader) { return PluginInstances{base_.vault}.find(reader, plugin); });
  if (known) return false;
  auto& plugins = product_.plugins.service();
  plugins.saveSettings(actor_, plugin,
                       provider.empty() ? Json::object() : sandboxAccount(provider));
  plugins.setEnabled(actor_, plugin, true);
  return true;
}

// Whoever tries the API by a program, as a demonstration invites to, cannot solve one: nobody is
// asked until somebody wants that. Where one was set up already, another would take its place.
bool DemoSeed::plantCaptchas() {
  const auto rows = base_.database->read(
      [&](db::Reader& reader) { return PluginInstances{base_.vault}.all(reader); });
  const bool known = std::ranges::any_of(rows, [](const PluginInstance& row) {
    return row.plugin == "turnstile" || row.plugin == "recaptcha";
  });
  if (known) return false;
  base_.database->transaction([&](db::Transaction& tx) {
    product_.tenants.change(tx, kPlatform, "captcha.on_register", false);
    product_.tenants.change(tx, kPlatform, "captcha.on_contact", false);
    product_.tenants.change(tx, kPlatform, "captcha.after_failures", kNeverAsked);
  });
  plantPlugin("turnstile", "turnstile");
  plantPlugin("recaptcha", "recaptcha");
  return true;
}

bool DemoSeed::plantCoins() {
  const bool known = base_.database->read([&](db::Reader& reader) {
    return PluginInstances{base_.vault}.find(reader, "crypto").has_value();
  });
  if (known) return false;
  product_.plugins.service().saveSettings(actor_, "crypto", testCoins());
  product_.plugins.service().setEnabled(actor_, "crypto", true);
  return true;
}

bool DemoSeed::plantBankTransfer() {
  auto& plugins = product_.plugins.service();
  const bool known = base_.database->read([&](db::Reader& reader) {
    return PluginInstances{base_.vault}.find(reader, "bank_transfer").has_value();
  });
  if (known) return false;
  plugins.saveSettings(actor_, "bank_transfer",
                       {{"currencies", Json::array({"INR"})},
                        {"holder", "Sahyadri Hosting Private Limited"},
                        {"bank", "State Bank of India"},
                        {"branch", "Senapati Bapat Road, Pune"},
                        {"account_number", "00000012345678901"},
                        {"ifsc", "SBIN0000300"},
                        {"upi_vpa", "sahyadri@sbi"}});
  plugins.setEnabled(actor_, "bank_transfer", true);
  return true;
}

// Texts that MSG91 has registered go by it, all others by Twilio.
bool DemoSeed::plantCarriers() {
  if (!product_.tenants.settings(kPlatform).text("sms.carriers").empty()) return false;
  base_.database->transaction([&](db::Transaction& tx) {
    product_.tenants.change(tx, kPlatform, "sms.carriers", "msg91, twilio");
  });
  return true;
}

bool DemoSeed::plantServers() {
  bool made = false;
  for (const auto& [name, plugin, provider] : kServers) {
    try {
      product_.services.servers().add(actor_, {name, plugin, std::nullopt, sandboxAccount(provider),
                                               500, ServerStatus::Active});
      made = true;
    } catch (const DomainError& error) {
      if (error.code() != "name_taken") throw;
    }
  }
  return made;
}

bool DemoSeed::plantCatalogue() {
  bool made = false;
  for (const auto& plan : demoProducts()) {
    const auto body = fromJson<ProductBody>(plan);
    const auto there = base_.database->read([&](db::Reader& reader) {
      return product_repository::findBySlug(reader, kPlatform, body.slug.value());
    });
    if (there) continue;
    const auto product = product_.catalog.products().create(actor_, body).id;
    if (body.type == ProductType::Vps) {
      product_.compute.allowances().set(actor_, product,
                                        {{"volumes", 2, 100}, {"snapshots", 3, 0}, {"ips", 1, 0}});
    }
    made = true;
  }
  return made;
}

bool DemoSeed::plantTlds() {
  if (!product_.catalog.tlds().all(kPlatform).empty()) return false;
  const auto known = base_.database->read(
      [&](db::Reader& reader) { return PluginInstances{base_.vault}.all(reader); });
  if (std::ranges::find(known, "godaddy", &PluginInstance::name) == known.end()) {
    product_.plugins.service().saveSettings(actor_, "godaddy", sandboxAccount("godaddy"));
    product_.plugins.service().setEnabled(actor_, "godaddy", true);
  }
  for (const auto& tld : demoTlds()) product_.catalog.tlds().add(actor_, fromJson<TldView>(tld));
  return true;
}

bool DemoSeed::plantClients() {
  const std::vector<NewClient> clients{
      clientOf(kDemoClients[0], "Asha", "Kulkarni", "+919822012345",
               {"12 Law College Road", "Pune", "MH", "411004", "IN", {}}),
      clientOf(kDemoClients[1], "Ravi", "Menon", "+919840012345",
               {"8 Cathedral Road", "Chennai", "TN", "600086", "IN", {}}),
      clientOf(kDemoClients[2], "Maria", "Alvarez", "+14155550123",
               {"500 Howard Street", "San Francisco", "CA", "94105", "US", {}})};
  bool made = false;
  for (const auto& client : clients) {
    try {
      product_.accounts.createClient(client);
      made = true;
    } catch (const DomainError& error) {
      if (error.code() != "email_taken") throw;
    }
  }
  return made;
}

}  // namespace hostler::app
