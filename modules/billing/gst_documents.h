#pragma once

#include "core/db/database.h"
#include "modules/billing/gst_return.h"
#include "modules/entities/entities.h"
#include "modules/resellers/resellers.h"

namespace hostler::gst_documents {

/// Everything of the tax law that a tenant issued, which proforma invoices are not, from a day to a
/// day, both included, as its return holds it: documents in a foreign currency in rupees at the
/// rate that was kept with them. Reads a day at a time.
gst_return::Return between(db::Reader& reader, const Tenant& tenant, Date from, Date to);

/// The part of each class and rate in a document. Pure. For a credit note: the shares of its
/// invoice's parts in what it takes back.
struct TaxedPart {
  std::string sac;
  std::int64_t taxable = 0;
  std::vector<std::pair<std::string, std::pair<Decimal, std::int64_t>>>
      taxes;  // name, rate, amount
};
std::vector<gst_return::Item> itemsOf(const std::vector<TaxedPart>& parts);
std::vector<gst_return::Item> shareOf(const std::vector<gst_return::Item>& items,
                                      std::int64_t taxable, const gst_return::Item& taxes);

}  // namespace hostler::gst_documents
