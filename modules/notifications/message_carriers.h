#pragma once

#include "core/operations/provider.h"
#include "modules/notifications/handed_over.h"
#include "modules/notifications/message.h"
#include "modules/resellers/resellers.h"

#include <functional>
#include <string>
#include <vector>

namespace hostler {

/// What became of a message that carriers were asked to take.
struct Carried {
  HandedOver result;
  std::string carrier;     ///< who took it, or may have
  std::string carrierId;   ///< what it is called there
  bool mayBeSent = false;  ///< the answer was lost: nobody else may be asked
};

/// Who carries a tenant's messages: notifier plugins in the order of the settings `mail.carriers`
/// and `sms.carriers` (names with commas between), and "builtin", which is the engine's own way:
/// its mail server or its spool. Without a setting mails go the engine's own way, and SMS by every
/// enabled plugin that sends any, in the order of their names. Thread-safe.
class MessageCarriers {
 public:
  static constexpr std::string_view kBuiltin = "builtin";

  /// `providers` may be null.
  MessageCarriers(ProviderPort* providers, Tenants& tenants)
      : providers_{providers}, tenants_{tenants} {}

  /// Those that are enabled, in the order in which they are asked; never empty: "builtin" where
  /// nothing else is there.
  std::vector<std::string> of(Id<Tenant> tenant, MessageChannel channel) const;
  bool hasPlugin(Id<Tenant> tenant, MessageChannel channel) const;

  /// Asks a plugin once. `request` as notifier/1.send takes it.
  Carried send(const std::string& carrier, const Json& request, const std::string& key) const;

  /// Asks one after the other until one takes it. Where an answer was lost, nobody else is asked:
  /// it may be under way.
  static Carried inTurn(const std::vector<std::string>& carriers,
                        const std::function<Carried(const std::string&)>& offer);

 private:
  std::vector<std::string> offering(MessageChannel channel) const;

  ProviderPort* providers_;
  Tenants& tenants_;
};

}  // namespace hostler
