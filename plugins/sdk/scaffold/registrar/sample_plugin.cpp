#include "sample_plugin.h"

#include "mapping.h"

namespace sample {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

std::string pathOf(const std::string& domain) {
  return "/domains/" + sdk::urlEncode(domain);
}

}  // namespace

Reply<sdk::RegistrarReport> SamplePlugin::testConnection(const sdk::Call& call,
                                                         const sdk::RegistrarTest&) {
  const auto holder = client_.holder(call, settings_);
  if (!holder) return holder.error();
  sdk::RegistrarReport report;
  report.detail = "Connected as " + holder->name + ".";
  return report;
}

Reply<sdk::Availabilities> SamplePlugin::check(const sdk::Call& call,
                                               const sdk::CheckDomains& request) {
  sdk::Availabilities all;
  for (const auto& domain : request.domains) {
    const auto one = mapped(client_.read(call, settings_, pathOf(domain) + "/availability"),
                            Effect::Read, toAvailability);
    if (!one) return one.error();
    all.domains.push_back(*one);
  }
  return all;
}

Reply<sdk::LocatedRegistration> SamplePlugin::find(const sdk::Call& call,
                                                   const std::string& domain) const {
  return mapped(client_.read(call, settings_, pathOf(domain)), Effect::Read,
                [](const Json& answer) {
                  sdk::LocatedRegistration located;
                  if (!answer.is_null()) located.registration = toRegistration(answer);
                  return located;
                });
}

Reply<sdk::LocatedRegistration> SamplePlugin::locate(const sdk::Call& call,
                                                     const sdk::LocateDomain& request) {
  return find(call, request.domain);
}

Reply<sdk::Registration> SamplePlugin::registerDomain(const sdk::Call& call,
                                                      const sdk::RegisterDomain& request) {
  // An earlier attempt may have bought it, its answer lost.
  const auto ours = find(call, request.domain);
  if (!ours) return ours.error();
  if (ours->registration) return *ours->registration;
  return mapped(client_.write(call, settings_, "POST", "/domains", sdk::toJson(request)),
                Effect::Write, toRegistration);
}

Reply<sdk::Registration> SamplePlugin::renew(const sdk::Call& call,
                                             const sdk::RenewDomain& request) {
  const auto before = find(call, request.domain);
  if (!before) return before.error();
  if (!before->registration)
    return sdk::needsAttention("domain_missing", "the account does not hold " + request.domain);
  // It was renewed already, the answer lost.
  if (before->registration->expiresAt > request.expiresAt) return *before->registration;
  return mapped(client_.write(call, settings_, "POST", pathOf(request.domain) + "/renewals",
                              {{"years", request.years}, {"expires", request.expiresAt}}),
                Effect::Write, toRegistration);
}

}  // namespace sample
