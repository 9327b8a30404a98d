#pragma once

#include "core/events/event_bus.h"
#include "modules/accounts/accounts.h"
#include "modules/accounts/accounts_events.h"
#include "modules/billing/billing_events.h"
#include "modules/notifications/message_composer.h"
#include "modules/notifications/notification_sender.h"
#include "modules/notifications/notifications_module.h"
#include "modules/services/services.h"

namespace hostler {

/// The mails of a customer's life: what is announced by others is told to whom it concerns, in the
/// same transaction.
class LifeMails {
 public:
  struct Parts {
    const Clock& clock;
    Tenants& tenants;
    Accounts& accounts;
    Billing& billing;
    NotificationSender& sender;
    ServiceLookup service;
    std::function<std::vector<std::string>(db::Reader&)> operators;
    bool smsNotices = false;
  };
  explicit LifeMails(Parts parts) : parts_{std::move(parts)} {}

  void subscribe(events::Bus& bus);
  bool remind(db::Transaction& tx, const Actor& actor, Id<Invoice> invoice, Reminder kind,
              std::optional<Date> actsOn);
  /// The same however often somebody wants it. False when there is nobody to write to.
  bool remindByHand(db::Transaction& tx, const Actor& actor, Id<Invoice> invoice, Reminder kind);

 private:
  using Tx = db::Transaction;

  bool remind(Tx& tx, const Actor& actor, Id<Invoice> invoice, Reminder kind,
              std::optional<Date> actsOn, const std::string& key);

  void on(Tx& tx, const Scope& scope, const AccountRegistered& event);
  void onAll(Tx& tx, std::span<const events::Fact<InvoiceIssued>> facts);
  void onAll(Tx& tx, std::span<const events::Fact<PaymentReceived>> facts);
  void on(Tx& tx, const Scope& scope, const PaymentFailed& event);
  void on(Tx& tx, const Scope& scope, const DebitAnnounced& event);
  void on(Tx& tx, const Scope& scope, const PaymentNeedsClient& event);
  void on(Tx& tx, const Scope& scope, const ServiceActivated& event);
  void on(Tx& tx, const Scope& scope, const ServiceSuspended& event);
  void on(Tx& tx, const Scope& scope, const ServiceUnsuspended& event);
  void on(Tx& tx, const Scope& scope, const ServiceTerminated& event);
  void on(Tx& tx, const Scope& scope, const ServiceCancellationRequested& event);
  void on(Tx& tx, const Scope& scope, const ServiceUsageHigh& event);
  void on(Tx& tx, const Scope& scope, const ServicePriceAnnounced& event);
  void on(Tx& tx, const Scope& scope, const ServiceNeedsAttention& event);
  void on(Tx& tx, const Scope& scope, const ServerFailing& event);
  void on(Tx& tx, const Scope& scope, const ServerRecovered& event);
  template <class E>
  void follow(events::Bus& bus);
  template <class E>
  void followAll(events::Bus& bus);
  template <class E>
  std::map<Id<Account>, Contact> contactsOf(Tx& tx, std::span<const events::Fact<E>> facts);

  /// A mail to the account's root user, in the account's language; nothing when there is nobody to
  /// write to.
  std::optional<Message> mailTo(Tx& tx, Id<Tenant> tenant, Id<Account> account,
                                std::string templateName, std::string key);
  std::optional<Message> mailTo(const Contact& contact, Id<Tenant> tenant, Id<Account> account,
                                std::string templateName, std::string key);
  /// The same about a service.
  std::optional<Message> mailAbout(Tx& tx, const Scope& scope, const ServiceFact& fact,
                                   std::string templateName);
  /// To whoever looks after servers and plugins.
  void toOperators(Tx& tx, const std::string& templateName, const std::string& key,
                   const Json& model);
  void aboutServer(Tx& tx, const ServerFact& fact, const std::string& templateName);
  void smsTo(Tx& tx, const Message& mail, std::string templateName);
  std::string portal(Id<Tenant> tenant, const std::string& path);

  Parts parts_;
  Log log_{"modules.notifications"};
};

}  // namespace hostler
