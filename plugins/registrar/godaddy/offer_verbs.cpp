// What can be bought, under which terms.
#include "godaddy_registrar.h"
#include "mapping.h"
#include "names.h"
#include "refusals.h"

#include <algorithm>
#include <map>

namespace hostler::godaddy {
namespace {

using sdk::Availability;
using sdk::Json;
using sdk::Reply;

constexpr std::size_t kMostAtOnce = 500;
// There is no call for many names at once that asks about transfers.
constexpr std::size_t kMostTransfersAtOnce = 20;
constexpr std::size_t kLongestQuery = 100;

sdk::ProviderError badRequest(std::string why) {
  return sdk::permanent("bad_request", std::move(why));
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : ",") + text;
  return all;
}

bool areTlds(const std::vector<std::string>& tlds) {
  return tlds.size() <= kMostAtOnce &&
         std::ranges::all_of(tlds, [](const auto& tld) { return isTld(tld); });
}

// A name that GoDaddy passed over is not available as far as anybody knows.
sdk::Availabilities inOrder(const std::vector<std::string>& domains, const Json& answer) {
  std::map<std::string, Availability> told;
  for (const auto& each : listIn(answer, "domains")) {
    auto availability = toAvailability(each);
    told[availability.domain] = availability;
  }
  for (const auto& each : listIn(answer, "errors")) {
    auto availability = toUnavailable(each);
    told[availability.domain] = availability;
  }
  sdk::Availabilities all;
  for (const auto& domain : domains) {
    const auto found = told.find(domain);
    Availability unknown;
    unknown.domain = domain;
    unknown.reason = "UNANSWERED";
    all.domains.push_back(found == told.end() ? unknown : found->second);
  }
  return all;
}

}  // namespace

Reply<sdk::Availabilities> GodaddyRegistrar::check(const sdk::Call& call,
                                                   const sdk::CheckDomains& request) {
  const auto& domains = request.domains;
  const bool oneByOne = request.forTransfer || domains.size() == 1;
  if (domains.empty() || domains.size() > (oneByOne ? kMostTransfersAtOnce : kMostAtOnce))
    return badRequest("domains holds too few or too many names");
  for (const auto& domain : domains) {
    if (!isDomainName(domain)) return badRequest("domains holds something that is no domain name");
  }
  if (oneByOne) {
    sdk::Availabilities all;
    for (const auto& domain : domains) {
      auto answer = terms_.availability(call, domain, request.forTransfer, request.definitive);
      if (!answer) return answer.error();
      all.domains.push_back(std::move(*answer));
    }
    return all;
  }
  const auto answer =
      client_.send(call, {.endpoint = kCheckMany,
                          .query = {{"checkType", request.definitive ? "FULL" : "FAST"}},
                          .body = Json(domains)});
  if (!answer) return answer.error();
  try {
    if (!answer->is_object() || !answer->contains("domains"))
      return misfit("it does not list the names");
    return inOrder(domains, *answer);
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Suggestions> GodaddyRegistrar::suggest(const sdk::Call& call,
                                                  const sdk::SuggestDomains& request) {
  if (request.query.empty() || request.query.size() > kLongestQuery)
    return badRequest("query is empty or too long");
  if (!areTlds(request.tlds)) return badRequest("tlds holds something that is no TLD");
  if (request.limit < 1 || request.limit > 100) return badRequest("limit is not between 1 and 100");
  Query query{
      {"query", request.query}, {"limit", std::to_string(request.limit)}, {"waitMs", "1000"}};
  if (!request.tlds.empty()) query.emplace_back("tlds", joined(request.tlds));
  const auto answer = client_.send(call, {.endpoint = kSuggest, .query = std::move(query)});
  if (!answer) return answer.error();
  if (!answer->is_array()) return misfit("the suggestions are not a list");
  try {
    sdk::Suggestions suggestions;
    for (const auto& each : *answer) {
      auto name = lowered(textIn(each, "domain"));
      if (isDomainName(name)) suggestions.domains.push_back(std::move(name));
    }
    return suggestions;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Tlds> GodaddyRegistrar::tlds(const sdk::Call& call, const sdk::ListTlds&) {
  const auto answer = client_.send(call, {.endpoint = kTlds});
  if (!answer) return answer.error();
  if (!answer->is_array()) return misfit("the TLDs are not a list");
  try {
    sdk::Tlds tlds;
    for (const auto& each : *answer) {
      sdk::Tld tld;
      tld.name = lowered(textIn(each, "name"));
      if (isTld(tld.name)) tlds.tlds.push_back(std::move(tld));
    }
    return tlds;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Agreements> GodaddyRegistrar::agreements(const sdk::Call& call,
                                                    const sdk::ListAgreements& request) {
  if (request.tlds.empty() || !areTlds(request.tlds))
    return badRequest("tlds is empty or holds something that is no TLD");
  auto agreements = terms_.agreements(call, request.tlds, request.privacy, request.forTransfer);
  if (!agreements) return agreements.error();
  return sdk::Agreements{std::move(*agreements)};
}

Reply<sdk::RegistrationFields> GodaddyRegistrar::registrationFields(
    const sdk::Call& call, const sdk::TldRequest& request) {
  if (!isTld(request.tld)) return badRequest("tld is not a TLD");
  const auto answer = client_.send(call, {.endpoint = kSchema, .parts = {request.tld}});
  if (!answer) return answer.error();
  try {
    return sdk::RegistrationFields{toFields(*answer)};
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

}  // namespace hostler::godaddy
