#include "modules/billing/invoice_page.h"

#include "modules/billing/billing_permissions.h"
#include "modules/billing/exchange_rates.h"
#include "modules/billing/invoice_draft.h"
#include "modules/billing/invoice_repository.h"

#include <algorithm>
#include <functional>

namespace hostler {

namespace {

using MaySee = std::function<bool(const Invoice&)>;

bool anyInvoice(const Invoice&) {
  return true;
}

http::Page<InvoiceView> pageBy(const invoice_repository::Filter& filter, db::Reader& reader,
                               Billing& billing, const Scope& scope, const InvoiceQuery& query,
                               const MaySee& maySee) {
  auto invoices =
      invoice_repository::list(reader, scope, filter, http::ListOrder::of(query), query.limit + 1);
  for (auto& invoice : invoices) invoice.lines = billing.lines(reader, invoice);
  return http::Page<InvoiceView>::of(
      std::move(invoices), query.limit,
      [&](const Invoice& invoice) { return InvoiceView::of(invoice, filter.today); },
      [](const Invoice& invoice) {
        return http::Cursor{invoice.id.value(), 0};
      },
      maySee);
}

invoice_repository::Filter filterOf(const InvoiceQuery& query, Date today) {
  invoice_repository::Filter filter;
  filter.status = query.status;
  filter.overdueOnly = query.overdue.value_or(false);
  filter.openOnly = query.open.value_or(false);
  filter.today = today;
  return filter;
}

// Drafts as they would be issued today.
std::vector<InvoiceView> draftViews(db::Reader& reader, Billing& billing, const Actor& actor,
                                    const std::vector<InvoiceDraft>& drafts, Date today) {
  std::vector<InvoiceRequest> requests;
  for (const auto& draft : drafts) requests.push_back(draft.request);
  std::vector<InvoiceView> views;
  for (const auto& invoice : billing.preview(reader, actor.scope.tenant, requests)) {
    views.push_back(InvoiceView::of(invoice, today));
    views.back().written = writtenIn(requests[views.size() - 1]);
  }
  nameClients(reader, actor, views);
  return views;
}

// What a draft has none of fits no draft.
bool mayBeDraft(const AdminInvoiceQuery& query) {
  const bool asksForDays = query.issuedFrom || query.issuedTo || query.dueFrom || query.dueTo;
  const bool asksForBalance = query.overdue.value_or(false) || query.open.value_or(false);
  return !asksForBalance && !asksForDays &&
         query.kind.value_or(InvoiceKind::Manual) == InvoiceKind::Manual;
}

http::Page<InvoiceView> pageOfDrafts(db::Reader& reader, Billing& billing, const Actor& actor,
                                     const AdminInvoiceQuery& query, Date today) {
  if (!mayBeDraft(query)) return {};
  invoice_drafts::Filter filter;
  if (query.text) filter.clients = clientsLike(reader, actor, *query.text);
  if (query.account) {
    const auto& among = filter.clients;
    const bool fits = !among || std::ranges::find(*among, *query.account) != among->end();
    filter.clients = fits ? std::vector{*query.account} : std::vector<Id<Account>>{};
  }
  auto drafts = invoice_drafts::list(reader, actor.scope.tenant, filter, http::ListOrder::of(query),
                                     query.limit + 1);
  http::Page<InvoiceView> page;
  if (drafts.size() > static_cast<std::size_t>(query.limit)) {
    drafts.pop_back();
    page.nextCursor = http::Cursor{drafts.back().id.value(), 0}.text();
  }
  page.data = draftViews(reader, billing, actor, drafts, today);
  return page;
}

}  // namespace

http::Page<InvoiceView> pageOfInvoices(db::Database& database, Billing& billing, const Actor& actor,
                                       const Scope& scope, const InvoiceQuery& query) {
  const auto filter = filterOf(query, billing.today(scope.tenant));
  return database.read([&](db::Reader& reader) {
    return pageBy(filter, reader, billing, scope, query, [&](const Invoice& invoice) {
      return actor.isStaff() || actor.may(kReadInvoices.action, invoice.id.text());
    });
  });
}

http::Page<InvoiceView> pageForStaff(db::Database& database, Billing& billing, const Actor& actor,
                                     const AdminInvoiceQuery& query) {
  auto filter = filterOf(query, billing.today(actor.scope.tenant));
  filter.kind = query.kind;
  filter.issuedFrom = query.issuedFrom;
  filter.issuedTo = query.issuedTo;
  filter.dueFrom = query.dueFrom;
  filter.dueTo = query.dueTo;
  filter.text = query.text;
  auto within = actor.scope;
  if (query.account) within.account = query.account;
  return database.read([&](db::Reader& reader) {
    if (query.status == InvoiceStatus::Draft)
      return pageOfDrafts(reader, billing, actor, query, filter.today);
    if (query.text) filter.clients = clientsLike(reader, actor, *query.text);
    auto page = pageBy(filter, reader, billing, within, query, anyInvoice);
    nameClients(reader, actor, page.data);
    return page;
  });
}

InvoiceView invoiceForStaff(db::Database& database, Billing& billing, const Actor& actor,
                            Id<Invoice> id) {
  const auto today = billing.today(actor.scope.tenant);
  return database.read([&](db::Reader& reader) {
    auto found = billing.find(reader, actor.scope, id);
    if (!found) {
      const auto draft = invoice_drafts::find(reader, actor.scope.tenant, id);
      if (!draft) throw NotFound{};
      return draftViews(reader, billing, actor, {*draft}, today).front();
    }
    found->lines = billing.lines(reader, *found);
    return withClient(
        reader, actor,
        InvoiceView::of(*found, today).worth(exchange_rates::keptFor(reader, found->id)));
  });
}

}  // namespace hostler
