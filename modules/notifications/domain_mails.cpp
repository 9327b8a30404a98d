#include "modules/notifications/domain_mails.h"

#include "modules/notifications/wording.h"

namespace hostler {

std::string DomainMails::portal(Id<Tenant> tenant, const std::string& path) {
  auto base = parts_.tenants.get(tenant).publicUrl;
  while (base.ends_with('/')) base.pop_back();
  return base + path;
}

std::optional<Message> DomainMails::mailAbout(db::Transaction& tx, const Scope& scope,
                                              const DomainFact& fact, std::string templateName,
                                              const std::string& key) {
  const auto contact = parts_.accounts.contactOf(tx, scope.tenant, fact.account);
  if (contact.email.empty()) {
    log_.warning("message.nobody_to_write_to",
                 {{"account", fact.account.text()}, {"template", templateName}});
    return std::nullopt;
  }
  const auto domain = parts_.domain ? parts_.domain(tx, scope.tenant, fact.domain) : std::nullopt;
  const auto expiresOn = domain ? domain->expiresOn() : std::nullopt;
  Message mail;
  mail.tenant = scope.tenant;
  mail.account = fact.account;
  mail.templateName = std::move(templateName);
  mail.language = contact.language;
  mail.recipient = contact.email;
  mail.key = fact.domain.text() + ":" + key;
  mail.model["client"] = {{"name", contact.name}, {"email", contact.email}};
  mail.model["domain"] = {
      {"name", fact.name},
      {"expires_on", expiresOn ? wording::day(*expiresOn, contact.language) : std::string{}}};
  mail.model["link"] = portal(scope.tenant, "/domains/" + fact.domain.text());
  return mail;
}

template <class E>
void DomainMails::follow(events::Bus& bus, std::string templateName) {
  bus.subscribe<E>(
      [this, templateName](db::Transaction& tx, const Actor&, const Scope& scope, const E& event) {
        const auto key = std::to_string(parts_.clock.now().unixMicros());
        if (auto mail = mailAbout(tx, scope, event, templateName, key))
          parts_.sender.take(tx, std::move(*mail));
      });
}

void DomainMails::subscribe(events::Bus& bus) {
  follow<DomainRegistered>(bus, "domain_registered");
  follow<DomainTransferredIn>(bus, "domain_transferred_in");
  follow<DomainExpired>(bus, "domain_expired");
  follow<DomainInRedemption>(bus, "domain_in_redemption");
  follow<DomainRefused>(bus, "domain_refused");
  bus.subscribe<DomainExpiring>(
      [this](db::Transaction& tx, const Actor&, const Scope& scope, const DomainExpiring& event) {
        expiring(tx, scope, event);
      });
  bus.subscribe<DomainNeedsAttention>(
      [this](db::Transaction& tx, const Actor&, const Scope& scope,
             const DomainNeedsAttention& event) { needsAttention(tx, scope, event); });
}

void DomainMails::expiring(db::Transaction& tx, const Scope& scope, const DomainExpiring& event) {
  auto mail = mailAbout(tx, scope, event, "domain_expiring",
                        event.expiresOn.text() + ":" + std::to_string(event.daysLeft));
  if (!mail) return;
  mail->model["domain"]["expires_on"] = wording::day(event.expiresOn, mail->language);
  mail->model["domain"]["days_left"] = std::to_string(event.daysLeft);
  mail->model["auto_renew"] = event.autoRenew ? "1" : "";
  mail->model["manual"] = event.autoRenew ? "" : "1";
  parts_.sender.take(tx, std::move(*mail));
}

// Registrars are the platform's, and so are those who look after them.
void DomainMails::needsAttention(db::Transaction& tx, const Scope& scope,
                                 const DomainNeedsAttention& event) {
  const auto platform = parts_.tenants.get(kPlatform);
  auto staff = parts_.operators ? parts_.operators(tx) : std::vector<std::string>{};
  if (staff.empty() && !platform.email.empty()) staff.push_back(platform.email);
  for (const auto& address : staff) {
    Message mail;
    mail.tenant = kPlatform;
    mail.templateName = "needs_attention";
    mail.language = platform.locale;
    mail.recipient = address;
    mail.key =
        event.domain.text() + ":" + event.step + ":" + parts_.tenants.today(kPlatform).text();
    mail.model = {{"client", {{"name", platform.name}, {"email", address}}},
                  {"service", {{"name", event.name}, {"id", event.domain.text()}}},
                  {"shop", parts_.tenants.get(scope.tenant).name},
                  {"step", event.step},
                  {"reason", event.reason},
                  {"link", portal(kPlatform, "/admin/domains/" + event.domain.text())}};
    parts_.sender.take(tx, std::move(mail));
  }
}

}  // namespace hostler
