#pragma once

#include <hostler/http_client.hpp>

#include <string_view>

namespace hostler::godaddy {

/// One of GoDaddy's calls: what its limit counts, and what a lost answer to it means.
struct Endpoint {
  std::string_view method, path;
  sdk::Effect effect = sdk::Effect::Read;
};

inline constexpr auto kRead = sdk::Effect::Read, kWrite = sdk::Effect::Write;

inline constexpr Endpoint kListDomains{"GET", "/v1/domains", kRead};
inline constexpr Endpoint kGetDomain{"GET", "/v1/domains/{domain}", kRead};
inline constexpr Endpoint kUpdateDomain{"PATCH", "/v1/domains/{domain}", kWrite};
inline constexpr Endpoint kCancelDomain{"DELETE", "/v1/domains/{domain}", kWrite};
inline constexpr Endpoint kCheckOne{"GET", "/v1/domains/available", kRead};
inline constexpr Endpoint kCheckMany{"POST", "/v1/domains/available", kRead};
inline constexpr Endpoint kSuggest{"GET", "/v1/domains/suggest", kRead};
inline constexpr Endpoint kTlds{"GET", "/v1/domains/tlds", kRead};
inline constexpr Endpoint kAgreements{"GET", "/v1/domains/agreements", kRead};
inline constexpr Endpoint kSchema{"GET", "/v1/domains/purchase/schema/{tld}", kRead};
inline constexpr Endpoint kValidate{"POST", "/v1/domains/purchase/validate", kRead};
inline constexpr Endpoint kPurchase{"POST", "/v1/domains/purchase", kWrite};
inline constexpr Endpoint kRenew{"POST", "/v1/domains/{domain}/renew", kWrite};
inline constexpr Endpoint kTransfer{"POST", "/v1/domains/{domain}/transfer", kWrite};
inline constexpr Endpoint kContacts{"PATCH", "/v1/domains/{domain}/contacts", kWrite};
inline constexpr Endpoint kBuyPrivacy{"POST", "/v1/domains/{domain}/privacy/purchase", kWrite};
inline constexpr Endpoint kEndPrivacy{"DELETE", "/v1/domains/{domain}/privacy", kWrite};
inline constexpr Endpoint kVerifyEmail{"POST", "/v1/domains/{domain}/verifyRegistrantEmail",
                                       kWrite};
// Reads of all records are answered, though the published specification names only those of one
// set.
inline constexpr Endpoint kGetRecords{"GET", "/v1/domains/{domain}/records", kRead};
inline constexpr Endpoint kPutRecords{"PUT", "/v1/domains/{domain}/records/{type}/{name}", kWrite};
inline constexpr Endpoint kDeleteRecords{"DELETE", "/v1/domains/{domain}/records/{type}/{name}",
                                         kWrite};
inline constexpr Endpoint kOrders{"GET", "/v1/orders", kRead};
inline constexpr Endpoint kShopper{"GET", "/v1/shoppers/{shopperId}", kRead};

inline constexpr Endpoint kGetDomainV2{"GET", "/v2/customers/{customerId}/domains/{domain}", kRead};
inline constexpr Endpoint kRenewV2{"POST", "/v2/customers/{customerId}/domains/{domain}/renew",
                                   kWrite};
inline constexpr Endpoint kRedeem{"POST", "/v2/customers/{customerId}/domains/{domain}/redeem",
                                  kWrite};
inline constexpr Endpoint kAction{
    "GET", "/v2/customers/{customerId}/domains/{domain}/actions/{type}", kRead};
inline constexpr Endpoint kAddDnssec{
    "PATCH", "/v2/customers/{customerId}/domains/{domain}/dnssecRecords", kWrite};
inline constexpr Endpoint kRemoveDnssec{
    "DELETE", "/v2/customers/{customerId}/domains/{domain}/dnssecRecords", kWrite};

}  // namespace hostler::godaddy
