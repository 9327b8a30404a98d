#pragma once

#include "core/http/router.h"
#include "modules/billing/billing_permissions.h"
#include "modules/billing/invoice_document.h"
#include "modules/billing/receipt.h"

#include <optional>
#include <string>

namespace hostler {

struct ReceiptView {
  Id<Receipt> id;
  Id<Account> account;
  std::string number;
  Date issueDate = Date::ofDaysSinceEpoch(0);
  Id<Transaction> transaction;
  std::string gateway, placeOfSupply;
  Money amount = Money::zero(Currency::of("INR"));

  static ReceiptView of(const Receipt& receipt);
  static void describe(Shape<ReceiptView>& shape);
};

/// What staff narrow the list by.
struct AdminReceiptQuery : http::ListQuery {
  std::optional<Id<Account>> account;
  std::optional<Id<Transaction>> transaction;
  static void describe(Shape<AdminReceiptQuery>& shape);
};

/// Receipt vouchers, as clients and staff read them.
class ReceiptRoutes {
 public:
  ReceiptRoutes(db::Database& database, InvoiceDocuments& documents)
      : database_{database}, documents_{documents} {}
  void mount(http::Router& router);

 private:
  /// A client's own that they may read.
  http::Page<ReceiptView> page(const http::Request<http::ListQuery>& request);
  /// For staff: all of the shop, of one client, or of one movement of money.
  http::Page<ReceiptView> pageOfShop(const http::Request<AdminReceiptQuery>& request);
  ReceiptView one(const Scope& scope, Id<Receipt> id);
  http::Answer pdf(http::Context& context);

  db::Database& database_;
  InvoiceDocuments& documents_;
};

}  // namespace hostler
