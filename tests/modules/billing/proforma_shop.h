#pragma once

#include "tests/modules/billing/paper_shop.h"

namespace hostler::testing {

/// A shop that sends proforma invoices, on 10 June 2026, with one client.
template <class Engine>
class InProformaShop : public InPaperShop<Engine> {
 public:
  void setUp() override {
    InPaperShop<Engine>::setUp();
    shop_->moveTo(Date::of(2026, 6, 10));
    shop_->set("invoice.proforma", true);
    client_ = shop_->client();
  }

 protected:
  using InPaperShop<Engine>::shop_;

  InvoiceRequest requestOf(Money net) {
    InvoiceRequest request;
    request.account = client_;
    request.kind = InvoiceKind::Order;
    request.currency = net.currency();
    request.lines = {PaperShop::line(net)};
    return request;
  }
  Invoice issue(const InvoiceRequest& request) {
    return shop_->database->transaction(
        [&](db::Transaction& tx) { return shop_->billing.issue(tx, Till::staff(), request); });
  }
  Invoice ordered(Money net) { return issue(requestOf(net)); }
  void pay(const Invoice& invoice) {
    shop_->pay(invoice.id, invoice.balance, "UTR " + invoice.id.text());
  }
  Payment captured(const Invoice& invoice, Money amount, const std::string& id) {
    const auto payment = shop_->attempt(client_, {invoice.id});
    shop_->desk.book({Till::captured(payment, amount, id)});
    shop_->doJobs();
    return payment;
  }
  void cancel(const Invoice& invoice) {
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.cancel(tx, Till::staff(), invoice.id, "Not wanted");
    });
  }

  Id<Account> client_;
};

}  // namespace hostler::testing
