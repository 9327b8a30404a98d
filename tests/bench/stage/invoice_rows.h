#pragma once

#include "core/db/database.h"
#include "core/time/period.h"

#include <cstdint>
#include <string>

namespace hostler::bench {

/// An invoice of one service's term, with GST of 18 %.
struct OneInvoice {
  std::int64_t id = 0, number = 0, account = 0, service = 0;
  std::int64_t buyer = 1;         ///< of parties
  std::int64_t firstPosting = 0;  ///< of at most kPostingsOfIssue
  std::string kind = "order";
  bool isHome = false;  ///< the buyer lives in the seller's state: CGST and SGST, else IGST
  bool isPaid = false;
  Date issued = Date::ofDaysSinceEpoch(0), due = issued;
  Period term{issued, due};
  Instant at;  ///< when it was issued
};

/// Writes invoices in the series "B" with all that the books want of them: a state, a line,
/// postings, and the payments. Rows are gathered; flush() sends the last of them.
class InvoiceRows {
 public:
  explicit InvoiceRows(db::Transaction& tx);

  static constexpr std::int64_t kPrice = 49'900;  ///< paise, before tax
  static constexpr std::int64_t kTax = kPrice * 18 / 100, kTotal = kPrice + kTax;
  static constexpr int kPostingsOfIssue = 4, kPostingsOfPayment = 3;

  void issue(const OneInvoice& invoice);
  /// An attempt at the gateway "razorpay" that has come to nothing yet.
  void attempt(const OneInvoice& invoice, std::int64_t payment, const std::string& reference);
  /// What came in there, less the gateway's fee.
  void pay(const OneInvoice& invoice, std::int64_t payment, std::int64_t firstPosting, Instant at);
  void flush();

  /// The counter of the series stands at a number now.
  static void countTo(db::Transaction& tx, std::int64_t number);

 private:
  void addPayment(const OneInvoice& invoice, std::int64_t id, const char* status, std::int64_t paid,
                  const std::string& reference, Instant at);

  db::BulkInsert invoices_, states_, lines_, payments_, paid_, postings_;
};

}  // namespace hostler::bench
