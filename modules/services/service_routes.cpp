#include "modules/services/service_routes.h"

#include "core/audit/fresh_factor.h"
#include "modules/services/service_views.h"

namespace hostler {

using http::Access;

namespace {

struct UpgradeBody {
  std::optional<Id<Product>> product;
  std::optional<Cycle> cycle;
  std::map<std::string, Json> options;
  std::optional<std::vector<Json>> addons;
  bool preview = false;

  ServiceActions::WantedPlan wanted() const {
    ServiceActions::WantedPlan plan{product, cycle, options, std::nullopt};
    if (addons) plan.addons = choicesOf({}, *addons).addons;
    return plan;
  }
  static void describe(Shape<UpgradeBody>& shape) {
    shape.field("product_id", &UpgradeBody::product)
        .describedAs("left out: the plan that it has, with other options or add-ons");
    shape.field("cycle", &UpgradeBody::cycle);
    shape.field("options", &UpgradeBody::options)
        .count(0, 100)
        .describedAs("those that are not named stay as they are");
    shape.field("addons", &UpgradeBody::addons)
        .count(0, 100)
        .describedAs("all that it is to have: ids, or {id, quantity}; left out: as they are");
    shape.field("preview", &UpgradeBody::preview).withDefault();
  }
};

struct UpgradeView {
  Money credit = Money::zero(Currency::of("INR"));
  Money charge = Money::zero(Currency::of("INR"));
  Money net = Money::zero(Currency::of("INR"));
  std::vector<TaxView> taxes;
  Money total = Money::zero(Currency::of("INR"));
  Money price = Money::zero(Currency::of("INR"));
  Cycle cycle = Cycle::Monthly;
  Date nextDueDate = Date::ofDaysSinceEpoch(0);
  std::vector<ExtraView> extras;
  std::optional<Json> invoice;
  std::optional<Money> returned;

