#include "modules/support/ticket_mails.h"

#include "core/base/fitted.h"
#include "modules/accounts/people.h"

namespace hostler {
namespace {

// What a mail shows of a long text; the rest is read where it was written.
constexpr std::size_t kShown = 4'000;

Json modelOf(const Ticket& ticket, const TicketReply* reply) {
  Json model;
  model["ticket"] = {
      {"id", ticket.id.text()}, {"number", ticket.label()}, {"subject", ticket.subject}};
  model["author"] = reply == nullptr ? "" : reply->authorName;
  model["message"] = reply == nullptr ? "" : fitted(reply->body, kShown);
  return model;
}

}  // namespace

std::string TicketMails::link(const Ticket& ticket, const std::string& page) {
  auto base = parts_.tenants.get(ticket.tenant).publicUrl;
  while (base.ends_with('/')) base.pop_back();
  return base + page + ticket.id.text();
}

void TicketMails::toClient(db::Transaction& tx, const Ticket& ticket, std::string templateName,
                           const TicketReply* reply, std::string key) {
  OutgoingMessage message;
  message.templateName = std::move(templateName);
  message.key = std::move(key);
  message.model = modelOf(ticket, reply);
  if (ticket.account) {
    const auto contact = parts_.accounts.contactOf(tx, ticket.tenant, *ticket.account);
    message.recipient = contact.email;
    message.language = contact.language;
    message.model["client"] = {{"name", contact.name}, {"email", contact.email}};
    message.model["link"] = link(ticket, "/support/");
  } else {
    message.recipient = ticket.requesterEmail;
    message.language = parts_.tenants.get(ticket.tenant).locale;
    message.model["client"] = {{"name", ticket.requesterName}, {"email", ticket.requesterEmail}};
    message.model["link"] = "";
  }
  if (!message.recipient.empty()) parts_.messages.send(tx, ticket.scope(), message);
}

std::string TicketMails::addressOfStaff(db::Reader& reader, const Ticket& ticket) {
  if (ticket.assignedTo) {
    const auto person = personOf(reader, ticket.tenant, *ticket.assignedTo);
    if (person && person->isActive) return person->email;
  }
  if (ticket.department) {
    const auto department = parts_.departments.find(reader, ticket.tenant, *ticket.department);
    if (department && department->email) return *department->email;
  }
  return parts_.tenants.get(ticket.tenant).email;
}

void TicketMails::toStaff(db::Transaction& tx, const Ticket& ticket, const TicketReply& reply) {
  const auto tenant = parts_.tenants.get(ticket.tenant);
  OutgoingMessage message;
  message.templateName = "ticket_for_staff";
  message.key = reply.id.text();
  message.recipient = addressOfStaff(tx, ticket);
  message.language = tenant.locale;
  message.model = modelOf(ticket, &reply);
  message.model["client"] = {{"name", tenant.name}, {"email", message.recipient}};
  message.model["requester"] = {{"name", ticket.requesterName}, {"email", ticket.requesterEmail}};
  message.model["priority"] = std::string{wordOf(ticket.priority)};
  message.model["link"] = link(ticket, "/admin/support/");
  // The shop's own mail: it is no client's to see.
  if (!message.recipient.empty()) parts_.messages.send(tx, Scope::ofTenant(ticket.tenant), message);
}

void TicketMails::opened(db::Transaction& tx, const Ticket& ticket, const TicketReply& first) {
  if (ticket.account) toClient(tx, ticket, "ticket_opened", &first, ticket.id.text());
  toStaff(tx, ticket, first);
}

void TicketMails::heardFromClient(db::Transaction& tx, const Ticket& ticket,
                                  const TicketReply& reply) {
  toStaff(tx, ticket, reply);
}

void TicketMails::answered(db::Transaction& tx, const Ticket& ticket, const TicketReply& reply) {
  toClient(tx, ticket, "ticket_reply", &reply, reply.id.text());
}

void TicketMails::closed(db::Transaction& tx, const Ticket& ticket) {
  if (!ticket.account) return;
  toClient(tx, ticket, "ticket_closed", nullptr,
           ticket.id.text() + ":" + std::to_string(ticket.touchedAt.unixMicros()));
}

}  // namespace hostler
