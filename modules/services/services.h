#pragma once

// What was bought, as other modules may ask for it.

#include "core/json/json.h"
#include "core/shape/shape.h"
#include "modules/catalog/catalog.h"
#include "modules/entities/entities.h"
#include "modules/ordering/ordering.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

enum class ServiceStatus { Pending = 1, Active, Suspended, Terminated, Cancelled, Failed };
template <>
inline constexpr std::array kEnumNames<ServiceStatus>{
    std::string_view{"pending"},    std::string_view{"active"},    std::string_view{"suspended"},
    std::string_view{"terminated"}, std::string_view{"cancelled"}, std::string_view{"failed"}};

/// What is being done to a service at its provider; its status moves once the provider proves it.
enum class ProvisioningState {
  Idle = 1,
  Creating,
  Changing,
  Suspending,
  Unsuspending,
  Terminating,
  Attention
};
template <>
inline constexpr std::array kEnumNames<ProvisioningState>{
    std::string_view{"idle"},         std::string_view{"creating"},
    std::string_view{"changing"},     std::string_view{"suspending"},
    std::string_view{"unsuspending"}, std::string_view{"terminating"},
    std::string_view{"attention"}};

enum class SuspensionReason { Overdue = 1, Abuse, Dispute, Client, Staff };
template <>
inline constexpr std::array kEnumNames<SuspensionReason>{
    std::string_view{"overdue"}, std::string_view{"abuse"}, std::string_view{"dispute"},
    std::string_view{"client"}, std::string_view{"staff"}};

struct Service {
  Id<Service> id;
  Id<Tenant> tenant;
  Id<Account> account;
  Id<Product> product;
  Id<OrderItem> orderItem;
  std::string name;  ///< of the product, for invoice lines
  std::string taxClass;
  ServiceStatus status = ServiceStatus::Pending;
  ProvisioningState provisioning = ProvisioningState::Idle;
  std::string lastError;
  std::optional<SuspensionReason> suspensionReason;
  std::string plugin;
  std::optional<Id<Server>> server;
  std::optional<std::string> domain, hostname;
  std::optional<std::string> externalId;  ///< the provider's name for it
  Json facts = Json::object();  ///< what the provider told that clients may see: IP, name servers
  Cycle cycle = Cycle::Monthly;
  Money price = Money::zero(Currency::of("INR"));  ///< of one, for each cycle
  int quantity = 1;
  std::optional<RecurringDiscount> discount;
  std::vector<Extra> extras;  ///< options and add-ons, at the prices of their day
  unsigned anchorDay = 1;
  std::optional<Date> paidUntil,
      billedUntil;  ///< nothing: not paid yet; for what is paid once, never set
  std::optional<Date> cancelOn;
  std::string cancelReason;
  std::optional<Instant> suspendedAt, activatedAt, endedAt, backupConfirmedAt;
  std::optional<Instant> backupWaivedAt;  ///< the end that is under way goes without a backup
  std::optional<std::string> backupId;
  Instant createdAt, updatedAt;

  bool isLive() const {
    return status == ServiceStatus::Active || status == ServiceStatus::Suspended;
  }
  bool isSuspendedByClient() const {
    return status == ServiceStatus::Suspended && suspensionReason == SuspensionReason::Client;
  }
  /// What invoice lines and mails call it: "Starter (example.com)".
  std::string title() const;
  /// What one cycle of it costs: itself and its extras, as many as there are.
  Money everyCycle() const;
  /// The main name that the provider knows it by.
  std::string host() const { return domain ? *domain : hostname.value_or(""); }
};

// What services announce.

struct ServiceFact {
  Id<Service> service;
  Id<Account> account;
  std::string title;
  static void describe(Shape<ServiceFact>& shape);
};
struct ServiceActivated : ServiceFact {
  static constexpr std::string_view kName = "service.active";
  static void describe(Shape<ServiceActivated>& shape) { shape.include<ServiceFact>(); }
};
struct ServiceSuspended : ServiceFact {
  static constexpr std::string_view kName = "service.suspended";
  SuspensionReason reason = SuspensionReason::Overdue;
  std::optional<Id<Invoice>> invoice;
  static void describe(Shape<ServiceSuspended>& shape);
};
struct ServiceUnsuspended : ServiceFact {
  static constexpr std::string_view kName = "service.unsuspended";
  static void describe(Shape<ServiceUnsuspended>& shape) { shape.include<ServiceFact>(); }
};
struct ServiceTerminated : ServiceFact {
  static constexpr std::string_view kName = "service.terminated";
  std::string reason;
  static void describe(Shape<ServiceTerminated>& shape);
};
struct ServiceChanged : ServiceFact {
  static constexpr std::string_view kName = "service.changed";
  static void describe(Shape<ServiceChanged>& shape) { shape.include<ServiceFact>(); }
};
/// A client asked for its end.
struct ServiceCancellationRequested : ServiceFact {
  static constexpr std::string_view kName = "service.cancellation_requested";
  std::optional<Date> on;
  static void describe(Shape<ServiceCancellationRequested>& shape);
};
/// Something at the provider needs a person.
struct ServiceNeedsAttention : ServiceFact {
  static constexpr std::string_view kName = "service.needs_attention";
  std::string step, reason;
  static void describe(Shape<ServiceNeedsAttention>& shape);
};

/// It will cost something else: from the first term on that begins on `effectiveOn` or later.
struct ServicePriceAnnounced : ServiceFact {
  static constexpr std::string_view kName = "service.price_announced";
  Money oldPrice = Money::zero(Currency::of("INR"));
  Money price = Money::zero(Currency::of("INR"));
  Cycle cycle = Cycle::Monthly;
  Date effectiveOn = Date::ofDaysSinceEpoch(0);
  static void describe(Shape<ServicePriceAnnounced>& shape);
};

/// An account was taken over that was made elsewhere.
struct ServiceImported : ServiceFact {
  static constexpr std::string_view kName = "service.imported";
  static void describe(Shape<ServiceImported>& shape) { shape.include<ServiceFact>(); }
};

/// A client uses nearly, or all, that a service has.
struct ServiceUsageHigh : ServiceFact {
  static constexpr std::string_view kName = "service.usage_high";
  std::string what;  ///< disk, bandwidth
  int percent = 80;  ///< 80 or 100
  std::int64_t used = 0, limit = 0;
  static void describe(Shape<ServiceUsageHigh>& shape);
};

/// One thing that is not well with a server.
struct HealthReason {
  std::string code, message;
  static void describe(Shape<HealthReason>& shape);
};

/// About a server; announced in the platform's name.
struct ServerFact {
  Id<Server> server;
  std::string name;
  std::vector<HealthReason> reasons;
  static void describe(Shape<ServerFact>& shape);
};
struct ServerFailing : ServerFact {
  static constexpr std::string_view kName = "server.failing";
  static void describe(Shape<ServerFailing>& shape) { shape.include<ServerFact>(); }
};
struct ServerRecovered : ServerFact {
  static constexpr std::string_view kName = "server.recovered";
  static void describe(Shape<ServerRecovered>& shape) { shape.include<ServerFact>(); }
};

}  // namespace hostler
