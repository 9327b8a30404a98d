#include "tests/modules/compute/cloud_shop.h"

namespace hostler::testing {

std::vector<db::Migration> InCloudShop::moreMigrations() {
  const auto steps = computeMigrations();
  return {steps.begin(), steps.end()};
}

void InCloudShop::opened() {
  cloud_ = std::make_unique<Cloud>(*shop_);
  compute_ = std::make_unique<ComputeModule>(ComputeModule::Parts{
      *shop_->database, shop_->clock, shop_->ids, shop_->vault, shop_->catalog, shop_->services,
      shop_->operations, shop_->audit, shop_->bus, shop_->queue, nullptr, std::chrono::days{30},
      200, std::chrono::days{7},
      [this](const std::string& host) { return insideHosts_.contains(host); }});
  compute_->addHandlers(shop_->handlers);
  Server server;
  server.id = server_ = shop_->ids.next<Server>();
  server.name = "cloud";
  server.plugin = "panel";
  server.maxAccounts = 100;
  shop_->database->transaction([&](db::Transaction& tx) {
    ServerRepository{shop_->vault}.insert(tx, server, {{"token", "t"}}, shop_->clock.now());
  });
  product_ = shop_->product();
  asha_ = shop_->client();
  ravi_ = shop_->client();
  machine_ = machine(asha_, "m1");
  ravisMachine_ = machine(ravi_, "m2");
}

void InCloudShop::closing() {
  compute_.reset();
  cloud_.reset();
}

Id<Service> InCloudShop::machine(Id<Account> account, const std::string& externalId) {
  cloud_->machines[externalId].owner = account.text();
  return shop_->service(account, shop_->today().plusDays(300), [&](Service& service) {
    service.product = product_;
    service.server = server_;
    service.externalId = externalId;
    service.domain.reset();
    service.hostname = "web.example.com";
  });
}

void InCloudShop::settle(Duration limit) {
  const auto end = shop_->clock.now().plus(limit);
  jobs::Claims claims{*shop_->database, shop_->clock, 7, shop_->handlers};
  while (true) {
    shop_->doJobs();
    const auto next = claims.due().next;
    if (!next || end < *next) break;
    shop_->clock.set(*next);
  }
  if (shop_->clock.now() < end) shop_->clock.set(end);
}

void InCloudShop::includes(const std::string& kind, int most, int gigabytes) {
  compute_->allowances().set(shop_->staff(), product_, {{kind, most, gigabytes}});
}

ComputeDesk::Made InCloudShop::volume(int gigabytes) {
  return compute_->desk().make(of(asha_), *kindOf("volumes"),
                               {machine_, "data", {{"size_gb", gigabytes}}, {}, {}});
}

CloudResource InCloudShop::now(Id<CloudResource> id) {
  return read([&](db::Reader& reader) {
           return compute_->compute().find(reader, Scope::ofTenant(kPlatform), id);
         })
      .value();
}

std::optional<CloudAction> InCloudShop::last() {
  return read([&](db::Reader& reader) { return compute_->compute().last(reader, machine_); });
}

void InCloudShop::suspend(SuspensionReason reason) {
  shop_->database->transaction([&](db::Transaction& tx) {
    auto service =
        shop_->services.services().lock(tx, Scope::ofTenant(kPlatform), machine_).value();
    service.suspensionReason = reason;
    shop_->services.desk().suspended(tx, shop_->staff(), service);
  });
}

void InCloudShop::terminate(Id<Service> id) {
  shop_->services.actions().terminate(shop_->staff(), id, "gone");
  settle();
}

}  // namespace hostler::testing
