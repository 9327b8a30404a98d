#pragma once

#include "core/db/database.h"

#include <cstdint>

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
  static constexpr std::int64_t kPrice = 49'900;  ///< paise a month, before tax

  /// Clients for so many services.
  void openAccounts(int services);
  /// Active services whose invoiced time ends in the week after `today`.
  void sellRunningServices(int count, Date today);
  /// Services that wait for their first payment: an open invoice each, and an attempt at the
  /// gateway "razorpay" whose order is referenceOf(i).
  void sellUnpaidServices(int count, Date today);
  static std::string referenceOf(int index);
  static std::int64_t accountOf(int service) {
    return kFirstAccount + service / kServicesOfAClient;
  }
  /// What an unpaid service's invoice is for, with tax.
  static constexpr std::int64_t kTotal = kPrice + kPrice * 18 / 100;

 private:
  void sell(db::Transaction& tx, int count, Date today, bool running);

  db::Database& database_;
};

}  // namespace hostler::bench
