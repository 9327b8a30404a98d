#include "modules/personal_data/export_parts.h"

#include "core/audit/actor.h"

namespace hostler {
namespace {

using Kind = ExportColumn::Kind;

static_assert(static_cast<int>(Actor::Kind::Staff) == 3);

}  // namespace

const std::vector<ExportPart>& exportParts() {
  static const std::vector<ExportPart> all{
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
      {"invitations",
       "SELECT email, name, created_at, expires_at, accepted_at FROM invitations WHERE tenant_id = "
       "? AND account_id = ?",
       {{"email"},
        {"name"},
        {"created_at", Kind::Moment},
        {"expires_at", Kind::Moment},
        {"accepted_at", Kind::Moment}}},
      {"api_keys",
       "SELECT id, user_id, name, hint, scopes, addresses, created_at, used_at, expires_at, "
       "revoked_at FROM api_keys WHERE tenant_id = ? AND account_id = ?",
       {{"id", Kind::Id, "key"},
        {"user_id", Kind::Id, "usr"},
        {"name"},
        {"hint"},
        {"scopes"},
        {"addresses"},
        {"created_at", Kind::Moment},
        {"used_at", Kind::Moment},
        {"expires_at", Kind::Moment},
        {"revoked_at", Kind::Moment}}},
      {"policies",
       "SELECT name, description, effect, actions, resources, conditions, created_at FROM "
       "account_policies WHERE tenant_id = ? AND account_id = ?",
       {{"name"},
        {"description"},
        {"effect"},
        {"actions"},
        {"resources"},
        {"conditions"},
        {"created_at", Kind::Moment}}},
      {"webhooks",
       "SELECT id, url, description, events, created_at FROM webhooks WHERE tenant_id = ? AND "
       "account_id = ?",
       {{"id", Kind::Id, "whk"},
        {"url"},
        {"description"},
        {"events"},
        {"created_at", Kind::Moment}}},
      // Where staff acted, that they did is told, not from where; 3 is Actor::Kind::Staff.
      {"activity",
       "SELECT happened_at, action, object, user_id, "
       "CASE WHEN actor_kind = 3 OR impersonator_id IS NOT NULL THEN NULL ELSE address END AS "
       "address, "
       "CASE WHEN actor_kind = 3 OR impersonator_id IS NOT NULL THEN NULL ELSE user_agent END AS "
       "user_agent FROM audit_entries WHERE tenant_id = ? AND account_id = ?",
       {{"happened_at", Kind::Moment},
        {"action"},
        {"object"},
        {"user_id", Kind::Id, "usr"},
        {"address"},
        {"user_agent"}}},
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
       "SELECT i.id, COALESCE(t.number_text, i.number_text) AS number_text, "
       "CASE WHEN i.proforma = 1 THEN i.number_text END AS proforma_number, i.currency, i.total, "
       "i.issued_at, p.document AS buyer FROM invoices i JOIN parties p ON p.id = i.buyer_id "
       "LEFT JOIN tax_invoices t ON t.invoice_id = i.id WHERE i.tenant_id = ? AND i.account_id = ?",
       {{"id", Kind::Id, "inv"},
        {"number_text"},
        {"proforma_number"},
        {"currency"},
        {"total", Kind::Number},
        {"buyer"},
        {"issued_at", Kind::Moment}}},
      {"invoice_lines",
       "SELECT l.invoice_id, l.kind, l.description, l.quantity, l.unit_price, l.discount, "
       "l.taxable, l.total, i.currency FROM invoices i JOIN invoice_lines l ON l.invoice_id = i.id "
       "WHERE i.tenant_id = ? AND i.account_id = ?",
       {{"invoice_id", Kind::Id, "inv"},
        {"kind"},
        {"description"},
        {"quantity"},
        {"unit_price", Kind::Number},
        {"discount", Kind::Number},
        {"taxable", Kind::Number},
        {"total", Kind::Number},
        {"currency"}}},
      {"credit_notes",
       "SELECT id, number_text, invoice_id, reason, currency, total, created_at FROM credit_notes "
       "WHERE tenant_id = ? AND account_id = ?",
       {{"id", Kind::Id, "crn"},
        {"number_text"},
        {"invoice_id", Kind::Id, "inv"},
        {"reason"},
        {"currency"},
        {"total", Kind::Number},
        {"created_at", Kind::Moment}}},
      {"receipts",
       "SELECT number_text, gateway, currency, amount, created_at FROM receipts WHERE tenant_id = "
       "? AND account_id = ?",
       {{"number_text"},
        {"gateway"},
        {"currency"},
        {"amount", Kind::Number},
        {"created_at", Kind::Moment}}},
      {"refunds",
       "SELECT payment_id, destination, status, reason, currency, amount, created_at FROM refunds "
       "WHERE tenant_id = ? AND account_id = ?",
       {{"payment_id", Kind::Id, "pay"},
        {"destination"},
        {"status"},
        {"reason"},
        {"currency"},
        {"amount", Kind::Number},
        {"created_at", Kind::Moment}}},
      {"disputes",
       "SELECT payment_id, state, reason, currency, amount, created_at FROM disputes WHERE "
       "tenant_id = ? AND account_id = ?",
       {{"payment_id", Kind::Id, "pay"},
        {"state"},
        {"reason"},
        {"currency"},
        {"amount", Kind::Number},
        {"created_at", Kind::Moment}}},
      {"tax_withheld",
       "SELECT invoice_id, section, currency, amount, certificate, created_at FROM tds_deductions "
       "WHERE tenant_id = ? AND account_id = ?",
       {{"invoice_id", Kind::Id, "inv"},
        {"section"},
        {"currency"},
        {"amount", Kind::Number},
        {"certificate"},
        {"created_at", Kind::Moment}}},
      // A draft is the shop's own paper until it is sent.
      {"quotes",
       "SELECT title, status, currency, document, created_at FROM quotes WHERE tenant_id = ? AND "
       "account_id = ? AND status <> 'draft'",
       {{"title"}, {"status"}, {"currency"}, {"document"}, {"created_at", Kind::Moment}}},
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
      // What was agreed to, and from where.
      {"domain_terms",
       "SELECT domain_id, action, years, state, agreements, agreed_from, agreed_at FROM "
       "domain_terms WHERE tenant_id = ? AND account_id = ?",
       {{"domain_id", Kind::Id, "dom"},
        {"action"},
        {"years", Kind::Number},
        {"state"},
        {"agreements"},
        {"agreed_from"},
        {"agreed_at", Kind::Moment}}},
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

}  // namespace hostler
