#include "modules/notifications/message_composer.h"

#include "core/telemetry/log.h"
#include "modules/billing/receipt.h"
#include "modules/notifications/sender_address.h"
#include "modules/notifications/tenant_templates.h"
#include "modules/notifications/wording.h"

#include <array>

namespace hostler {
namespace {

// An operator's registered SMS has gaps of so many characters (DLT).
constexpr std::size_t kSmsGap = 30;

std::string libraryChannel(MessageChannel channel) {
  return channel == MessageChannel::Email ? "mail" : "sms";
}

// Messages that ask for money: pointless once there is nothing to pay. An invoice itself is wanted
// then too.
bool asksForPayment(std::string_view templateName) {
  constexpr std::array<std::string_view, 9> kNames{
      "invoice_reminder",  "invoice_overdue_1", "invoice_overdue_2",
      "invoice_overdue_3", "payment_failed",    "invoice_due",
      "service_suspended", "payment_upcoming",  "payment_action"};
  return std::ranges::find(kNames, templateName) != kNames.end();
}

bool showsLines(std::string_view templateName) {
  return templateName == "invoice" || templateName == "renewal_invoice";
}

// More documents than that in one mail are looked up in the client area.
constexpr std::size_t kMostAttached = 20;

// What was sent as a proforma is a tax invoice once it is paid, and its client is given that.
bool bringsTaxInvoice(const Message& message, const Invoice& invoice) {
  return message.templateName == "payment_received" && invoice.proforma && !invoice.isProforma;
}

void cutTexts(Json& value, std::size_t most) {
  if (value.is_string()) value = wording::cutTo(value.get_ref<const std::string&>(), most);
  if (value.is_structured()) {
    for (auto& inner : value) cutTexts(inner, most);
  }
}

std::string withoutScheme(const std::string& url) {
  const auto scheme = url.find("://");
  return scheme == std::string::npos ? url : url.substr(scheme + 3);
}

std::string pdfName(const std::string& number) {
  std::string name = number;
  std::ranges::replace(name, '/', '-');
  return name + ".pdf";
}

}  // namespace

Json serviceModel(const std::optional<Service>& service, const std::string& title) {
  if (!service) return {{"name", title}, {"domain", ""}};
  return {{"name", service->name}, {"domain", service->host()}};
}

std::string MessageComposer::portalUrl(Id<Tenant> tenant, const std::string& path) const {
  auto base = parts_.tenants.get(tenant).publicUrl;
  while (base.ends_with('/')) base.pop_back();
  return base + path;
}

Json MessageComposer::brandOf(Id<Tenant> id) const {
  const auto tenant = parts_.tenants.get(id);
  const auto settings = parts_.tenants.settings(id);
  const auto sender = senderAddressOf(tenant, settings, parts_.fallbackFrom);
  const auto& at = tenant.address;
  Json address = Json::array();
  for (const auto& line : {at.line1, at.line2}) {
    if (!line.empty()) address.push_back(line);
  }
  if (!at.city.empty()) address.push_back(at.city + " " + at.postalCode + ", " + at.country);
  Json legal = Json::array();
  if (const auto footer = settings.text("mail.footer"); !footer.empty()) legal.push_back(footer);
  return {{"name", tenant.name},
          {"logo_text", tenant.name},
          {"logo_url", ""},
          {"colour", "#1d4ed8"},
          {"website", tenant.publicUrl},
          {"support_email", sender.replyTo ? sender.replyTo->address() : sender.from.address()},
          {"legal_name", tenant.legalName},
          {"address", std::move(address)},
          {"legal", std::move(legal)}};
}

MessageComposer::Draft MessageComposer::draft(db::Reader& reader, const Message& message,
                                              const MessageSecrets& secrets) const {
  Draft draft;
  draft.model = message.model;
  draft.overlay = tenant_templates::overlay(reader, message.tenant, libraryChannel(message.channel),
                                            message.templateName);
  if (message.status == MessageStatus::Sent && !message.shown.is_null()) {
    draft.model = message.shown;
  } else {
    addWhatIsNow(reader, message, draft);
  }
  if (secrets.code) draft.model["code"] = secrets.code->reveal();
  if (secrets.link) draft.model["link"] = secrets.link->reveal();
  return draft;
}

Json MessageComposer::shownBy(const Message& message, const Draft& draft) {
  auto shown = draft.model;
  shown.erase("code");
  if (message.carriesSecret) shown.erase("link");
  return shown;
}

void MessageComposer::addWhatIsNow(db::Reader& reader, const Message& message, Draft& draft) const {
  draft.model["brand"] = brandOf(message.tenant);
  if (!draft.model.contains("client")) {
    draft.model["client"] = {{"name", message.recipient}, {"email", message.recipient}};
  }
  if (!message.invoices.empty()) addInvoices(reader, message, draft);
  if (message.templateName == "credit_added") addReceipt(reader, message, draft);
  if (message.channel == MessageChannel::Sms) cutTexts(draft.model, kSmsGap);
}

// Balances are read when the message goes out: a mail that waited a day for its server must not dun
// somebody who has paid meanwhile.
void MessageComposer::addInvoices(db::Reader& reader, const Message& message, Draft& draft) const {
  std::optional<Invoice> first;
  std::string numbers;
  std::optional<Money> balance;
  std::vector<Draft::Attachment> taxInvoices;
  for (const auto id : message.invoices) {
    auto invoice = parts_.billing.find(reader, message.scope(), id);
    if (!invoice) continue;
    numbers += (numbers.empty() ? "" : ", ") + invoice->number;
    const auto open = invoice->isOpen() ? invoice->balance : Money::zero(invoice->currency);
    balance = balance ? balance->plus(open) : open;
    if (bringsTaxInvoice(message, *invoice))
      taxInvoices.push_back({invoice->id, pdfName(invoice->number)});
    if (!first) first = std::move(invoice);
  }
  const bool isSettled = !balance || !balance->isPositive();
  const bool isCancelled = !first || first->stored == InvoiceStatus::Cancelled;
  draft.isObsolete = asksForPayment(message.templateName)
                         ? isSettled
                         : showsLines(message.templateName) && isCancelled;
  if (!first) return;
  const auto link = portalUrl(message.tenant, "/invoices/" + first->id.text());
  const auto shown = [&](Money sum) { return wording::sum(sum, message.channel); };
  auto& model = draft.model;
  model["invoice"] = {{"number", numbers},
                      {"proforma", first->isProforma},
                      {"date", wording::day(first->issueDate, message.language)},
                      {"due_date", wording::day(first->dueDate, message.language)},
                      {"total", shown(first->total)},
                      {"balance", balance->isPositive() ? shown(*balance) : ""}};
  if (!model.contains("link")) model["link"] = link;
  const auto page = withoutScheme(portalUrl(message.tenant, "/invoices"));
  model["short_link"] =
      page.size() <= kSmsGap ? page : withoutScheme(portalUrl(message.tenant, ""));
  if (showsLines(message.templateName)) {
    addLines(reader, message, *first, model);
    draft.attachments = {{first->id, pdfName(first->number)}};
  } else if (taxInvoices.size() <= kMostAttached) {
    draft.attachments = std::move(taxInvoices);
  }
  if (!draft.attachments.empty()) model["attached"] = true;
}

// The voucher of the money that the mail is about, where it has one.
void MessageComposer::addReceipt(db::Reader& reader, const Message& message, Draft& draft) const {
  draft.model["attached"] = false;
  const auto payment = message.model.find("payment");
  if (payment == message.model.end() || !payment->is_object()) return;
  const auto movement = Id<Transaction>::parse(payment->value("reference", ""));
  if (!movement) return;
  const auto receipt = receipts::of(reader, message.scope(), *movement);
  if (!receipt) return;
  draft.attachments = {{receipt->id, pdfName(receipt->number)}};
  draft.model["attached"] = true;
}

void MessageComposer::addLines(db::Reader& reader, const Message& message, const Invoice& invoice,
                               Json& model) const {
  const auto lines = parts_.billing.lines(reader, invoice);
  Json shown = Json::array();
  for (const auto& line : lines) {
    shown.push_back({{"description", line.priced.draft.description},
                     {"amount", wording::sum(line.priced.total, message.channel)}});
  }
  model["lines"] = std::move(shown);
  model["autopay"] = "";
  if (message.templateName == "renewal_invoice")
    model["service"] = renewalOf(reader, message, lines);
}

Json MessageComposer::renewalOf(db::Reader& reader, const Message& message,
                                const std::vector<InvoiceLine>& lines) const {
  Json model{{"name", ""}, {"domain", ""}, {"renews_on", ""}};
  std::set<Id<Service>> services;
  for (const auto& line : lines) {
    const auto& draft = line.priced.draft;
    if (!draft.subject.service || !services.insert(*draft.subject.service).second) continue;
    if (services.size() > 1) continue;
    const auto found = parts_.service
                           ? parts_.service(reader, message.tenant, *draft.subject.service)
                           : std::nullopt;
    model.update(serviceModel(found, draft.description));
    if (draft.period) model["renews_on"] = wording::day(draft.period->start, message.language);
  }
  if (services.size() > 1) {
    model["name"] =
        model["name"].get<std::string>() + " (+" + std::to_string(services.size() - 1) + ")";
  }
  return model;
}

render::RenderedMessage MessageComposer::render(const Message& message, const Draft& draft) const {
  const render::TemplateId id{libraryChannel(message.channel), message.templateName,
                              message.language};
  if (!draft.overlay.empty()) {
    try {
      return parts_.templates.find(id, draft.overlay).render(parts_.engine, draft.model);
    } catch (const std::runtime_error& error) {
      // It was sound when it was saved; the mail matters more than its looks.
      Log{"modules.notifications"}.error("template.unusable", {{"tenant", message.tenant.text()},
                                                               {"template", message.templateName},
                                                               {"reason", error.what()}});
    }
  }
  return parts_.templates.find(id).render(parts_.engine, draft.model);
}

}  // namespace hostler
