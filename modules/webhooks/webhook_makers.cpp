#include "modules/webhooks/webhook_makers.h"

#include "modules/accounts/event_rights.h"
#include "modules/webhooks/webhook_permissions.h"

namespace hostler {

std::optional<Actor> WebhookMakers::of(db::Reader& reader, const Webhook& webhook) const {
  const auto tenant = webhook.scope.tenant;
  if (!webhook.madeBy) return Actor::system(tenant, "webhook");
  auto maker = standing_(reader, tenant, *webhook.madeBy);
  if (!maker || maker->scope.account != webhook.scope.account) return std::nullopt;
  // The shop's carry out everything, so the right to have one is the right to hear of it.
  if (!webhook.scope.account && !maker->may(kManageShopWebhooks.action)) return std::nullopt;
  return maker;
}

bool WebhookMakers::mayHear(db::Reader& reader, const Webhook& webhook, std::string_view event,
                            const Json& payload) const {
  const auto maker = of(reader, webhook);
  return maker && (!webhook.scope.account || mayReadEvent(*maker, event, payload));
}

}  // namespace hostler
