#pragma once

#include "core/events/event_bus.h"
#include "modules/accounts/accounts.h"
#include "modules/domains/domains.h"
#include "modules/notifications/notification_sender.h"

namespace hostler {

/// The mails of a domain's life, in the transaction of what they tell of.
class DomainMails {
 public:
  /// A domain as its module knows it.
  using Lookup = std::function<std::optional<Domain>(db::Reader&, Id<Tenant>, Id<Domain>)>;
  struct Parts {
    const Clock& clock;
    Tenants& tenants;
    Accounts& accounts;
    NotificationSender& sender;
    Lookup domain;
    std::function<std::vector<std::string>(db::Reader&)> operators;
  };
  explicit DomainMails(Parts parts) : parts_{std::move(parts)} {}
  void subscribe(events::Bus& bus);

 private:
  template <class E>
  void follow(events::Bus& bus, std::string templateName);
  /// Nothing when there is nobody to write to. Told once for each `key`.
  std::optional<Message> mailAbout(db::Transaction& tx, const Scope& scope, const DomainFact& fact,
                                   std::string templateName, const std::string& key);
  void expiring(db::Transaction& tx, const Scope& scope, const DomainExpiring& event);
  void needsAttention(db::Transaction& tx, const Scope& scope, const DomainNeedsAttention& event);
  std::string portal(Id<Tenant> tenant, const std::string& path);

  Parts parts_;
  Log log_{"modules.notifications"};
};

}  // namespace hostler
