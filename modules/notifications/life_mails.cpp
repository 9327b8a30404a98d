#include "modules/notifications/life_mails.h"

#include "modules/notifications/wording.h"

#include <algorithm>
#include <map>
#include <set>

namespace hostler {
namespace {

constexpr std::string_view templateOf(Reminder kind) {
  switch (kind) {
    case Reminder::Upcoming:
      return "invoice_reminder";
    case Reminder::Overdue1:
      return "invoice_overdue_1";
    case Reminder::Overdue2:
      return "invoice_overdue_2";
    case Reminder::Overdue3:
      return "invoice_overdue_3";
  }
  return "invoice_reminder";
}

// What gateways say of a declined payment, as its payer may be told: the rest is for staff.
std::string reasonOf(std::string_view code, std::string_view language) {
  struct Told {
    std::string_view english, hindi;
  };
  static const std::map<std::string_view, Told> kReasons{
      {"insufficient_funds", {"there was not enough money", "खाते में पर्याप्त राशि नहीं थी"}},
      {"card_declined", {"the bank declined it", "बैंक ने इसे अस्वीकार किया"}},
      {"payment_declined", {"the bank declined it", "बैंक ने इसे अस्वीकार किया"}},
      {"expired_card", {"the card has expired", "कार्ड की अवधि समाप्त हो गई है"}},
      {"authentication_failed",
       {"the bank could not confirm that it was you", "बैंक आपकी पुष्टि नहीं कर सका"}},
      {"payment_timed_out", {"it took too long", "बहुत समय लग गया"}},
  };
  const auto found = kReasons.find(code);
  if (found == kReasons.end()) return {};
  return std::string{language.starts_with("hi") ? found->second.hindi : found->second.english};
}

// Why an invoice could not be charged without its client.
std::string whyClient(std::string_view reason, std::string_view language) {
  const bool hindi = language.starts_with("hi");
  if (reason == "authentication_required")
    return hindi ? "आपका बैंक आपकी पुष्टि चाहता है" : "your bank wants you to confirm it";
  if (reason == "amount_needs_payer") {
    return hindi ? "इतनी राशि के लिए बैंक हर बार आपकी पुष्टि चाहते हैं"
                 : "banks want your confirmation each time for an amount like this";
  }
  if (reason == "disputed") {
    return hindi ? "इसका एक भुगतान बैंक ने वापस ले लिया या उस पर विवाद है"
                 : "a payment of it was disputed, or taken back by the bank";
  }
  if (reason == "notice_failed") {
    return hindi ? "आपका बैंक आपको इस भुगतान की पूर्व सूचना नहीं दे सका"
                 : "your bank could not notify you of the debit beforehand";
  }
  if (reason == "no_method")
    return hindi ? "सहेजा हुआ कोई माध्यम काम नहीं करता" : "no saved way to pay works any more";
  return {};
}

std::string suspensionText(SuspensionReason reason, std::string_view language) {
  const bool hindi = language.starts_with("hi");
  switch (reason) {
    case SuspensionReason::Overdue:
      return hindi ? "बकाया भुगतान" : "an unpaid invoice";
    case SuspensionReason::Abuse:
      return hindi ? "दुरुपयोग की शिकायत" : "a report of abuse";
    case SuspensionReason::Dispute:
      return hindi ? "भुगतान पर विवाद" : "a disputed payment";
    case SuspensionReason::Client:
      return hindi ? "आपका अनुरोध" : "your own request";
    case SuspensionReason::Staff:
      break;
  }
  return hindi ? "हमारी टीम का निर्णय" : "a decision of our team";
}

std::string usedText(const std::string& what, std::string_view language) {
  const bool hindi = language.starts_with("hi");
  if (what == "disk") return hindi ? "डिस्क स्थान" : "disk space";
  return hindi ? "इस महीने का डेटा ट्रांसफ़र" : "data transfer of this month";
}

// "4.7 GB": bytes for people, by whole numbers.
std::string sizeText(std::int64_t bytes) {
  constexpr std::int64_t kMegabyte = 1024 * 1024, kGigabyte = 1024 * kMegabyte;
  if (bytes < kGigabyte) return std::to_string(bytes / kMegabyte) + " MB";
  const auto rest = bytes % kGigabyte / (kGigabyte / 10);
  return std::to_string(bytes / kGigabyte) + "." + std::to_string(std::min<std::int64_t>(rest, 9)) +
         " GB";
}

Json nameserversOf(const Json& facts) {
  const auto found = facts.find("nameservers");
  Json names = Json::array();
  if (found == facts.end() || !found->is_array()) return names;
  for (const auto& name : *found) {
    if (name.is_string()) names.push_back(name);
  }
  return names;
}

std::string factOf(const Json& facts, const char* name) {
  const auto found = facts.find(name);
  return found != facts.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

template <class E>
void LifeMails::follow(events::Bus& bus) {
  bus.subscribe<E>([this](db::Transaction& tx, const Actor&, const Scope& scope, const E& event) {
    on(tx, scope, event);
  });
}

template <class E>
void LifeMails::followAll(events::Bus& bus) {
  bus.subscribeAll<E>([this](db::Transaction& tx, const Actor&,
                             std::span<const events::Fact<E>> facts) { onAll(tx, facts); });
}

void LifeMails::subscribe(events::Bus& bus) {
  follow<AccountRegistered>(bus);
  followAll<InvoiceIssued>(bus);
  followAll<PaymentReceived>(bus);
  follow<PaymentFailed>(bus);
  follow<DebitAnnounced>(bus);
  follow<PaymentNeedsClient>(bus);
  follow<ServiceActivated>(bus);
  follow<ServiceSuspended>(bus);
  follow<ServiceUnsuspended>(bus);
  follow<ServiceTerminated>(bus);
  follow<ServiceCancellationRequested>(bus);
  follow<ServiceUsageHigh>(bus);
  follow<ServicePriceAnnounced>(bus);
  follow<ServiceNeedsAttention>(bus);
  follow<ServerFailing>(bus);
  follow<ServerRecovered>(bus);
}

std::string LifeMails::portal(Id<Tenant> tenant, const std::string& path) {
  auto base = parts_.tenants.get(tenant).publicUrl;
  while (base.ends_with('/')) base.pop_back();
  return base + path;
}

std::optional<Message> LifeMails::mailTo(Tx& tx, Id<Tenant> tenant, Id<Account> account,
                                         std::string templateName, std::string key) {
  return mailTo(parts_.accounts.contactOf(tx, tenant, account), tenant, account,
                std::move(templateName), std::move(key));
}

template <class E>
std::map<Id<Account>, Contact> LifeMails::contactsOf(Tx& tx,
                                                     std::span<const events::Fact<E>> facts) {
  std::set<Id<Account>> accounts;
  for (const auto& [scope, event] : facts) accounts.insert(event.account);
  return parts_.accounts.contactsOf(tx, facts.front().first.tenant,
                                    {accounts.begin(), accounts.end()});
}

std::optional<Message> LifeMails::mailTo(const Contact& contact, Id<Tenant> tenant,
                                         Id<Account> account, std::string templateName,
                                         std::string key) {
  if (contact.email.empty()) {
    log_.warning("message.nobody_to_write_to",
                 {{"account", account.text()}, {"template", templateName}});
    return std::nullopt;
  }
  Message message;
  message.tenant = tenant;
  message.account = account;
  message.templateName = std::move(templateName);
  message.language = contact.language;
  message.recipient = contact.email;
  message.key = std::move(key);
  message.model["client"] = {{"name", contact.name}, {"email", contact.email}};
  return message;
}

void LifeMails::smsTo(Tx& tx, const Message& mail, std::string templateName) {
  if (!parts_.smsNotices || !parts_.sender.canSend(mail.tenant, MessageChannel::Sms)) return;
  const auto contact = parts_.accounts.contactOf(tx, mail.tenant, mail.account.value());
  if (contact.phone.empty()) return;
  Message sms = mail;
  sms.channel = MessageChannel::Sms;
  sms.templateName = std::move(templateName);
  sms.recipient = contact.phone;
  parts_.sender.take(tx, std::move(sms));
}

void LifeMails::on(Tx& tx, const Scope& scope, const AccountRegistered& event) {
  auto mail = mailTo(tx, scope.tenant, event.account, "welcome", event.account.text());
  if (!mail) return;
  mail->model["link"] = portal(scope.tenant, "/sign-in");
  parts_.sender.take(tx, std::move(*mail));
}

void LifeMails::onAll(Tx& tx, std::span<const events::Fact<InvoiceIssued>> facts) {
  const auto contacts = contactsOf(tx, facts);
  std::vector<Message> mails;
  for (const auto& [scope, event] : facts) {
    if (event.total.isZero()) continue;
    const auto* name = event.kind == InvoiceKind::Renewal ? "renewal_invoice" : "invoice";
    auto mail =
        mailTo(contacts.at(event.account), scope.tenant, event.account, name, event.invoice.text());
    if (!mail) continue;
    mail->invoices = {event.invoice};
    mails.push_back(std::move(*mail));
  }
  parts_.sender.takeAll(tx, std::move(mails));
}

bool LifeMails::remind(Tx& tx, const Actor& actor, Id<Invoice> id, Reminder kind,
                       std::optional<Date> actsOn) {
  return remind(tx, actor, id, kind, actsOn,
                id.text() + ":" + parts_.tenants.today(actor.scope.tenant).text());
}

bool LifeMails::remindByHand(Tx& tx, const Actor& actor, Id<Invoice> id, Reminder kind) {
  return remind(tx, actor, id, kind, std::nullopt,
                id.text() + ":by_hand:" + std::to_string(parts_.clock.now().unixMicros()));
}

bool LifeMails::remind(Tx& tx, const Actor& actor, Id<Invoice> id, Reminder kind,
                       std::optional<Date> actsOn, const std::string& key) {
  const auto tenant = actor.scope.tenant;
  const auto invoice = parts_.billing.find(tx, Scope::ofTenant(tenant), id);
  if (!invoice || !invoice->isOpen() || !invoice->balance.isPositive()) return false;
  auto mail = mailTo(tx, tenant, invoice->account, std::string{templateOf(kind)}, key);
  if (!mail) return false;
  mail->invoices = {id};
  mail->model["suspend_on"] = actsOn ? wording::day(*actsOn, mail->language) : "";
  if (!parts_.sender.take(tx, *mail)) return false;
  smsTo(tx, *mail, "invoice_due");
  return true;
}

void LifeMails::onAll(Tx& tx, std::span<const events::Fact<PaymentReceived>> facts) {
  const auto contacts = contactsOf(tx, facts);
  std::vector<Message> mails;
  for (const auto& [scope, event] : facts) {
    const auto* name = event.invoices.empty() ? "credit_added" : "payment_received";
    auto mail = mailTo(contacts.at(event.account), scope.tenant, event.account, name,
                       event.transaction.text());
    if (!mail) continue;
    const auto today = parts_.tenants.today(scope.tenant);
    mail->invoices = event.invoices;
    mail->model["payment"] = {{"amount", wording::sum(event.amount, MessageChannel::Email)},
                              {"date", wording::day(today, mail->language)},
                              {"method", wording::paymentWay(event.gateway, mail->language)},
                              {"reference", event.transaction.text()}};
    if (event.invoices.empty()) mail->model["link"] = portal(scope.tenant, "/wallet");
    mails.push_back(std::move(*mail));
  }
  parts_.sender.takeAll(tx, std::move(mails));
}

void LifeMails::on(Tx& tx, const Scope& scope, const PaymentFailed& event) {
  // A failed top-up was in front of its payer's eyes, and nothing is owed.
  if (event.invoices.empty()) return;
  auto mail = mailTo(tx, scope.tenant, event.account, "payment_failed", event.payment.text());
  if (!mail) return;
  mail->invoices = event.invoices;
  mail->model["payment"] = {{"method", wording::paymentWay(event.gateway, mail->language)},
                            {"reason", reasonOf(event.code, mail->language)},
                            {"retry_on", ""}};
  parts_.sender.take(tx, std::move(*mail));
}

void LifeMails::on(Tx& tx, const Scope& scope, const DebitAnnounced& event) {
  const auto key = event.invoice.text() + ":" + std::to_string(event.chargeAt.unixMicros());
  auto mail = mailTo(tx, scope.tenant, event.account, "payment_upcoming", key);
  if (!mail) return;
  const auto zone = parts_.tenants.get(scope.tenant).zone;
  mail->invoices = {event.invoice};
  mail->model["payment"] = {
      {"method", event.method},
      {"amount", wording::sum(event.amount, MessageChannel::Email)},
      {"charge_on", wording::day(zone.dateOf(event.chargeAt), mail->language)}};
  parts_.sender.take(tx, std::move(*mail));
}

void LifeMails::on(Tx& tx, const Scope& scope, const PaymentNeedsClient& event) {
  // Who has switched it off knows that the invoice is theirs to pay.
  if (event.reason == "switched_off") return;
  const auto key = event.invoice.text() + ":" +
                   (event.payment ? event.payment->text() : std::string{}) + ":" + event.reason;
  auto mail = mailTo(tx, scope.tenant, event.account, "payment_action", key);
  if (!mail) return;
  mail->invoices = {event.invoice};
  mail->model["payment"] = {{"reason", whyClient(event.reason, mail->language)}};
  parts_.sender.take(tx, std::move(*mail));
}

// A service may be suspended, or set up anew, many times in its life; each is told once.
std::optional<Message> LifeMails::mailAbout(Tx& tx, const Scope& scope, const ServiceFact& fact,
                                            std::string templateName) {
  const auto key = fact.service.text() + ":" + std::to_string(parts_.clock.now().unixMicros());
  auto mail = mailTo(tx, scope.tenant, fact.account, std::move(templateName), key);
  if (!mail) return mail;
  const auto service =
      parts_.service ? parts_.service(tx, scope.tenant, fact.service) : std::nullopt;
  mail->model["service"] = serviceModel(service, fact.title);
  mail->model["link"] = portal(scope.tenant, "/services/" + fact.service.text());
  return mail;
}

// The link leads to the portal, where a signed-in owner is let through to the service: neither a
// password nor anything that works as one is in the mail.
void LifeMails::on(Tx& tx, const Scope& scope, const ServiceActivated& event) {
  auto mail = mailAbout(tx, scope, event, "account_ready");
  if (!mail) return;
  mail->key = event.service.text();
  const auto service =
      parts_.service ? parts_.service(tx, scope.tenant, event.service) : std::nullopt;
  const auto facts = service ? service->facts : Json::object();
  auto& shown = mail->model["service"];
  shown["user_name"] = "";
  for (const auto* name : {"server", "ip"}) shown[name] = factOf(facts, name);
  shown["nameservers"] = nameserversOf(facts);
  mail->model["has_nameservers"] = !shown["nameservers"].empty();
  parts_.sender.take(tx, std::move(*mail));
}

void LifeMails::on(Tx& tx, const Scope& scope, const ServiceSuspended& event) {
  const bool isUnpaid = event.reason == SuspensionReason::Overdue && event.invoice;
  auto mail =
      mailAbout(tx, scope, event, isUnpaid ? "service_suspended" : "service_suspended_other");
  if (!mail) return;
  if (!isUnpaid) {
    mail->model["reason"] = suspensionText(event.reason, mail->language);
    parts_.sender.take(tx, std::move(*mail));
    return;
  }
  mail->invoices = {*event.invoice};
  mail->model.erase("link");  // the invoice's own: what is wanted is that it is paid
  const auto days =
      parts_.tenants.settings(scope.tenant).integer("renewal.terminate_days_after_suspension");
  const auto ends = parts_.tenants.today(scope.tenant).plusDays(days);
  mail->model["terminate_on"] = days > 0 ? wording::day(ends, mail->language) : "";
  if (parts_.sender.take(tx, *mail)) smsTo(tx, *mail, "service_suspended");
}

void LifeMails::on(Tx& tx, const Scope& scope, const ServiceUnsuspended& event) {
  if (auto mail = mailAbout(tx, scope, event, "service_unsuspended"))
    parts_.sender.take(tx, std::move(*mail));
}

void LifeMails::on(Tx& tx, const Scope& scope, const ServiceTerminated& event) {
  auto mail = mailAbout(tx, scope, event, "service_terminated");
  if (!mail) return;
  mail->model["service"]["ended_on"] =
      wording::day(parts_.tenants.today(scope.tenant), mail->language);
  mail->model["backup_until"] = "";
  mail->model["link"] = portal(scope.tenant, "/services");
  parts_.sender.take(tx, std::move(*mail));
}

void LifeMails::on(Tx& tx, const Scope& scope, const ServiceCancellationRequested& event) {
  auto mail = mailAbout(tx, scope, event, "cancellation_confirmed");
  if (!mail) return;
  const auto ends = event.on.value_or(parts_.tenants.today(scope.tenant));
  mail->model["service"]["ends_on"] = wording::day(ends, mail->language);
  mail->model["refund"] = "";
  parts_.sender.take(tx, std::move(*mail));
}

void LifeMails::on(Tx& tx, const Scope& scope, const ServiceUsageHigh& event) {
  auto mail = mailAbout(tx, scope, event, "usage_high");
  if (!mail) return;
  mail->key = event.service.text() + ":" + event.what + ":" + std::to_string(event.percent) + ":" +
              parts_.tenants.today(scope.tenant).text();
  mail->model["what"] = usedText(event.what, mail->language);
  mail->model["percent"] = std::to_string(event.percent);
  mail->model["used"] = sizeText(event.used);
  mail->model["limit"] = sizeText(event.limit);
  parts_.sender.take(tx, std::move(*mail));
}

void LifeMails::on(Tx& tx, const Scope& scope, const ServicePriceAnnounced& event) {
  auto mail = mailAbout(tx, scope, event, "price_change");
  if (!mail) return;
  mail->model["old_price"] = wording::sum(event.oldPrice, MessageChannel::Email);
  mail->model["new_price"] = wording::sum(event.price, MessageChannel::Email);
  mail->model["effective_on"] = wording::day(event.effectiveOn, mail->language);
  parts_.sender.take(tx, std::move(*mail));
}

void LifeMails::on(Tx& tx, const Scope& scope, const ServiceNeedsAttention& event) {
  toOperators(
      tx, "needs_attention",
      event.service.text() + ":" + event.step + ":" + parts_.tenants.today(kPlatform).text(),
      {{"service", {{"name", event.title}, {"id", event.service.text()}}},
       {"shop", parts_.tenants.get(scope.tenant).name},
       {"step", event.step},
       {"reason", event.reason},
       {"link", portal(kPlatform, "/admin/services/" + event.service.text())}});
}

void LifeMails::on(Tx& tx, const Scope&, const ServerFailing& event) {
  aboutServer(tx, event, "server_failing");
}

void LifeMails::on(Tx& tx, const Scope&, const ServerRecovered& event) {
  aboutServer(tx, event, "server_recovered");
}

// Each change of its state is told once: it may change often in a day.
void LifeMails::aboutServer(Tx& tx, const ServerFact& fact, const std::string& templateName) {
  std::string reason;
  for (const auto& one : fact.reasons) {
    if (one.code == "warning") continue;
    reason += (reason.empty() ? "" : " ") + (one.message.empty() ? one.code : one.message);
  }
  toOperators(tx, templateName,
              fact.server.text() + ":" + std::to_string(parts_.clock.now().unixMicros()),
              {{"server", {{"name", fact.name}, {"id", fact.server.text()}}},
               {"reason", reason},
               {"link", portal(kPlatform, "/admin/servers/" + fact.server.text())}});
}

// Servers and plugins are the platform's, and so are those who look after them.
void LifeMails::toOperators(Tx& tx, const std::string& templateName, const std::string& key,
                            const Json& model) {
  const auto platform = parts_.tenants.get(kPlatform);
  auto staff = parts_.operators ? parts_.operators(tx) : std::vector<std::string>{};
  if (staff.empty() && !platform.email.empty()) staff.push_back(platform.email);
  if (staff.empty()) log_.warning("message.no_operator", {{"template", templateName}});
  for (const auto& address : staff) {
    Message mail;
    mail.tenant = kPlatform;
    mail.templateName = templateName;
    mail.language = platform.locale;
    mail.recipient = address;
    mail.key = key;
    mail.model = model;
    mail.model["client"] = {{"name", platform.name}, {"email", address}};
    parts_.sender.take(tx, std::move(mail));
  }
}

}  // namespace hostler
