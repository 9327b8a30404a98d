#pragma once

#include "core/shape/constraints.h"
#include "core/time/date.h"
#include "modules/accounts/phone_numbers.h"
#include "modules/company/company.h"
#include "modules/company/company_views.h"

namespace hostler {

/// A company after a change. Adds what is wrong to `errors`: numbers whose form, check character or
/// country is wrong, a GSTIN of another PAN or state. `on` is the day for which states must exist.
Company changedCompany(const Company& before, const CompanyPatch& patch, Date on,
                       PhoneNumbers& phones, FieldErrors& errors);

}  // namespace hostler
