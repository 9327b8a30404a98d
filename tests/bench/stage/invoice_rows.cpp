#include "tests/bench/stage/invoice_rows.h"

#include <array>
#include <optional>
#include <string_view>

namespace hostler::bench {
namespace {

constexpr std::int64_t kTenant = 1, kSeller = 1, kFee = 1'180;

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
constexpr auto kPaid = "INSERT INTO payment_invoices (payment_id, invoice_id)";
constexpr auto kPostings =
    "INSERT INTO postings (id, journal_id, tenant_id, account_id, book, currency, amount, "
    "invoice_id, what, reference, posted_at)";
constexpr auto kCount = R"sql(
  INSERT INTO series_counters (tenant_id, series, fiscal_year, last_number) VALUES (?, 'B', '2526', ?)
  {upsert(tenant_id, series, fiscal_year)} last_number = {new(last_number)})sql";

std::string taxText(const char* name, int rate, std::int64_t amount) {
  return R"({"name":")" + std::string{name} + R"(","rate":")" + std::to_string(rate) +
         R"(","amount":)" + std::to_string(amount) + "}";
}

const std::string& taxesOf(const OneInvoice& invoice) {
  constexpr auto kHalf = InvoiceRows::kTax / 2;
  static const std::string home =
      "[" + taxText("CGST", 9, kHalf) + "," + taxText("SGST", 9, kHalf) + "]";
  static const std::string away = "[" + taxText("IGST", 18, InvoiceRows::kTax) + "]";
  return invoice.isHome ? home : away;
}

std::string numberText(std::int64_t number) {
  const auto digits = std::to_string(number);
  return "B/2526/" + std::string(9 - digits.size(), '0') + digits;
}

struct Posted {
  std::string_view book;
  std::int64_t amount;
};

}  // namespace

InvoiceRows::InvoiceRows(db::Transaction& tx)
    : invoices_{tx, kInvoices, 24},
      states_{tx, kStates, 6},
      lines_{tx, kLines, 15},
      payments_{tx, kPayments, 16},
      paid_{tx, kPaid, 2},
      postings_{tx, kPostings, 11} {}

void InvoiceRows::issue(const OneInvoice& one) {
  const auto number = numberText(one.number);
  const auto& taxes = taxesOf(one);
  invoices_.add(one.id, kTenant, one.account, "B", "2526", one.number, number, one.kind, "INR",
                one.issued, one.due, one.at, kSeller, one.buyer,
                one.isHome ? "domestic" : "inter_state", one.isHome ? "27" : "33", "", kPrice, 0,
                taxes, kTax, 0, kTotal, "");
  states_.add(one.id, kTenant, one.account, one.isPaid ? "paid" : "unpaid", one.isPaid ? 0 : kTotal,
              one.due);
  lines_.add(one.id, one.id, kTenant, one.kind == "renewal" ? "renewal" : "product",
             "Starter hosting", "1", kPrice, 0, kPrice, "998315", taxes, kTotal, one.service,
             one.term.start, one.term.end);
  const auto post = [&](int part, std::string_view book, std::int64_t amount) {
    postings_.add(one.firstPosting + part, one.id, kTenant, one.account, book, "INR", amount,
                  one.id, "invoice.issued", number, one.at);
  };
  post(0, "receivable", kTotal);
  post(1, "revenue", -kPrice);
  post(2, one.isHome ? "tax:CGST" : "tax:IGST", one.isHome ? -kTax / 2 : -kTax);
  if (one.isHome) post(3, "tax:SGST", -kTax / 2);
}

void InvoiceRows::addPayment(const OneInvoice& one, std::int64_t id, const char* status,
                             std::int64_t paid, const std::string& reference, Instant at) {
  payments_.add(id, kTenant, one.account, "razorpay", "invoices", "INR", kTotal, paid, 0, status,
                reference, "", "", "", at, at);
  paid_.add(id, one.id);
}

void InvoiceRows::attempt(const OneInvoice& one, std::int64_t id, const std::string& reference) {
  addPayment(one, id, "requires_action", 0, reference, one.at);
}

void InvoiceRows::pay(const OneInvoice& one, std::int64_t id, std::int64_t firstPosting,
                      Instant at) {
  addPayment(one, id, "succeeded", kTotal, "order_" + std::to_string(id), at);
  const std::array postings{Posted{"gateway:razorpay", kTotal - kFee}, Posted{"gateway_fees", kFee},
                            Posted{"receivable", -kTotal}};
  static_assert(std::tuple_size_v<decltype(postings)> == kPostingsOfPayment);
  for (std::size_t i = 0; i < postings.size(); ++i) {
    const bool settles = postings[i].book == "receivable";
    postings_.add(firstPosting + static_cast<std::int64_t>(i), id, kTenant, one.account,
                  postings[i].book, "INR", postings[i].amount,
                  settles ? std::optional{one.id} : std::nullopt, "payment.received",
                  numberText(one.number), at);
  }
}

void InvoiceRows::flush() {
  for (auto* rows : {&invoices_, &states_, &lines_, &payments_, &paid_, &postings_}) rows->flush();
}

void InvoiceRows::countTo(db::Transaction& tx, std::int64_t number) {
  tx.execute(kCount, kTenant, number);
}

}  // namespace hostler::bench
