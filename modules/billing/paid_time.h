#pragma once

// What is left of the days that were paid for: what comes back when a service ends or becomes
// smaller.

#include "core/db/database.h"
#include "core/time/period.h"
#include "modules/billing/pricing.h"
#include "modules/entities/entities.h"

#include <vector>

namespace hostler {

/// A stretch of a service's days, and what an invoice still holds for it. Of a part of the days
/// that were invoiced, value and each tax are rounded by themselves.
struct PaidTime {
  Id<Invoice> invoice;
  Id<Service> service;
  Period days;
  Money net = Money::zero(Currency::of("INR"));  ///< before tax
  std::vector<TaxAmount> taxes;
  Money total = Money::zero(Currency::of("INR"));  ///< with tax: what both come to
};

namespace paid_time {

/// What was paid for a service's days from `day` on and was not taken back yet, of each invoice
/// that is paid or partly paid, the latest first. A part that is below zero is what an upgrade has
/// given back already: only all parts together are what the days are worth. A credit note that
/// names no days has lowered every line alike.
std::vector<PaidTime> from(db::Reader& reader, Id<Tenant> tenant, Id<Service> service, Date day);

Money totalOf(const std::vector<PaidTime>& times, Currency currency);

/// `part` of `whole` of each: what a credit note of a part of them takes back.
std::vector<PaidTime> shareOf(const std::vector<PaidTime>& times, Money part, Money whole);

}  // namespace paid_time
}  // namespace hostler
