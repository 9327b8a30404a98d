#pragma once

// Orders, as other modules may ask for them.

#include "core/audit/audit_log.h"
#include "core/events/event_bus.h"
#include "core/shape/shape.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/extra.h"
#include "modules/catalog/tld.h"
#include "modules/entities/entities.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hostler {

enum class OrderStatus { Pending = 1, Processing, Active, Cancelled, Fraud };
template <>
inline constexpr std::array kEnumNames<OrderStatus>{
    std::string_view{"pending"}, std::string_view{"processing"}, std::string_view{"active"},
    std::string_view{"cancelled"}, std::string_view{"fraud"}};

enum class OrderItemStatus { Pending = 1, Provisioning, Active, Parked, Cancelled };
template <>
inline constexpr std::array kEnumNames<OrderItemStatus>{
    std::string_view{"pending"}, std::string_view{"provisioning"}, std::string_view{"active"},
    std::string_view{"parked"}, std::string_view{"cancelled"}};

/// A discount that goes on over renewals.
struct RecurringDiscount {
  std::optional<Decimal> percent;
  std::optional<Money> amount;
  std::optional<int> cyclesLeft;  ///< nothing: for life
};

struct OrderItem {
  Id<OrderItem> id;
  Id<Order> order;
  Id<Product> product;
  OrderItemStatus status = OrderItemStatus::Pending;
  Cycle cycle = Cycle::Monthly;
  int quantity = 1;
  Money unitPrice = Money::zero(Currency::of("INR"));
  Money setupFee = Money::zero(Currency::of("INR"));
  Money discount = Money::zero(Currency::of("INR"));
  Money total = Money::zero(Currency::of("INR"));  ///< tax included
  std::optional<std::string> domain, hostname;
  Id<Service> service;
  Date periodFrom = Date::ofDaysSinceEpoch(0);
  std::optional<Date> periodUntil;  ///< nothing: paid once
  std::optional<RecurringDiscount> recurring;
  std::vector<Extra> extras;  ///< options and add-ons, as they were sold
};

/// A domain that was bought.
struct OrderDomain {
  Id<OrderItem> id;
  Id<Order> order;
  Id<Domain> domain;
  std::string name;  ///< A-labels
  DomainAction action = DomainAction::Register;
  int years = 1;
  OrderItemStatus status = OrderItemStatus::Pending;
  Money unitPrice = Money::zero(Currency::of("INR"));  ///< of all its years
  Money total = Money::zero(Currency::of("INR"));      ///< tax included
};

struct Order {
  Id<Order> id;
  Id<Tenant> tenant;
  Id<Account> account;
  OrderStatus status = OrderStatus::Pending;
  Id<Invoice> invoice;
  Money total = Money::zero(Currency::of("INR"));
  std::optional<std::string> coupon;
  std::string notes, cancelReason;
  Instant createdAt;
  std::vector<OrderItem> items;
  std::vector<OrderDomain> domains;
};

struct OrderPlaced {
  static constexpr std::string_view kName = "order.placed";
  Id<Order> order;
  Id<Account> account;
  Id<Invoice> invoice;
  Money total = Money::zero(Currency::of("INR"));
  static void describe(Shape<OrderPlaced>& shape);
};

/// Staff let an order go ahead that is not paid yet.
struct OrderAccepted {
  static constexpr std::string_view kName = "order.accepted";
  Id<Order> order;
  Id<Account> account;
  static void describe(Shape<OrderAccepted>& shape);
};

struct OrderCancelled {
  static constexpr std::string_view kName = "order.cancelled";
  Id<Order> order;
  Id<Account> account;
  std::string reason;
  static void describe(Shape<OrderCancelled>& shape);
};

/// Reads orders and moves their items on.
class Orders {
 public:
  Orders(const Clock& clock, AuditLog& audit) : clock_{clock}, audit_{audit} {}

  std::optional<Order> find(db::Reader& reader, const Scope& scope, Id<Order> id);
  std::optional<Order> findByInvoice(db::Reader& reader, Id<Tenant> tenant, Id<Invoice> invoice);
  std::vector<OrderItem> items(db::Reader& reader, Id<Order> order);
  std::vector<OrderItem> itemsByService(db::Reader& reader,
                                        const std::vector<Id<Service>>& services);

  /// Sets the status of the items behind these services, and of their orders as it follows from
  /// them.
  void moveItems(db::Transaction& tx, const Actor& actor, const std::vector<Id<Service>>& services,
                 OrderItemStatus status);
  /// The same for domains, by their items.
  std::vector<OrderDomain> domains(db::Reader& reader, Id<Order> order);
  void moveDomain(db::Transaction& tx, const Actor& actor, Id<OrderItem> item,
                  OrderItemStatus status);

 private:
  void settle(db::Transaction& tx, const Actor& actor, const std::set<Id<Order>>& orders);

  const Clock& clock_;
  AuditLog& audit_;
};

}  // namespace hostler
