#include "modules/notifications/tax_number_mails.h"

#include "modules/notifications/wording.h"

namespace hostler {

void TaxNumberMails::subscribe(events::Bus& bus) {
  bus.subscribe<TaxNumberRefused>(
      [this](db::Transaction& tx, const Actor&, const Scope& scope, const TaxNumberRefused& event) {
        refused(tx, scope, event);
      });
}

void TaxNumberMails::refused(db::Transaction& tx, const Scope& scope,
                             const TaxNumberRefused& event) {
  const auto tenant = parts_.tenants.get(scope.tenant);
  const auto contact = parts_.accounts.contactOf(tx, scope.tenant, event.account);
  auto base = tenant.publicUrl;
  while (base.ends_with('/')) base.pop_back();
  const auto send = [&](Message mail, const std::string& page) {
    if (mail.recipient.empty()) {
      log_.warning("message.nobody_to_write_to",
                   {{"account", event.account.text()}, {"template", mail.templateName}});
      return;
    }
    mail.tenant = scope.tenant;
    // A number may be lost, confirmed and lost again: each time is told.
    mail.key = event.account.text() + ":" + std::to_string(parts_.clock.now().unixMicros());
    mail.model["tax_id"] = event.taxId;
    mail.model["checked_on"] = wording::day(parts_.tenants.today(scope.tenant), mail.language);
    mail.model["link"] = base + page;
    parts_.sender.take(tx, std::move(mail));
  };
  Message toClient;
  toClient.account = event.account;
  toClient.templateName = "tax_number_refused";
  toClient.language = contact.language;
  toClient.recipient = contact.email;
  toClient.model["client"] = {{"name", contact.name}, {"email", contact.email}};
  send(std::move(toClient), "/profile");

  // The shop's own mail: it is no client's to see.
  Message toStaff;
  toStaff.templateName = "tax_number_for_staff";
  toStaff.language = tenant.locale;
  toStaff.recipient = tenant.email;
  toStaff.model["client"] = {{"name", tenant.name}, {"email", tenant.email}};
  toStaff.model["buyer"] = {{"name", contact.name}, {"id", event.account.text()}};
  send(std::move(toStaff), "/admin/clients/" + event.account.text());
}

}  // namespace hostler
