#include "modules/webhooks/webhook_delivery.h"

#include "core/base/fitted.h"
#include "core/http/body.h"
#include "core/secrets/digest.h"

#include <algorithm>

namespace hostler {

namespace {

constexpr int kGone = 410;  // the receiver wants nothing more

// Secrets of earlier versions are base64url: the bytes of either are the key.
std::string keyOf(const Secret& secret) {
  constexpr std::string_view kPrefix = "whsec_";
  std::string_view text = secret.reveal();
  if (text.starts_with(kPrefix)) text.remove_prefix(kPrefix.size());
  std::string url{text};
  std::ranges::replace(url, '+', '-');
  std::ranges::replace(url, '/', '_');
  while (url.ends_with('=')) url.pop_back();
  return decodeBase64Url(url).value_or(std::string{text});
}

}  // namespace

std::string webhookSignature(const WebhookSecrets& secrets, Instant at, std::string_view body) {
  const auto time = std::to_string(at.unixSeconds());
  auto signature = "t=" + time;
  for (auto secret = secrets.rbegin(); secret != secrets.rend(); ++secret)
    signature += ",v1=" + hex(hmacSha256(secret->reveal(), time + "." + std::string{body}));
  return signature;
}

std::string standardSignature(const WebhookSecrets& secrets, const std::string& id, Instant at,
                              std::string_view body) {
  const auto text = id + "." + std::to_string(at.unixSeconds()) + "." + std::string{body};
  std::string signature;
  for (const auto& secret : secrets)
    signature += (signature.empty() ? "v1," : " v1,") + base64(hmacSha256(keyOf(secret), text));
  return signature;
}

// The pauses double from a minute to half a day: the last attempt comes after some three days.
jobs::HandlerOptions WebhookDelivering::options() {
  return {"webhooks", kMaxAttempts, std::chrono::minutes{1}, std::chrono::hours{12}};
}

WebhookSecrets WebhookDelivering::secretsOf(Id<Webhook> webhook, Instant now) {
  const auto sealed = parts_.database.readOne(
      [&](db::Reader& reader) { return webhook_repository::secrets(reader, webhook); });
  WebhookSecrets secrets;
  if (!sealed) return secrets;
  secrets.push_back(
      parts_.vault.open(webhook_repository::kSecret, webhook.value(), sealed->current));
  if (sealed->previous && sealed->previousUntil && now < *sealed->previousUntil) {
    secrets.push_back(
        parts_.vault.open(webhook_repository::kPreviousSecret, webhook.value(), *sealed->previous));
  }
  return secrets;
}

PostOutcome WebhookDelivering::send(const Webhook& webhook, const WebhookDelivery& delivery) {
  const auto now = parts_.clock.now();
  const auto secrets = secretsOf(webhook.id, now);
  if (secrets.empty()) return {};
  // The event's: the same for every attempt at telling of it.
  const auto id = delivery.event.text();
  return parts_.post({webhook.url,
                      delivery.body,
                      {{"Content-Type", "application/json"},
                       {"User-Agent", "Hostler-Webhooks/1"},
                       {"webhook-id", id},
                       {"webhook-timestamp", std::to_string(now.unixSeconds())},
                       {"webhook-signature", standardSignature(secrets, id, now, delivery.body)},
                       {"Hostler-Event", delivery.eventName},
                       {"Hostler-Delivery", delivery.id.text()},
                       {"Hostler-Signature", webhookSignature(secrets, now, delivery.body)}}});
}

void WebhookDelivering::settle(db::Transaction& tx, const Actor& actor,
                               const WebhookDelivery& delivery, bool isGone) {
  webhook_repository::saveDelivery(tx, delivery);
  if (delivery.state == WebhookDeliveryState::Queued) return;
  auto webhook = webhook_repository::findById(tx, delivery.webhook);
  if (!webhook) return;
  webhook->failures = delivery.state == WebhookDeliveryState::Failed ? webhook->failures + 1 : 0;
  if ((isGone || webhook->failures >= kMostFailures) && webhook->isActive) {
    webhook->isActive = false;
    parts_.audit.record(tx, actor, "webhook.switched_off", webhook->id.text());
  }
  webhook_repository::save(tx, *webhook);
}

// Judged again when it is sent: a right may have been taken away while it waited.
std::string WebhookDelivering::whyNot(db::Reader& reader, const std::optional<Webhook>& webhook,
                                      const WebhookDelivery& delivery) const {
  if (!webhook || !webhook->isActive) return "the webhook is switched off or gone";
  if (parts_.makers.mayHear(reader, *webhook, delivery.eventName, delivery.payload())) return {};
  return std::string{WebhookMakers::kMayNot};
}

jobs::Result WebhookDelivering::run(jobs::Context& context, const DeliverWebhook& task) {
  const auto tenant = context.scope().tenant;
  auto [delivery, webhook, refusal] = parts_.database.read([&](db::Reader& reader) {
    auto found = webhook_repository::findDelivery(reader, tenant, task.delivery);
    auto target = found ? webhook_repository::findById(reader, found->webhook) : std::nullopt;
    auto reason = found ? whyNot(reader, target, *found) : std::string{};
    return std::tuple{std::move(found), std::move(target), std::move(reason)};
  });
  if (!delivery || delivery->state != WebhookDeliveryState::Queued) return jobs::Result::done();
  const bool wanted = refusal.empty();
  const auto outcome = wanted ? send(*webhook, *delivery) : PostOutcome{};
  const bool isGone = outcome.status == kGone;
  const bool isLast = !wanted || isGone || context.isLastAttempt(kMaxAttempts);
  ++delivery->attempts;
  delivery->status = outcome.status;
  delivery->answer = fitted(
      http::asText(wanted ? (outcome.error.empty() ? outcome.response : outcome.error) : refusal),
      500);
  delivery->tookMs = static_cast<int>(outcome.took.count());
  delivery->triedAt = parts_.clock.now();
  if (outcome.isDelivered()) delivery->state = WebhookDeliveryState::Delivered;
  if (!outcome.isDelivered() && isLast) delivery->state = WebhookDeliveryState::Failed;
  context.transaction([&](db::Transaction& tx) { settle(tx, context.actor(), *delivery, isGone); });
  if (delivery->state == WebhookDeliveryState::Delivered) return jobs::Result::done();
  if (delivery->state == WebhookDeliveryState::Failed) return jobs::Result::fail(delivery->answer);
  return jobs::Result::retry(outcome.status == 0 ? outcome.error
                                                 : "answered " + std::to_string(outcome.status));
}

}  // namespace hostler
