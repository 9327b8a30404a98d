#include "core/app/demo_catalogue.h"

#include <array>

namespace hostler::app {
namespace {

// Minor units: what a buyer pays for a year, and what the registrar takes at most, in cents.
struct DemoTld {
  const char* name;
  std::int64_t registerPaise, renewPaise, registerCents, renewCents, mostCents;
  bool ofIndia = false;
};
constexpr DemoTld kTlds[] = {
    {"com", 99900, 119900, 1299, 1599, 3500},      {"net", 119900, 139900, 1599, 1799, 3500},
    {"org", 89900, 129900, 1099, 1699, 3500},      {"in", 59900, 84900, 799, 1099, 2000, true},
    {"co.in", 39900, 69900, 549, 899, 2000, true}, {"dev", 119900, 159900, 1499, 1999, 3500},
    {"io", 399900, 549900, 4799, 6499, 9000},      {"shop", 19900, 349900, 249, 4199, 6000},
    {"xyz", 19900, 129900, 249, 1599, 3000}};

// Minor units for a month; a year costs ten of them, and nothing to set up.
struct DemoPlan {
  const char *name, *slug, *type, *group, *description;
  std::array<const char*, 4> features;
  const char *plugin, *settings;
  std::int64_t paise, cents, setupPaise = 0, setupCents = 0;
};
constexpr DemoPlan kPlans[] = {
    {"Starter Hosting",
     "starter-hosting",
     "hosting",
     "Web hosting",
     "One website on cPanel with free certificates and daily backups.",
     {"1 website", "10 GB NVMe storage", "5 mailboxes", "Free TLS certificates"},
     "cpanel",
     R"({"plan": "starter"})",
     19900,
     299},
    {"Business Hosting",
     "business-hosting",
     "hosting",
     "Web hosting",
     "Ten websites with more memory and priority support.",
     {"10 websites", "50 GB NVMe storage", "Unlimited mailboxes", "Staging sites"},
     "cpanel",
     R"({"plan": "business"})",
     49900,
     699},
    {"Pro Hosting",
     "pro-hosting",
     "hosting",
     "Web hosting",
     "For shops and agencies: unlimited websites and a dedicated IP address.",
     {"Unlimited websites", "200 GB NVMe storage", "Dedicated IP address", "Shell access"},
     "cpanel",
     R"({"plan": "pro", "dedicated_ip": true, "shell": true})",
     99900,
     1299,
     49900,
     500},
    {"Cloud Server 1 GB",
     "cloud-server-1",
     "vps",
     "Cloud servers",
     "A virtual server of your own with 1 GB of memory, in Bengaluru.",
     {"1 vCPU, 1 GB memory", "25 GB SSD", "2 volumes of 100 GB in all", "3 snapshots"},
     "digitalocean",
     R"({"size": "s-1vcpu-1gb", "image": "ubuntu-24-04-x64"})",
     79900,
     999},
    {"Cloud Server 2 GB",
     "cloud-server-2",
     "vps",
     "Cloud servers",
     "Two processors and 2 GB of memory for a busy site or a small database.",
     {"2 vCPU, 2 GB memory", "60 GB SSD", "2 volumes of 100 GB in all", "3 snapshots"},
     "digitalocean",
     R"({"size": "s-2vcpu-2gb", "image": "ubuntu-24-04-x64"})",
     199900,
     2299},
    {"Cloud Server 4 GB",
     "cloud-server-4",
     "vps",
     "Cloud servers",
     "Two processors and 4 GB of memory for shops and applications.",
     {"2 vCPU, 4 GB memory", "80 GB SSD", "2 volumes of 100 GB in all", "3 snapshots"},
     "digitalocean",
     R"({"size": "s-2vcpu-4gb", "image": "ubuntu-24-04-x64"})",
     269900,
     2999}};

Json amountOf(std::int64_t minor, const char* currency) {
  return {{"amount", minor}, {"currency", currency}};
}

Json priceOf(std::int64_t first, std::int64_t later, const char* currency) {
  return {{"years", 1},
          {"register", amountOf(first, currency)},
          {"transfer", amountOf(later, currency)},
          {"renew", amountOf(later, currency)}};
}

Json termOf(std::int64_t price, std::int64_t setup, const char* currency, const char* cycle) {
  return {{"currency", currency},
          {"cycle", cycle},
          {"price", amountOf(price, currency)},
          {"setup_fee", amountOf(setup, currency)}};
}

}  // namespace

std::vector<Json> demoTlds() {
  std::vector<Json> tlds;
  int position = 0;
  for (const auto& tld : kTlds) {
    Json json{{"tld", tld.name},
              {"registrar", "godaddy"},
              {"position", position += 10},
              {"tax_class", "998319"},
              {"highest_cost", amountOf(tld.mostCents, "USD")}};
    json["prices"] = Json::array({priceOf(tld.registerPaise, tld.renewPaise, "INR"),
                                  priceOf(tld.registerCents, tld.renewCents, "USD")});
    json["fees"] = Json::array(
        {Json{{"grace_fee", amountOf(50000, "INR")}, {"restore_fee", amountOf(799900, "INR")}},
         Json{{"grace_fee", amountOf(600, "USD")}, {"restore_fee", amountOf(9900, "USD")}}});
    if (tld.ofIndia)
      json["requirements"] = Json::array({"The registry may ask for a proof of identity."});
    tlds.push_back(std::move(json));
  }
  return tlds;
}

std::vector<Json> demoProducts() {
  std::vector<Json> products;
  for (const auto& plan : kPlans) {
    Json json{{"name", plan.name},
              {"slug", plan.slug},
              {"type", plan.type},
              {"group", plan.group},
              {"description", plan.description},
              {"features", Json::array()},
              {"tax_class", "998315"},
              {"provisioning", {{"plugin", plan.plugin}, {"settings", Json::parse(plan.settings)}}},
              {"pricing", Json::array({termOf(plan.paise, plan.setupPaise, "INR", "monthly"),
                                       termOf(10 * plan.paise, 0, "INR", "annually"),
                                       termOf(plan.cents, plan.setupCents, "USD", "monthly"),
                                       termOf(10 * plan.cents, 0, "USD", "annually")})}};
    for (const auto* feature : plan.features) json["features"].push_back(feature);
    products.push_back(std::move(json));
  }
  return products;
}

}  // namespace hostler::app
