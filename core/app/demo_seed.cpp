#include "core/app/demo_seed.h"

#include "core/app/demo_catalogue.h"
#include "modules/billing/tax_rules.h"
#include "modules/catalog/product_repository.h"
#include "modules/catalog/product_views.h"
#include "plugins/sandbox/sandbox.h"

namespace hostler::app {
namespace {

constexpr auto kServerName = "server1";
// Only where environment is sandbox, and printed by scripts/run: it protects nothing.
constexpr auto kDemoPassword = "Demo-Client-2026";

NewClient clientOf(const std::string& email, const std::string& first, const std::string& last,
                   const std::string& phone, AddressBody address) {
  NewClient client;
  client.email = email;
  client.password = Secret{kDemoPassword};
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
  const bool made[] = {plantSeller(), plantTaxes(),     plantPlugins(),
                       plantServer(), plantCatalogue(), plantClients()};
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
  for (auto account : sandbox::fixedAccounts(options)) {
    if (account.value("provider", "") != provider) continue;
    for (const auto* own : {"provider", "id", "account_id", "server", "webhook_url"})
      account.erase(own);
    return account;
  }
  throw std::logic_error{"the sandbox plays no " + provider};
}

bool DemoSeed::plantPlugins() {
  const auto known = base_.database->read(
      [&](db::Reader& reader) { return PluginInstances{base_.vault}.all(reader); });
  if (!known.empty()) return false;
  auto& plugins = product_.plugins.service();
  for (const char* gateway : {"razorpay", "stripe"}) {
    plugins.saveSettings(actor_, gateway, sandboxAccount(gateway));
    plugins.setEnabled(actor_, gateway, true);
  }
  plugins.saveSettings(actor_, "cpanel", Json::object());
  plugins.setEnabled(actor_, "cpanel", true);
  return true;
}

bool DemoSeed::plantServer() {
  try {
    product_.services.servers().add(actor_, {kServerName, "cpanel", std::nullopt,
                                             sandboxAccount("whm"), 500, ServerStatus::Active});
    return true;
  } catch (const DomainError& error) {
    if (error.code() != "name_taken") throw;
    return false;
  }
}

bool DemoSeed::plantCatalogue() {
  bool made = false;
  for (const auto text : demoProducts()) {
    const auto body = fromJson<ProductBody>(Json::parse(text));
    const auto there = base_.database->read([&](db::Reader& reader) {
      return product_repository::findBySlug(reader, kPlatform, body.slug.value());
    });
    if (there) continue;
    product_.catalog.products().create(actor_, body);
    made = true;
  }
  return made;
}

bool DemoSeed::plantClients() {
  const std::vector<NewClient> clients{
      clientOf("asha@demo.example", "Asha", "Kulkarni", "+919822012345",
               {"12 Law College Road", "Pune", "MH", "411004", "IN", {}}),
      clientOf("ravi@demo.example", "Ravi", "Menon", "+919840012345",
               {"8 Cathedral Road", "Chennai", "TN", "600086", "IN", {}}),
      clientOf("maria@demo.example", "Maria", "Alvarez", "+14155550123",
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
