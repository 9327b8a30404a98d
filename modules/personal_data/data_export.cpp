#include "modules/personal_data/data_export.h"

#include "core/time/instant.h"

#include <initializer_list>
#include <vector>

namespace hostler {
namespace {

enum class Kind { Text, Number, Moment, Id };

struct Column {
  const char* name;
  Kind kind = Kind::Text;
  const char* prefix = "";  ///< of an id
};

struct Part {
  const char* name;
  const char* sql;  ///< of one account
  std::vector<Column> columns;
};

const std::vector<Part>& parts() {
  static const std::vector<Part> all{
      {"account",
       "SELECT number, alias, status, first_name, last_name, company, line1, line2, city, "
       "postal_code, state_name, country, pan_last4, gstin, currency, language, created_at "
       "FROM accounts WHERE tenant_id = ? AND id = ?",
       {{"number"},
        {"alias"},
        {"status"},
        {"first_name"},
        {"last_name"},
        {"company"},
        {"line1"},
        {"line2"},
        {"city"},
        {"postal_code"},
        {"state_name"},
        {"country"},
        {"pan_last4"},
        {"gstin"},
        {"currency"},
        {"language"},
        {"created_at", Kind::Moment}}},
      {"users",
       "SELECT id, kind, status, name, username, email, phone, language, last_sign_in_at, "
       "created_at FROM users WHERE tenant_id = ? AND account_id = ?",
       {{"id", Kind::Id, "usr"},
        {"kind"},
        {"status"},
        {"name"},
        {"username"},
        {"email"},
        {"phone"},
        {"language"},
        {"last_sign_in_at", Kind::Moment},
        {"created_at", Kind::Moment}}},
      {"sessions",
       "SELECT user_id, address, user_agent, created_at, used_at, ended_at FROM sessions "
       "WHERE tenant_id = ? AND account_id = ?",
       {{"user_id", Kind::Id, "usr"},
        {"address"},
        {"user_agent"},
        {"created_at", Kind::Moment},
        {"used_at", Kind::Moment},
        {"ended_at", Kind::Moment}}},
      {"orders",
       "SELECT id, status, currency, total, notes, address, user_agent, created_at FROM orders "
       "WHERE tenant_id = ? AND account_id = ?",
       {{"id", Kind::Id, "ord"},
        {"status"},
        {"currency"},
        {"total", Kind::Number},
        {"notes"},
        {"address"},
        {"user_agent"},
        {"created_at", Kind::Moment}}},
      {"invoices",
       "SELECT i.id, i.number_text, i.currency, i.total, i.issued_at, p.document AS buyer "
       "FROM invoices i JOIN parties p ON p.id = i.buyer_id WHERE i.tenant_id = ? AND i.account_id "
       "= ?",
       {{"id", Kind::Id, "inv"},
        {"number_text"},
        {"currency"},
        {"total", Kind::Number},
        {"buyer"},
        {"issued_at", Kind::Moment}}},
      {"transactions",
       "SELECT id, type, gateway, gateway_transaction_id, currency, amount, created_at "
       "FROM transactions WHERE tenant_id = ? AND account_id = ?",
       {{"id", Kind::Id, "txn"},
        {"type"},
        {"gateway"},
        {"gateway_transaction_id"},
        {"currency"},
        {"amount", Kind::Number},
        {"created_at", Kind::Moment}}},
      {"services",
       "SELECT id, name, status, domain, hostname, currency, price, cycle, created_at FROM "
       "services "
       "WHERE tenant_id = ? AND account_id = ?",
       {{"id", Kind::Id, "svc"},
        {"name"},
        {"status"},
        {"domain"},
        {"hostname"},
        {"currency"},
        {"price", Kind::Number},
        {"cycle"},
        {"created_at", Kind::Moment}}},
      {"domains",
       "SELECT id, name, status, expires_at, auto_renew, privacy, contacts, created_at FROM "
       "domains "
       "WHERE tenant_id = ? AND account_id = ?",
       {{"id", Kind::Id, "dom"},
        {"name"},
        {"status"},
        {"expires_at", Kind::Moment},
        {"auto_renew", Kind::Number},
        {"privacy", Kind::Number},
        {"contacts"},
        {"created_at", Kind::Moment}}},
      {"zones",
       "SELECT name, state, records, created_at FROM dns_zones WHERE tenant_id = ? AND account_id "
       "= "
       "?",
       {{"name"}, {"state"}, {"records"}, {"created_at", Kind::Moment}}},
      {"payment_methods",
       "SELECT id, gateway, kind, title, state, created_at FROM payment_methods WHERE tenant_id = "
       "? "
       "AND account_id = ?",
       {{"id", Kind::Id, "pmt"},
        {"gateway"},
        {"kind"},
        {"title"},
        {"state"},
        {"created_at", Kind::Moment}}},
      {"tax",
       "SELECT sez, tax_id, standing, answer, checked_at FROM tax_standings "
       "WHERE tenant_id = ? AND account_id = ?",
       {{"sez", Kind::Number}, {"tax_id"}, {"standing"}, {"answer"}, {"checked_at", Kind::Moment}}},
      {"usage",
       "SELECT service_id, meter, month, quantity, currency, total, created_at FROM "
       "usage_statements WHERE tenant_id = ? AND account_id = ?",
       {{"service_id", Kind::Id, "svc"},
        {"meter"},
        {"month", Kind::Number},
        {"quantity", Kind::Number},
        {"currency"},
        {"total", Kind::Number},
        {"created_at", Kind::Moment}}},
      {"tickets",
       "SELECT id, subject, status, created_at FROM tickets WHERE tenant_id = ? AND account_id = ?",
       {{"id", Kind::Id, "tkt"}, {"subject"}, {"status"}, {"created_at", Kind::Moment}}},
      {"ticket_replies",
       "SELECT r.ticket_id, r.author, r.author_name, r.body, r.created_at FROM ticket_replies r "
       "JOIN tickets t ON t.id = r.ticket_id "
       "WHERE t.tenant_id = ? AND t.account_id = ? AND r.is_note = 0",
       {{"ticket_id", Kind::Id, "tkt"},
        {"author"},
        {"author_name"},
        {"body"},
        {"created_at", Kind::Moment}}},
      {"messages",
       "SELECT template, channel, recipient, status, created_at FROM messages "
       "WHERE tenant_id = ? AND account_id = ?",
       {{"template"}, {"channel"}, {"recipient"}, {"status"}, {"created_at", Kind::Moment}}},
      {"files",
       "SELECT id, name, media_type, size, created_at FROM files WHERE tenant_id = ? AND "
       "account_id = ?",
       {{"id", Kind::Id, "fil"},
        {"name"},
        {"media_type"},
        {"size", Kind::Number},
        {"created_at", Kind::Moment}}}};
  return all;
}

Json valueOf(const db::Row& row, const Column& column) {
  if (row.isNull(column.name)) return nullptr;
  switch (column.kind) {
    case Kind::Text:
      return row.text(column.name);
    case Kind::Number:
      return row.integer(column.name);
    case Kind::Moment:
      return row.instant(column.name).text();
    case Kind::Id:
      break;
  }
  return formatId(column.prefix, row.integer(column.name));
}

}  // namespace

Json exportOf(db::Reader& reader, const Scope& client) {
  Json all = Json::object();
  for (const auto& part : parts()) {
    Json rows = Json::array();
    for (const auto& row : reader.query(part.sql, client.tenant, client.account)) {
      Json shown = Json::object();
      for (const auto& column : part.columns) shown[column.name] = valueOf(row, column);
      rows.push_back(std::move(shown));
    }
    all[part.name] = std::move(rows);
  }
  return all;
}

}  // namespace hostler
