#pragma once

#include "core/audit/actor.h"
#include "core/db/database.h"
#include "core/json/json.h"
#include "modules/webhooks/webhook.h"

#include <functional>
#include <optional>
#include <string_view>

namespace hostler {

/// Whoever made a webhook stands for what it carries out: it is told of what they may read now,
/// while they are not there.
class WebhookMakers {
 public:
  /// What a user may do at this moment; nobody for who is gone or switched off.
  using Standing = std::function<std::optional<Actor>(db::Reader&, Id<Tenant>, Id<User>)>;

  /// What a delivery says that was not sent for this reason.
  static constexpr std::string_view kMayNot =
      "not sent: who stands for the webhook may not read this any more; whoever may takes it over "
      "by switching it off and on again";

  explicit WebhookMakers(Standing standing) : standing_{std::move(standing)} {}

  /// Who stands for a webhook; nobody where they may have none any more. One that nobody was noted
  /// for is the system's.
  std::optional<Actor> of(db::Reader& reader, const Webhook& webhook) const;
  /// Whether the webhook may be told of an event now.
  bool mayHear(db::Reader& reader, const Webhook& webhook, std::string_view event,
               const Json& payload) const;

 private:
  Standing standing_;
};

}  // namespace hostler
