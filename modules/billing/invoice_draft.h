#pragma once

#include "core/http/page.h"
#include "modules/billing/invoice.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// An invoice that staff are still writing: it has no number, posts nothing, and its client knows
/// nothing of it. It has the id that the invoice will have.
struct InvoiceDraft {
  Id<Invoice> id;
  Id<Tenant> tenant;
  InvoiceRequest request;
  Instant createdAt;
};

/// SQL of drafts.
namespace invoice_drafts {

void insert(db::Transaction& tx, const InvoiceDraft& draft);
void save(db::Transaction& tx, const InvoiceDraft& draft);
void remove(db::Transaction& tx, const InvoiceDraft& draft);
std::optional<InvoiceDraft> find(db::Reader& reader, Id<Tenant> tenant, Id<Invoice> id);
/// Locks it until the transaction ends.
std::optional<InvoiceDraft> lock(db::Transaction& tx, Id<Tenant> tenant, Id<Invoice> id);

/// Those of any of these clients; without any named, all of the tenant.
struct Filter {
  std::optional<std::vector<Id<Account>>> clients;
};
std::vector<InvoiceDraft> list(db::Reader& reader, Id<Tenant> tenant, const Filter& filter,
                               const http::ListOrder& order, int limit);

/// Whether two drafts would make the same invoice.
bool saySame(const InvoiceDraft& one, const InvoiceDraft& other);

}  // namespace invoice_drafts
}  // namespace hostler
