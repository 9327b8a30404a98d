#pragma once

#include "tests/bench/stage/invoice_rows.h"

#include <cstdint>
#include <optional>

namespace hostler::bench {

/// A shop with many clients and what they bought, written straight into a migrated database. A
/// third of the clients live in another state than the seller, so that both ways of GST occur;
/// each has three services. Numbers are ids, counted up from a first one.
class Shop {
 public:
  explicit Shop(db::Database& database) : database_{database} {}

  static constexpr std::int64_t kFirstAccount = 1'000'000, kFirstUser = 20'000'000,
                                kFirstService = 40'000'000, kFirstInvoice = 60'000'000,
                                kFirstPayment = 80'000'000;
  static constexpr int kServicesOfAClient = 3;
  static constexpr std::int64_t kPrice = InvoiceRows::kPrice;  ///< paise a month, before tax
  /// Days between the due date of what sellOverdueServices leaves unpaid and today.
  static constexpr int kDaysOverdue = 10;

  /// Clients for so many services.
  void openAccounts(int services);
  /// Active services whose invoiced time ends in the week after `today`.
  void sellRunningServices(int count, Date today);
  /// Services that wait for their first payment: an open invoice each, and an attempt at the
  /// gateway "razorpay" whose order is referenceOf(i).
  void sellUnpaidServices(int count, Date today);
  /// Active services, of which the first `overdue` have an invoice of their present term that was
  /// due ten days before `today` and is open; the others are paid for.
  void sellOverdueServices(int overdue, int others, Date today);

  static std::string referenceOf(int index);
  static std::int64_t accountOf(int service) {
    return kFirstAccount + service / kServicesOfAClient;
  }
  /// Whether it is in the seller's state, or in another.
  static bool isHome(std::int64_t account) { return (account - kFirstAccount) % 3 != 0; }
  /// What an unpaid service's invoice is for, with tax.
  static constexpr std::int64_t kTotal = InvoiceRows::kTotal;

 private:
  struct Sold {
    std::int64_t product = 1;
    bool runs = true;
    std::optional<Date> paidUntil;
    Date billedUntil;
  };
  static void addService(db::BulkInsert& services, int index, const Sold& sold);
  static void addSomeBuyer(db::Transaction& tx);

  db::Database& database_;
};

}  // namespace hostler::bench
