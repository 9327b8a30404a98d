#include "tests/bench/renewals/set_based.h"

#include <chrono>
#include <vector>

namespace hostler::bench {
namespace {

// Every statement takes the same values: the day, the last day that is due, and the hour.
// Numbers of new rows are those of their services, moved.
const std::vector<std::string>& documents() {
  static const std::vector<std::string> statements{
      R"sql(
  INSERT INTO invoices (id, tenant_id, account_id, series, fiscal_year, number, number_text, kind, currency, issue_date,
                        due_date, issued_at, seller_id, buyer_id, supply, place_of_supply, endorsement, subtotal,
                        discount, taxes, tax_total, rounding, total, notes)
  SELECT s.id + 100000000, s.tenant_id, s.account_id, 'R', '2526', s.id, 'R/2526/' || s.id, 'renewal', s.currency, ?,
         s.billed_until, ?, 1, a.id, CASE a.state_code WHEN '27' THEN 'domestic' ELSE 'inter_state' END, a.state_code, '',
         s.price, 0,
         CASE a.state_code WHEN '27'
           THEN '[{"amount":' || ((s.price * 9 + 50) {div} 100) || ',"name":"CGST","rate":"9"},{"amount":'
                || ((s.price * 9 + 50) {div} 100) || ',"name":"SGST","rate":"9"}]'
           ELSE '[{"amount":' || ((s.price * 18 + 50) {div} 100) || ',"name":"IGST","rate":"18"}]' END,
         (s.price * 18 + 50) {div} 100, 0, s.price + (s.price * 18 + 50) {div} 100, ''
    FROM services s JOIN accounts a ON a.id = s.account_id
   WHERE s.tenant_id = 1 AND s.status = 'active' AND s.billed_until <= ?)sql",
      R"sql(
  INSERT INTO invoice_lines (id, invoice_id, tenant_id, kind, description, quantity, unit_price, discount, taxable,
                             tax_class, taxes, total, service_id, domain_id, order_item_id, period_from, period_until)
  SELECT i.id, i.id, i.tenant_id, 'renewal', s.name || ' (' || s.domain || ')', '1', s.price, 0, s.price, s.tax_class,
         i.taxes, i.total, s.id, NULL, NULL, s.billed_until, ?
    FROM invoices i JOIN services s ON s.id = i.id - 100000000 WHERE i.issued_at = ?)sql",
      R"sql(
  INSERT INTO invoice_states (invoice_id, tenant_id, account_id, status, balance, due_date, paid_at)
  SELECT id, tenant_id, account_id, 'unpaid', total, due_date, NULL FROM invoices WHERE issued_at = ?)sql",
      R"sql(
  INSERT INTO billed_periods (service_id, period_from, period_until, invoice_id)
  SELECT service_id, period_from, period_until, invoice_id FROM invoice_lines WHERE id > 100000000)sql",
      R"sql(
  INSERT INTO messages (id, tenant_id, account_id, channel, template, language, recipient, recipient_key, dedupe_key,
                        model, invoices, carries_secret, secrets, status, attempts, answer, reference, created_at)
  SELECT i.id, i.tenant_id, i.account_id, 'email', 'renewal_invoice', 'en', u.email, u.email, 'inv_' || i.id,
         '{"client":{"email":"' || u.email || '","name":"' || u.name || '"}}', '["inv_' || i.id || '"]', 0, NULL,
         'queued', 0, '', 'msg_' || i.id || '@shop.example', i.issued_at
    FROM invoices i JOIN accounts a ON a.id = i.account_id JOIN users u ON u.id = a.root_user_id
   WHERE i.issued_at = ?)sql"};
  return statements;
}

