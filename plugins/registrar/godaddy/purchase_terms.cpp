#include "purchase_terms.h"

#include "mapping.h"
#include "names.h"
#include "refusals.h"
#include "times.h"

#include <algorithm>

namespace hostler::godaddy {
namespace {

using sdk::Json;
using sdk::Reply;
using Keys = std::vector<std::string>;

Keys keysOf(const std::vector<sdk::Agreement>& agreements) {
  Keys keys;
  for (const auto& agreement : agreements) keys.push_back(agreement.key);
  return keys;
}

bool has(const Keys& keys, const std::string& key) {
  return std::ranges::find(keys, key) != keys.end();
}

const char* flag(bool on) {
  return on ? "true" : "false";
}

Reply<Json> consentTo(const Keys& wanted, const sdk::Consent& given) {
  std::string missing;
  for (const auto& key : wanted) {
    if (!has(given.agreements, key)) missing += (missing.empty() ? "" : ", ") + key;
  }
  if (!missing.empty()) {
    return sdk::needsAttention(
        "consent_missing",
        "GoDaddy now wants agreements that the customer has not agreed to: " + missing);
  }
  return Json{{"agreementKeys", wanted},
              {"agreedBy", given.agreedFrom},
              {"agreedAt", isoOf(given.agreedAt)}};
}

// "NOT_AVAILABLE", "INVALID_CHARACTER" and the like are answers about the name, not errors.
sdk::Availability unavailable(const std::string& domain, const sdk::ProviderError& error) {
  sdk::Availability answer;
  answer.domain = domain;
  answer.definitive = true;
  answer.offered = error.code != "UNSUPPORTED_TLD";
  answer.reason = error.code;
  return answer;
}

std::optional<Price> priceOf(const std::optional<sdk::Cost>& cost) {
  if (!cost) return std::nullopt;
  const auto micros = microsOf(cost->amount);
  return micros ? std::optional{Price{*micros, cost->currency, cost->years}} : std::nullopt;
}

}  // namespace

std::optional<std::string> faultOf(const sdk::Consent& consent) {
  if (!isIpAddress(consent.agreedFrom)) return "consent.agreed_from is not an IP address";
  if (consent.agreedAt <= 0 || consent.agreedAt > 253'402'300'799)
    return "consent.agreed_at is not a point in time";
  return std::nullopt;
}

Reply<std::vector<sdk::Agreement>> PurchaseTerms::agreements(const sdk::Call& call,
                                                             const std::vector<std::string>& tlds,
                                                             bool privacy, bool forTransfer) const {
  std::string list;
  for (const auto& tld : tlds) list += (list.empty() ? "" : ",") + tld;
  const auto answer = client_.send(
      call,
      {.endpoint = kAgreements,
       .query = {{"tlds", list}, {"privacy", flag(privacy)}, {"forTransfer", flag(forTransfer)}}});
  if (!answer) return answer.error();
  try {
    return toAgreements(*answer);
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<Json> PurchaseTerms::consent(const sdk::Call& call, const Purchase& purchase,
                                   const sdk::Consent& given) const {
  const auto wanted = agreements(call, {purchase.tld}, purchase.privacy, purchase.forTransfer);
  if (!wanted) return wanted.error();
  return consentTo(keysOf(*wanted), given);
}

Reply<Json> PurchaseTerms::privacyConsent(const sdk::Call& call, const std::string& tld,
                                          const sdk::Consent& given) const {
  const auto with = agreements(call, {tld}, true, false);
  if (!with) return with.error();
  const auto without = agreements(call, {tld}, false, false);
  if (!without) return without.error();
  auto wanted = keysOf(*with);
  const auto own = keysOf(*without);
  std::erase_if(wanted, [&](const std::string& key) { return has(own, key); });
  return consentTo(wanted.empty() ? own : wanted, given);
}

Reply<sdk::Availability> PurchaseTerms::availability(const sdk::Call& call,
                                                     const std::string& domain, bool forTransfer,
                                                     bool definitive) const {
  const auto answer = client_.send(call, {.endpoint = kCheckOne,
                                          .query = {{"domain", domain},
                                                    {"checkType", definitive ? "FULL" : "FAST"},
                                                    {"forTransfer", flag(forTransfer)}}});
  if (!answer) {
    if (isRefusal(answer.error())) return unavailable(domain, answer.error());
    return answer.error();
  }
  try {
    auto availability = toAvailability(*answer);
    if (availability.domain != domain) return misfit("it is about another domain");
    return availability;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

std::optional<sdk::ProviderError> PurchaseTerms::refusal(
    const sdk::Call& call, const std::string& domain, bool forTransfer,
    const std::optional<sdk::Cost>& highest) const {
  const auto answer = availability(call, domain, forTransfer, true);
  if (!answer) return answer.error();
  if (!answer->available) {
    const auto why = answer->reason.empty() ? std::string{} : ": " + answer->reason;
    return forTransfer
               ? sdk::permanent("not_transferable", domain + " cannot be moved in now" + why)
               : sdk::permanent("domain_taken", domain + " cannot be registered" + why);
  }
  return refusedBy(highest, priceOf(answer->cost));
}

}  // namespace hostler::godaddy
