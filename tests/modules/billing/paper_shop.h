#pragma once

#include "modules/accounts/account_repository.h"
#include "modules/billing/tax_rules.h"
#include "tests/modules/billing/till.h"

namespace hostler::testing {

inline Money inr(std::int64_t paise) {
  return Money::ofMinor(paise, Currency::of("INR"));
}

/// A buyer, as far as documents care.
struct PaperBuyer {
  std::string country = "IN", state = "27";
  std::optional<std::string> gstin = {};
  Currency currency = Currency::of("INR");
};

/// A till whose invoices bear 18 % GST.
class PaperShop : public Till {
 public:
  explicit PaperShop(const db::DatabaseUrl& url) : Till{url} {
    auto seller = tenants.get(kPlatform);
    seller.gstin = "27AAPFU0939F1ZV";
    database->transaction([&](db::Transaction& tx) { tenants.save(tx, seller); });
    rate({"IN", "", "", "GST", 18, Date::of(2017, 7, 1), {}});
  }

  void rate(const TaxRule& rule) {
    database->transaction([&](db::Transaction& tx) {
      tax_rules::insert(tx, kPlatform, ids.next<TaxRate>(), rule, clock.now());
    });
  }
  Id<Account> client(const PaperBuyer& buyer = {}) {
    const auto id = Till::client();
    database->transaction([&](db::Transaction& tx) {
      auto account = account_repository::find(tx, kPlatform, id).value();
      account.address.country = buyer.country;
      account.address.stateCode = buyer.state;
      account.gstin = buyer.gstin;
      account.currency = buyer.currency;
      account_repository::saveProfile(tx, account, clock.now());
    });
    return id;
  }
  static LineDraft line(Money unitPrice, Decimal quantity = 1) {
    LineDraft line;
    line.kind = LineKind::Manual;
    line.description = "Hosting";
    line.quantity = quantity;
    line.unitPrice = unitPrice;
    line.discount = Money::zero(unitPrice.currency());
    line.taxClass = "998315";
    return line;
  }
  Invoice issue(Id<Account> account, const std::vector<LineDraft>& lines) {
    InvoiceRequest request;
    request.account = account;
    request.kind = InvoiceKind::Manual;
    request.currency = lines.at(0).unitPrice.currency();
    request.lines = lines;
    return database->transaction(
        [&](db::Transaction& tx) { return billing.issue(tx, staff(), request); });
  }
  Invoice issue(Id<Account> account, Money net) { return issue(account, {line(net)}); }
  Date today() { return tenants.today(kPlatform); }
  void moveTo(Date day, int hour = 12, int minute = 0) {
    clock.set(TimeZone::named("Asia/Kolkata").at(day, hour, minute));
  }
  void set(const std::string& setting, const Json& value) {
    database->transaction(
        [&](db::Transaction& tx) { tenants.change(tx, kPlatform, setting, value); });
  }
  void pay(Id<Invoice> invoice, Money amount, const std::string& reference) {
    payments.markPaid(staff(), invoice, "bank_transfer", reference, amount);
  }
};

/// Each test has a shop of its own, from its beginning to its end. (CppUnit makes the fixtures of
/// all tests before the first one runs.)
template <class Engine>
class InPaperShop : public CppUnit::TestFixture {
 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<PaperShop>(engine_->url());
  }
  void tearDown() override {
    shop_.reset();
    engine_.reset();
  }

 protected:
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<PaperShop> shop_;
};

}  // namespace hostler::testing
