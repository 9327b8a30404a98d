#pragma once

#include "modules/domains/domains_module.h"
#include "tests/modules/billing/money_shop.h"
#include "tests/modules/domains/registry.h"

namespace hostler::testing {

/// A shop that sells .com, .in and .co.in through the registrar "reg".
class DomainShop {
 public:
  explicit DomainShop(MoneyShop& shop);

  MoneyShop& shop;
  Registry registry;
  Operations operations;
  std::optional<DomainZone> zone;  ///< of every domain
  DomainLinkCheck isLinkable;      ///< "svc_mine" alone, until told
  DomainsModule domains;
  CheckoutService checkout;

  Tld tld(
      const std::string& name, const std::function<void(Tld&)>& change = [](Tld&) {});

  /// Somebody who has just shown a factor, from 203.0.113.7.
  Actor buyer(Id<Account> account) const;
  void put(Id<Account> account, const std::string& name,
           DomainAction action = DomainAction::Register, int years = 1,
           const std::string& code = {});
  CheckoutService::Done buy(Id<Account> account, const CheckoutBody& body = accepting());
  static CheckoutBody accepting();
  /// One that was bought, paid and registered.
  Domain registered(Id<Account> account, const std::string& name = "asha.com");
  Invoice renew(Id<Account> account, Id<Domain> id, int years = 1);

  /// In rupees, from now on.
  void dollarIsWorth(const std::string& rate);

  Domain now(Id<Domain> id);
  Domain named(const std::string& name);
  /// Does what is due, and goes on from one due time to the next until nothing is left or the limit
  /// has passed.
  void settle(Duration limit = std::chrono::hours{48});
  void keep();  ///< a tenant's day
  void sync(Id<Domain> id);
  std::string steps(Id<Domain> id);  ///< their kinds, with a space between
  std::vector<std::string> events(const std::string& name);

 private:
  void run(std::string_view kind, const Json& payload);
};

}  // namespace hostler::testing
