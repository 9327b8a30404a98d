#include "modules/billing/draft_desk.h"

#include <stdexcept>

namespace hostler {

InvoiceDraft DraftDesk::locked(db::Transaction& tx, const Actor& actor, Id<Invoice> id) {
  const auto tenant = actor.scope.tenant;
  auto draft = invoice_drafts::lock(tx, tenant, id);
  if (draft) return std::move(*draft);
  if (!parts_.billing.find(tx, Scope::ofTenant(tenant), id)) throw NotFound{};
  throw DomainError{"invoice_issued",
                    409,
                    "An issued invoice never changes; correct it by a credit or a debit note.",
                    {{"invoice", id.text()}}};
}

// What the audit log says of a draft. What has no price could never be shown again.
Json DraftDesk::factsOf(db::Reader& reader, const InvoiceDraft& draft) {
  try {
    const auto priced = parts_.billing.preview(reader, draft.tenant, {draft.request}).front();
    return {{"client", draft.request.account.text()},
            {"lines", draft.request.lines.size()},
            {"total", toJson(priced.total)}};
  } catch (const std::overflow_error&) {
    throw ValidationError{"lines", "out_of_range", "must come to an amount that can be paid"};
  }
}

Id<Invoice> DraftDesk::write(const Actor& actor, const ManualInvoice& written) {
  const auto tenant = actor.scope.tenant;
  return parts_.database.transaction([&](db::Transaction& tx) {
    InvoiceDraft draft;
    draft.id = parts_.ids.next<Invoice>();
    draft.tenant = tenant;
    draft.request = requestOf(parts_.accounts.get(tx, tenant, written.account), written);
    draft.createdAt = parts_.clock.now();
    invoice_drafts::insert(tx, draft);
    parts_.audit.record(tx, actor,
                        {"invoice.drafted", draft.id.text(), nullptr, factsOf(tx, draft)});
    return draft.id;
  });
}

void DraftDesk::rewrite(const Actor& actor, Id<Invoice> id, const ManualInvoice& written) {
  parts_.database.transaction([&](db::Transaction& tx) {
    auto draft = locked(tx, actor, id);
    const auto before = factsOf(tx, draft);
    draft.request = requestOf(parts_.accounts.get(tx, draft.tenant, written.account), written);
    draft.request.id = id;
    invoice_drafts::save(tx, draft);
    parts_.audit.record(tx, actor,
                        {"invoice.draft_changed", id.text(), before, factsOf(tx, draft)});
  });
}

void DraftDesk::discard(const Actor& actor, Id<Invoice> id) {
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto draft = locked(tx, actor, id);
    invoice_drafts::remove(tx, draft);
    parts_.audit.record(tx, actor,
                        {"invoice.draft_discarded", id.text(), factsOf(tx, draft), nullptr});
  });
}

void DraftDesk::issue(const Actor& actor, Id<Invoice> id) {
  const auto tenant = actor.scope.tenant;
  std::optional<InvoiceDraft> asked;
  hooks_.ask(tenant, [&](db::Reader& reader) {
    asked = invoice_drafts::find(reader, tenant, id);
    return asked ? std::vector{asked->request} : std::vector<InvoiceRequest>{};
  });
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto draft = locked(tx, actor, id);
    if (asked && !invoice_drafts::saySame(*asked, draft)) {
      throw DomainError{"precondition_failed", 412,
                        "The draft was rewritten meanwhile; look at it again."};
    }
    // The client may have another currency by now.
    auto request =
        requestOf(parts_.accounts.get(tx, tenant, draft.request.account), writtenIn(draft.request));
    request.id = id;
    invoice_drafts::remove(tx, draft);
    parts_.billing.issue(tx, actor, request);
  });
}

}  // namespace hostler
