#include "contact_mapping.h"
#include "godaddy_registrar.h"
#include "mapping.h"
#include "names.h"
#include "refusals.h"
#include "states.h"

#include <algorithm>

namespace hostler::godaddy {
namespace {

using sdk::Json;
using sdk::Registration;
using sdk::Reply;

sdk::ProviderError badRequest(std::string why) {
  return sdk::permanent("bad_request", std::move(why));
}

Request update(const std::string& domain, const char* member, Json value) {
  return {.endpoint = kUpdateDomain,
          .parts = {domain},
          .body = Json::object({{member, std::move(value)}})};
}

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::ranges::sort(names);
  return names;
}

// GoDaddy carries some changes out later, and says so by the domain's state.
bool isBeingChanged(const Registration& registration) {
  return registration.providerState.starts_with("PENDING_UPDATE") ||
         registration.providerState.starts_with("PENDING_DNS");
}

}  // namespace

Reply<Registration> GodaddyRegistrar::change(const sdk::Call& call, const std::string& domain,
                                             const std::function<Reply<Request>()>& request,
                                             const Wanted& isWanted) {
  bool sent = false;
  try {
    auto before = finder_.expected(call, domain);
    if (!before) return before.error();
    if (isWanted(*before)) return std::move(before->registration);

    const auto wanted = request();
    if (!wanted) return wanted.error();
    sent = true;
    const auto written = client_.send(call, *wanted);
    if (!written && !isRefusal(written.error())) return written.error();
    auto after = finder_.expected(call, domain);
    if (!after) return notConfirmed(after.error().message);
    if (isWanted(*after)) return std::move(after->registration);
    if (!written) return written.error();
    if (isBeingChanged(after->registration)) return sdk::Pending{std::move(after->registration)};
    return notConfirmed("nothing has changed");
  } catch (const MappingError& error) {
    return sent ? notConfirmed(error.what()) : misfit(error.what());
  }
}

Reply<Registration> GodaddyRegistrar::setNameservers(const sdk::Call& call,
                                                     const sdk::SetNameservers& request) {
  const auto& hosts = request.nameservers;
  if (hosts.size() < 2 || hosts.size() > 13)
    return badRequest("nameservers holds fewer than 2 or more than 13 names");
  if (!std::ranges::all_of(hosts, [](const auto& host) { return isDomainName(host); }))
    return badRequest("nameservers holds something that is no host name");
  const auto wanted = sorted(hosts);
  return change(
      call, request.domain, [&] { return update(request.domain, "nameServers", hosts); },
      [&](const HeldDomain& held) { return sorted(held.registration.nameservers) == wanted; });
}

Reply<Registration> GodaddyRegistrar::setLock(const sdk::Call& call,
                                              const sdk::SwitchDomain& request) {
  return change(
      call, request.domain, [&] { return update(request.domain, "locked", request.on); },
      [&](const HeldDomain& held) { return held.registration.locked == request.on; });
}

Reply<Registration> GodaddyRegistrar::setAutoRenew(const sdk::Call& call,
                                                   const sdk::SwitchDomain& request) {
  return change(
      call, request.domain, [&] { return update(request.domain, "renewAuto", request.on); },
      [&](const HeldDomain& held) { return held.registration.autoRenew == request.on; });
}

Reply<Registration> GodaddyRegistrar::setPrivacy(const sdk::Call& call,
                                                 const sdk::SwitchDomain& request) {
  if (request.on) {
    if (!request.consent) return badRequest("consent: is required to turn privacy on");
    if (const auto fault = faultOf(*request.consent)) return badRequest(*fault);
  }
  const auto ask = [&]() -> Reply<Request> {
    if (!request.on) return Request{.endpoint = kEndPrivacy, .parts = {request.domain}};
    auto consent = terms_.privacyConsent(call, tldOf(request.domain), *request.consent);
    if (!consent) return consent.error();
    return Request{.endpoint = kBuyPrivacy,
                   .parts = {request.domain},
                   .body = Json{{"consent", std::move(*consent)}}};
  };
  return change(call, request.domain, ask,
                [&](const HeldDomain& held) { return held.registration.privacy == request.on; });
}

Reply<sdk::Contacts> GodaddyRegistrar::contacts(const sdk::Call& call,
                                                const sdk::DomainRequest& request) {
  const auto held = finder_.expected(call, request.domain);
  if (!held) return held.error();
  try {
    return toContacts(held->detail);
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<Registration> GodaddyRegistrar::setContacts(const sdk::Call& call,
                                                  const sdk::SetContacts& request) {
  if (const auto fault = faultOf(request.contacts)) return badRequest(*fault);
  std::optional<sdk::Contacts> before;
  // GoDaddy may write an address in its own way. What differs from before, and names the person
  // that was asked for, has been taken.
  const auto isWanted = [&](const HeldDomain& held) {
    const auto shown = toContacts(held.detail);
    if (!before) before = shown;
    return areSame(shown, request.contacts) ||
           (!areSame(shown, *before) &&
            isSamePerson(shown.registrant, request.contacts.registrant));
  };
  const auto ask = [&]() -> Reply<Request> {
    Json body = Json::object();
    addContacts(body, request.contacts);
    return Request{.endpoint = kContacts, .parts = {request.domain}, .body = std::move(body)};
  };
  return change(call, request.domain, ask, isWanted);
}

Reply<sdk::VerificationMail> GodaddyRegistrar::resendVerification(
    const sdk::Call& call, const sdk::DomainRequest& request) {
  if (!isDomainName(request.domain)) return badRequest("domain is not a domain name");
  const auto sent = client_.send(call, {.endpoint = kVerifyEmail, .parts = {request.domain}});
  if (sent) return sdk::VerificationMail{};
  if (isMissing(sent.error())) {
    return sdk::needsAttention("domain_missing",
                               "the account at GoDaddy does not hold " + request.domain);
  }
  return sent.error();
}

Reply<Registration> GodaddyRegistrar::cancel(const sdk::Call& call,
                                             const sdk::DomainRequest& request) {
  const auto gone = [&](std::optional<HeldDomain>& found) -> std::optional<Registration> {
    if (found && isHeld(found->registration.state)) return std::nullopt;
    if (found) return std::move(found->registration);
    Registration registration;
    registration.domain = request.domain;
    registration.state = sdk::RegistrationState::Cancelled;
    return registration;
  };
  auto before = finder_.find(call, request.domain);
  if (!before) return before.error();
  if (auto registration = gone(*before)) return std::move(*registration);

  const auto cancelled = client_.send(call, {.endpoint = kCancelDomain, .parts = {request.domain}});
  if (!cancelled && !isRefusal(cancelled.error())) return cancelled.error();
  auto after = finder_.find(call, request.domain);
  if (!after) return notConfirmed(after.error().message);
  if (auto registration = gone(*after)) return std::move(*registration);
  if (!cancelled) return cancelled.error();
  return notConfirmed("the domain is still there");
}

}  // namespace hostler::godaddy
