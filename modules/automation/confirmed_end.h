#pragma once

#include "modules/accounts/accounts.h"
#include "modules/automation/hold_cause.h"
#include "modules/services/services.h"

#include <optional>

namespace hostler {

/// What every month of it costs, in the seller's own currency; nothing where its currency has no
/// exchange rate on that day.
std::optional<Money> monthlyPrice(db::Reader& reader, const Tenant& tenant, const Service& service,
                                  Date day);

/// Why a person has to confirm that a service which nobody paid is ended, by the setting
/// `termination.confirm_above`; nothing: nobody has to.
std::optional<Hold> whyConfirmEnd(db::Reader& reader, Tenants& tenants, const Service& service,
                                  Date day);

/// Why a person has to confirm the end of what is evidence, whoever asked for it: of abuse, in a
/// bank's dispute, or of an account that is suspended; nothing: it is none.
std::optional<Hold> whyHeld(const Service& service, AccountStatus account);

}  // namespace hostler
