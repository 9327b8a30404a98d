#include "modules/personal_data/personal_traces.h"

#include "core/jobs/job.h"

#include <vector>

namespace hostler {
namespace {

// As the numbers below have them; what is parked still waits for a person.
static_assert(static_cast<int>(jobs::State::Queued) == 1 &&
              static_cast<int>(jobs::State::Running) == 2 &&
              static_cast<int>(jobs::State::Succeeded) == 3 &&
              static_cast<int>(jobs::State::Failed) == 4 &&
              static_cast<int>(jobs::State::Parked) == 5 &&
              static_cast<int>(jobs::State::Discarded) == 6);

// What was sent to an address, or is known of it, before or beside its account. What another
// account was sent is that account's, whatever the address.
const std::vector<AddressTrace> kOfAddresses{
    {"what carriers said of messages to its addresses",
     "SELECT id FROM messages WHERE tenant_id = ? AND recipient_key IN ({ids}) AND account_id IS "
     "NULL",
     "DELETE FROM message_carriage WHERE message_id IN ({ids})"},
    {"messages to its addresses",
     "SELECT id FROM messages WHERE tenant_id = ? AND recipient_key IN ({ids}) AND account_id IS "
     "NULL",
     "DELETE FROM messages WHERE id IN ({ids})"},
    {"addresses that could not be reached",
     "SELECT id FROM suppressed_recipients WHERE tenant_id = ? AND recipient_key IN ({ids})",
     "DELETE FROM suppressed_recipients WHERE id IN ({ids})"},
    {"sign-ups that were begun",
     "SELECT id FROM registrations WHERE tenant_id = ? AND email_key IN ({ids}) AND account_id IS "
     "NULL",
     "DELETE FROM registrations WHERE id IN ({ids})"},
};

// What was bought is over; of what was done for it the words and addresses go.
const std::vector<PersonalTrace> kOfPurchases{
    {"orders",
     "UPDATE orders SET notes = '', cancel_reason = '', address = '', user_agent = '' "
     "WHERE tenant_id = ? AND account_id = ?"},
    {"services",
     "UPDATE services SET credentials = NULL, facts = '{}', cancel_reason = '', last_error = '' "
     "WHERE tenant_id = ? AND account_id = ?"},
    {"steps of services", "UPDATE service_steps SET detail = '' WHERE id IN ({ids})",
     "SELECT p.id FROM service_steps p JOIN services s ON s.id = p.service_id "
     "WHERE s.tenant_id = ? AND s.account_id = ?"},
    {"machines",
     "UPDATE compute_actions SET params = '{}', error_message = '' WHERE id IN ({ids}) AND "
     "finished_at IS NOT NULL",
     "SELECT a.id FROM compute_actions a JOIN services s ON s.id = a.service_id "
     "WHERE s.tenant_id = ? AND s.account_id = ? AND a.finished_at IS NOT NULL"},
    {"what hangs on machines",
     "UPDATE compute_resources SET name = '', last_error = '' "
     "WHERE tenant_id = ? AND account_id = ?"},
    {"domains",
     "UPDATE domains SET contacts = '{}', auth_code = NULL, last_error = '' "
     "WHERE tenant_id = ? AND account_id = ?"},
    {"consents to domains",
     "UPDATE domain_terms SET agreed_from = '', extra = '{}' WHERE tenant_id = ? AND account_id = "
     "?"},
    {"steps of domains", "UPDATE domain_steps SET detail = '' WHERE id IN ({ids})",
     "SELECT p.id FROM domain_steps p JOIN domains d ON d.id = p.domain_id "
     "WHERE d.tenant_id = ? AND d.account_id = ?"},
    {"wishes for domains", "DELETE FROM domain_wishes WHERE domain_id IN ({ids})",
     "SELECT w.domain_id AS id FROM domain_wishes w JOIN domains d ON d.id = w.domain_id "
     "WHERE d.tenant_id = ? AND d.account_id = ?"},
    {"versions of zones", "DELETE FROM dns_zone_versions WHERE id IN ({ids})",
     "SELECT v.id FROM dns_zone_versions v JOIN dns_zones z ON z.id = v.zone_id "
     "WHERE z.tenant_id = ? AND z.account_id = ?"},
    {"zones",
     "UPDATE dns_zones SET records = '[]', last_error = '' WHERE tenant_id = ? AND account_id = ?"},
    {"ways to pay", "UPDATE payment_methods SET title = '' WHERE tenant_id = ? AND account_id = ?"},
    {"answers of gateways",
     "UPDATE payments SET error_message = '', next_action = NULL "
     "WHERE tenant_id = ? AND account_id = ?"},
    {"events of gateways", "UPDATE gateway_events SET body = NULL WHERE id IN ({ids})",
     "SELECT e.id FROM gateway_events e JOIN payments p ON p.id = e.payment_id "
     "WHERE p.tenant_id = ? AND p.account_id = ? AND e.state NOT IN ('waiting', 'unmatched', "
     "'held')"},
    {"calls of providers",
     "UPDATE provider_operations SET request = '{}', error_message = '' WHERE id IN ({ids})",
     "SELECT id FROM provider_operations WHERE tenant_id = ? AND account_id = ? AND state IN "
     "('succeeded', 'failed')"},
    // Whoever goes on with one still asks what came of it.
    {"answers of providers", "UPDATE provider_operations SET reply = NULL WHERE id IN ({ids})",
     "SELECT o.id FROM provider_operations o "
     "LEFT JOIN jobs j ON j.id = o.job_id AND j.state IN (1, 2, 5) "
     "WHERE o.tenant_id = ? AND o.account_id = ? AND o.state IN ('succeeded', 'failed') AND j.id "
     "IS NULL"},
    {"cart items", "DELETE FROM cart_items WHERE id IN ({ids})",
     "SELECT i.id FROM cart_items i JOIN carts c ON c.id = i.cart_id "
     "WHERE c.tenant_id = ? AND c.account_id = ?"},
    {"domains in the cart", "DELETE FROM cart_domains WHERE id IN ({ids})",
     "SELECT d.id FROM cart_domains d JOIN carts c ON c.id = d.cart_id "
     "WHERE c.tenant_id = ? AND c.account_id = ?"},
    {"the cart", "DELETE FROM carts WHERE tenant_id = ? AND account_id = ?"},
    {"quotes", "DELETE FROM quotes WHERE tenant_id = ? AND account_id = ?"},
    {"drafts of invoices", "DELETE FROM invoice_drafts WHERE id IN ({ids})",
     "SELECT id FROM invoice_drafts WHERE tenant_id = ? AND account_id = ?"},
    {"tax standings", "DELETE FROM tax_standings WHERE tenant_id = ? AND account_id = ?"},
    {"budgets", "DELETE FROM usage_budgets WHERE tenant_id = ? AND account_id = ?"},
};

// What was said, told and done with it. What it did itself stands in the audit log, by ids alone.
const std::vector<PersonalTrace> kOfTheAccount{
    {"what carriers said of its messages",
     "DELETE FROM message_carriage WHERE message_id IN ({ids})",
     "SELECT id FROM messages WHERE tenant_id = ? AND account_id = ?"},
    {"messages", "DELETE FROM messages WHERE id IN ({ids})",
     "SELECT id FROM messages WHERE tenant_id = ? AND account_id = ?"},
    {"invitations", "DELETE FROM invitations WHERE tenant_id = ? AND account_id = ?"},
    {"notes about it", "DELETE FROM client_notes WHERE tenant_id = ? AND account_id = ?"},
    {"its sign-ups", "DELETE FROM registrations WHERE id IN ({ids})",
     "SELECT id FROM registrations WHERE tenant_id = ? AND account_id = ?"},
    {"its API keys",
     "UPDATE api_keys SET name = '', addresses = '[]' WHERE tenant_id = ? AND account_id = ?"},
    {"names of its files", "UPDATE files SET name = 'erased' WHERE id IN ({ids})",
     "SELECT id FROM files WHERE tenant_id = ? AND account_id = ?"},
    {"what webhooks were told of it", "DELETE FROM webhook_deliveries WHERE id IN ({ids})",
     "SELECT d.id FROM webhook_deliveries d JOIN events e ON e.id = d.event_id "
     "WHERE e.tenant_id = ? AND e.account_id = ?"},
    {"what its webhooks were told", "DELETE FROM webhook_deliveries WHERE id IN ({ids})",
     "SELECT d.id FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id "
     "WHERE w.tenant_id = ? AND w.account_id = ?"},
    {"its webhooks", "DELETE FROM webhooks WHERE tenant_id = ? AND account_id = ?"},
    {"events", "DELETE FROM events WHERE id IN ({ids}) AND dispatched = 1",
     "SELECT id FROM events WHERE tenant_id = ? AND account_id = ? AND dispatched = 1"},
    {"jobs that have ended", "DELETE FROM jobs WHERE id IN ({ids}) AND state IN (3, 4, 6)",
     "SELECT id FROM jobs WHERE tenant_id = ? AND account_id = ? AND state IN (3, 4, 6)"},
};

std::vector<PersonalTrace> all() {
  std::vector<PersonalTrace> traces;
  for (const auto* part : {&kOfPurchases, &kOfTheAccount})
    traces.insert(traces.end(), part->begin(), part->end());
  return traces;
}

}  // namespace

std::span<const AddressTrace> addressTraces() {
  return kOfAddresses;
}

std::span<const PersonalTrace> personalTraces() {
  static const auto traces = all();
  return traces;
}

}  // namespace hostler
