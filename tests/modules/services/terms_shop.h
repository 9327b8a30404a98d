#pragma once

#include "tests/modules/billing/money_shop.h"

namespace hostler::testing {

/// A shop with a panel that makes what it is asked for, and a client who has bought something. It
/// is 11 June 2026; a month's term lasts 30 days, to 11 July.
class TermsShop : public MoneyShop {
 public:
  explicit TermsShop(const db::DatabaseUrl& url);

  /// A plan that costs so many paise a month.
  Id<Product> plan(
      std::int64_t paise, const std::string& name,
      const std::function<void(Product&)>& change = [](Product&) {});
  /// Services of these plans, bought in one checkout, paid and running.
  std::vector<Id<Service>> bought(const std::vector<Id<Product>>& plans,
                                  const std::optional<std::string>& coupon = {});
  void coupon(const std::string& code, const std::function<void(Coupon&)>& change);
  ServiceActions::Change change(Id<Service> service, Id<Product> plan, bool preview = false);
  /// Asked for by its client, who has just shown a factor, and done at the provider.
  void end(Id<Service> service, const std::string& when = "now");
  Invoice renew(Id<Service> service);
  void settle(Id<Invoice> invoice);
  Money given() { return creditOf(client_); }
  Id<Account> owner() const { return client_; }

 private:
  Id<Account> client_;
  int payments_ = 0;
};

void refused(const std::string& code, const std::function<void()>& act);

}  // namespace hostler::testing
