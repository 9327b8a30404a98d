#include "modules/personal_data/erasure.h"

#include "core/db/id_lists.h"
#include "core/jobs/job.h"
#include "core/problem/problem.h"
#include "modules/accounts/link_tokens.h"
#include "modules/personal_data/own_addresses.h"
#include "modules/personal_data/personal_traces.h"

#include <array>

namespace hostler {
namespace {

constexpr auto kLiving = R"sql(
  SELECT COUNT(*) AS number FROM services
   WHERE tenant_id = ? AND account_id = ? AND status IN ('pending', 'active', 'suspended'))sql";
constexpr auto kOpen = R"sql(
  SELECT COUNT(*) AS number FROM invoice_states
   WHERE tenant_id = ? AND account_id = ? AND status IN ('unpaid', 'partially_paid'))sql";
constexpr auto kCredit =
    "SELECT COUNT(*) AS number FROM credit_balances WHERE tenant_id = ? AND account_id = ? AND "
    "amount > 0";
// What still is served, or may still be charged, in somebody's name.
constexpr auto kDomains =
    "SELECT COUNT(*) AS number FROM domains WHERE tenant_id = ? AND account_id = ? AND live_name "
    "IS "
    "NOT NULL";
constexpr auto kZones =
    "SELECT COUNT(*) AS number FROM dns_zones WHERE tenant_id = ? AND account_id = ? AND claim IS "
    "NOT NULL";
constexpr auto kMethods =
    "SELECT COUNT(*) AS number FROM payment_methods WHERE tenant_id = ? AND account_id = ? AND "
    "state <> 'removed'";
// What still moves by itself, or waits for a person to see to it: nobody would miss it afterwards.
constexpr auto kRefunds =
    "SELECT COUNT(*) AS number FROM refunds WHERE tenant_id = ? AND account_id = ? AND status = "
    "'pending'";
static_assert(static_cast<int>(jobs::State::Parked) == 5);
constexpr auto kParked =
    "SELECT COUNT(*) AS number FROM jobs WHERE tenant_id = ? AND account_id = ? AND state = 5";
constexpr auto kBelongings =
    "SELECT COUNT(*) AS number FROM compute_resources WHERE tenant_id = ? AND account_id = ? AND "
    "ended_at IS NULL";
constexpr auto kCloseAccount = R"sql(
  UPDATE accounts SET status = 'closed', status_reason = NULL, alias = NULL, first_name = 'Erased', last_name = 'client',
         company = NULL, line1 = '', line2 = '', city = '', postal_code = '', pan = NULL, pan_fingerprint = NULL,
         pan_last4 = NULL, gstin = NULL, client_group = NULL, updated_at = ?
   WHERE tenant_id = ? AND id = ?)sql";
constexpr auto kSelectUsers = "SELECT id FROM users WHERE tenant_id = ? AND account_id = ?";
// Each keeps an address that nobody has, so that no two are alike and no mail goes anywhere.
constexpr auto kEraseUser = R"sql(
  UPDATE users SET status = 'removed', name = 'Erased', username = NULL, username_key = NULL, root_username = NULL,
         email = ?, email_key = ?, login_email = NULL, phone = NULL, password_hash = '', totp = NULL,
         totp_pending = NULL, totp_confirmed_at = NULL, updated_at = ?
   WHERE id = ?)sql";
constexpr auto kEndSessions = R"sql(
  UPDATE sessions SET ended_at = COALESCE(ended_at, ?), end_reason = COALESCE(end_reason, 'erased'), address = '',
         user_agent = ''
   WHERE user_id = ?)sql";
constexpr auto kRevokeKeys =
    "UPDATE api_keys SET revoked_at = COALESCE(revoked_at, ?) WHERE tenant_id = ? AND account_id = "
    "?";
constexpr auto kSelectCustomers =
    "SELECT gateway FROM payment_customers WHERE tenant_id = ? AND account_id = ?";
constexpr auto kForgetCustomer =
    "DELETE FROM payment_customers WHERE gateway = ? AND account_id = ?";
