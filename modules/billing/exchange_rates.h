#pragma once

#include "core/db/database.h"
#include "core/money/money.h"
#include "core/time/date.h"
#include "modules/entities/entities.h"

#include <map>
#include <optional>
#include <vector>

namespace hostler::exchange_rates {

/// What one whole unit of `currency` is worth in the tenant's own currency, from a day on until the
/// next rate. Prices never convert by it: it goes with documents for returns and books, and what a
/// registrar takes is held against a price by it.
struct Rate {
  Currency currency = Currency::of("INR");
  Date validFrom = Date::ofDaysSinceEpoch(0);
  Decimal rate;
};

std::vector<Rate> list(db::Reader& reader, Id<Tenant> tenant);
/// Of one currency, oldest first.
std::vector<Rate> of(db::Reader& reader, Id<Tenant> tenant, Currency currency);
/// Whether an invoice was issued at it; `rates`: all of its currency's.
bool isUsed(db::Reader& reader, Id<Tenant> tenant, const std::vector<Rate>& rates,
            const Rate& rate);
void save(db::Transaction& tx, Id<Tenant> tenant, const Rate& rate);
void remove(db::Transaction& tx, Id<Tenant> tenant, const Rate& rate);
/// Of a currency on a day; nothing before the first rate.
std::optional<Decimal> on(db::Reader& reader, Id<Tenant> tenant, Currency currency, Date day);
/// Adds the rate of a day; false when the day has one.
bool add(db::Transaction& tx, Id<Tenant> tenant, const Rate& rate, Instant now);
/// Keeps the rate that an invoice was issued at.
void keepFor(db::Transaction& tx, Id<Invoice> invoice, Currency base, Decimal rate);
std::optional<Decimal> of(db::Reader& reader, Id<Invoice> invoice);
/// The same with the seller's currency at that time.
struct Kept {
  Currency base = Currency::of("INR");
  Decimal rate;
};
std::optional<Kept> keptFor(db::Reader& reader, Id<Invoice> invoice);

}  // namespace hostler::exchange_rates
