#include "modules/notifications/quote_mails.h"

#include "modules/notifications/wording.h"

namespace hostler {

void QuoteMails::subscribe(events::Bus& bus) {
  bus.subscribe<QuoteSent>([this](db::Transaction& tx, const Actor&, const Scope& scope,
                                  const QuoteSent& event) { sent(tx, scope, event); });
}

// Staff may send a quote once more, as it was or changed: each time is told.
void QuoteMails::sent(db::Transaction& tx, const Scope& scope, const QuoteSent& event) {
  const auto contact = parts_.accounts.contactOf(tx, scope.tenant, event.account);
  if (contact.email.empty()) {
    log_.warning("message.nobody_to_write_to",
                 {{"account", event.account.text()}, {"template", "quote"}});
    return;
  }
  auto base = parts_.tenants.get(scope.tenant).publicUrl;
  while (base.ends_with('/')) base.pop_back();
  Message mail;
  mail.tenant = scope.tenant;
  mail.account = event.account;
  mail.templateName = "quote";
  mail.language = contact.language;
  mail.recipient = contact.email;
  mail.key = event.quote.text() + ":" + std::to_string(parts_.clock.now().unixMicros());
  mail.model["client"] = {{"name", contact.name}, {"email", contact.email}};
  mail.model["quote"] = {{"title", event.title},
                         {"total", wording::sum(event.total, MessageChannel::Email)},
                         {"valid_until", wording::day(event.validUntil, contact.language)}};
  mail.model["link"] = base + "/quotes/" + event.quote.text();
  parts_.sender.take(tx, std::move(mail));
}

}  // namespace hostler
