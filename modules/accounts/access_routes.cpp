#include "modules/accounts/access_routes.h"

#include "modules/accounts/access_views.h"
#include "modules/accounts/account_permissions.h"
#include "modules/accounts/known_actions.h"

#include <algorithm>

namespace hostler {

using http::Access;
using http::Nothing;

void AccessRoutes::mount(http::Router& router) {
  mountPolicies(router);
  mountSimulation(router);
  mountSets<UserGroupView, UserGroupBody, UserGroup>(router, AccessKind::Group, "/account/groups",
                                                     "UserGroup");
  mountSets<UserRoleView, UserRoleBody, Role>(router, AccessKind::Role, "/account/roles",
                                              "UserRole");
}

void AccessRoutes::mountPolicies(http::Router& router) {
  const auto manage = Access::client(kManagePolicies).withFreshFactor().notImpersonated();
  const auto find = [this](Id<Account> account, Id<Policy> id) {
    const auto graph = parts_.engine.database.read(
        [&](db::Reader& reader) { return AccessGraph::load(reader, account); });
    const auto found = graph.policies().find(id);
    if (found == graph.policies().end()) throw NotFound{};
    return PolicyView::of(found->second);
  };
  router
      .get<Nothing, http::Page<PolicyView>>(
          "/account/policies", Access::client(kReadPolicies),
          [this](const auto& request) {
            const auto graph = parts_.engine.database.read([&](db::Reader& reader) {
              return AccessGraph::load(reader, *request.scope().account);
            });
            http::Page<PolicyView> page;
            for (const auto& [id, policy] : graph.policies()) {
              if (request.actor().may(kReadPolicies.action, id.text()))
                page.data.push_back(PolicyView::of(policy));
            }
            return page;
          })
      .named("listPolicies", "What rights can be given, one's own policies and the shipped ones")
      .tagged("Team");
  router
      .get<Nothing, PolicyView>("/account/policies/{id}", Access::client(kReadPolicies),
                                [find](const auto& request) {
                                  return find(*request.scope().account,
                                              request.template id<Policy>());
                                })
      .named("getPolicy", "One policy")
      .tagged("Team");
  router
      .post<PolicyEdit, PolicyView>("/account/policies", manage,
                                    [this, &router](const auto& request) {
                                      return PolicyView::of(desk_.addPolicy(
                                          request.actor(), request.body(), clientActions(router)));
                                    })
      .named("addPolicy", "Write a policy")
      .tagged("Team")
      .creates();
  router
      .patch<PolicyEdit, PolicyView>(
          "/account/policies/{id}", manage,
          [this, &router](const auto& request) {
            return PolicyView::of(desk_.changePolicy(request.actor(), request.template id<Policy>(),
                                                     request.body(), clientActions(router)));
          })
      .named("changePolicy", "Change a policy; it counts from the next request")
      .tagged("Team")
      .guardedBy<PolicyView>([find](const http::Context& context) {
        return find(*context.scope().account, context.pathId<Policy>());
      });
  router
      .remove<Nothing, Nothing>("/account/policies/{id}", manage,
                                [this](const auto& request) {
                                  desk_.removePolicy(request.actor(),
                                                     request.template id<Policy>());
                                })
      .named("removePolicy", "Remove a policy from everybody who has it")
      .tagged("Team");
}

void AccessRoutes::mountSimulation(http::Router& router) {
  router
      .post<SimulationBody, SimulationView>(
          "/account/policies/simulate", Access::client(kReadPolicies),
          [this](const auto& request) {
            const auto& body = request.body();
            const auto context = body.context.value_or(SimulationContext{});
            const auto trial =
                desk_.simulate(request.scope(), body.user, body.action, body.resource.value_or(""),
                               {context.ip.value_or(request.actor().origin.address),
                                context.freshFactor.value_or(false),
                                context.at.value_or(parts_.engine.clock.now())});
            return SimulationView{trial.allowed, trial.because, trial.policy};
          })
      .named("simulatePolicies", "Whether a user may do something, and why")
      .tagged("Team");
}

template <class View, class Body, class Entity>
void AccessRoutes::mountSets(http::Router& router, AccessKind kind, const std::string& path,
                             const std::string& word) {
  const auto read = Access::client(kReadPolicies);
  const auto manage = Access::client(kManagePolicies).withFreshFactor().notImpersonated();
  const auto all = [this, kind](Id<Account> account) {
    return parts_.engine.database.read([&](db::Reader& reader) {
      const auto graph = AccessGraph::load(reader, account);
      std::vector<View> views;
      for (const auto& set : access_repository::sets(reader, account, kind))
        views.push_back(View::of(set, graph));
      return views;
    });
  };
  const auto one = [all](Id<Account> account, Id<Entity> id) {
    auto views = all(account);
    const auto found = std::ranges::find(views, id, &View::id);
    if (found == views.end()) throw NotFound{};
    return *found;
  };
  router
      .get<Nothing, http::Page<View>>(path, read,
                                      [all](const auto& request) {
                                        http::Page<View> page;
                                        page.data = all(*request.scope().account);
                                        const auto& actor = request.actor();
                                        std::erase_if(page.data, [&](const View& view) {
                                          return !actor.may(kReadPolicies.action, view.id.text());
                                        });
                                        return page;
                                      })
      .named("list" + word + "s", "Those of the account")
      .tagged("Team");
  router
      .get<Nothing, View>(path + "/{id}", read,
                          [one](const auto& request) {
                            return one(*request.scope().account, request.template id<Entity>());
                          })
      .named("get" + word, "One of them")
      .tagged("Team");
  router
      .post<Body, View>(path, manage,
                        [this, kind, one](const auto& request) {
                          const auto id =
                              desk_.addSet(request.actor(), kind, request.body().edit());
                          return one(*request.scope().account, Id<Entity>::of(id));
                        })
      .named("add" + word, "Add one")
      .tagged("Team")
      .creates();
  router
      .patch<Body, View>(path + "/{id}", manage,
                         [this, kind, one](const auto& request) {
                           const auto id = request.template id<Entity>();
                           desk_.changeSet(request.actor(), kind, id.value(),
                                           request.body().edit());
                           return one(*request.scope().account, id);
                         })
      .named("change" + word, "Change one, and what it has")
      .tagged("Team")
      .template guardedBy<View>([one](const http::Context& context) {
        return one(*context.scope().account, context.pathId<Entity>());
      });
  router
      .remove<Nothing, Nothing>(path + "/{id}", manage,
                                [this, kind](const auto& request) {
                                  desk_.removeSet(request.actor(), kind,
                                                  request.template id<Entity>().value());
                                })
      .named("remove" + word, "Remove one")
      .tagged("Team");
}

}  // namespace hostler
