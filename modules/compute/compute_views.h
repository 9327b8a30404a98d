#pragma once

#include "core/http/page.h"
#include "modules/compute/compute_repository.h"
#include "modules/compute/kinds.h"
#include "modules/compute/machines.h"

namespace hostler {

struct ActionBody {
  std::string action;
  Json params = Json::object();
  static void describe(Shape<ActionBody>& shape);
};

struct ResourceActionBody {
  std::string action;
  std::optional<Id<Service>> instance;
  Json params = Json::object();
  static void describe(Shape<ResourceActionBody>& shape);
};

/// What every kind is made with; the rest is the kind's own (kinds.h).
struct NewResourceBody {
  Id<Service> instance;
  std::string name;
  std::optional<Id<CloudResource>> volume, snapshot;
  Json members = Json::object();
};
template <>
struct Codec<NewResourceBody> : CodecBase<NewResourceBody> {
  static void read(const Json& json, NewResourceBody& target, const std::string& path,
                   FieldErrors& errors);
  static Json schema(SchemaBook& book);
};

struct ActionStateView {
  std::string action;
  ActionState state = ActionState::Running;
  Id<jobs::Job> job;
  std::optional<std::string> error;
  Instant requestedAt;
  std::optional<Instant> finishedAt;
  static ActionStateView of(const CloudAction& action, bool staff);
  static void describe(Shape<ActionStateView>& shape);
};

struct ResourceView {
  Id<CloudResource> id;
  std::string kind, name;
  CloudState state = CloudState::Creating;
  Id<Service> instance;
  Json facts = Json::object();
  std::optional<Id<jobs::Job>> job;
  std::optional<std::string> lastError;
  Instant createdAt;
  static ResourceView of(const CloudResource& resource, bool staff);
  static void describe(Shape<ResourceView>& shape);
};

struct ShutdownBody {
  std::optional<Instant> at;
  std::optional<int> afterIdle;
  static void describe(Shape<ShutdownBody>& shape);
};

struct InstanceView {
  Id<Service> id;
  Json product;
  std::optional<std::string> hostname;
  ServiceStatus status = ServiceStatus::Pending;
  std::string power = "unknown", health = "unknown";
  std::vector<std::string> actions;
  Json machine = Json::object();
  std::optional<ActionStateView> lastAction;
  std::optional<ShutdownBody> autoShutdown;
  std::optional<Instant> checkedAt;
  bool stale = false;
  Instant createdAt;
  static InstanceView of(const Service& service, const Machines::Seen& seen);
  static void describe(Shape<InstanceView>& shape);
};

struct WhereQuery : http::ListQuery {
  std::optional<Id<Service>> instance;
  std::optional<Id<Product>> product;
  std::optional<std::string> region;
  static void describe(Shape<WhereQuery>& shape);
};
struct ItemsView {
  std::vector<Json> data;
  std::optional<std::string> nextCursor;
  static void describe(Shape<ItemsView>& shape);
};

struct MetricsQuery {
  std::optional<Instant> from, to;
  std::optional<std::string> names;
  static void describe(Shape<MetricsQuery>& shape);
};

struct ConsoleView {
  std::string url, protocol;
  std::optional<std::string> password;
  std::optional<Instant> expiresAt;
  static void describe(Shape<ConsoleView>& shape);
};

struct AllowanceView {
  std::string kind;
  int most = 0, gigabytes = 0;
  static void describe(Shape<AllowanceView>& shape);
};
struct AllowancesView {
  std::vector<AllowanceView> data;
  static void describe(Shape<AllowancesView>& shape);
};

/// What a client is told of why something was refused: nothing that the provider said.
std::string plainReason(const std::string& code);

}  // namespace hostler
