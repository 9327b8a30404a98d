#include "modules/webhooks/webhooks_module.h"

namespace hostler {

WebhooksModule::WebhooksModule(WebhookDesk::Parts parts, WebhookDelivering::Post post)
    : desk_{parts},
      delivering_{{parts.database, parts.clock, parts.vault, parts.audit, std::move(post)}},
      routes_{parts.database, desk_} {
  parts.bus.addOutlet(desk_.outlet());
}

void WebhooksModule::addHandlers(jobs::Handlers& handlers) {
  handlers.add<DeliverWebhook>(WebhookDelivering::options(),
                               [this](jobs::Context& context, const DeliverWebhook& task) {
                                 return delivering_.run(context, task);
                               });
}

}  // namespace hostler
