#pragma once

#include "tests/bench/stage/invoice_rows.h"

#include <deque>

namespace hostler::bench {

/// The invoices of the past year of the running services of a Shop, with all that belongs to them:
/// lines, states, invoiced periods, the buyers' names, postings, and payments three days later.
/// Their ids are those of their time, as the program mints them. The books add up.
class InvoicesOnFile {
 public:
  /// `total` in all, as many for each service; one in `unpaidEach` was never paid (0: none). Those
  /// of the clients in the seller's state whose number divides by five are businesses with a GSTIN.
  InvoicesOnFile(db::Database& database, int services, int total, Date today, int unpaidEach = 0);

  /// Writes the next so many, in the order of time.
  void write(int count);
  /// How many invoices make so many postings, with every twentieth unpaid.
  static int forPostings(std::int64_t postings);

 private:
  struct Payment {
    OneInvoice invoice;
    Instant at;
  };
  OneInvoice next();
  void nameBuyers();
  void bookPayments(InvoiceRows& rows, Instant until);

  db::Database& database_;
  int services_, total_, unpaidEach_, written_ = 0;
  Date today_;
  std::deque<Payment> underWay_;
};

}  // namespace hostler::bench
