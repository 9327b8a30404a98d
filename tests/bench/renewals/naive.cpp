#include "tests/bench/renewals/naive.h"

#include "tests/bench/stage/timing.h"

namespace hostler::bench {
namespace {

// New rows are called like their services, moved.
constexpr std::int64_t kMoved = 100'000'000;

constexpr auto kDue = R"sql(
  SELECT id, account_id, name, domain, price, tax_class, currency, billed_until FROM services
   WHERE tenant_id = 1 AND status = 'active' AND billed_until <= ?)sql";
constexpr auto kIsInvoiced =
    "SELECT invoice_id FROM billed_periods WHERE service_id = ? AND period_from = ?";
constexpr auto kClient = R"sql(
  SELECT a.state_code, u.email, u.name FROM accounts a JOIN users u ON u.id = a.root_user_id WHERE a.id = ?)sql";
constexpr auto kCount = "SELECT COUNT(*) AS number FROM invoices";
constexpr auto kInvoice = R"sql(
  INSERT INTO invoices (id, tenant_id, account_id, series, fiscal_year, number, number_text, kind, currency, issue_date,
                        due_date, issued_at, seller_id, buyer_id, supply, place_of_supply, endorsement, subtotal,
                        discount, taxes, tax_total, rounding, total, notes)
  VALUES (?, 1, ?, 'R', '2526', ?, ?, 'renewal', ?, ?, ?, ?, 1, ?, ?, ?, '', ?, 0, ?, ?, 0, ?, ''))sql";
constexpr auto kLine = R"sql(
  INSERT INTO invoice_lines (id, invoice_id, tenant_id, kind, description, quantity, unit_price, discount, taxable,
                             tax_class, taxes, total, service_id, period_from, period_until)
  VALUES (?, ?, 1, 'renewal', ?, '1', ?, 0, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kState = R"sql(
  INSERT INTO invoice_states (invoice_id, tenant_id, account_id, status, balance, due_date)
  VALUES (?, 1, ?, 'unpaid', ?, ?))sql";
constexpr auto kPeriod =
    "INSERT INTO billed_periods (service_id, period_from, period_until, invoice_id) VALUES (?, ?, "
    "?, ?)";
constexpr auto kMail = R"sql(
  INSERT INTO messages (id, tenant_id, account_id, channel, template, language, recipient, recipient_key, dedupe_key,
                        model, invoices, carries_secret, status, attempts, answer, reference, created_at)
  VALUES (?, 1, ?, 'email', 'renewal_invoice', 'en', ?, ?, ?, ?, ?, 0, 'queued', 0, '', '', ?))sql";
constexpr auto kMoveOn = "UPDATE services SET billed_until = ?, updated_at = ? WHERE id = ?";

struct Taxes {
  std::int64_t total;
  std::string text;
};

Taxes taxesOf(std::int64_t price, bool isHome) {
  const auto part = [&](const char* name, int rate, std::int64_t amount) {
    return R"({"amount":)" + std::to_string(amount) + R"(,"name":")" + name + R"(","rate":")" +
           std::to_string(rate) + "\"}";
  };
  if (!isHome) {
    const auto tax = (price * 18 + 50) / 100;
    return {tax, "[" + part("IGST", 18, tax) + "]"};
  }
  const auto half = (price * 9 + 50) / 100;
  return {2 * half, "[" + part("CGST", 9, half) + "," + part("SGST", 9, half) + "]"};
}

void invoice(db::Transaction& tx, const db::Row& service, Date today, Instant now) {
  const auto id = service.integer("id"), account = service.integer("account_id");
  const auto due = service.date("billed_until"), until = due.plusDays(30);
  if (!tx.query(kIsInvoiced, id, due).empty()) return;
  const auto clients = tx.query(kClient, account);
  const auto client = clients.only();
  const bool home = client.text("state_code") == "27";
  const auto number = tx.query(kCount).only().integer("number") + 1;
  const auto numberText = "R/2526/" + std::to_string(number);
  const auto price = service.integer("price");
  const auto [tax, taxes] = taxesOf(price, home);
  const auto made = id + kMoved;
  const auto name = "inv_" + std::to_string(made);
  const auto email = client.text("email");
  tx.execute(kInvoice, made, account, number, numberText, service.text("currency"), today, due, now,
             account, home ? "domestic" : "inter_state", client.text("state_code"), price, taxes,
             tax, price + tax);
  tx.execute(kLine, made, made, service.text("name") + " (" + service.text("domain") + ")", price,
             price, service.text("tax_class"), taxes, price + tax, id, due, until);
  tx.execute(kState, made, account, price + tax, due);
  tx.execute(kPeriod, id, due, until, made);
  tx.execute(kMail, made, account, email, email, name,
             R"({"client":{"email":")" + email + R"(","name":")" + client.text("name") + "\"}}",
             "[\"" + name + "\"]", now);
  tx.execute(kMoveOn, until, now, id);
}

}  // namespace

double naiveSeconds(db::Database& database, Date today) {
  const auto now = Instant::ofUnixSeconds(1'800'000'000);
  return secondsOf([&] {
    for (const auto& service : database.query(kDue, today.plusDays(14)))
      database.transaction([&](db::Transaction& tx) { invoice(tx, service, today, now); });
  });
}

}  // namespace hostler::bench
