#include "tests/modules/services/terms_shop.h"

#include "modules/ordering/coupon.h"

namespace hostler::testing {

TermsShop::TermsShop(const db::DatabaseUrl& url) : MoneyShop{url} {
  moveTo(Date::of(2026, 6, 11));
  providers.on("provisioner/1.create", [](const ProviderRequest& request) {
    return ProviderAnswer{Outcome::Succeeded,
                          {{"id", "acct1"}, {"username", "u"}, {"domain", request.body["domain"]}}};
  });
  providers.on("provisioner/1.backup", [](const ProviderRequest&) {
    return ProviderAnswer{Outcome::Succeeded,
                          {{"id", "b1"}, {"state", "done"}, {"outlives_account", true}}};
  });
  database->transaction([&](db::Transaction& tx) {
    Server server;
    server.id = ids.next<Server>();
    server.name = "one";
    server.plugin = "panel";
    server.maxAccounts = 100;
    ServerRepository{vault}.insert(tx, server, Json::object(), clock.now());
  });
  client_ = client();
}

Id<Product> TermsShop::plan(std::int64_t paise, const std::string& name,
                            const std::function<void(Product&)>& change) {
  return product(paise, [&](Product& product) {
    product.name = name;
    change(product);
  });
}

std::vector<Id<Service>> TermsShop::bought(const std::vector<Id<Product>>& plans,
                                           const std::optional<std::string>& coupon) {
  for (const auto plan : plans) put(client_, plan);
  if (coupon) carts.applyCoupon(holder(client_), *coupon);
  const auto done = buy(client_);
  if (done.invoice.balance.isPositive()) settle(done.invoice.id);
  doJobs();
  std::vector<Id<Service>> services;
  for (const auto& item : done.order.items) {
    CPPUNIT_ASSERT(now(item.service).status == ServiceStatus::Active);
    services.push_back(item.service);
  }
  return services;
}

void TermsShop::coupon(const std::string& code, const std::function<void(Coupon&)>& change) {
  Coupon coupon;
  coupon.id = ids.next<Coupon>();
  coupon.code = code;
  change(coupon);
  database->transaction(
      [&](db::Transaction& tx) { coupon_repository::insert(tx, kPlatform, coupon, clock.now()); });
}

ServiceActions::Change TermsShop::change(Id<Service> service, Id<Product> plan, bool preview) {
  return services.actions().changePlan(actorOf(client_), service, plan, {}, preview);
}

void TermsShop::end(Id<Service> service, const std::string& when) {
  auto actor = actorOf(client_);
  actor.fresh = true;
  services.actions().cancel(actor, service, when, "Moving away");
  doJobs();
}

Invoice TermsShop::renew(Id<Service> service) {
  return now(services.renewals().issue(staff(), {service}, false).at(0).invoice);
}

void TermsShop::settle(Id<Invoice> invoice) {
  pay(now(invoice), "pay_" + std::to_string(++payments_));
}

void refused(const std::string& code, const std::function<void()>& act) {
  std::string said = "nothing";
  try {
    act();
  } catch (const DomainError& error) {
    said = error.code();
  }
  CPPUNIT_ASSERT_EQUAL(code, said);
}

}  // namespace hostler::testing
