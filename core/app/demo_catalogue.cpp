#include "core/app/demo_catalogue.h"

namespace hostler::app {

const std::vector<std::string_view>& demoProducts() {
  static const std::vector<std::string_view> products{
      R"json({"name": "Starter Hosting", "slug": "starter-hosting", "type": "hosting", "group": "Web hosting",
              "description": "One website on cPanel with free certificates and daily backups.",
              "features": ["1 website", "10 GB NVMe storage", "5 mailboxes", "Free TLS certificates"],
              "tax_class": "998315", "provisioning": {"plugin": "cpanel", "settings": {"plan": "starter"}},
              "pricing": [{"currency": "INR", "cycle": "monthly", "price": "199.00", "setup_fee": "0.00"},
                          {"currency": "INR", "cycle": "annually", "price": "1990.00", "setup_fee": "0.00"},
                          {"currency": "USD", "cycle": "monthly", "price": "2.99", "setup_fee": "0.00"},
                          {"currency": "USD", "cycle": "annually", "price": "29.90", "setup_fee": "0.00"}]})json",
      R"json({"name": "Business Hosting", "slug": "business-hosting", "type": "hosting", "group": "Web hosting",
              "description": "Ten websites with more memory and priority support.",
              "features": ["10 websites", "50 GB NVMe storage", "Unlimited mailboxes", "Staging sites"],
              "tax_class": "998315", "provisioning": {"plugin": "cpanel", "settings": {"plan": "business"}},
              "pricing": [{"currency": "INR", "cycle": "monthly", "price": "499.00", "setup_fee": "0.00"},
                          {"currency": "INR", "cycle": "annually", "price": "4990.00", "setup_fee": "0.00"},
                          {"currency": "USD", "cycle": "monthly", "price": "6.99", "setup_fee": "0.00"},
                          {"currency": "USD", "cycle": "annually", "price": "69.90", "setup_fee": "0.00"}]})json",
      R"json({"name": "Pro Hosting", "slug": "pro-hosting", "type": "hosting", "group": "Web hosting",
              "description": "For shops and agencies: unlimited websites and a dedicated IP address.",
              "features": ["Unlimited websites", "200 GB NVMe storage", "Dedicated IP address", "Shell access"],
              "tax_class": "998315",
              "provisioning": {"plugin": "cpanel", "settings": {"plan": "pro", "dedicated_ip": true, "shell": true}},
              "pricing": [{"currency": "INR", "cycle": "monthly", "price": "999.00", "setup_fee": "499.00"},
                          {"currency": "INR", "cycle": "annually", "price": "9990.00", "setup_fee": "0.00"},
                          {"currency": "USD", "cycle": "monthly", "price": "12.99", "setup_fee": "5.00"},
                          {"currency": "USD", "cycle": "annually", "price": "129.90", "setup_fee": "0.00"}]})json"};
  return products;
}

}  // namespace hostler::app
