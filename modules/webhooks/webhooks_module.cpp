#include "modules/webhooks/webhooks_module.h"

#include "modules/accounts/accounts_events.h"

namespace hostler {

WebhooksModule::WebhooksModule(WebhookDesk::Parts parts, WebhookDelivering::Post post)
    : database_{parts.database},
      clock_{parts.clock},
      desk_{parts},
      delivering_{{parts.database, parts.clock, parts.vault, parts.audit,
                   WebhookMakers{parts.standing}, std::move(post)}},
      routes_{parts.database, desk_} {
  parts.bus.addOutlet(desk_.outlet());
  parts.bus.subscribe<UserRemoved>(
      [this](db::Transaction& tx, const Actor& actor, const Scope&, const UserRemoved& event) {
        desk_.judgeAnew(tx, actor, event.user);
      });
  parts.bus.subscribe<UserChanged>(
      [this](db::Transaction& tx, const Actor& actor, const Scope&, const UserChanged& event) {
        desk_.judgeAnew(tx, actor, event.user);
      });
  parts.bus.subscribe<StaffChanged>(
      [this](db::Transaction& tx, const Actor& actor, const Scope&, const StaffChanged& event) {
        if (event.change != "added") desk_.judgeAnew(tx, actor, event.user);
      });
}

void WebhooksModule::addHandlers(jobs::Handlers& handlers) {
  handlers.add<DeliverWebhook>(WebhookDelivering::options(),
                               [this](jobs::Context& context, const DeliverWebhook& task) {
                                 return delivering_.run(context, task);
                               });
}

std::size_t WebhooksModule::prune() {
  const auto before = clock_.now().minus(kKept);
  std::int64_t forgotten = 0;
  for (std::size_t batch = 0; batch < kMostPruned / kPrunedTogether; ++batch) {
    const auto ids = database_.readOne([&](db::Reader& reader) {
      return webhook_repository::oldDeliveries(reader, before, kPrunedTogether);
    });
    if (ids.empty()) break;
    forgotten += database_.transaction(
        [&](db::Transaction& tx) { return webhook_repository::pruneDeliveries(tx, ids); });
    if (ids.size() < kPrunedTogether) break;
  }
  return static_cast<std::size_t>(forgotten);
}

}  // namespace hostler
