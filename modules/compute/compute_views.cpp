#include "modules/compute/compute_views.h"

#include <algorithm>

namespace hostler {
namespace {

// Words of the SDK and of ours that tell a client what to do, and tell nothing of the provider.
constexpr std::array kTold{"suspended",        "busy",          "key_taken", "quota_reached",
                           "machine_required", "service_state", "given_up",  "not_restorable",
                           "not_found",        "action_ended"};

}  // namespace

std::string plainReason(const std::string& code) {
  return std::ranges::find(kTold, code) == kTold.end() ? "refused" : code;
}

void ActionBody::describe(Shape<ActionBody>& shape) {
  shape.field("action", &ActionBody::action)
      .length(1, 40)
      .describedAs("one of the instance's `actions`");
  shape.field("params", &ActionBody::params).withDefault();
}

void ResourceActionBody::describe(Shape<ResourceActionBody>& shape) {
  shape.field("action", &ResourceActionBody::action).length(1, 40);
  shape.field("instance_id", &ResourceActionBody::instance);
  shape.field("params", &ResourceActionBody::params).withDefault();
}

// The members that all kinds share are taken out; what is left is judged by the kind's table.
void Codec<NewResourceBody>::read(const Json& json, NewResourceBody& target,
                                  const std::string& path, FieldErrors& errors) {
  if (!json.is_object()) return codec_detail::wrongType(path, errors, "an object");
  target.members = json;
  const auto take = [&](const char* name) {
    const auto found = target.members.find(name);
    if (found == target.members.end()) return Json(nullptr);
    Json value = *found;
    target.members.erase(name);
    return value;
  };
  const auto instance = take("instance_id");
  if (instance.is_null()) {
    errors.add(FieldErrors::under(path, "instance_id"), "required", "is missing");
  } else {
    Codec<Id<Service>>::read(instance, target.instance, FieldErrors::under(path, "instance_id"),
                             errors);
  }
  const auto name = take("name");
  if (!name.is_null())
    Codec<std::string>::read(name, target.name, FieldErrors::under(path, "name"), errors);
  const bool fits = target.name.size() <= 60 && std::ranges::none_of(target.name, [](char c) {
                      return static_cast<unsigned char>(c) < 32;
                    });
  if (!fits) errors.add(FieldErrors::under(path, "name"), "too_long", "must be a line of 60 bytes");
  for (const auto& [member, place] :
       {std::pair{"volume_id", &target.volume}, std::pair{"snapshot_id", &target.snapshot}}) {
    const auto id = take(member);
    if (!id.is_null())
      Codec<std::optional<Id<CloudResource>>>::read(id, *place, FieldErrors::under(path, member),
                                                    errors);
  }
}

Json Codec<NewResourceBody>::schema(SchemaBook&) {
  const Json text{{"type", "string"}};
  return {{"type", "object"},
          {"description",
           "`instance_id` names the server that it is made for: that one's purchase includes it, "
           "and it ends with it. Further members by kind: volumes {size_gb, file_system?, "
           "snapshot_id?}; snapshots {volume_id?}; firewalls {rules}; load balancers {balancing?, "
           "rules}; networks {cidr?}; SSH keys {public_key}; images {url, distribution?}; ISOs "
           "{url}; clusters {version?, pools, highly_available?}; databases {engine, version?, "
           "size, nodes?}."},
          {"required", Json::array({"instance_id"})},
          {"properties",
           {{"instance_id", Codec<Id<Service>>::schema(*std::make_unique<SchemaBook>())},
            {"name", text},
            {"volume_id", text},
            {"snapshot_id", text}}},
          {"additionalProperties", true}};
}

ActionStateView ActionStateView::of(const CloudAction& action, bool staff) {
  ActionStateView view{action.name,  action.state,       action.job,
                       std::nullopt, action.requestedAt, action.finishedAt};
  if (action.state == ActionState::Failed)
    view.error =
        staff ? action.errorCode + ": " + action.errorMessage : plainReason(action.errorCode);
  return view;
}

void ActionStateView::describe(Shape<ActionStateView>& shape) {
  shape.field("action", &ActionStateView::action);
  shape.field("state", &ActionStateView::state);
  shape.field("job", &ActionStateView::job);
  shape.field("error", &ActionStateView::error);
  shape.field("requested_at", &ActionStateView::requestedAt);
  shape.field("finished_at", &ActionStateView::finishedAt);
}

ResourceView ResourceView::of(const CloudResource& resource, bool staff) {
  ResourceView view{resource.id,    resource.kind,    resource.name,
                    resource.state, resource.service, resource.facts,
                    std::nullopt,   std::nullopt,     resource.createdAt};
  // The provider's name for the machine is nobody's business.
  view.facts.erase("machine");
  view.facts.erase("machines");
  const auto machine = resource.facts.value("machine", Json(""));
  if (resource.facts.contains("machine"))
    view.facts["attached"] = machine.is_string() && !machine.get<std::string>().empty();
  if (!resource.lastError.empty())
    view.lastError = staff
                         ? resource.lastError
                         : plainReason(resource.lastError.substr(0, resource.lastError.find(':')));
  return view;
}

void ResourceView::describe(Shape<ResourceView>& shape) {
  shape.field("id", &ResourceView::id);
  shape.field("kind", &ResourceView::kind);
  shape.field("name", &ResourceView::name);
  shape.field("state", &ResourceView::state);
  shape.field("instance_id", &ResourceView::instance);
  shape.field("details", &ResourceView::facts).describedAs("what the provider tells of this kind");
  shape.field("job", &ResourceView::job);
  shape.field("last_error", &ResourceView::lastError);
  shape.field("created_at", &ResourceView::createdAt);
}

void ShutdownBody::describe(Shape<ShutdownBody>& shape) {
  shape.field("at", &ShutdownBody::at);
  shape.field("after_idle", &ShutdownBody::afterIdle)
      .range(1, 100'000)
      .describedAs("minutes with next to nothing to do");
}

InstanceView InstanceView::of(const Service& service, const Machines::Seen& seen) {
  InstanceView view;
  view.id = service.id;
  view.product = {{"id", service.product.text()}, {"name", service.name}};
  view.hostname = service.host().empty() ? std::nullopt : std::optional{service.host()};
  view.status = service.status;
  view.power = seen.power;
  view.health = seen.stale                ? "unknown"
                : seen.power == "running" ? "ok"
                : seen.power == "failed"  ? "failed"
                                          : "unknown";
  view.machine = seen.facts;
  view.checkedAt = seen.checkedAt;
  view.stale = seen.stale;
  view.createdAt = service.createdAt;
  return view;
}

void InstanceView::describe(Shape<InstanceView>& shape) {
  shape.field("id", &InstanceView::id);
  shape.field("product", &InstanceView::product).describedAs("{id, name}");
  shape.field("hostname", &InstanceView::hostname);
  shape.field("status", &InstanceView::status).describedAs("of the service that it is");
  shape.field("power", &InstanceView::power)
      .describedAs("running, stopped, creating, changing, failed, unknown");
  shape.field("health", &InstanceView::health).describedAs("ok, failed, unknown");
  shape.field("actions", &InstanceView::actions).describedAs("what can be asked of it");
  shape.field("machine", &InstanceView::machine)
      .describedAs(
          "size, region, image, vcpus, memory_bytes, disk_bytes, addresses; size_name, region_name "
          "and image_name where the provider has told them");
  shape.field("last_action", &InstanceView::lastAction);
  shape.field("auto_shutdown", &InstanceView::autoShutdown);
  shape.field("checked_at", &InstanceView::checkedAt).nullable();
  shape.field("stale", &InstanceView::stale)
      .describedAs("the provider does not answer: this is how it was at checked_at");
  shape.field("created_at", &InstanceView::createdAt);
}

void WhereQuery::describe(Shape<WhereQuery>& shape) {
  shape.include<http::ListQuery>();
  shape.field("instance_id", &WhereQuery::instance);
  shape.field("product_id", &WhereQuery::product);
  shape.field("region", &WhereQuery::region).pattern("[A-Za-z0-9-]{1,60}", "must be a region");
}

void ItemsView::describe(Shape<ItemsView>& shape) {
  shape.field("data", &ItemsView::data).count(0, 5'000);
  shape.field("next_cursor", &ItemsView::nextCursor).nullable();
}

void MetricsQuery::describe(Shape<MetricsQuery>& shape) {
  shape.field("from", &MetricsQuery::from);
  shape.field("to", &MetricsQuery::to);
  shape.field("names", &MetricsQuery::names)
      .pattern("[a-z0-9_]{1,40}(,[a-z0-9_]{1,40}){0,9}", "must be names with commas between");
}

void ConsoleView::describe(Shape<ConsoleView>& shape) {
  shape.field("url", &ConsoleView::url).describedAs("for one visit, at once");
  shape.field("protocol", &ConsoleView::protocol).describedAs("web, vnc_websocket");
  shape.field("password", &ConsoleView::password);
  shape.field("expires_at", &ConsoleView::expiresAt);
}

void AllowanceView::describe(Shape<AllowanceView>& shape) {
  shape.field("kind", &AllowanceView::kind).length(1, 20);
  shape.field("most", &AllowanceView::most).range(0, 1'000);
  shape.field("gigabytes", &AllowanceView::gigabytes).range(0, 1'000'000).withDefault();
}

void AllowancesView::describe(Shape<AllowancesView>& shape) {
  shape.field("data", &AllowancesView::data).count(0, 50);
}

}  // namespace hostler
