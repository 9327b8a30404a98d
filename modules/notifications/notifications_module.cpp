#include "modules/notifications/notifications_module.h"

#include "modules/notifications/delivery_routes.h"
#include "modules/notifications/domain_mails.h"
#include "modules/notifications/life_mails.h"
#include "modules/notifications/message_repository.h"
#include "modules/notifications/message_routes.h"
#include "modules/notifications/quote_mails.h"
#include "modules/notifications/reminder_route.h"
#include "modules/notifications/send_message_job.h"
#include "modules/notifications/tax_number_mails.h"
#include "modules/notifications/template_routes.h"

namespace hostler {

struct NotificationsModule::Inside {
  Parts parts;
  render::TemplateEngine engine{parts.clock};
  OutgoingMail mail{parts.settings.smtp, parts.settings.smtpConnections, parts.settings.spool,
                    parts.clock};
  OutgoingSms sms{parts.settings.production ? std::filesystem::path{} : parts.settings.spool};
  MessageCarriers carriers{parts.providers, parts.tenants};
  NotificationSender sender{{parts.clock, parts.ids, parts.vault, parts.jobs, parts.tenants,
                             parts.templates, mail, sms, carriers}};
  MessageComposer composer{{parts.tenants, parts.billing, parts.templates, engine, parts.service,
                            parts.settings.fallbackFrom}};
  SendMessageJob job{{parts.database, parts.clock, parts.tenants, sender, composer, mail, sms,
                      carriers, parts.invoicePdf, parts.settings.fallbackFrom,
                      !parts.settings.production}};
  LifeMails lifeMails{{parts.clock, parts.tenants, parts.accounts, parts.billing, sender,
                       parts.service, parts.operators, parts.settings.smsNotices}};
  DomainMails domainMails{
      {parts.clock, parts.tenants, parts.accounts, sender, parts.domain, parts.operators}};
  QuoteMails quoteMails{{parts.clock, parts.tenants, parts.accounts, sender}};
  TaxNumberMails taxNumberMails{{parts.clock, parts.tenants, parts.accounts, sender}};
  TemplateDesk templates{
      {parts.database, parts.clock, parts.audit, parts.templates, engine, composer, sender}};
  MessageRoutes messageRoutes{
      {parts.database, sender, composer, parts.audit, !parts.settings.production}};
  TemplateRoutes templateRoutes{templates};
  DeliveryRoutes deliveryRoutes{{parts.database, parts.clock, parts.ids, parts.tenants,
                                 parts.providers, parts.limits, parts.audit}};
  ReminderRoute reminderRoute{
      {parts.database, parts.tenants, parts.billing, lifeMails, parts.audit}};

  explicit Inside(Parts given) : parts{std::move(given)} {}
};

NotificationsModule::NotificationsModule(Parts parts)
    : inside_{std::make_unique<Inside>(std::move(parts))} {
  inside_->lifeMails.subscribe(inside_->parts.bus);
  inside_->domainMails.subscribe(inside_->parts.bus);
  inside_->quoteMails.subscribe(inside_->parts.bus);
  inside_->taxNumberMails.subscribe(inside_->parts.bus);
}

NotificationsModule::~NotificationsModule() = default;

MessageSender& NotificationsModule::sender() {
  return inside_->sender;
}

void NotificationsModule::addRoutes(http::Router& router) {
  inside_->messageRoutes.mount(router);
  inside_->templateRoutes.mount(router);
  inside_->reminderRoute.mount(router);
  inside_->deliveryRoutes.mount(router);
}

void NotificationsModule::addHandlers(jobs::Handlers& handlers) {
  handlers.add<SendMessage>(SendMessageJob::options(),
                            [this](jobs::Context& context, const SendMessage& task) {
                              return inside_->job.run(context, task);
                            });
}

bool NotificationsModule::remind(db::Transaction& tx, const Actor& actor, Id<Invoice> invoice,
                                 Reminder kind, std::optional<Date> actsOn) {
  return inside_->lifeMails.remind(tx, actor, invoice, kind, actsOn);
}

std::string NotificationsModule::document(Id<Tenant> tenant, const std::string& name,
                                          const std::string& locale, const Json& model) {
  return inside_->templates.document(tenant, name, locale, model);
}

std::span<const SealedColumn> notificationsSealedColumns() {
  static const std::array kColumns{message_repository::kSecrets};
  return kColumns;
}

}  // namespace hostler
