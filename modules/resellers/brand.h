#pragma once

#include "core/json/json.h"
#include "modules/resellers/resellers.h"

namespace hostler {

/// What a stranger may know of a seller: `GET /api/brand`, and what a page is served with.
inline Json brandOf(const Tenant& tenant) {
  const auto listOf = [](const std::vector<ShopFace::Named>& some, const char* key) {
    Json list = Json::array();
    for (const auto& one : some) list.push_back({{key, one.key}, {"title", one.title}});
    return list;
  };
  return {{"name", tenant.name},
          {"legal_name", tenant.legalName},
          {"email", tenant.email},
          {"phone", tenant.phone},
          {"currency", tenant.currency.code()},
          {"locale", tenant.locale},
          {"country", tenant.address.country},
          {"sells_domains", tenant.face.sellsDomains},
          {"gateways", listOf(tenant.face.gateways, "gateway")},
          {"legal", listOf(tenant.face.legal, "slug")}};
}

}  // namespace hostler
