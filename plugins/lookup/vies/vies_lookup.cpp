#include "vies_lookup.h"

#include "mapping.h"

#include <hostler/business_numbers.hpp>

namespace hostler::vies {

using sdk::Reply;

ViesLookup::ViesLookup(const sdk::Context& context)
    : settings_{context.settings<Settings>()}, client_{settings_} {}

Reply<sdk::LookupReport> ViesLookup::testConnection(const sdk::Call& call, const sdk::LookupTest&) {
  const auto answer = client_.get(call, "/check-status");
  if (!answer) return answer.error();
  return toReport(*answer);
}

Reply<sdk::NumberFinding> ViesLookup::businessNumber(const sdk::Call& call,
                                                     const sdk::BusinessNumber& asked) {
  if (asked.scheme != sdk::kEuVat)
    return sdk::permanent("unsupported_scheme", "VIES knows VAT numbers of the European Union");
  if (const auto fault = sdk::businessNumberFault(asked)) return *fault;
  const auto requester = asked.requester ? asked.requester : requesterOf(settings_.requester);
  const auto answer = client_.post(call, "/check-vat-number", toQuestion(asked, requester));
  if (!answer) return answer.error();
  return toFinding(*answer, asked);
}

}  // namespace hostler::vies
