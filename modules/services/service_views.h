#pragma once

#include "core/http/page.h"
#include "core/jobs/job.h"
#include "modules/accounts/client_names.h"
#include "modules/ordering/cart_views.h"
#include "modules/services/server.h"
#include "modules/services/service_repository.h"

namespace hostler {

struct ProvisioningView {
  ProvisioningState state = ProvisioningState::Idle;
  std::optional<std::string> lastError;
  static void describe(Shape<ProvisioningView>& shape);
};

struct ServiceView {
  Id<Service> id;
  Id<Account> account;
  std::optional<ClientRef> client;  ///< for staff
  Json product;                     ///< {id, name}
  std::optional<std::string> domain, hostname;
  ServiceStatus status = ServiceStatus::Pending;
  std::optional<SuspensionReason> suspensionReason;
  ProvisioningView provisioning;
  std::optional<std::string> server;
  Cycle cycle = Cycle::Monthly;
  Money price = Money::zero(Currency::of("INR"));
  int quantity = 1;
  std::vector<ExtraView> extras;
  Money recurringTotal = Money::zero(Currency::of("INR"));
  std::optional<Date> nextDueDate;
  std::optional<Date> cancelOn;
  Json facts = Json::object();
  std::optional<Json> usage;
  Instant createdAt;

  /// `staff`: with the provider's own words about what went wrong, and the server's name.
  static ServiceView of(const Service& service, const std::optional<std::string>& serverName,
                        bool staff);
  static void describe(Shape<ServiceView>& shape);
};

/// What an action on a service came to: the job that goes on with it (202 `{job}`), or the service
/// as it is now where nothing has to be waited for.
struct ServiceActionView {
  std::optional<Id<jobs::Job>> job;
  std::optional<ServiceView> service;
};
template <>
struct Codec<ServiceActionView> : CodecBase<ServiceActionView> {
  static void read(const Json&, ServiceActionView&, const std::string&, FieldErrors&) {
    throw std::logic_error{"what an action came to is told, never taken"};
  }
  static Json write(const ServiceActionView& view);
  static Json schema(SchemaBook& book);
};

struct ServiceQuery : http::ListQuery {
  std::optional<ServiceStatus> status;
  std::optional<ProvisioningState> provisioning;  ///< attention: what waits for a person
  static void describe(Shape<ServiceQuery>& shape);
};

struct StepView {
  std::string kind, detail;
  Instant at;
  static void describe(Shape<StepView>& shape);
};
struct TimelineView {
  std::vector<StepView> data;
  static void describe(Shape<TimelineView>& shape) { shape.field("data", &TimelineView::data); }
};

struct CredentialsView {
  std::string username, password;
  std::optional<std::string> host, url;
  static void describe(Shape<CredentialsView>& shape);
};

struct CancelService {
  std::string when;
  std::optional<std::string> reason;
  static void describe(Shape<CancelService>& shape);
};
struct NewServicePassword {
  std::optional<std::string> password;
  static void describe(Shape<NewServicePassword>& shape);
};
struct SignOnView {
  std::string url;
  static void describe(Shape<SignOnView>& shape) { shape.field("url", &SignOnView::url); }
};

struct ServerView {
  Id<Server> id;
  std::string name, plugin;
  std::optional<std::string> group;
  Json settings = Json::object();  ///< secrets masked
  int maxAccounts = 0, accounts = 0;
  ServerStatus status = ServerStatus::Active;

  static ServerView of(const Server& server, const std::vector<std::string>& secrets);
  static void describe(Shape<ServerView>& shape);
};
struct ServerBody {
  std::string name, plugin;
  std::optional<std::string> group;
  Json settings = Json::object();
  int maxAccounts = 100;
  ServerStatus status = ServerStatus::Active;
  static void describe(Shape<ServerBody>& shape);
};
struct ServerPatch {
  std::optional<std::string> name;
  std::optional<std::optional<std::string>> group;  ///< null: in none
  std::optional<Json> settings;
  std::optional<int> maxAccounts;
  std::optional<ServerStatus> status;
  static void describe(Shape<ServerPatch>& shape);
};

}  // namespace hostler
