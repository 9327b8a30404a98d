#pragma once

// What products say of the days around a renewal, in place of the rules' settings (catalog.h).

#include "core/db/database.h"
#include "modules/entities/entities.h"

#include <map>
#include <vector>

namespace hostler::product_days {

/// Of the products that have one of their own: how many days before a term's end it is invoiced.
std::map<Id<Product>, int> invoiceDaysBefore(db::Reader& reader, Id<Tenant> tenant);

/// Of the products that have some of their own: the days of reminders, in ascending order.
std::map<Id<Product>, std::vector<int>> noticeDays(db::Reader& reader, Id<Tenant> tenant);

/// Of the invoices for such products: the days of the first line that is for one. `own`: what
/// noticeDays answered.
std::map<Id<Invoice>, std::vector<int>> noticeDaysOf(
    db::Reader& reader, const std::map<Id<Product>, std::vector<int>>& own,
    const std::vector<Id<Invoice>>& invoices);

}  // namespace hostler::product_days
