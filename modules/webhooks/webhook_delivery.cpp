#include "modules/webhooks/webhook_delivery.h"

#include "core/base/fitted.h"
#include "core/http/body.h"
#include "core/secrets/digest.h"

namespace hostler {

std::string webhookSignature(const Secret& secret, Instant at, std::string_view body) {
  const auto time = std::to_string(at.unixSeconds());
  return "t=" + time + ",v1=" + hex(hmacSha256(secret.reveal(), time + "." + std::string{body}));
}

jobs::HandlerOptions WebhookDelivering::options() {
  return {"webhooks", kMaxAttempts, std::chrono::seconds{30}, std::chrono::hours{6}};
}

PostOutcome WebhookDelivering::send(const Webhook& webhook, const WebhookDelivery& delivery) {
  const auto sealed = parts_.database.read(
      [&](db::Reader& reader) { return webhook_repository::secret(reader, webhook.id); });
  if (!sealed) return {};
  const auto secret = parts_.vault.open(webhook_repository::kSecret, webhook.id.value(), *sealed);
  return parts_.post(
      {webhook.url,
       delivery.body,
       {{"Content-Type", "application/json"},
        {"User-Agent", "Hostler-Webhooks/1"},
        {"Hostler-Event", delivery.eventName},
        {"Hostler-Delivery", delivery.id.text()},
        {"Hostler-Signature", webhookSignature(secret, parts_.clock.now(), delivery.body)}}});
}

void WebhookDelivering::settle(db::Transaction& tx, const Actor& actor,
                               const WebhookDelivery& delivery) {
  webhook_repository::saveDelivery(tx, delivery);
  if (delivery.state == DeliveryState::Queued) return;
  auto webhook = webhook_repository::findById(tx, delivery.webhook);
  if (!webhook) return;
  webhook->failures = delivery.state == DeliveryState::Failed ? webhook->failures + 1 : 0;
  if (webhook->failures >= kMostFailures && webhook->isActive) {
    webhook->isActive = false;
    parts_.audit.record(tx, actor, "webhook.switched_off", webhook->id.text());
  }
  webhook_repository::save(tx, *webhook);
}

jobs::Result WebhookDelivering::run(jobs::Context& context, const DeliverWebhook& task) {
  const auto tenant = context.scope().tenant;
  auto [delivery, webhook] = parts_.database.read([&](db::Reader& reader) {
    auto found = webhook_repository::findDelivery(reader, tenant, task.delivery);
    auto target = found ? webhook_repository::findById(reader, found->webhook) : std::nullopt;
    return std::pair{std::move(found), std::move(target)};
  });
  if (!delivery || delivery->state != DeliveryState::Queued) return jobs::Result::done();
  const bool wanted = webhook && webhook->isActive;
  const auto outcome = wanted ? send(*webhook, *delivery) : PostOutcome{};
  const bool isLast = !wanted || context.isLastAttempt(kMaxAttempts);
  ++delivery->attempts;
  delivery->status = outcome.status;
  delivery->answer =
      fitted(http::asText(wanted ? (outcome.error.empty() ? outcome.response : outcome.error)
                                 : "the webhook is switched off or gone"),
             500);
  delivery->tookMs = static_cast<int>(outcome.took.count());
  delivery->triedAt = parts_.clock.now();
  if (outcome.isDelivered()) delivery->state = DeliveryState::Delivered;
  if (!outcome.isDelivered() && isLast) delivery->state = DeliveryState::Failed;
  context.transaction([&](db::Transaction& tx) { settle(tx, context.actor(), *delivery); });
  if (delivery->state == DeliveryState::Delivered) return jobs::Result::done();
  if (delivery->state == DeliveryState::Failed) return jobs::Result::fail(delivery->answer);
  return jobs::Result::retry(outcome.status == 0 ? outcome.error
                                                 : "answered " + std::to_string(outcome.status));
}

}  // namespace hostler
