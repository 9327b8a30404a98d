#include "core/app/demo_catalogue.h"

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

Json amountOf(std::int64_t minor, const char* currency) {
  return {{"amount", minor}, {"currency", currency}};
}

Json priceOf(std::int64_t first, std::int64_t later, const char* currency) {
  return {{"years", 1},
          {"register", amountOf(first, currency)},
          {"transfer", amountOf(later, currency)},
          {"renew", amountOf(later, currency)}};
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

const std::vector<std::string_view>& demoProducts() {
  static const std::vector<std::string_view> products{
      R"json({"name": "Starter Hosting", "slug": "starter-hosting", "type": "hosting", "group": "Web hosting",
              "description": "One website on cPanel with free certificates and daily backups.",
              "features": ["1 website", "10 GB NVMe storage", "5 mailboxes", "Free TLS certificates"],
              "tax_class": "998315", "provisioning": {"plugin": "cpanel", "settings": {"plan": "starter"}},
              "pricing": [{"currency": "INR", "cycle": "monthly",
                           "price": {"amount": 19900, "currency": "INR"}, "setup_fee": {"amount": 0, "currency": "INR"}},
                          {"currency": "INR", "cycle": "annually",
                           "price": {"amount": 199000, "currency": "INR"}, "setup_fee": {"amount": 0, "currency": "INR"}},
                          {"currency": "USD", "cycle": "monthly",
                           "price": {"amount": 299, "currency": "USD"}, "setup_fee": {"amount": 0, "currency": "USD"}},
                          {"currency": "USD", "cycle": "annually",
                           "price": {"amount": 2990, "currency": "USD"}, "setup_fee": {"amount": 0, "currency": "USD"}}]})json",
      R"json({"name": "Business Hosting", "slug": "business-hosting", "type": "hosting", "group": "Web hosting",
              "description": "Ten websites with more memory and priority support.",
              "features": ["10 websites", "50 GB NVMe storage", "Unlimited mailboxes", "Staging sites"],
              "tax_class": "998315", "provisioning": {"plugin": "cpanel", "settings": {"plan": "business"}},
              "pricing": [{"currency": "INR", "cycle": "monthly",
                           "price": {"amount": 49900, "currency": "INR"}, "setup_fee": {"amount": 0, "currency": "INR"}},
                          {"currency": "INR", "cycle": "annually",
                           "price": {"amount": 499000, "currency": "INR"}, "setup_fee": {"amount": 0, "currency": "INR"}},
                          {"currency": "USD", "cycle": "monthly",
                           "price": {"amount": 699, "currency": "USD"}, "setup_fee": {"amount": 0, "currency": "USD"}},
                          {"currency": "USD", "cycle": "annually",
                           "price": {"amount": 6990, "currency": "USD"}, "setup_fee": {"amount": 0, "currency": "USD"}}]})json",
      R"json({"name": "Pro Hosting", "slug": "pro-hosting", "type": "hosting", "group": "Web hosting",
              "description": "For shops and agencies: unlimited websites and a dedicated IP address.",
              "features": ["Unlimited websites", "200 GB NVMe storage", "Dedicated IP address", "Shell access"],
              "tax_class": "998315",
              "provisioning": {"plugin": "cpanel", "settings": {"plan": "pro", "dedicated_ip": true, "shell": true}},
              "pricing": [{"currency": "INR", "cycle": "monthly",
                           "price": {"amount": 99900, "currency": "INR"}, "setup_fee": {"amount": 49900, "currency": "INR"}},
                          {"currency": "INR", "cycle": "annually",
                           "price": {"amount": 999000, "currency": "INR"}, "setup_fee": {"amount": 0, "currency": "INR"}},
                          {"currency": "USD", "cycle": "monthly",
                           "price": {"amount": 1299, "currency": "USD"}, "setup_fee": {"amount": 500, "currency": "USD"}},
                          {"currency": "USD", "cycle": "annually",
                           "price": {"amount": 12990, "currency": "USD"}, "setup_fee": {"amount": 0, "currency": "USD"}}]})json",
      R"json({"name": "Cloud Server 1 GB", "slug": "cloud-server-1", "type": "vps", "group": "Cloud servers",
              "description": "A virtual server of your own with 1 GB of memory, in Bengaluru.",
              "features": ["1 vCPU, 1 GB memory", "25 GB SSD", "2 volumes of 100 GB in all", "3 snapshots"],
              "tax_class": "998315",
              "provisioning": {"plugin": "digitalocean", "settings": {"size": "s-1vcpu-1gb", "image": "ubuntu-24-04-x64"}},
              "pricing": [{"currency": "INR", "cycle": "monthly",
                           "price": {"amount": 79900, "currency": "INR"}, "setup_fee": {"amount": 0, "currency": "INR"}},
                          {"currency": "USD", "cycle": "monthly",
                           "price": {"amount": 999, "currency": "USD"}, "setup_fee": {"amount": 0, "currency": "USD"}}]})json"};
  return products;
}

}  // namespace hostler::app
