#include "modules/billing/invoice_draft.h"

#include "modules/billing/document_lines.h"

namespace hostler::invoice_drafts {
namespace {

constexpr auto kInsert = R"sql(
  INSERT INTO invoice_drafts (id, tenant_id, account_id, document, line_list, created_at)
  VALUES (?, ?, ?, ?, ?, ?))sql";
constexpr auto kSave = R"sql(
  UPDATE invoice_drafts SET account_id = ?, document = ?, line_list = ? WHERE id = ? AND tenant_id = ?)sql";
constexpr auto kRemove = "DELETE FROM invoice_drafts WHERE id = ? AND tenant_id = ?";
constexpr std::string_view kSelect = R"sql(
  SELECT id, tenant_id, account_id, document, line_list, created_at FROM invoice_drafts WHERE tenant_id = ?)sql";

// All but whose it is and its lines.
std::string documentOf(const InvoiceRequest& request) {
  Json document{{"currency", std::string{request.currency.code()}}, {"notes", request.notes}};
  if (request.dueDate) document["due_date"] = request.dueDate->text();
  return dump(document);
}

InvoiceDraft draftOf(const db::Row& row) {
  InvoiceDraft draft;
  draft.id = row.id<Invoice>("id");
  draft.tenant = row.id<Tenant>("tenant_id");
  draft.createdAt = row.instant("created_at");
  auto& request = draft.request;
  request.id = draft.id;
  request.account = row.id<Account>("account_id");
  request.kind = InvoiceKind::Manual;
  const auto document = Json::parse(row.text("document"));
  request.currency = Currency::of(document.at("currency").get<std::string>());
  request.notes = document.at("notes").get<std::string>();
  if (const auto due = document.find("due_date"); due != document.end())
    request.dueDate = Date::parse(due->get<std::string>());
  request.lines = document_lines::of(row.text("line_list"), request.currency);
  return draft;
}

}  // namespace

void insert(db::Transaction& tx, const InvoiceDraft& draft) {
  tx.execute(kInsert, draft.id, draft.tenant, draft.request.account, documentOf(draft.request),
             document_lines::textOf(draft.request.lines), draft.createdAt);
}

void save(db::Transaction& tx, const InvoiceDraft& draft) {
  tx.execute(kSave, draft.request.account, documentOf(draft.request),
             document_lines::textOf(draft.request.lines), draft.id, draft.tenant);
}

void remove(db::Transaction& tx, const InvoiceDraft& draft) {
  tx.execute(kRemove, draft.id, draft.tenant);
}

std::optional<InvoiceDraft> find(db::Reader& reader, Id<Tenant> tenant, Id<Invoice> id) {
  return reader.query(std::string{kSelect} + " AND id = ?", tenant, id).first(draftOf);
}

std::optional<InvoiceDraft> lock(db::Transaction& tx, Id<Tenant> tenant, Id<Invoice> id) {
  return tx.query(std::string{kSelect} + " AND id = ? {for_update}", tenant, id).first(draftOf);
}

std::vector<InvoiceDraft> list(db::Reader& reader, Id<Tenant> tenant, const Filter& filter,
                               const http::ListOrder& order, int limit) {
  std::string sql{kSelect};
  std::vector<db::Param> params{tenant};
  if (filter.clients) {
    if (filter.clients->empty()) return {};
    for (std::size_t i = 0; i < filter.clients->size(); ++i) {
      sql += i == 0 ? " AND account_id IN (?" : ", ?";
      params.emplace_back((*filter.clients)[i]);
    }
    sql += ")";
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return reader.run(sql + order.sql("id"), params).map(draftOf);
}

bool saySame(const InvoiceDraft& one, const InvoiceDraft& other) {
  return one.request.account == other.request.account &&
         documentOf(one.request) == documentOf(other.request) &&
         document_lines::textOf(one.request.lines) == document_lines::textOf(other.request.lines);
}

}  // namespace hostler::invoice_drafts
