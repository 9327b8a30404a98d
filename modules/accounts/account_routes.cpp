#include "modules/accounts/account_routes.h"

#include "modules/accounts/account_permissions.h"
#include "modules/accounts/account_views.h"
#include "modules/accounts/activity.h"
#include "modules/accounts/api_key_views.h"
#include "modules/accounts/known_actions.h"

namespace hostler {

using http::Access;
using http::Nothing;

void AccountRoutes::mount(http::Router& router) {
  mountProfile(router);
  mountKeys(router);
  mountActivity(router);
}

void AccountRoutes::mountProfile(http::Router& router) {
  const auto current = [this](const http::Context& context) {
    const auto found = parts_.engine.database.read([&](db::Reader& reader) {
      return profiles_.get(reader, context.tenant(), *context.scope().account);
    });
    return AccountView::of(found.account, found.user);
  };
  router
      .get<Nothing, AccountView>(
          "/account", Access::client(kReadAccount),
          [current](const auto& request) { return current(request.context()); })
      .named("getAccount", "My account")
      .tagged("Account");
  router
      .patch<AccountChange, AccountView>("/account", Access::client(kUpdateAccount),
                                         [this](const auto& request) {
                                           const auto changed =
                                               profiles_.change(request.actor(), request.body());
                                           return AccountView::of(changed.account, changed.user);
                                         })
      .named("changeAccount", "Profile, billing address, tax identity, currency, language, alias")
      .tagged("Account")
      .template guardedBy<AccountView>(current);
}

void AccountRoutes::mountKeys(http::Router& router) {
  router
      .get<http::ListQuery, http::Page<ApiKeyView>>(
          "/account/api-keys", Access::client(kReadApiKeys),
          [this](const auto& request) {
            auto keys = keys_.list(request.scope(), http::ListOrder::of(request.query()),
                                   request.query().limit + 1);
            const auto& actor = request.actor();
            return http::Page<ApiKeyView>::of(
                std::move(keys), request.query().limit, ApiKeyView::of,
                [](const ApiKey& key) {
                  return http::Cursor{key.id.value(), 0};
                },
                [&](const ApiKey& key) { return actor.may(kReadApiKeys.action, key.id.text()); });
          })
      .named("listApiKeys", "Keys for programs")
      .tagged("Account");
  router
      .post<NewApiKeyBody, ApiKeyView>(
          "/account/api-keys", Access::client(kManageApiKeys).withFreshFactor().notImpersonated(),
          [this, &router](const auto& request) {
            const auto& body = request.body();
            const auto made = keys_.create(request.actor(),
                                           {body.name, body.scopes, body.addresses, body.expiresAt},
                                           clientActions(router));
            auto view = ApiKeyView::of(made.key);
            view.secret = made.secret.reveal();
            return view;
          })
      .named("createApiKey", "A key for programs; it is shown this once")
      .tagged("Account")
      .creates();
  router
      .remove<Nothing, Nothing>("/account/api-keys/{id}",
                                Access::client(kManageApiKeys).notImpersonated(),
                                [this](const auto& request) {
                                  keys_.revoke(request.actor(), request.template id<ApiKey>());
                                })
      .named("revokeApiKey", "End a key at once")
      .tagged("Account");
}

void AccountRoutes::mountActivity(http::Router& router) {
  router
      .get<http::ListQuery, http::Page<ActivityView>>(
          "/account/activity", Access::client(kReadActivity),
          [this](const auto& request) {
            const auto& query = request.query();
            const auto order = http::ListOrder::of(query);
            auto lines = parts_.engine.database.read([&](db::Reader& reader) {
              return activityOf(reader, request.scope(), order, query.limit + 1);
            });
            const auto& actor = request.actor();
            return http::Page<ActivityView>::of(
                std::move(lines), query.limit, [](const ActivityView& view) { return view; },
                [](const ActivityView& view) {
                  return http::Cursor{view.id.value(), 0};
                },
                [&](const ActivityView& view) {
                  std::vector<std::string> names{view.id.text()};
                  if (!view.object.empty()) names.push_back(view.object);
                  if (view.user) names.push_back(view.user->text());
                  return actor.mayOn(kReadActivity.action, names);
                });
          })
      .named("listActivity", "Sign-ins and changes")
      .tagged("Account");
}

}  // namespace hostler
