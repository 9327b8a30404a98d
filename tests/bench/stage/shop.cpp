#include "tests/bench/stage/shop.h"

#include "tests/bench/stage/counts.h"

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

std::int64_t usualTime() {
  return 1'760'000'000'000'000;
}

// A month from the day on which the invoiced time of the service at this place ends.
Date endOfTerm(int index, Date today) {
  return today.plusDays(1 + index % 7);
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
      const bool home = isHome(kFirstAccount + i);
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

void Shop::addService(db::BulkInsert& services, int i, const Sold& sold) {
  services.add(kFirstService + i, kTenant, accountOf(i), sold.product, kFirstService + i,
               "Starter hosting", "998315", sold.runs ? "active" : "pending", "idle", "", "cpanel",
               "site" + std::to_string(i) + ".example", "{}", Cycle::Monthly, "INR", kPrice, 1,
               sold.billedUntil.day(), sold.paidUntil, sold.billedUntil, "", usualTime(),
               usualTime());
}

void Shop::addSomeBuyer(db::Transaction& tx) {
  tx.execute("INSERT INTO parties (id, tenant_id, fingerprint, document) VALUES (1, 1, ?, '{}')",
             std::string(64, '0'));
}

void Shop::sellRunningServices(int count, Date today) {
  openAccounts(count);
  database_.transaction([&](db::Transaction& tx) {
    db::BulkInsert services{tx, kServices, 23};
    for (int i = 0; i < count; ++i) {
      const auto end = endOfTerm(i, today);
      addService(services, i, {1, true, end, end});
    }
    services.flush();
  });
}

void Shop::sellUnpaidServices(int count, Date today) {
  openAccounts(count);
  database_.transaction([&](db::Transaction& tx) {
    addSomeBuyer(tx);
    db::BulkInsert services{tx, kServices, 23};
    InvoiceRows invoices{tx};
    for (int i = 0; i < count; ++i) {
      addService(services, i, {1, false, std::nullopt, today.plusDays(30)});
      OneInvoice one;
      one.id = kFirstInvoice + i;
      one.number = i + 1;
      one.account = accountOf(i);
      one.service = kFirstService + i;
      one.firstPosting = one.id * InvoiceRows::kPostingsOfIssue;
      one.issued = one.due = today;
      one.term = {today, today.plusDays(30)};
      one.at = Instant::ofUnixMicros(usualTime());
      invoices.issue(one);
      invoices.attempt(one, kFirstPayment + i, referenceOf(i));
    }
    services.flush();
    invoices.flush();
    InvoiceRows::countTo(tx, count);
  });
}

void Shop::sellOverdueServices(int overdue, int others, Date today) {
  openAccounts(overdue + others);
  const auto product =
      numberOf(database_,
               "SELECT MIN(id) AS number FROM products WHERE tenant_id = 1 AND grace_days IS NULL");
  const auto due = today.plusDays(-kDaysOverdue);
  database_.transaction([&](db::Transaction& tx) {
    addSomeBuyer(tx);
    db::BulkInsert services{tx, kServices, 23};
    InvoiceRows invoices{tx};
    for (int i = 0; i < overdue + others; ++i) {
      const auto end = endOfTerm(i, today);
      if (i >= overdue) {
        addService(services, i, {product, true, end, end});
        continue;
      }
      addService(services, i, {product, true, due, due.plusDays(30)});
      OneInvoice one;
      one.id = kFirstInvoice + i;
      one.number = i + 1;
      one.account = accountOf(i);
      one.service = kFirstService + i;
      one.firstPosting = one.id * InvoiceRows::kPostingsOfIssue;
      one.kind = "renewal";
      one.isHome = isHome(one.account);
      one.issued = due.plusDays(-14);
      one.due = due;
      one.term = {due, due.plusDays(30)};
      one.at = Instant::ofUnixSeconds(one.issued.daysSinceEpoch() * 86'400);
      invoices.issue(one);
    }
    services.flush();
    invoices.flush();
    InvoiceRows::countTo(tx, overdue);
  });
}

}  // namespace hostler::bench
