#include "modules/services/account_import.h"

namespace hostler {
namespace {

constexpr auto kSelectOwner =
    "SELECT id FROM services WHERE server_id = ? AND external_id = ? AND status IN ('pending', "
    "'active', 'suspended')";

bool isTheSame(const Service& service, const AccountImport::Wanted& wanted) {
  return service.account == wanted.client && service.product == wanted.product;
}

}  // namespace

Service AccountImport::serviceOf(db::Transaction& tx, const Actor& actor, const Server& server,
                                 const Wanted& wanted, const ProviderAccount& account) {
  const auto tenant = actor.scope.tenant;
  const auto client = parts_.accounts.get(tx, tenant, wanted.client);
  const auto product = parts_.catalog.get(tx, tenant, wanted.product);
  if (!product.provisioning || product.provisioning->plugin != server.plugin)
    throw ValidationError{"product_id", "not_compatible", "is made by another kind of server"};
  const auto* price = product.priceIn(client.currency, wanted.cycle);
  if (!wanted.price && price == nullptr)
    throw ValidationError{"price", "required",
                          "is required: the product has none for this cycle in the client's "
                          "currency"};
  if (wanted.price && wanted.price->currency() != client.currency)
    throw ValidationError{"price", "other_currency", "must be in the client's currency"};
  if (wanted.cycle == Cycle::Hourly || wanted.cycle == Cycle::OneTime)
    throw ValidationError{"cycle", "not_an_option", "must be one that is renewed"};
  if (wanted.nextDueDate < parts_.tenants.today(tenant))
    throw ValidationError{"next_due_date", "out_of_range", "must not be in the past"};
  Service service;
  service.id = parts_.ids.next<Service>();
  service.tenant = tenant;
  service.account = client.id;
  service.product = product.id;
  service.orderItem = parts_.ids.next<OrderItem>();  // of no order
  service.name = product.name;
  service.taxClass = product.taxClass;
  service.status = account.suspended ? ServiceStatus::Suspended : ServiceStatus::Active;
  service.plugin = server.plugin;
  service.server = server.id;
  if (!account.domain.empty()) service.domain = account.domain;
  service.externalId = account.id;
  service.facts = account.facts;
  service.cycle = wanted.cycle;
  service.price = wanted.price ? *wanted.price : price->price;
  service.anchorDay = wanted.nextDueDate.day();
  service.paidUntil = service.billedUntil = wanted.nextDueDate;
  service.createdAt = service.updatedAt = parts_.clock.now();
  service.activatedAt = service.createdAt;
  if (account.suspended) {
    service.suspensionReason = SuspensionReason::Staff;
    service.suspendedAt = service.createdAt;
  }
  return service;
}

Service AccountImport::take(const Actor& actor, Id<Server> serverId, const Wanted& wanted) {
  const auto account = parts_.serverDesk.accountAt(serverId, wanted.account);
  if (!account) throw ValidationError{"account", "not_found", "is not on this server"};
  return parts_.database.transaction([&](db::Transaction& tx) {
    // The place is taken first: whoever imports the same at the same time waits here.
    const bool hasRoom = parts_.servers.occupy(tx, serverId);
    const auto server = parts_.serverDesk.get(tx, serverId);
    const auto owner = tx.query(kSelectOwner + std::string{" {for_update}"}, serverId, account->id)
                           .first([](const db::Row& row) { return row.id<Service>("id"); });
    if (owner) {
      if (hasRoom) parts_.servers.freePlace(tx, serverId);
      auto service = parts_.services.find(tx, Scope::ofTenant(actor.scope.tenant), *owner);
      if (service && isTheSame(*service, wanted)) return std::move(*service);
      throw DomainError{"account_taken",
                        409,
                        "This account belongs to a service already.",
                        {{"service", owner->text()}}};
    }
    if (!hasRoom)
      throw DomainError{"server_full", 409,
                        "The server holds as many accounts as it may; raise its limit first."};
    const auto service = serviceOf(tx, actor, server, wanted, *account);
    parts_.services.insert(tx, service);
    parts_.services.setCredentials(tx, service.id, {account->username, Secret{std::string{}}});
    parts_.desk.step(tx, actor, service, "imported", account->id + " from " + server.name);
    ServiceImported fact;
    fact.service = service.id;
    fact.account = service.account;
    fact.title = service.title();
    parts_.bus.publish(tx, actor, Scope::ofAccount(service.tenant, service.account), fact);
    return service;
  });
}

}  // namespace hostler
