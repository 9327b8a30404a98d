// DS records live in GoDaddy's second API alone. What is wanted is added before what is not is
// removed, so that a signed zone never stands without any.
#include "godaddy_registrar.h"
#include "mapping.h"
#include "names.h"
#include "refusals.h"

#include <algorithm>
#include <iterator>

namespace hostler::godaddy {
namespace {

using sdk::DelegationSigner;
using sdk::Json;
using sdk::Registration;
using sdk::Reply;
using Signers = std::vector<DelegationSigner>;

bool areEqual(const DelegationSigner& a, const DelegationSigner& b) {
  return a.keyTag == b.keyTag && a.algorithm == b.algorithm && a.digestType == b.digestType &&
         lowered(a.digest) == lowered(b.digest);
}

// Those of `these` that `others` do not hold.
Signers without(const Signers& these, const Signers& others) {
  Signers left;
  std::ranges::copy_if(these, std::back_inserter(left), [&](const auto& signer) {
    return std::ranges::none_of(others, [&](const auto& other) { return areEqual(signer, other); });
  });
  return left;
}

std::optional<std::string> faultOf(const DelegationSigner& signer) {
  const auto digest = lowered(signer.digest);
  if (signer.keyTag < 0 || signer.keyTag > 65535) return "key_tag is not one";
  if (digest.empty() || digest.size() > 128 ||
      digest.find_first_not_of("0123456789abcdef") != std::string::npos)
    return "digest is not hexadecimal";
  if (!fromSigner(signer)) return "algorithm or digest_type is none that GoDaddy knows";
  return std::nullopt;
}

Json listOf(const Signers& signers) {
  Json list = Json::array();
  for (const auto& signer : signers) list.push_back(*fromSigner(signer));
  return list;
}

}  // namespace

Reply<Signers> GodaddyRegistrar::signersOf(const sdk::Call& call, const std::string& customer,
                                           const std::string& domain) const {
  const auto detail = client_.send(call, {.endpoint = kGetDomainV2,
                                          .parts = {customer, domain},
                                          .query = {{"includes", "dnssecRecords"}}});
  if (!detail) return detail.error();
  try {
    return toSigners(*detail);
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<Registration> GodaddyRegistrar::setDelegation(const sdk::Call& call,
                                                    const sdk::SetDelegation& request) {
  for (const auto& signer : request.signers) {
    if (const auto fault = faultOf(signer)) return sdk::permanent("bad_request", *fault);
  }
  auto held = finder_.expected(call, request.domain);
  if (!held) return held.error();
  const auto customer = customer_.id(call);
  if (!customer) return customer.error();
  if (!*customer) {
    return sdk::needsAttention("not_configured",
                               "DNSSEC needs the shopper id or the customer id of the account");
  }
  const auto before = signersOf(call, **customer, request.domain);
  if (!before) return before.error();
  const auto missing = without(request.signers, *before);
  const auto unwanted = without(*before, request.signers);
  if (missing.empty() && unwanted.empty()) return std::move(held->registration);

  std::optional<sdk::ProviderError> refused;
  for (const auto& [endpoint, signers] :
       {std::pair{kAddDnssec, &missing}, {kRemoveDnssec, &unwanted}}) {
    if (signers->empty() || refused) continue;
    const auto written = client_.send(
        call,
        {.endpoint = endpoint, .parts = {**customer, request.domain}, .body = listOf(*signers)});
    if (written) continue;
    if (!isRefusal(written.error())) return written.error();
    refused = written.error();
  }
  const auto after = signersOf(call, **customer, request.domain);
  if (!after) return notConfirmed(after.error().message);
  if (without(request.signers, *after).empty() && without(*after, request.signers).empty())
    return std::move(held->registration);
  for (const char* action : {"DNSSEC_CREATE", "DNSSEC_DELETE"}) {
    const auto state = actionState(call, client_, **customer, request.domain, action);
    if (!state) return notConfirmed(state.error().message);
    if (*state == ActionState::UnderWay) return sdk::Pending{std::move(held->registration)};
  }
  if (refused) return *refused;
  return notConfirmed("the DS records are not the ones that were asked for");
}

}  // namespace hostler::godaddy
