#include "tests/bench/suspensions/naive.h"

#include "tests/bench/stage/timing.h"

namespace hostler::bench {
namespace {

// New rows are called like their services, those of providers' jobs moved.
constexpr std::int64_t kMoved = 100'000'000;

constexpr auto kDue = R"sql(
  SELECT id, account_id, name, plugin FROM services
   WHERE tenant_id = 1 AND status = 'active' AND provisioning = 'idle' AND paid_until < ?)sql";
constexpr auto kOpenInvoice = R"sql(
  SELECT i.id, i.number_text FROM invoice_lines l JOIN invoice_states s ON s.invoice_id = l.invoice_id
         JOIN invoices i ON i.id = l.invoice_id
   WHERE l.service_id = ? AND s.status IN ('unpaid', 'partially_paid') AND s.due_date <= ? LIMIT 1)sql";
constexpr auto kClient =
    "SELECT u.email, u.name FROM accounts a JOIN users u ON u.id = a.root_user_id WHERE a.id = ?";
constexpr auto kTakeDown = R"sql(
  UPDATE services SET provisioning = 'suspending', suspension_reason = 'overdue', updated_at = ? WHERE id = ?)sql";
constexpr auto kJob = R"sql(
  INSERT INTO jobs (id, tenant_id, account_id, kind, lane, state, priority, run_at, payload, unique_key, keep_key,
                    attempts, crashes, fence, progress, created_at)
  VALUES (?, 1, ?, ?, ?, 1, 2, ?, ?, ?, 0, 0, 0, 0, 0, ?))sql";
constexpr auto kMail = R"sql(
  INSERT INTO messages (id, tenant_id, account_id, channel, template, language, recipient, recipient_key, dedupe_key,
                        model, invoices, carries_secret, status, attempts, answer, reference, created_at)
  VALUES (?, 1, ?, 'email', 'service_suspended', 'en', ?, ?, ?, ?, '[]', 0, 'queued', 0, '', '', ?))sql";

void suspend(db::Transaction& tx, const db::Row& service, Date today, Instant now) {
  const auto id = service.integer("id"), account = service.integer("account_id");
  const auto invoices = tx.query(kOpenInvoice, id, today.plusDays(-3));
  if (invoices.empty()) return;
  const auto clients = tx.query(kClient, account);
  const auto email = clients.only().text("email"), name = clients.only().text("name");
  const auto subject = "svc_" + std::to_string(id);
  tx.execute(kTakeDown, now, id);
  tx.execute(kJob, id + kMoved, account, "services.suspend", "plugin." + service.text("plugin"),
             now, R"({"service":")" + subject + "\"}", "services.suspend:" + subject, now);
  tx.execute(kMail, id, account, email, email, subject,
             R"({"client":{"email":")" + email + R"(","name":")" + name + R"("},"service":")" +
                 service.text("name") + R"(","invoice":")" + invoices[0].text("number_text") +
                 "\"}",
             now);
  tx.execute(kJob, id, account, "notifications.send_message", "mail", now,
             R"({"message":"msg_)" + std::to_string(id) + "\"}", nullptr, now);
}

}  // namespace

double naiveSweepSeconds(db::Database& database, Date today) {
  const auto now = Instant::ofUnixSeconds(1'800'000'000);
  return secondsOf([&] {
    for (const auto& service : database.query(kDue, today))
      database.transaction([&](db::Transaction& tx) { suspend(tx, service, today, now); });
  });
}

}  // namespace hostler::bench
