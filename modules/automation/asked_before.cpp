#include "modules/automation/asked_before.h"

#include "modules/ordering/order_repository.h"

namespace hostler {
namespace {

template <class Entity>
std::optional<Id<Entity>> idIn(const Json& payload, const char* name) {
  const auto found = payload.find(name);
  if (found == payload.end() || !found->is_string()) return std::nullopt;
  return Id<Entity>::parse(found->get_ref<const std::string&>());
}

Json itemsOf(const Order& order) {
  Json items = Json::array();
  for (const auto& item : order.items) {
    items.push_back({{"product_id", item.product.text()},
                     {"cycle", nameOf(item.cycle)},
                     {"quantity", item.quantity},
                     {"domain", item.domain.value_or("")}});
  }
  for (const auto& item : order.domains) {
    items.push_back(
        {{"action", wordOf(item.action)}, {"years", item.years}, {"domain", item.name}});
  }
  return items;
}

}  // namespace

std::optional<Json> AskedBefore::latest(Id<Tenant> tenant, const std::string& event) {
  using Facts = std::optional<Json> (AskedBefore::*)(Id<Tenant>, const Json&);
  struct Source {
    std::string_view event, followedBy;
    Facts facts;
  };
  static constexpr Source kSources[] = {
      {"before.checkout", "order.placed", &AskedBefore::order},
      {"before.invoice_issue", "invoice.issued", &AskedBefore::invoice},
      {"before.suspend", "service.suspended", &AskedBefore::service},
      {"before.terminate", "service.terminated", &AskedBefore::service}};
  for (const auto& source : kSources) {
    if (source.event != event) continue;
    const auto last = parts_.hooks.lastEvent(tenant, std::string{source.followedBy});
    if (!last) return std::nullopt;
    auto facts = (this->*source.facts)(tenant, parts_.hooks.pastEvent(tenant, *last).second);
    if (facts) (*facts)["event"] = event;
    return facts;
  }
  return std::nullopt;
}

std::optional<Json> AskedBefore::order(Id<Tenant> tenant, const Json& placed) {
  const auto id = idIn<Order>(placed, "order");
  if (!id) return std::nullopt;
  const auto order = parts_.database.read([&](db::Reader& reader) {
    return order_repository::find(reader, Scope::ofTenant(tenant), *id);
  });
  if (!order) return std::nullopt;
  return Json{{"client_id", order->account.text()},
              {"total", toJson(order->total)},
              {"items", itemsOf(*order)}};
}

std::optional<Json> AskedBefore::invoice(Id<Tenant> tenant, const Json& issued) {
  const auto id = idIn<Invoice>(issued, "invoice");
  if (!id) return std::nullopt;
  return parts_.database.read([&](db::Reader& reader) -> std::optional<Json> {
    const auto scope = Scope::ofTenant(tenant);
    const auto invoice = parts_.billing.find(reader, scope, *id);
    if (!invoice) return std::nullopt;
    Json facts{{"kind", wordOf(invoice->kind)},
               {"client_id", invoice->account.text()},
               {"total", toJson(invoice->total)}};
    if (invoice->kind == InvoiceKind::Order) {
      const auto order = order_repository::findByInvoice(reader, tenant, *id);
      if (order) facts["items"] = itemsOf(*order);
      return facts;
    }
    for (const auto& line : parts_.billing.lines(reader, *invoice)) {
      const auto service =
          line.priced.draft.subject.service
              ? parts_.services.find(reader, scope, *line.priced.draft.subject.service)
              : std::nullopt;
      if (!service) continue;
      facts.update({{"service_id", service->id.text()},
                    {"product_id", service->product.text()},
                    {"title", service->title()}});
      break;
    }
    return facts;
  });
}

std::optional<Json> AskedBefore::service(Id<Tenant> tenant, const Json& ended) {
  const auto id = idIn<Service>(ended, "service");
  if (!id) return std::nullopt;
  const auto today = parts_.tenants.today(tenant);
  return parts_.database.read([&](db::Reader& reader) -> std::optional<Json> {
    const auto service = parts_.services.find(reader, Scope::ofTenant(tenant), *id);
    if (!service) return std::nullopt;
    Json facts{{"service_id", service->id.text()},
               {"client_id", service->account.text()},
               {"product_id", service->product.text()},
               {"title", service->title()},
               {"reason", ended.value("reason", "")}};
    const auto overdue = parts_.billing.overdueOf(reader, tenant, *id, today);
    if (!overdue.empty()) {
      facts["invoice_id"] = overdue.front().invoice.text();
      facts["days_overdue"] = overdue.front().dueDate.daysUntil(today);
    }
    return facts;
  });
}

}  // namespace hostler
