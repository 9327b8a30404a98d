#include "modules/compute/resource_routes.h"

#include "modules/compute/compute_routes.h"

namespace hostler {
namespace {

using http::Access;

// "load_balancer" as a part of an operation's name: "LoadBalancer".
std::string camel(std::string_view word) {
  std::string name;
  bool upper = true;
  for (const char c : word) {
    if (c == '_') {
      upper = true;
      continue;
    }
    name.push_back(upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c);
    upper = false;
  }
  return name;
}

std::string spoken(std::string_view word) {
  std::string text{word};
  for (auto& c : text) {
    if (c == '_') c = ' ';
  }
  return text;
}

// What is denied of a server is denied of what hangs on it.
std::vector<std::string> namesOf(const CloudResource& resource) {
  return {resource.id.text(), resource.service.text()};
}

bool isCatalogue(const ResourceKind& kind) {
  return kind.word == "images" || kind.word == "isos";
}

}  // namespace

void ResourceRoutes::mount(http::Router& router) {
  for (const auto& kind : resourceKinds()) {
    mountReading(router, kind);
    mountWriting(router, kind);
  }
  mountAccess(router);
}

void ResourceRoutes::mountReading(http::Router& router, const ResourceKind& kind) {
  const auto read = Access::client(kReadCompute);
  const std::string path{kind.path};
  auto listing = router.get<WhereQuery, ItemsView>(path, read, [this, &kind](const auto& request) {
    return list(request.actor(), kind, request.query());
  });
  listing
      .named("list" + camel(kind.word),
             isCatalogue(kind) ? "My " + spoken(kind.word) +
                                     "; with instance_id or product_id those for everybody"
                               : "My " + spoken(kind.word))
      .tagged("Compute");
  if (isCatalogue(kind)) listing.slow();
  router
      .get<http::Nothing, ResourceView>(path + "/{id}", read,
                                        [this, &kind](const auto& request) {
                                          return one(request.actor(), kind,
                                                     request.template id<CloudResource>());
                                        })
      .named("get" + camel(kind.one), "One " + spoken(kind.one))
      .tagged("Compute");
}

void ResourceRoutes::mountWriting(http::Router& router, const ResourceKind& kind) {
  const auto operate = Access::client(kOperateCompute).notSuspended();
  const std::string path{kind.path};
  router
      .post<NewResourceBody, ResourceView>(
          path, operate,
          [this, &kind](const auto& request) {
            const auto& body = request.body();
            const auto made =
                desk_.make(request.actor(), kind,
                           {body.instance, body.name, body.members, body.volume, body.snapshot});
            auto view = ResourceView::of(made.resource, request.actor().isStaff());
            view.job = made.job;
            return http::Reply<ResourceView>{view, 202};
          })
      .named("make" + camel(kind.one), "A new " + spoken(kind.one))
      .tagged("Compute")
      .accepts()
      .idempotent();
  router
      .remove<http::Nothing, http::Accepted>(
          path + "/{id}", operate,
          [this, &kind](const auto& request) {
            return http::Accepted{
                desk_.remove(request.actor(), kind, request.template id<CloudResource>()).text()};
          })
      .named("delete" + camel(kind.one), "Remove a " + spoken(kind.one))
      .tagged("Compute");
  if (kind.actions.empty()) return;
  router
      .post<ResourceActionBody, http::Accepted>(
          path + "/{id}/actions", operate,
          [this, &kind](const auto& request) {
            const auto& body = request.body();
            return http::Accepted{desk_
                                      .actOn(request.actor(), kind,
                                             request.template id<CloudResource>(), body.action,
                                             body.instance, body.params)
                                      .text()};
          })
      .named("actOn" + camel(kind.one), "Do something to a " + spoken(kind.one))
      .tagged("Compute")
      .idempotent();
}

// Asked of the provider each time, and kept nowhere.
void ResourceRoutes::mountAccess(http::Router& router) {
  const auto reveal = Access::client(kRevealAccess).withFreshFactor().notImpersonated();
  router
      .get<http::Nothing, Json>("/kubernetes/clusters/{id}/access", reveal,
                                [this](const auto& request) {
                                  return this->reveal(request.actor(), *kindOf("clusters"),
                                                      request.template id<CloudResource>(),
                                                      "clusters.access");
                                })
      .named("revealClusterAccess", "The kubeconfig of a cluster")
      .tagged("Compute")
      .slow();
  router
      .get<http::Nothing, Json>(
          "/databases/{id}/credentials", reveal,
          [this](const auto& request) {
            const auto reply = this->reveal(request.actor(), *kindOf("databases"),
                                            request.template id<CloudResource>(), "databases.get");
            const auto item = reply.value("item", Json::object());
            Json shown = Json::object();
            for (const auto* name : {"host", "port", "user", "password", "database"}) {
              if (item.is_object() && item.contains(name)) shown[name] = item[name];
            }
            return shown;
          })
      .named("revealDatabaseCredentials", "How to sign in to a database")
      .tagged("Compute")
      .slow();
}

CloudResource ResourceRoutes::find(db::Reader& reader, const Scope& scope, const ResourceKind& kind,
                                   Id<CloudResource> id) {
  auto resource = compute_.find(reader, scope, id);
  if (!resource || resource->kind != kind.word) throw NotFound{};
  return std::move(*resource);
}

ItemsView ResourceRoutes::list(const Actor& actor, const ResourceKind& kind,
                               const WhereQuery& query) {
  const bool forEverybody = query.instance || query.product;
  if (forEverybody && !isCatalogue(kind))
    throw ValidationError{query.instance ? "instance_id" : "product_id", "unknown_field",
                          "is no filter of this list"};
  ItemsView view;
  if (forEverybody) {
    std::optional<Id<Server>> server;
    if (query.instance) {
      http::requireMay(actor, kReadCompute, {query.instance->text()});
      const auto service = database_.read(
          [&](db::Reader& reader) { return services_.find(reader, actor.scope, *query.instance); });
      if (!service || !desk_.isMachine(*service)) throw NotFound{};
      server = service->server;
    } else {
      server = catalogue_.serverOf(actor.scope.tenant, *query.product);
    }
    if (!server) throw NotFound{};
    for (auto& item : catalogue_.list(*server, std::string{kind.word}, query.region.value_or("")))
      view.data.push_back(std::move(item));
    return view;
  }
  const auto order = http::ListOrder::of(query);
  const auto page = database_.read([&](db::Reader& reader) {
    return http::Page<ResourceView>::of(
        compute_.list(reader, actor.scope, std::string{kind.word}, order, query.limit + 1),
        query.limit,
        [&](const CloudResource& resource) { return ResourceView::of(resource, actor.isStaff()); },
        [](const CloudResource& resource) {
          return http::Cursor{resource.id.value(), 0};
        },
        [&](const CloudResource& resource) {
          return actor.mayOn(kReadCompute.action, namesOf(resource));
        });
  });
  for (const auto& resource : page.data) view.data.push_back(toJson(resource));
  view.nextCursor = page.nextCursor;
  return view;
}

ResourceView ResourceRoutes::one(const Actor& actor, const ResourceKind& kind,
                                 Id<CloudResource> id) {
  return database_.read([&](db::Reader& reader) {
    const auto found = find(reader, actor.scope, kind, id);
    http::requireMay(actor, kReadCompute, namesOf(found));
    auto view = ResourceView::of(found, actor.isStaff());
    if (const auto held = compute_.holding(reader, std::nullopt, id)) view.job = held->job;
    return view;
  });
}

Json ResourceRoutes::reveal(const Actor& actor, const ResourceKind& kind, Id<CloudResource> id,
                            const std::string& verb) {
  const auto [resource, machine] = database_.read([&](db::Reader& reader) {
    auto found = find(reader, actor.scope, kind, id);
    http::requireMay(actor, kRevealAccess, namesOf(found));
    auto service = services_.find(reader, actor.scope, found.service);
    if (!service) throw NotFound{};
    return std::pair{std::move(found), std::move(*service)};
  });
  return machines_.reveal(actor, machine, resource, verb);
}

}  // namespace hostler
