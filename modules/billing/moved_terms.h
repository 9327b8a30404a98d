#pragma once

// Terms that do not run on the days that their invoices were issued for: a service that was paid
// for after a suspension may begin its term on the day of the payment.

#include "core/db/database.h"
#include "core/time/instant.h"
#include "core/time/period.h"
#include "modules/entities/entities.h"

#include <vector>

namespace hostler::moved_terms {

struct Term {
  Id<Invoice> invoice;
  Period period;
};

/// The terms of a service, as they run, whose invoices were paid at `since` or later; in their
/// order.
std::vector<Term> paidSince(db::Reader& reader, Id<Service> service, Instant since);

/// Lets a term run on other days: what is left of it is counted by them from now on.
struct Move {
  Term term;
  Period to;
};
/// Terms that follow one another, in their order.
void move(db::Transaction& tx, Id<Service> service, const std::vector<Move>& moves);

}  // namespace hostler::moved_terms