const std::vector<std::string>& books() {
  static const std::vector<std::string> statements{
      R"sql(
  INSERT INTO parties (id, tenant_id, fingerprint, document)
  SELECT a.id, a.tenant_id, '00000000000000000000000000000000000000000000000000000000' || a.id,
         '{"address":{"city":"' || a.city || '","country":"IN","line1":"' || a.line1 || '","postal_code":"'
         || a.postal_code || '","state":"' || a.state_name || '"},"name":"' || a.first_name || ' ' || a.last_name || '"}'
    FROM accounts a WHERE a.id IN (SELECT account_id FROM invoices WHERE issued_at = ?))sql",
      R"sql(
  INSERT INTO postings (id, journal_id, tenant_id, account_id, book, currency, amount, invoice_id, what, reference, posted_at)
  SELECT i.id * 4 + b.n, i.id, i.tenant_id, i.account_id, b.book, i.currency,
         CASE b.n WHEN 0 THEN i.total WHEN 1 THEN -i.subtotal ELSE -(i.tax_total {div} 2) END,
         i.id, 'invoice.issued', 'inv_' || i.id, i.issued_at
    FROM invoices i
         JOIN (SELECT 0 AS n, 'receivable' AS book UNION ALL SELECT 1, 'revenue' UNION ALL SELECT 2, 'tax:CGST'
               UNION ALL SELECT 3, 'tax:SGST') b ON b.n < 3 OR i.supply = 'domestic'
   WHERE i.issued_at = ?)sql",
      R"sql(
  INSERT INTO audit_entries (id, tenant_id, account_id, happened_at, actor_kind, user_id, impersonator_id, credential,
                             address, user_agent, request_id, action, object, state_before, state_after, mac)
  SELECT i.id, i.tenant_id, NULL, i.issued_at, 4, NULL, NULL, 'rule:issue_renewals', '', '', '', 'invoice.issued',
         'inv_' || i.id, '',
         '{"number":"' || i.number_text || '","total":{"amount":' || i.total || ',"currency":"INR"}}',
         X'6162636465666768696a6b6c6d6e6f707172737475767778797a303132333435'
    FROM invoices i WHERE i.issued_at = ?)sql",
      R"sql(INSERT INTO audit_unsealed (entry_id) SELECT id FROM invoices WHERE issued_at = ?)sql",
      R"sql(
  INSERT INTO events (id, tenant_id, account_id, name, payload, happened_at, dispatched)
  SELECT i.id, i.tenant_id, i.account_id, 'invoice.issued',
         '{"account":"acc_' || i.account_id || '","due_date":"' || i.due_date || '","invoice":"inv_' || i.id
         || '","kind":"renewal","number":"' || i.number_text || '","total":{"amount":' || i.total
         || ',"currency":"INR"}}', i.issued_at, 1
    FROM invoices i WHERE i.issued_at = ?)sql",
      R"sql(
  INSERT INTO jobs (id, tenant_id, account_id, kind, lane, state, priority, run_at, payload, unique_key, keep_key,
                    attempts, crashes, fence, progress, created_at)
  SELECT m.id, m.tenant_id, m.account_id, 'notifications.send_message', 'mail', 1, 4, m.created_at,
         '{"message":"msg_' || m.id || '"}', NULL, 1, 0, 0, 0, 0, m.created_at
    FROM messages m WHERE m.created_at = ?)sql",
      R"sql(
  INSERT INTO rule_decisions (id, run_id, tenant_id, account_id, subject, action, outcome, detail, result, decided_at)
  SELECT i.id, 1, i.tenant_id, i.account_id, 'svc_' || (i.id - 100000000), 'issue', 'done', i.number_text,
         'inv_' || i.id, i.issued_at
    FROM invoices i WHERE i.issued_at = ?)sql"};
  return statements;
}

constexpr auto kMoveOn =
    "UPDATE services SET billed_until = ?, updated_at = ? WHERE tenant_id = 1 AND status = "
    "'active' AND billed_until <= ?";

}  // namespace

double setBasedSeconds(db::Database& database, Date today, Extent extent) {
  const auto last = today.plusDays(14), until = today.plusDays(44);
  const auto hour = Instant::ofUnixSeconds(1'800'000'000);
  const auto start = std::chrono::steady_clock::now();
  database.transaction([&](db::Transaction& tx) {
    const auto& rows = documents();
    tx.execute(rows[0], today, hour, last);
    tx.execute(rows[1], until, hour);
    tx.execute(rows[2], hour);
    tx.execute(rows[3]);
    tx.execute(rows[4], hour);
    if (extent == Extent::Everything) {
      for (const auto& statement : books()) tx.execute(statement, hour);
    }
    tx.execute(kMoveOn, until, hour, last);
  });
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace hostler::bench
