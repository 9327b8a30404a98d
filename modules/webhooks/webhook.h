#pragma once

#include "core/audit/actor.h"
#include "core/events/event_bus.h"
#include "core/shape/words.h"
#include "modules/entities/entities.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// Where events go outside.
struct Webhook {
  Id<Webhook> id;
  Scope scope;  ///< an account's own, or the shop's
  std::string url, description;
  std::vector<std::string> events;  ///< names, beginnings with a star ("invoice.*"), or *
  bool isActive = true;
  int failures = 0;  ///< deliveries that were given up, in a row
  Instant createdAt;
  std::optional<Id<User>> madeBy;  ///< who has said where it leads

  bool wants(const std::string& event) const;
};

enum class WebhookDeliveryState { Queued = 1, Delivered, Failed };
template <>
inline constexpr std::array kEnumNames<WebhookDeliveryState>{
    std::string_view{"queued"}, std::string_view{"delivered"}, std::string_view{"failed"}};

/// One event on its way to one webhook.
struct WebhookDelivery {
  Id<WebhookDelivery> id;
  Id<Tenant> tenant;
  Id<Webhook> webhook;
  Id<events::Event> event;
  std::string eventName, body;
  WebhookDeliveryState state = WebhookDeliveryState::Queued;
  int attempts = 0, status = 0;
  std::string answer;
  int tookMs = 0;
  std::optional<Id<WebhookDelivery>> replayOf;
  Instant createdAt;
  std::optional<Instant> triedAt;

  /// What the body tells of the event.
  Json payload() const;
};

}  // namespace hostler
