// What brings a domain into the account. GoDaddy knows no key of ours, so a purchase is looked for
// before it is made: a domain that came since this customer's consent, for this registrant, is it.
#include "contact_mapping.h"
#include "godaddy_registrar.h"
#include "mapping.h"
#include "names.h"
#include "refusals.h"
#include "states.h"

#include <algorithm>
#include <charconv>

namespace hostler::godaddy {
namespace {

using sdk::Json;
using sdk::Registration;
using sdk::Reply;

constexpr std::size_t kMostNameservers = 13;

sdk::ProviderError badRequest(std::string why) {
  return sdk::permanent("bad_request", std::move(why));
}

template <class Purchase>
std::optional<sdk::ProviderError> faultIn(const Purchase& request) {
  if (!isDomainName(request.domain)) return badRequest("domain is not a domain name");
  if (request.years < 1 || request.years > 10) return badRequest("years is not between 1 and 10");
  if (const auto fault = faultOf(request.contacts)) return badRequest(*fault);
  if (const auto fault = faultOf(request.consent)) return badRequest(*fault);
  return std::nullopt;
}

std::optional<sdk::ProviderError> faultInNameservers(const std::vector<std::string>& hosts) {
  if (hosts.empty()) return std::nullopt;  // GoDaddy's own
  if (hosts.size() < 2 || hosts.size() > kMostNameservers)
    return badRequest("nameservers holds fewer than 2 or more than 13 names");
  if (!std::ranges::all_of(hosts, [](const auto& host) { return isDomainName(host); }))
    return badRequest("nameservers holds something that is no host name");
  return std::nullopt;
}

// What every purchase says: renewal is the engine's business, never GoDaddy's.
template <class Purchase>
Json bodyOf(const Purchase& request, Json consent) {
  Json body{{"period", request.years},
            {"privacy", request.privacy},
            {"renewAuto", false},
            {"consent", std::move(consent)}};
  addContacts(body, request.contacts);
  return body;
}

// As the schema's type has it; nothing where the text is none of that type.
std::optional<Json> valueOf(const std::string& type, const std::string& text) {
  if (type == "flag") {
    if (text == "true" || text == "false") return Json(text == "true");
    return std::nullopt;
  }
  if (type != "number") return Json(text);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return Json(number);
}

}  // namespace

Reply<std::optional<Registration>> GodaddyRegistrar::earlier(const sdk::Call& call,
                                                             const std::string& domain,
                                                             const sdk::Consent& consent,
                                                             const sdk::Contact& registrant) const {
  using Earlier = std::optional<Registration>;
  auto found = finder_.find(call, domain);
  if (!found) return found.error();
  if (!*found) return finder_.orderedSince(call, domain, consent.agreedAt);
  auto& [registration, detail] = **found;
  if (!isHeld(registration.state)) return Earlier{};
  try {
    const auto since = heldSince(detail);
    const bool isSince = !since || *since + kClockSlack >= consent.agreedAt;
    if (isSince && hasSameEmail(toContacts(detail).registrant, registrant))
      return Earlier{std::move(registration)};
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
  return sdk::permanent("domain_exists", "the account already holds " + domain + " otherwise");
}

template <class Purchase>
Reply<Registration> GodaddyRegistrar::buy(const sdk::Call& call, const Purchase& order,
                                          const Request& request) const {
  const auto ordered = client_.send(call, request);
  if (!ordered) {
    if (!isRefusal(ordered.error())) return ordered.error();
    // Only what is this very order's turns the no into a yes.
    auto made = earlier(call, order.domain, order.consent, order.contacts.registrant);
    if (!made && !isRefusal(made.error())) return notConfirmed(made.error().message);
    if (!made || !*made) return ordered.error();
    return settled(std::move(**made));
  }

  auto after = finder_.find(call, order.domain);
  if (!after) return notConfirmed(after.error().message);
  if (!*after || !isHeld((*after)->registration.state))
    return notConfirmed("the domain does not show");
  auto registration = std::move((*after)->registration);
  try {
    registration.cost = toCost(toOrder(*ordered, order.years).total);
  } catch (const MappingError& error) {
    return sdk::unusableAnswer(kWrite,
                               std::string{"GoDaddy's order does not fit: "} + error.what());
  }
  return settled(std::move(registration));
}

Reply<Json> GodaddyRegistrar::extraMembers(const sdk::Call& call,
                                           const sdk::RegisterDomain& request) const {
  Json members = Json::object();
  if (request.extra.empty()) return members;
  const auto schema = client_.send(call, {.endpoint = kSchema, .parts = {tldOf(request.domain)}});
  if (!schema) return schema.error();
  try {
    const auto fields = toFields(*schema);
    for (const auto& [name, text] : request.extra) {
      const auto field = std::ranges::find(fields, name, &sdk::RegistrationField::name);
      if (field == fields.end())
        return badRequest("extra." + name + " is none that this TLD wants");
      const auto value = valueOf(field->type, text);
      if (!value) return badRequest("extra." + name + " is not a " + field->type);
      members[name] = *value;
    }
    return members;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<Registration> GodaddyRegistrar::registerDomain(const sdk::Call& call,
                                                     const sdk::RegisterDomain& request) {
  if (const auto fault = faultIn(request)) return *fault;
  if (const auto fault = faultInNameservers(request.nameservers)) return *fault;
  auto before = earlier(call, request.domain, request.consent, request.contacts.registrant);
  if (!before) return before.error();
  if (*before) return settled(std::move(**before));

  if (const auto why = terms_.refusal(call, request.domain, false, request.highestCost))
    return *why;
  auto consent =
      terms_.consent(call, {tldOf(request.domain), request.privacy, false}, request.consent);
  if (!consent) return consent.error();
  auto body = bodyOf(request, std::move(*consent));
  body["domain"] = request.domain;
  if (!request.nameservers.empty()) body["nameServers"] = request.nameservers;
  const auto extra = extraMembers(call, request);
  if (!extra) return extra.error();
  body.update(*extra);

  const auto valid = client_.send(call, {.endpoint = kValidate, .body = body});
  if (!valid) return valid.error();
  return buy(call, request, {.endpoint = kPurchase, .body = std::move(body)});
}

Reply<Registration> GodaddyRegistrar::transfer(const sdk::Call& call,
                                               const sdk::TransferDomain& request) {
  if (const auto fault = faultIn(request)) return *fault;
  if (request.authCode.empty()) return badRequest("auth_code is empty");
  auto before = earlier(call, request.domain, request.consent, request.contacts.registrant);
  if (!before) return before.error();
  if (*before) return settled(std::move(**before));

  if (const auto why = terms_.refusal(call, request.domain, true, request.highestCost)) return *why;
  auto consent =
      terms_.consent(call, {tldOf(request.domain), request.privacy, true}, request.consent);
  if (!consent) return consent.error();
  auto body = bodyOf(request, std::move(*consent));
  body["authCode"] = request.authCode.reveal();
  return buy(call, request,
             {.endpoint = kTransfer, .parts = {request.domain}, .body = std::move(body)});
}

}  // namespace hostler::godaddy