  static UpgradeView of(const ServiceActions::Change& change) {
    const auto& quote = change.quote;
    UpgradeView view{quote.credit,
                     quote.charge,
                     quote.net,
                     viewsOf(change.priced.taxes),
                     change.priced.total,
                     quote.price,
                     quote.cycle,
                     quote.nextDueDate,
                     ExtraView::of(change.extras),
                     std::nullopt,
                     change.returned};
    if (change.invoice)
      view.invoice = toJson(InvoiceView::of(*change.invoice, change.invoice->issueDate));
    return view;
  }
  static void describe(Shape<UpgradeView>& shape) {
    shape.field("credit", &UpgradeView::credit).describedAs("before tax");
    shape.field("charge", &UpgradeView::charge).describedAs("before tax");
    shape.field("net", &UpgradeView::net).describedAs("may be negative: then it becomes credit");
    shape.field("taxes", &UpgradeView::taxes);
    shape.field("total", &UpgradeView::total).describedAs("what is to be paid now");
    shape.field("returned", &UpgradeView::returned)
        .describedAs(
            "what comes back as credit, with its tax, once the change is made: only where "
            "the old days were charged with other taxes than today's");
    shape.field("price", &UpgradeView::price).describedAs("of every cycle from then on");
    shape.field("cycle", &UpgradeView::cycle);
    shape.field("next_due_date", &UpgradeView::nextDueDate);
    shape.field("extras", &UpgradeView::extras).describedAs("options and add-ons, as they will be");
    shape.field("invoice", &UpgradeView::invoice);
  }
};

constexpr int kShownDays = 90;

struct SuspendBody {
  std::optional<std::string> reason;
  static void describe(Shape<SuspendBody>& shape) {
    shape.field("reason", &SuspendBody::reason).length(0, 300);
  }
};

}  // namespace

void ServiceRoutes::mount(http::Router& router) {
  mountReading(router);
  mountActing(router);
  mountAdmin(router);
}

void ServiceRoutes::mountReading(http::Router& router) {
  router
      .get<ServiceQuery, http::Page<ServiceView>>("/services", Access::client(kReadServices),
                                                  [this](const auto& request) {
                                                    return list(request.actor(), request.scope(),
                                                                request.query());
                                                  })
      .named("listServices", "My services")
      .tagged("Services");
  router
      .get<http::Nothing, ServiceView>("/services/{id}", Access::client(kReadServices),
                                       [this](const auto& request) {
                                         return one(request.actor(), request.template id<Service>(),
                                                    false);
                                       })
      .named("getService", "One service")
      .tagged("Services");
  router
      .get<http::Nothing, TimelineView>("/services/{id}/timeline", Access::client(kReadServices),
                                        [this](const auto& request) {
                                          return timeline(request.scope(),
                                                          request.template id<Service>(), false);
                                        })
      .named("getServiceTimeline", "Everything that happened to it")
      .tagged("Services");
  router
      .get<http::Nothing, Json>("/services/{id}/usage", Access::client(kReadServices),
                                [this](const auto& request) {
                                  return usageOf(request.scope(), request.template id<Service>());
                                })
      .named("getServiceUsage", "What it uses, as the provider tells, and used from day to day")
      .tagged("Services")
      .slow();
  router
      .get<http::Nothing, Json>("/services/{id}/backups", Access::client(kReadServices),
                                [this](const auto& request) {
                                  return actions_.backups(request.scope(),
                                                          request.template id<Service>());
                                })
      .named("listServiceBackups", "Its restore points")
      .tagged("Services")
      .slow();
  router
      .get<http::Nothing, CredentialsView>(
          "/services/{id}/credentials",
          Access::client(kRevealCredentials).withFreshFactor().notImpersonated(),
          [this](const auto& request) {
            const auto id = request.template id<Service>();
            const auto credentials = actions_.revealCredentials(request.actor(), id);
            return CredentialsView{credentials.username, credentials.password.reveal(),
                                   actions_.get(request.scope(), id).host(), std::nullopt};
          })
      .named("revealServiceCredentials", "How to sign in to it")
      .tagged("Services");
}

http::Reply<ServiceActionView> ServiceRoutes::after(const Actor& actor, Id<Service> id,
                                                    const std::optional<Id<jobs::Job>>& job) {
  if (job) return {{job, std::nullopt}, 202};
  return {{std::nullopt, one(actor, id, actor.isStaff())}};
}

void ServiceRoutes::mountActing(http::Router& router) {
  const auto operate = Access::client(kOperateServices).notSuspended();
  router
      .post<UpgradeBody, UpgradeView>(
          "/services/{id}/upgrade", operate,
          [this](const auto& request) {
            const auto& body = request.body();
            return UpgradeView::of(actions_.changePlan(
                request.actor(), request.template id<Service>(), body.wanted(), body.preview));
          })
      .named("upgradeService", "Change its plan")
      .tagged("Services")
      .idempotent();
  router
      .post<CancelService, ServiceActionView>(
          "/services/{id}/cancel", Access::client(kOperateServices),
          [this](const auto& request) {
            const auto id = request.template id<Service>();
            // What ends now is gone with all that is in it; so is what ends with a term that is
            // over, of which `cancel` asks the same.
            if (request.body().when == "now") mustHaveFreshFactor(request.actor());
            return after(request.actor(), id,
                         actions_.cancel(request.actor(), id, request.body().when,
                                         request.body().reason.value_or("")));
          })
      .named("cancelService",
             "End it at the end of its term, or now; what ends today asks for a fresh factor")
      .tagged("Services")
      .idempotent();
  router
      .post<SuspendBody, ServiceActionView>(
          "/services/{id}/suspend", operate,
          [this](const auto& request) {
            const auto id = request.template id<Service>();
            return after(request.actor(), id,
                         actions_.suspend(request.actor(), id, SuspensionReason::Client));
          })
      .named("suspendService", "Take it off the net")
      .tagged("Services")
      .idempotent();
  router
      .post<http::Nothing, ServiceActionView>(
          "/services/{id}/unsuspend", operate,
          [this](const auto& request) {
            const auto id = request.template id<Service>();
            return after(request.actor(), id, actions_.unsuspend(request.actor(), id));
          })
      .named("unsuspendService", "Put it on the net again")
      .tagged("Services")
      .idempotent();
  router
      .post<NewServicePassword, http::Accepted>(
          "/services/{id}/change-password", operate.withFreshFactor(),
          [this](const auto& request) {
            return http::Accepted{actions_
                                      .changePassword(request.actor(),
                                                      request.template id<Service>(),
                                                      request.body().password)
                                      .text()};
          })
      .named("changeServicePassword", "Give it a new password")
      .tagged("Services")
      .idempotent();
  router
      .post<http::Nothing, SignOnView>(
          "/services/{id}/sso", operate.notImpersonated(),
          [this](const auto& request) {
            return SignOnView{
                actions_.singleSignOn(request.actor(), request.template id<Service>()).reveal()};
          })
      .named("signOnToService", "A link that signs me in to it")
      .tagged("Services")
      .slow();
}

Json ServiceRoutes::usageOf(const Scope& scope, Id<Service> id) {
  auto told = actions_.usage(scope, id);
  if (!told.is_object()) told = Json::object();
  told["history"] = toJson(
      database_.readOne([&](db::Reader& reader) { return usage_.of(reader, id, kShownDays); }));
  return told;
}

http::Page<ServiceView> ServiceRoutes::list(const Actor& actor, const Scope& scope,
                                            const ServiceQuery& query) {
  const bool staff = actor.isStaff();
  const auto order = http::ListOrder::of(query);
  return database_.read([&](db::Reader& reader) {
    auto services =
        services_.list(reader, scope, query.status, order, query.limit + 1, query.provisioning);
    auto page = http::Page<ServiceView>::of(
        std::move(services), query.limit,
        [&](const Service& service) {
          const auto server =
              staff && service.server ? servers_.find(reader, *service.server) : std::nullopt;
          return ServiceView::of(service, server ? std::optional{server->name} : std::nullopt,
                                 staff);
        },
        [](const Service& service) {
          return http::Cursor{service.id.value(), 0};
        },
        [&](const Service& service) {
          return staff || actor.may(kReadServices.action, service.id.text());
        });
    if (staff) nameClients(reader, actor, page.data);
    return page;
  });
}

ServiceView ServiceRoutes::one(const Actor& actor, Id<Service> id, bool staff) {
  return database_.read([&](db::Reader& reader) {
    const auto service = services_.find(reader, actor.scope, id);
    if (!service) throw NotFound{};
    const auto server =
        staff && service->server ? servers_.find(reader, *service->server) : std::nullopt;
    auto view =
        ServiceView::of(*service, server ? std::optional{server->name} : std::nullopt, staff);
    return staff ? withClient(reader, actor, std::move(view)) : view;
  });
}

TimelineView ServiceRoutes::timeline(const Scope& scope, Id<Service> id, bool staff) {
  return database_.read([&](db::Reader& reader) {
    if (!services_.find(reader, scope, id)) throw NotFound{};
    TimelineView view;
    for (const auto& step : services_.steps(reader, id))
      view.data.push_back({step.kind, staff || !step.hasFailed() ? step.detail : "", step.at});
    return view;
  });
}

}  // namespace hostler