constexpr auto kSelectReplies = R"sql(
  SELECT r.id FROM ticket_replies r JOIN tickets t ON t.id = r.ticket_id
   WHERE t.tenant_id = ? AND t.account_id = ?)sql";
constexpr auto kEraseReply =
    "UPDATE ticket_replies SET body = '(erased)', author_name = 'Erased', attachments = 0 WHERE id "
    "= ?";
constexpr auto kEraseTickets = R"sql(
  UPDATE tickets SET subject = '(erased)', requester_name = 'Erased', requester_email = '', rating_comment = NULL,
         status = 'closed'
   WHERE tenant_id = ? AND account_id = ?)sql";

}  // namespace

void Erasure::requireNothingOpen(db::Reader& reader, const Scope& client) {
  const auto count = [&](const char* sql) {
    return reader.query(sql, client.tenant, client.account).only().integer("number");
  };
  const Json facts{{"services", count(kLiving)},      {"domains", count(kDomains)},
                   {"zones", count(kZones)},          {"payment_methods", count(kMethods)},
                   {"open_invoices", count(kOpen)},   {"credits", count(kCredit)},
                   {"resources", count(kBelongings)}, {"pending_refunds", count(kRefunds)},
                   {"parked_jobs", count(kParked)}};
  for (const auto& [name, number] : facts.items()) {
    if (number == 0) continue;
    throw DomainError{"account_in_use", 409,
                      "End your services, domains and zones, remove what is left of machines and "
                      "saved ways to pay, pay what is open and use or withdraw your credit first. "
                      "Refunds that are under way, and what staff have to see to, must be over.",
                      facts};
  }
}

void Erasure::eraseTickets(db::Transaction& tx, const Scope& client) {
  for (const auto& row : tx.query(kSelectReplies, client.tenant, client.account)) {
    const auto id = row.id<TicketReply>("id");
    parts_.files.release(tx, client.tenant, id.text());
    tx.execute(kEraseReply, id);
  }
  tx.execute(kEraseTickets, client.tenant, client.account);
}

void Erasure::eraseAddresses(db::Transaction& tx, const Scope& client) {
  const auto addresses = ownAddresses(tx, client);
  const std::vector<db::Param> values{addresses.begin(), addresses.end()};
  const std::array<db::Param, 1> tenant{db::Param{client.tenant}};
  for (const auto& trace : addressTraces()) {
    std::vector<std::int64_t> ids;
    for (const auto& rows : db::askByValues(tx, trace.find, values, tenant)) {
      for (const auto& row : rows) ids.push_back(row.integer("id"));
    }
    db::changeByIds(tx, trace.forget, ids);
  }
}

void Erasure::eraseTraces(db::Transaction& tx, const Scope& client) {
  for (const auto& trace : personalTraces()) {
    if (trace.ids == nullptr) {
      tx.execute(trace.sql, client.tenant, client.account);
      continue;
    }
    const auto ids = tx.query(trace.ids, client.tenant, client.account).map([](const db::Row& row) {
      return row.integer("id");
    });
    db::changeByIds(tx, trace.sql, ids);
  }
  for (const auto& row : tx.query(kSelectCustomers, client.tenant, client.account))
    tx.execute(kForgetCustomer, row.text("gateway"), client.account);
}

void Erasure::erase(db::Transaction& tx, const Actor& actor) {
  const auto& client = actor.scope;
  const auto now = parts_.clock.now();
  requireNothingOpen(tx, client);
  eraseTickets(tx, client);
  eraseAddresses(tx, client);
  eraseTraces(tx, client);
  for (const auto& row : tx.query(kSelectUsers, client.tenant, client.account)) {
    const auto id = row.id<User>("id");
    const auto nobody = "erased-" + id.text() + "@erased.invalid";
    tx.execute(kEraseUser, nobody, nobody, now, id);
    tx.execute(kEndSessions, now, id);
    LinkTokens::endAllOf(tx, id);
  }
  tx.execute(kRevokeKeys, now, client.tenant, client.account);
  tx.execute(kCloseAccount, now, client.tenant, client.account);
  parts_.audit.record(tx, actor, "account.erased", client.account.value().text());
}

}  // namespace hostler
