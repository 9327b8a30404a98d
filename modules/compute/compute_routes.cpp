#include "modules/compute/compute_routes.h"

#include "modules/services/service_routes.h"

namespace hostler {
namespace {

using http::Access;

struct BuyInstanceBody {
  Id<Product> product;
  std::optional<Cycle> cycle;
  std::string hostname;
  static void describe(Shape<BuyInstanceBody>& shape) {
    shape.field("product_id", &BuyInstanceBody::product);
    shape.field("cycle", &BuyInstanceBody::cycle);
    shape.field("hostname", &BuyInstanceBody::hostname).length(1, 253);
  }
};

constexpr std::chrono::hours kLongestMetrics{24 * 31};

std::vector<std::string> wordsIn(const std::string& text) {
  std::vector<std::string> words;
  std::size_t start = 0;
  while (start < text.size()) {
    const auto comma = std::min(text.find(',', start), text.size());
    words.push_back(text.substr(start, comma - start));
    start = comma + 1;
  }
  return words;
}

// As people speak of sizes, beside the bytes; of what the client chooses there is neither.
void addRoundSizes(Json& size) {
  const std::tuple<const char*, const char*, std::int64_t> kRound[] = {
      {"memory_bytes", "memory_mb", 1 << 20}, {"disk_bytes", "disk_gb", 1 << 30}};
  for (const auto& [exact, round, unit] : kRound) {
    const auto bytes = size.find(exact);
    if (bytes != size.end() && bytes->is_number_integer())
      size[round] = bytes->get<std::int64_t>() / unit;
  }
}

}  // namespace

void ComputeRoutes::mount(http::Router& router) {
  mountInstances(router);
  mountLooking(router);
  mountActing(router);
  mountLists(router);
  mountAdmin(router);
}

Service ComputeRoutes::machine(const Scope& scope, Id<Service> id) {
  auto service = parts_.actions.get(scope, id);
  if (!parts_.desk.isMachine(service)) throw NotFound{};
  return service;
}

void ComputeRoutes::mountInstances(http::Router& router) {
  const auto read = Access::client(kReadCompute);
  router
      .get<http::ListQuery, http::Page<InstanceView>>(
          "/compute/instances", read,
          [this](const auto& request) { return list(request.actor(), request.query()); })
      .named("listInstances", "My servers, as they were seen last")
      .tagged("Compute");
  router
      .get<http::Nothing, InstanceView>("/compute/instances/{id}", read,
                                        [this](const auto& request) {
                                          return one(request.actor(),
                                                     request.template id<Service>());
                                        })
      .named("getInstance", "One server, as its provider shows it now")
      .tagged("Compute")
      .slow();
  router
      .post<BuyInstanceBody, CartView>("/compute/instances",
                                       Access::client(kOperateCompute).notSuspended(),
                                       [this](const auto& request) {
                                         AddToCart item;
                                         item.type = "product";
                                         item.product = request.body().product;
                                         item.cycle = request.body().cycle;
                                         item.hostname = request.body().hostname;
                                         return intoCart(request.context(), std::move(item));
                                       })
      .named("buyInstance",
             "A server is bought: this puts it into the cart; POST /checkout orders it")
      .tagged("Compute")
      .creates();
  router
      .remove<http::Nothing, ServiceActionView>(
          "/compute/instances/{id}", Access::client(kOperateServices).withFreshFactor(),
          [this](const auto& request) {
            const auto id = request.template id<Service>();
            machine(request.scope(), id);
            const auto job = parts_.actions.cancel(request.actor(), id, "now", "");
            http::Reply<ServiceActionView> reply{{job, std::nullopt}, 202};
            if (!job)
              reply = {{std::nullopt,
                        ServiceView::of(parts_.actions.get(request.scope(), id), {}, false)},
                       200};
            return reply;
          })
      .named("endInstance", "End a server now: the same as cancelling its service")
      .tagged("Compute");
}

http::Reply<CartView> ComputeRoutes::intoCart(const http::Context& context, AddToCart item) {
  if (parts_.carts == nullptr) throw NotFound{};
  parts_.catalogue.serverOf(context.tenant(), *item.product);  // it makes machines
  const auto shown = parts_.carts->add(CartHolder::of(context), item);
  return {CartView::of(shown.cart)};
}

void ComputeRoutes::mountLooking(http::Router& router) {
  const auto read = Access::client(kReadCompute);
  router
      .get<MetricsQuery, Json>("/compute/instances/{id}/metrics", read,
                               [this](const auto& request) {
                                 return metrics(request.scope(), request.template id<Service>(),
                                                request.query());
                               })
      .named("getInstanceMetrics", "Its figures, of the last hour or a time of at most 31 days")
      .tagged("Compute")
      .slow();
  router
      .get<http::Nothing, Json>(
          "/compute/instances/{id}/logs", read,
          [this](const auto& request) {
            return parts_.machines.output(machine(request.scope(), request.template id<Service>()));
          })
      .named("getInstanceLogs", "What it printed on its console")
      .tagged("Compute")
      .slow();
  router
      .get<http::Nothing, ConsoleView>(
          "/compute/instances/{id}/console",
          Access::client(kOperateCompute).notSuspended().withFreshFactor().notImpersonated(),
          [this](const auto& request) {
            const auto reply = parts_.machines.console(
                request.actor(), machine(request.scope(), request.template id<Service>()));
            ConsoleView view{reply.value("url", ""), reply.value("protocol", ""), std::nullopt,
                             std::nullopt};
            if (const auto password = reply.value("password", ""); !password.empty())
              view.password = password;
            const auto expires = reply.value("expires_at", Json(nullptr));
            if (expires.is_number_integer())
              view.expiresAt = Instant::ofUnixSeconds(expires.template get<std::int64_t>());
            return view;
          })
      .named("openInstanceConsole", "A console, for one visit")
      .tagged("Compute")
      .slow();
}

Json ComputeRoutes::metrics(const Scope& scope, Id<Service> id, const MetricsQuery& query) {
  const auto to = query.to.value_or(parts_.clock.now());
  const auto from = query.from.value_or(to.minus(std::chrono::hours{1}));
  if (!(from < to) || to.since(from) > kLongestMetrics)
    throw ValidationError{"from", "out_of_range", "must be before `to`, by 31 days at most"};
  return parts_.machines.metrics(machine(scope, id), from, to, wordsIn(query.names.value_or("")));
}

void ComputeRoutes::mountActing(http::Router& router) {
  const auto operate = Access::client(kOperateCompute).notSuspended();
  router
      .post<ActionBody, http::Accepted>(
          "/services/{id}/actions", operate,
          [this](const auto& request) {
            return http::Accepted{parts_.desk
                                      .act(request.actor(), request.template id<Service>(),
                                           request.body().action, request.body().params)
                                      .text()};
          })
      .named("actOnService",
             "Do something to a server: one thing at a time. What loses data or makes a new "
             "password asks for a fresh factor")
      .tagged("Compute")
      .idempotent();
  router
      .put<ShutdownBody, InstanceView>("/compute/instances/{id}/auto-shutdown", operate,
                                       [this](const auto& request) {
                                         const auto id = request.template id<Service>();
                                         parts_.shutdown.set(request.actor(), id, request.body().at,
                                                             request.body().afterIdle);
                                         return one(request.actor(), id);
                                       })
      .named("setAutoShutdown", "Have it stop at a time, or once it is idle")
      .tagged("Compute");
  router
      .remove<http::Nothing, http::Nothing>("/compute/instances/{id}/auto-shutdown", operate,
                                            [this](const auto& request) {
                                              parts_.shutdown.drop(request.actor(),
                                                                   request.template id<Service>());
                                            })
      .named("dropAutoShutdown", "Let it run")
      .tagged("Compute");
}

void ComputeRoutes::mountLists(http::Router& router) {
  for (const auto* word : {"sizes", "regions", "apps"}) {
    router
        .get<WhereQuery, ItemsView>(std::string{"/compute/"} + word, Access::client(kReadCompute),
                                    [this, word](const auto& request) {
                                      return choices(request.actor(), word, request.query());
                                    })
        .named(std::string{"list"} + static_cast<char>(std::toupper(word[0])) + (word + 1),
               std::string{"The "} + word + " that a product or a server has to choose from")
        .tagged("Compute")
        .slow();
  }
}

ItemsView ComputeRoutes::choices(const Actor& actor, const std::string& word,
                                 const WhereQuery& query) {
  const auto& scope = actor.scope;
  if (query.instance) http::requireMay(actor, kReadCompute, {query.instance->text()});
  if (query.instance.has_value() == query.product.has_value())
    throw ValidationError{"instance_id", "exactly_one", "either this or product_id is needed"};
  const auto server = query.instance ? machine(scope, *query.instance).server
                                     : parts_.catalogue.serverOf(scope.tenant, *query.product);
  if (!server) throw NotFound{};
  ItemsView view;
  for (auto& item : parts_.catalogue.list(*server, word, query.region.value_or(""))) {
    addRoundSizes(item);
    view.data.push_back(std::move(item));
  }
  return view;
}

void ComputeRoutes::mountAdmin(http::Router& router) {
  router
      .get<http::Nothing, Json>(
          "/admin/servers/{id}/belongings", Access::platform(kManageServers),
          [this](const auto& request) { return parts_.orphans.of(request.template id<Server>()); })
      .named("adminCompareBelongings",
             "What a cloud account holds that nobody has, and the reverse")
      .tagged("Admin: servers")
      .slow();
  const auto answer = [this](const auto& request) {
    AllowancesView view;
    const auto id = request.template id<Product>();
    const auto all = parts_.database.read([&](db::Reader& reader) {
      return parts_.allowances.of(reader, request.scope().tenant, id);
    });
    for (const auto& one : all) view.data.push_back({one.kind, one.most, one.gigabytes});
    return view;
  };
  router
      .get<http::Nothing, AllowancesView>("/admin/products/{id}/compute",
                                          Access::staff(kManageAllowances), answer)
      .named("adminGetIncluded", "How many belongings a server of this product includes")
      .tagged("Admin: catalogue");
  router
      .put<AllowancesView, AllowancesView>(
          "/admin/products/{id}/compute", Access::staff(kManageAllowances),
          [this, answer](const auto& request) {
            std::vector<ComputeRepository::Allowance> all;
            for (const auto& one : request.body().data)
              all.push_back({one.kind, one.most, one.gigabytes});
            parts_.allowances.set(request.actor(), request.template id<Product>(), all);
            return answer(request);
          })
      .named("adminSetIncluded", "Say how many belongings a server of this product includes")
      .tagged("Admin: catalogue");
}

InstanceView ComputeRoutes::viewOf(db::Reader& reader, const Service& service,
                                   const Machines::Seen& seen, bool staff) {
  auto view = InstanceView::of(service, seen);
  view.actions = parts_.desk.offered(service.plugin);
  if (const auto last = parts_.compute.last(reader, service.id))
    view.lastAction = ActionStateView::of(*last, staff);
  if (const auto shutdown = parts_.compute.shutdown(reader, service.id))
    view.autoShutdown = ShutdownBody{shutdown->at, shutdown->idleMinutes};
  return view;
}

http::Page<InstanceView> ComputeRoutes::list(const Actor& actor, const http::ListQuery& query) {
  const auto order = http::ListOrder::of(query);
  return parts_.database.read([&](db::Reader& reader) {
    auto services = parts_.services.list(reader, actor.scope, {}, order, query.limit + 1);
    http::Page<InstanceView> page;
    if (services.size() > static_cast<std::size_t>(query.limit)) {
      services.resize(static_cast<std::size_t>(query.limit));
      page.nextCursor = http::Cursor{services.back().id.value(), 0}.text();
    }
    // A page may be short: what else was bought is not counted, nor what a policy denies.
    for (const auto& service : services) {
      if (!parts_.desk.isMachine(service) || !actor.may(kReadCompute.action, service.id.text()))
        continue;
      auto seen = parts_.machines.lastSeen(reader, service);
      seen.facts.update(parts_.catalogue.namesOf(service, seen.facts, false));
      page.data.push_back(viewOf(reader, service, seen, false));
    }
    return page;
  });
}

InstanceView ComputeRoutes::one(const Actor& actor, Id<Service> id) {
  const auto service = machine(actor.scope, id);
  auto seen = parts_.machines.look(service);
  // A provider that did not answer just now is not asked for names as well.
  seen.facts.update(parts_.catalogue.namesOf(service, seen.facts, !seen.stale));
  return parts_.database.read(
      [&](db::Reader& reader) { return viewOf(reader, service, seen, actor.isStaff()); });
}

}  // namespace hostler
