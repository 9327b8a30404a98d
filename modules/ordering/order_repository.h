#pragma once

#include "core/http/page.h"
#include "modules/ordering/ordering.h"

#include <set>

namespace hostler::order_repository {

void insert(db::Transaction& tx, const Order& order, const Origin& origin);
std::optional<Order> find(db::Reader& reader, const Scope& scope, Id<Order> id);
std::optional<Order> lock(db::Transaction& tx, const Scope& scope, Id<Order> id);
std::optional<Order> findByInvoice(db::Reader& reader, Id<Tenant> tenant, Id<Invoice> invoice);
std::vector<Order> list(db::Reader& reader, const Scope& scope, std::optional<OrderStatus> status,
                        const http::ListOrder& order, int limit);
std::vector<OrderItem> items(db::Reader& reader, Id<Order> order);
std::vector<OrderDomain> domains(db::Reader& reader, Id<Order> order);
std::optional<OrderDomain> findDomain(db::Reader& reader, Id<OrderItem> item);
void setDomainStatus(db::Transaction& tx, Id<OrderItem> item, OrderItemStatus status);
std::vector<OrderItem> itemsByService(db::Reader& reader, const std::vector<Id<Service>>& services);
void setStatus(db::Transaction& tx, Id<Order> id, OrderStatus status, const std::string& reason,
               Instant now);
/// By their ids; those that are not this tenant's are left out.
std::vector<Order> lockAll(db::Transaction& tx, Id<Tenant> tenant, const std::set<Id<Order>>& ids);
void setStatuses(db::Transaction& tx, const std::vector<Id<Order>>& ids, OrderStatus status,
                 Instant now);
void setItemStatuses(db::Transaction& tx, const std::vector<Id<OrderItem>>& ids,
                     OrderItemStatus status);

/// Pending orders that were placed before `before`, oldest first.
std::vector<Order> pendingBefore(db::Reader& reader, Id<Tenant> tenant, Instant before,
                                 Id<Order> after, int limit);

}  // namespace hostler::order_repository
