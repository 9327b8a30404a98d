#include "modules/billing/webhook_route.h"

#include "core/http/client_address.h"
#include "core/http/problem_response.h"
#include "core/secrets/digest.h"
#include "modules/billing/gateway_reply.h"

namespace hostler {

void WebhookRoute::mount(http::Router& router) {
  router
      .raw(http::Method::Post, "/payments/webhook/{gateway}", http::Access::everyone(),
           [this](http::Context& context) { return receive(context); })
      .named("receiveGatewayWebhook", "Events of a payment gateway")
      .tagged("Billing")
      .rawBody()
      .limited(http::Rate::Unlimited);
}

namespace {

// Gateways give up after a few seconds, and send it again.
constexpr std::chrono::seconds kPatience{15};

std::string topicOf(const DeliveryCopies::Delivery& delivery) {
  return "webhook:" + delivery.fingerprint;
}

http::Answer received() {
  http::Answer answer;
  answer.body = {{"received", true}};
  return answer;
}

std::string reasonOf(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "it threw what is no exception";
  }
}

std::optional<http::Answer> answerFor(const DeliveryCopies::Delivery& delivery,
                                      const std::string& requestId, bool last) {
  const DeliveryCopies::State state = delivery.state;
  if (state == DeliveryCopies::State::Taken) return received();
  if (state == DeliveryCopies::State::Failed && delivery.refusal)
    return http::problemAnswer(*delivery.refusal, requestId);
  if (state == DeliveryCopies::State::Underway && !last) return std::nullopt;
  http::Answer unavailable;
  unavailable.status = 503;
  return unavailable;
}

std::string bucketOf(const http::Context& context) {
  return "bad_webhook:" + http::limitKey(context.actor().origin.address);
}

void mustBeAllowed(const http::RateLimits::Verdict& verdict) {
  if (verdict.allowed) return;
  throw DomainError{"rate_limited",
                    429,
                    "Too many calls; try again later.",
                    {{"retry_after", verdict.reset.count()}}};
}

}  // namespace

// Well-signed deliveries do not count towards the limit; whoever sends bad ones is a stranger like
// any other.
void WebhookRoute::countStranger(const http::Context& context) {
  mustBeAllowed(limits_.take(bucketOf(context), limits_.settings().anonymous));
}

// Checking a signature costs a call of the plugin, so an address that has used up its bad ones is
// not checked at all.
void WebhookRoute::refuseStrangers(const http::Context& context) {
  mustBeAllowed(limits_.glance(bucketOf(context), limits_.settings().anonymous));
}

http::Answer WebhookRoute::receive(http::Context& context) {
  refuseStrangers(context);
  const auto& gateway = context.path("gateway");
  const auto& raw = context.raw();
  bool known = false;
  for (const auto& instance : providers_.instances("gateway"))
    known = known || (instance.name == gateway && instance.enabled);
  if (!known) {
    countStranger(context);
    throw NotFound{};
  }
  Json headers = Json::array();
  for (const auto& [name, value] : raw.headers) {
    if (name != "authorization" && name != "cookie") headers.push_back({name, value});
  }
  const auto [delivery, isFirst] =
      copies_->enter(sha256(dump(Json::array({gateway, headers, hex(sha256(raw.body))}))));
  if (isFirst) take(context, gateway, headers, delivery);
  if (delivery->state == DeliveryCopies::State::Taken) return received();
  http::Answer later;
  later.later = std::make_shared<http::Later>();
  later.later->topic = topicOf(*delivery);
  later.later->atMost = kPatience;
  later.later->isInMemory = true;
  later.later->check = [delivery, id = context.requestId()](bool last) {
    return answerFor(*delivery, id, last);
  };
  return later;
}

// It holds no thread while it waits for its place in a commit.
void WebhookRoute::take(http::Context& context, const std::string& gateway, const Json& headers,
                        const std::shared_ptr<DeliveryCopies::Delivery>& delivery) {
  try {
    auto event = verified(context, gateway, headers);
    const auto id = event.eventId;
    desk_.take(std::move(event), [copies = copies_, signal = signal_, log = log_, delivery, gateway,
                                  id](const std::exception_ptr& failure) {
      if (failure) {
        log.error("webhook.not_booked",
                  {{"gateway", gateway}, {"event", id}, {"reason", reasonOf(failure)}});
        copies->failed(*delivery);
      } else {
        copies->taken(*delivery);
      }
      signal(topicOf(*delivery));
    });
  } catch (const DomainError& refusal) {
    delivery->refusal = refusal;
    copies_->failed(*delivery);
    signal_(topicOf(*delivery));
    throw;
  } catch (...) {
    copies_->failed(*delivery);
    signal_(topicOf(*delivery));
    throw;
  }
}

// What the plugin has found to be the gateway's own; throws DomainError for anything else.
GatewayDelivery WebhookRoute::verified(http::Context& context, const std::string& gateway,
                                       const Json& headers) {
  const auto& raw = context.raw();
  const auto answer = providers_.call({gateway,
                                       "gateway/1.webhook",
                                       {{"headers", headers}, {"body_base64", base64(raw.body)}},
                                       {},
                                       std::chrono::seconds{4}});
  switch (answer.outcome) {
    case Outcome::Succeeded:
      break;
    case Outcome::Permanent:
      countStranger(context);
      if (answer.code == "malformed")
        log_.error("webhook.malformed", {{"gateway", gateway}, {"request", context.requestId()}});
      throw DomainError{"bad_signature", 400, "The delivery is not signed as this gateway signs."};
    case Outcome::NeedsAttention:
      log_.error("webhook.no_secret", {{"gateway", gateway}});
      throw DomainError{"webhook_secret_missing",
                        503,
                        "No webhook secret is set for this gateway.",
                        {{"retry_after", 300}}};
    case Outcome::Pending:
    case Outcome::Retryable:
    case Outcome::Unknown:
      throw DomainError{"unavailable",
                        503,
                        "The delivery cannot be taken right now; send it again.",
                        {{"retry_after", 5}}};
  }
  try {
    return readDelivery(gateway, answer.reply, raw.body, production_);
  } catch (const ValidationError& error) {
    log_.error("webhook.unreadable",
               {{"gateway", gateway}, {"field", error.errors().front().field}});
    throw DomainError{"malformed_event", 400, "The event is signed and cannot be read."};
  }
}

}  // namespace hostler
