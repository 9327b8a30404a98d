#include "core/app/demo_catalogue.h"

namespace hostler::app {

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
                           "price": {"amount": 12990, "currency": "USD"}, "setup_fee": {"amount": 0, "currency": "USD"}}]})json"};
  return products;
}

}  // namespace hostler::app
