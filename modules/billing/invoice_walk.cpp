#include "modules/billing/invoice_walk.h"

#include "modules/billing/billing_entities.h"
#include "modules/entities/entities.h"

#include <map>
#include <optional>

namespace hostler {
namespace {

constexpr int kPage = 4'000;

constexpr auto kSelectEnd =
    "SELECT MAX(id) AS last_id, COUNT(*) AS number FROM (SELECT id FROM invoices WHERE id > ? "
    "ORDER BY id LIMIT ?) AS page";
constexpr auto kSelectInvoices = R"sql(
  SELECT i.id, i.currency, i.total, i.rounding, i.subtotal, i.discount, i.tax_total, i.proforma, s.status, s.balance, s.tax_number,
         (SELECT COALESCE(SUM(l.total), 0) FROM invoice_lines l WHERE l.invoice_id = i.id) AS line_total
    FROM invoices i LEFT JOIN invoice_states s ON s.invoice_id = i.id WHERE i.id > ? AND i.id <= ?)sql";
constexpr auto kSelectPosted = R"sql(
  SELECT invoice_id, SUM(CASE WHEN book = 'receivable' THEN amount ELSE 0 END) AS posted,
         SUM(CASE WHEN book = 'proforma' THEN amount ELSE 0 END) AS asked, MIN(currency) AS first_currency, MAX(currency) AS last_currency
    FROM postings WHERE invoice_id > ? AND invoice_id <= ? GROUP BY invoice_id)sql";
constexpr auto kSelectTaxInvoices =
    "SELECT invoice_id, number_text FROM tax_invoices WHERE invoice_id > ? AND invoice_id <= ?";
constexpr auto kSelectStray =
    "SELECT id FROM postings WHERE invoice_id = ? AND currency <> ? LIMIT 100";
constexpr auto kSelectPostedIn = R"sql(
  SELECT COALESCE(SUM(amount), 0) AS posted FROM postings WHERE invoice_id = ? AND book = 'receivable' AND currency = ?)sql";

struct Posted {
  std::int64_t receivable = 0, asked = 0;
  std::string firstCurrency, lastCurrency;
};
using PostedByInvoice = std::map<std::int64_t, Posted>;

class Check {
 public:
  Check(db::Reader& reader, LedgerFaults& faults) : reader_{reader}, faults_{faults} {}

  void page(std::int64_t after, std::int64_t last) {
    PostedByInvoice posted;
    for (const auto& row : reader_.query(kSelectPosted, after, last)) {
      posted.emplace(row.integer("invoice_id"),
                     Posted{row.integer("posted"), row.integer("asked"), row.text("first_currency"),
                            row.text("last_currency")});
    }
    numbers_.clear();
    for (const auto& row : reader_.query(kSelectTaxInvoices, after, last))
      numbers_.emplace(row.integer("invoice_id"), row.text("number_text"));
    for (const auto& row : reader_.query(kSelectInvoices, after, last)) {
      const auto found = posted.find(row.integer("id"));
      one(row, found == posted.end() ? Posted{} : found->second);
      if (found != posted.end()) posted.erase(found);
    }
    for (const auto& [invoice, nothing] : posted) addStrays(invoice, "");
  }

 private:
  void one(const db::Row& row, const Posted& posted) {
    const auto name = "invoice " + row.id<Invoice>("id").text();
    const auto currency = row.currency("currency");
    const auto amount = [&](std::int64_t minor) { return Money::ofMinor(minor, currency).text(); };
    if (row.isNull("balance")) {
      faults_.add(name + " has no balance");
    } else {
      const auto balance = row.integer("balance"), owed = receivableOf(row, posted);
      if (balance != owed)
        faults_.add(name + " has the balance " + amount(balance) + ", its postings say " +
                    amount(owed));
      if (balance != 0 && row.text("status") == "paid")
        faults_.add(name + " is called paid and has a balance");
      proforma(row, posted, name);
    }
    const auto total = row.integer("total"), rounding = row.integer("rounding"),
               lines = row.integer("line_total");
    if (total != lines + rounding || total != row.integer("subtotal") - row.integer("discount") +
                                                  row.integer("tax_total") + rounding)
      faults_.add(name + " says " + amount(total) + ", its lines say " + amount(lines));
  }

  // What a proforma asks for is posted as that, and nothing of one that is over.
  void proforma(const db::Row& row, const Posted& posted, const std::string& name) {
    const auto number = numbers_.find(row.integer("id"));
    const auto kept = row.get<std::optional<std::string>>("tax_number");
    const bool isOpen = row.flag("proforma") && !kept && row.text("status") != "cancelled";
    if (kept.value_or("") != (number == numbers_.end() ? "" : number->second))
      faults_.add(name + " does not bear the number of its tax invoice");
    if (posted.asked != (isOpen ? -row.integer("total") : 0))
      faults_.add(name + " asks for " + std::to_string(isOpen ? row.integer("total") : 0) +
                  " as a proforma, its postings say " + std::to_string(-posted.asked));
    if (isOpen && row.text("status") == "paid")
      faults_.add(name + " is paid, and is a proforma still");
  }

  // In its own currency; what is posted on it in another is a fault of its own.
  std::int64_t receivableOf(const db::Row& row, const Posted& posted) {
    const auto& currency = row.text("currency");
    const bool isAlike = posted.firstCurrency == currency && posted.lastCurrency == currency;
    if (isAlike || posted.firstCurrency.empty()) return posted.receivable;
    addStrays(row.integer("id"), currency);
    return reader_.query(kSelectPostedIn, row.integer("id"), currency).only().integer("posted");
  }

  void addStrays(std::int64_t invoice, const std::string& currency) {
    if (faults_.isFull()) return;
    for (const auto& row : reader_.query(kSelectStray, invoice, currency))
      faults_.add("posting " + std::to_string(row.integer("id")) +
                  " is on an invoice that is not there, or in another currency");
  }

  db::Reader& reader_;
  LedgerFaults& faults_;
  std::map<std::int64_t, std::string> numbers_;  // of the page's tax invoices that were proformas
};

}  // namespace

std::uint64_t walkInvoices(db::Reader& reader, LedgerFaults& faults) {
  Check check{reader, faults};
  std::uint64_t invoices = 0;
  for (std::int64_t after = INT64_MIN;;) {
    const auto page = reader.query(kSelectEnd, after, kPage);
    const auto number = page.only().integer("number");
    invoices += static_cast<std::uint64_t>(number);
    // Beyond the last invoice there may be postings on one that is gone.
    const bool isLast = number < kPage;
    const auto last = isLast ? INT64_MAX : page.only().integer("last_id");
    check.page(after, last);
    if (isLast) return invoices;
    after = last;
  }
}

}  // namespace hostler
