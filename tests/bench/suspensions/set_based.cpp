#include "tests/bench/suspensions/set_based.h"

#include "tests/bench/stage/timing.h"

#include <vector>

namespace hostler::bench {
namespace {

constexpr auto kTakeDown = R"sql(
  UPDATE services SET provisioning = 'suspending', suspension_reason = 'overdue', last_error = '', updated_at = ?
   WHERE tenant_id = 1 AND status = 'active' AND paid_until < ?
     AND EXISTS (SELECT 1 FROM invoice_lines l JOIN invoice_states s ON s.invoice_id = l.invoice_id
                  WHERE l.service_id = services.id AND s.status = 'unpaid' AND s.balance > 0 AND s.due_date <= ?))sql";
// Every one takes the hour alone. Numbers of new rows are those of their services, moved.
constexpr auto kJobs = R"sql(
  INSERT INTO jobs (id, tenant_id, account_id, kind, lane, state, priority, run_at, payload, unique_key, keep_key,
                    attempts, crashes, fence, progress, created_at)
  SELECT s.id + 100000000, s.tenant_id, s.account_id, 'services.suspend', 'plugin.' || s.plugin, 1, 2, s.updated_at,
         '{"service":"svc_' || s.id || '"}', 'services.suspend:svc_' || s.id, 0, 0, 0, 0, 0, s.updated_at
    FROM services s WHERE s.provisioning = 'suspending' AND s.updated_at = ?)sql";

const std::vector<std::string>& mails() {
  static const std::vector<std::string> statements{
      R"sql(
  INSERT INTO messages (id, tenant_id, account_id, channel, template, language, recipient, recipient_key, dedupe_key,
                        model, invoices, carries_secret, secrets, status, attempts, answer, reference, created_at)
  SELECT s.id, s.tenant_id, s.account_id, 'email', 'service_suspended', 'en', u.email, u.email, 'svc_' || s.id,
         '{"client":{"email":"' || u.email || '","name":"' || u.name || '"},"service":"' || s.name || '"}', '[]', 0,
         NULL, 'queued', 0, '', 'msg_' || s.id || '@shop.example', s.updated_at
    FROM services s JOIN accounts a ON a.id = s.account_id JOIN users u ON u.id = a.root_user_id
   WHERE s.provisioning = 'suspending' AND s.updated_at = ?)sql",
      R"sql(
  INSERT INTO jobs (id, tenant_id, account_id, kind, lane, state, priority, run_at, payload, unique_key, keep_key,
                    attempts, crashes, fence, progress, created_at)
  SELECT m.id, m.tenant_id, m.account_id, 'notifications.send_message', 'mail', 1, 2, m.created_at,
         '{"message":"msg_' || m.id || '"}', NULL, 1, 0, 0, 0, 0, m.created_at
    FROM messages m WHERE m.created_at = ?)sql"};
  return statements;
}

const std::vector<std::string>& records() {
  static const std::vector<std::string> statements{
      R"sql(
  INSERT INTO service_steps (id, service_id, tenant_id, kind, detail, actor, happened_at)
  SELECT s.id, s.id, s.tenant_id, 'suspending', 'overdue', 'rule:suspend_overdue', s.updated_at
    FROM services s WHERE s.provisioning = 'suspending' AND s.updated_at = ?)sql",
      R"sql(
  INSERT INTO audit_entries (id, tenant_id, account_id, happened_at, actor_kind, user_id, impersonator_id, credential,
                             address, user_agent, request_id, action, object, state_before, state_after, mac)
  SELECT s.id, s.tenant_id, NULL, s.updated_at, 4, NULL, NULL, 'rule:suspend_overdue', '', '', '', 'service.suspending',
         'svc_' || s.id, '', '{"provisioning":"suspending","status":"active"}',
         X'6162636465666768696a6b6c6d6e6f707172737475767778797a303132333435'
    FROM services s WHERE s.provisioning = 'suspending' AND s.updated_at = ?)sql",
      R"sql(
  INSERT INTO audit_unsealed (entry_id)
  SELECT id FROM services WHERE provisioning = 'suspending' AND updated_at = ?)sql",
      R"sql(
  INSERT INTO rule_decisions (id, run_id, tenant_id, account_id, subject, action, outcome, detail, result, decided_at)
  SELECT s.id, 1, s.tenant_id, s.account_id, 'svc_' || s.id, 'suspend', 'done', i.number_text, 'inv_' || i.id,
         s.updated_at
    FROM services s JOIN invoice_lines l ON l.service_id = s.id JOIN invoices i ON i.id = l.invoice_id
   WHERE s.provisioning = 'suspending' AND s.updated_at = ?)sql"};
  return statements;
}

}  // namespace

double setBasedSweepSeconds(db::Database& database, Date today, Sweep sweep) {
  const auto hour = Instant::ofUnixSeconds(1'800'000'000);
  return secondsOf([&] {
    database.transaction([&](db::Transaction& tx) {
      tx.execute(kTakeDown, hour, today, today.plusDays(-3));
      tx.execute(kJobs, hour);
      for (const auto& statement : sweep == Sweep::Everything ? records() : mails())
        tx.execute(statement, hour);
    });
  });
}

}  // namespace hostler::bench
