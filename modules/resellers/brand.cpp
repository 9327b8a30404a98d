#include "modules/resellers/brand.h"

namespace hostler {

Json brandOf(const Tenant& tenant, const TenantSettings& settings) {
  const auto listOf = [](const std::vector<ShopFace::Named>& some, const char* key) {
    Json list = Json::array();
    for (const auto& one : some) list.push_back({{key, one.key}, {"title", one.title}});
    return list;
  };
  Json brand{{"name", tenant.name},
             {"legal_name", tenant.legalName},
             {"email", tenant.email},
             {"phone", tenant.phone},
             {"currency", tenant.currency.code()},
             {"locale", tenant.locale},
             {"country", tenant.address.country},
             {"radius", std::to_string(settings.integer("brand.radius")) + "px"},
             {"sells_domains", tenant.face.sellsDomains},
             {"product_types", tenant.face.productTypes},
             {"gateways", listOf(tenant.face.gateways, "gateway")},
             {"legal", listOf(tenant.face.legal, "slug")}};
  const auto tell = [&](const char* name, std::string text) {
    if (!text.empty()) brand[name] = std::move(text);
  };
  tell("primary", settings.text("brand.primary"));
  tell("tagline", settings.text("brand.tagline"));
  tell("logo", logoPath(settings.text("brand.logo")));
  return brand;
}

std::string logoPath(const std::string& file) {
  return file.empty() ? std::string{} : "/api/brand/logo/" + file;
}

}  // namespace hostler
