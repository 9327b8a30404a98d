#pragma once

#include "modules/billing/pricing.h"
#include "modules/domains/domains.h"

#include <vector>

namespace hostler {

/// What buying a name costs, line by line and before tax. Empty where it is not sold so. Pure.
std::vector<LineDraft> purchaseLines(const std::string& shownName, const Tld& tld,
                                     DomainAction action, int years, Currency currency, Date today);

/// What going on with a domain costs: a renewal, with the fee of its grace after the expiry, or
/// bringing it back from redemption. Empty where it cannot be had. Pure.
std::vector<LineDraft> renewalLines(const Domain& domain, const Tld& tld, int years,
                                    Currency currency);

/// What a renewal of a domain in this state is.
DomainAction renewalActionFor(const Domain& domain);

}  // namespace hostler
