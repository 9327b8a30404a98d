#include "tests/modules/domains/domain_shop.h"

#include "core/jobs/claims.h"
#include "modules/billing/exchange_rates.h"
#include "modules/catalog/tld_repository.h"

namespace hostler::testing {

DomainShop::DomainShop(MoneyShop& its)
    : shop{its},
      registry{shop.clock},
      operations{*shop.database, shop.clock, shop.ids, shop.vault, registry},
      isLinkable{[](db::Reader&, const Scope&, DomainLinkKind, const std::string& to) {
        return to == "svc_mine";
      }},
      domains{{*shop.database, shop.clock, shop.ids, shop.vault, shop.tenants, shop.accounts,
               shop.billing, shop.corrections, shop.orders, operations, registry, shop.audit,
               shop.bus, shop.queue,
               [this](db::Reader& reader, const Scope& scope, DomainLinkKind kind,
                      const std::string& to) { return isLinkable(reader, scope, kind, to); },
               [this](db::Reader&, const Scope&, const std::string&) { return zone; }}},
      checkout{{*shop.database,
                shop.clock,
                shop.ids,
                shop.catalog,
                shop.billing,
                shop.payments,
                shop.carts,
                shop.audit,
                shop.bus,
                {},
                &shop.pricing,
                &shop.tenants}} {
  domains.addHandlers(shop.handlers);
  shop.pricing.setSeller(domains.seller());
  tld("com", [](Tld& one) { one.position = 1; });
  tld("in");
  tld("co.in");
}

Tld DomainShop::tld(const std::string& name, const std::function<void(Tld&)>& change) {
  Tld one;
  one.id = shop.ids.next<Tld>();
  one.name = name;
  one.registrar = "reg";
  one.position = 9;
  one.highestCost = Money::ofMinor(50'00, Currency::of("USD"));
  one.prices = {{Currency::of("INR"), 1, inr(1000'00), inr(900'00), inr(1200'00)},
                {Currency::of("INR"), 5, inr(4500'00), std::nullopt, std::nullopt}};
  one.fees = {{inr(300'00), inr(8000'00)}};
  change(one);
  shop.database->transaction(
      [&](db::Transaction& tx) { tld_repository::insert(tx, kPlatform, one, shop.clock.now()); });
  return one;
}

Actor DomainShop::buyer(Id<Account> account) const {
  auto actor = shop.actorOf(account);
  actor.fresh = true;
  actor.origin.address = "203.0.113.7";
  return actor;
}

void DomainShop::put(Id<Account> account, const std::string& name, DomainAction action, int years,
                     const std::string& code) {
  AddToCart item;
  item.type = "domain";
  item.domain = name;
  item.action = std::string{wordOf(action)};
  item.years = years;
  if (!code.empty()) item.authCode = code;
  shop.carts.add(MoneyShop::holder(account), item);
}

CheckoutBody DomainShop::accepting() {
  CheckoutBody body;
  body.acceptTerms = true;
  return body;
}

CheckoutService::Done DomainShop::buy(Id<Account> account, const CheckoutBody& body) {
  return checkout.checkout(buyer(account), MoneyShop::holder(account), body);
}

Domain DomainShop::registered(Id<Account> account, const std::string& name) {
  put(account, name);
  shop.pay(buy(account).invoice, "pay_" + name);
  settle();
  return named(name);
}

Invoice DomainShop::renew(Id<Account> account, Id<Domain> id, int years) {
  return domains.actions().renew(buyer(account), id, years);
}

void DomainShop::dollarIsWorth(const std::string& rate) {
  shop.database->transaction([&](db::Transaction& tx) {
    exchange_rates::add(tx, kPlatform, {Currency::of("USD"), shop.today(), Decimal::of(rate)},
                        shop.clock.now());
  });
}

Domain DomainShop::now(Id<Domain> id) {
  return domains.actions().get(Scope::ofTenant(kPlatform), id);
}

Domain DomainShop::named(const std::string& name) {
  const auto id = shop.database->query("SELECT MAX(id) AS id FROM domains WHERE name = ?", name)
                      .only()
                      .id<Domain>("id");
  return now(id);
}

void DomainShop::settle(Duration limit) {
  const auto end = shop.clock.now().plus(limit);
  jobs::Claims claims{*shop.database, shop.clock, 7, shop.handlers};
  while (true) {
    shop.doJobs();
    const auto next = claims.due().next;
    if (!next || end < *next) return;
    shop.clock.set(*next);
  }
}

void DomainShop::run(std::string_view kind, const Json& payload) {
  shop.database->transaction([&](db::Transaction& tx) {
    shop.queue.insert(tx, Scope::ofTenant(kPlatform), kind, payload, {});
  });
  shop.doJobs();
}

void DomainShop::keep() {
  run(KeepDomains::kKind, Json::object());
}

void DomainShop::sync(Id<Domain> id) {
  run(SyncDomain::kKind, {{"domain", id.text()}});
}

std::string DomainShop::steps(Id<Domain> id) {
  std::string kinds;
  const auto steps =
      shop.database->read([&](db::Reader& reader) { return domains.domains().steps(reader, id); });
  for (const auto& step : steps) kinds += (kinds.empty() ? "" : " ") + step.kind;
  return kinds;
}

std::vector<std::string> DomainShop::events(const std::string& name) {
  std::vector<std::string> payloads;
  for (const auto& row :
       shop.database->query("SELECT payload FROM events WHERE name = ? ORDER BY id", name))
    payloads.push_back(row.text("payload"));
  return payloads;
}

}  // namespace hostler::testing
