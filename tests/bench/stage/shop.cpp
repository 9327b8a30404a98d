#include "tests/bench/stage/shop.h"

#include <cstdio>
#include <string>

namespace hostler::bench {
namespace {

constexpr std::int64_t kTenant = 1;

constexpr auto kAccounts =
    "INSERT INTO accounts (id, tenant_id, number, status, root_user_id, first_name, last_name, "
    "line1, line2, city, postal_code, state_name, state_code, country, currency, language, "
    "tax_exempt, legal_version, created_at, updated_at)";
constexpr auto kUsers =
    "INSERT INTO users (id, tenant_id, account_id, kind, role, status, name, email, email_key, "
    "login_email, language, password_hash, password_changed_at, totp_last_step, failures, "
    "created_at, updated_at)";
constexpr auto kServices =
    "INSERT INTO services (id, tenant_id, account_id, product_id, order_item_id, name, tax_class, "
    "status, provisioning, last_error, plugin, domain, facts, cycle, currency, price, quantity, "
    "anchor_day, paid_until, billed_until, cancel_reason, created_at, updated_at)";
constexpr auto kInvoices =
    "INSERT INTO invoices (id, tenant_id, account_id, series, fiscal_year, number, number_text, "
    "kind, currency, issue_date, due_date, issued_at, seller_id, buyer_id, supply, "
    "place_of_supply, endorsement, subtotal, discount, taxes, tax_total, rounding, total, notes)";
constexpr auto kStates =
    "INSERT INTO invoice_states (invoice_id, tenant_id, account_id, status, balance, due_date)";
constexpr auto kLines =
    "INSERT INTO invoice_lines (id, invoice_id, tenant_id, kind, description, quantity, "
    "unit_price, discount, taxable, tax_class, taxes, total, service_id, period_from, "
    "period_until)";
constexpr auto kPayments =
    "INSERT INTO payments (id, tenant_id, account_id, gateway, purpose, currency, amount, paid, "
    "refunded, status, gateway_reference, method, error_code, error_message, created_at, "
    "updated_at)";
constexpr auto kPostings =
    "INSERT INTO postings (id, journal_id, tenant_id, account_id, book, currency, amount, "
    "invoice_id, what, reference, posted_at)";
constexpr auto kPaid = "INSERT INTO payment_invoices (payment_id, invoice_id)";

std::int64_t usualTime() {
  return 1'760'000'000'000'000;
}

}  // namespace

std::string Shop::referenceOf(int index) {
  char text[32];
  std::snprintf(text, sizeof text, "order_%014d", index);
  return text;
}

void Shop::openAccounts(int services) {
  const int count = (services + kServicesOfAClient - 1) / kServicesOfAClient;
  database_.transaction([&](db::Transaction& tx) {
    db::BulkInsert accounts{tx, kAccounts, 20}, users{tx, kUsers, 17};
    for (int i = 0; i < count; ++i) {
      const auto name = "client" + std::to_string(i);
      const auto email = name + "@client.example";
      const bool home = i % 3 != 0;
      char number[16];
      std::snprintf(number, sizeof number, "7%011d", i);
      accounts.add(kFirstAccount + i, kTenant, number, "active", kFirstUser + i, "Client",
                   std::to_string(i), "1 Long Road", "", home ? "Pune" : "Chennai",
                   home ? "411001" : "600001", home ? "Maharashtra" : "Tamil Nadu",
                   home ? "27" : "33", "IN", "INR", "en", 0, "1", usualTime(), usualTime());
      users.add(kFirstUser + i, kTenant, kFirstAccount + i, "root", "client", "active", name, email,
                email, email, "en", "", usualTime(), 0, 0, usualTime(), usualTime());
    }
    accounts.flush();
    users.flush();
  });
}

void Shop::sell(db::Transaction& tx, int count, Date today, bool running) {
  db::BulkInsert services{tx, kServices, 23};
  const std::optional<Date> never;
  for (int i = 0; i < count; ++i) {
    const auto end = today.plusDays(1 + i % 7);
    services.add(kFirstService + i, kTenant, accountOf(i), 1, kFirstService + i, "Starter hosting",
                 "998315", running ? "active" : "pending", "idle", "", "cpanel",
                 "site" + std::to_string(i) + ".example", "{}", Cycle::Monthly, "INR", kPrice, 1,
                 end.day(), running ? std::optional{end} : never,
                 running ? end : today.plusDays(30), "", usualTime(), usualTime());
  }
  services.flush();
}

void Shop::sellRunningServices(int count, Date today) {
  openAccounts(count);
  database_.transaction([&](db::Transaction& tx) { sell(tx, count, today, true); });
}

void Shop::sellUnpaidServices(int count, Date today) {
  openAccounts(count);
  const std::string taxes =
      R"([{"name":"IGST","rate":"18","amount":)" + std::to_string(kTotal - kPrice) + "}]";
  database_.transaction([&](db::Transaction& tx) {
    sell(tx, count, today, false);
    tx.execute("INSERT INTO parties (id, tenant_id, fingerprint, document) VALUES (1, 1, ?, '{}')",
               std::string(64, '0'));
    db::BulkInsert invoices{tx, kInvoices, 24}, states{tx, kStates, 6}, lines{tx, kLines, 15},
        payments{tx, kPayments, 16}, paid{tx, kPaid, 2}, postings{tx, kPostings, 11};
    for (int i = 0; i < count; ++i) {
      const auto id = kFirstInvoice + i;
      const auto digits = std::to_string(i + 1);
      const auto number = "B/2526/" + std::string(9 - digits.size(), '0') + digits;
      invoices.add(id, kTenant, accountOf(i), "B", "2526", i + 1, number, "order", "INR", today,
                   today, usualTime(), 1, 1, "inter_state", "33", "", kPrice, 0, taxes,
                   kTotal - kPrice, 0, kTotal, "");
      states.add(id, kTenant, accountOf(i), "unpaid", kTotal, today);
      lines.add(id, id, kTenant, "product", "Starter hosting", "1", kPrice, 0, kPrice, "998315",
                taxes, kTotal, kFirstService + i, today, today.plusDays(30));
      payments.add(kFirstPayment + i, kTenant, accountOf(i), "razorpay", "invoices", "INR", kTotal,
                   0, 0, "requires_action", referenceOf(i), "", "", "", usualTime(), usualTime());
      paid.add(kFirstPayment + i, id);
      const auto post = [&](int part, const char* book, std::int64_t amount) {
        postings.add(id * 4 + part, id, kTenant, accountOf(i), book, "INR", amount, id,
                     "invoice.issued", number, usualTime());
      };
      post(0, "receivable", kTotal);
      post(1, "revenue", -kPrice);
      post(2, "tax:IGST", kPrice - kTotal);
    }
    tx.execute(
        "INSERT INTO series_counters (tenant_id, series, fiscal_year, last_number) VALUES (?, 'B', "
        "'2526', ?)",
        kTenant, count);
    for (auto* rows : {&invoices, &states, &lines, &payments, &paid, &postings}) rows->flush();
  });
}

}  // namespace hostler::bench
