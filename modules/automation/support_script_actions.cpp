#include "modules/accounts/account_permissions.h"
#include "modules/automation/script_action_sets.h"
#include "modules/support/support_permissions.h"
#include "modules/support/ticket_desk.h"
#include "modules/support/ticket_views.h"

namespace hostler {
namespace {

const lua::ScriptParameter kTicket{"ticket_id", kScriptText, "as in event.ticket"};
const lua::ScriptParameter kMessage{"message", kScriptText, "Markdown"};

template <class E>
Json wordSchema() {
  Json words = Json::array();
  for (const auto word : kEnumNames<E>) words.push_back(std::string{word});
  return {{"type", "string"}, {"enum", words}};
}

struct NoteOnClient {
  std::string message;
  static void describe(Shape<NoteOnClient>& shape) {
    shape.field("message", &NoteOnClient::message).length(1, ClientNotes::kLongest).multiline();
  }
};

Json idsOf(const Ticket& ticket) {
  return {{"id", ticket.id.text()}, {"label", ticket.label()}};
}

ScriptAction openTicket(TicketDesk& tickets) {
  ScriptAction action;
  action.name = "open_ticket";
  action.summary = "Opens a ticket with a client, as staff do: the client is told by mail.";
  action.parameters = {{"client_id", kScriptText, "as in event.client_id"},
                       {"subject", kScriptText, "one line"},
                       kMessage,
                       {"options",
                        scriptTable({{"priority", wordSchema<TicketPriority>()},
                                     {"department_id", kScriptText},
                                     {"service_id", kScriptText}}),
                        "service_id: what it is about", false}};
  action.result = {{"type", "object"},
                   {"properties", {{"id", kScriptText}, {"label", kScriptText}}}};
  action.sample = {{"id", Id<Ticket>::of(1).text()}, {"label", "TEST"}};
  action.permission = kAnswerTickets;
  action.run = [&tickets](db::Transaction&, const Actor& actor, const Json& arguments) -> Json {
    const auto body = fromJson<NewTicketBody>(bodyOf(arguments, "client_id"));
    return idsOf(
        tickets.openFor(actor, idArgument<Account>(arguments, "client_id"), body.ticket()));
  };
  return action;
}

ScriptAction answerTicket(TicketDesk& tickets) {
  ScriptAction action;
  action.name = "answer_ticket";
  action.summary = "Answers a ticket, in the name of its department.";
  action.parameters = {kTicket,
                       kMessage,
                       {"options", scriptTable({{"status", wordSchema<TicketStatus>()}}),
                        "status: of the ticket afterwards, \"answered\" when left out", false}};
  action.permission = kAnswerTickets;
  action.run = [&tickets](db::Transaction&, const Actor& actor, const Json& arguments) -> Json {
    const auto body = fromJson<TicketAnswerBody>(bodyOf(arguments, "ticket_id"));
    tickets.answer(actor, idArgument<Ticket>(arguments, "ticket_id"),
                   {body.message, body.attachments, body.status, body.lastSeen});
    return nullptr;
  };
  return action;
}

ScriptAction noteTicket(TicketDesk& tickets) {
  ScriptAction action;
  action.name = "note_ticket";
  action.summary = "Notes something in a ticket for staff alone.";
  action.parameters = {kTicket, kMessage};
  action.permission = kAnswerTickets;
  action.run = [&tickets](db::Transaction&, const Actor& actor, const Json& arguments) -> Json {
    const auto body = fromJson<TicketMessageBody>(bodyOf(arguments, "ticket_id"));
    tickets.note(actor, idArgument<Ticket>(arguments, "ticket_id"), body.message);
    return nullptr;
  };
  return action;
}

ScriptAction closeTicket(TicketDesk& tickets) {
  ScriptAction action;
  action.name = "close_ticket";
  action.summary = "Closes a ticket; its client is asked how it was.";
  action.parameters = {kTicket};
  action.permission = kAnswerTickets;
  action.run = [&tickets](db::Transaction&, const Actor& actor, const Json& arguments) -> Json {
    TicketChange change;
    change.status = TicketStatus::Closed;
    tickets.change(actor, idArgument<Ticket>(arguments, "ticket_id"), change);
    return nullptr;
  };
  return action;
}

}  // namespace

std::vector<ScriptAction> ticketScriptActions(TicketDesk& tickets) {
  return {openTicket(tickets), answerTicket(tickets), noteTicket(tickets), closeTicket(tickets)};
}

std::vector<ScriptAction> clientScriptActions(const ClientNotes::Parts& parts) {
  ScriptAction action;
  action.name = "note_client";
  action.summary = "Writes something down about a client, for staff.";
  action.parameters = {{"client_id", kScriptText, "as in event.client_id"},
                       {"message", kScriptText, "up to 5,000 characters"}};
  action.permission = kUpdateClient;
  action.run = [parts](db::Transaction& tx, const Actor& actor, const Json& arguments) -> Json {
    const auto body = fromJson<NoteOnClient>(bodyOf(arguments, "client_id"));
    ClientNotes{parts}.add(tx, actor, idArgument<Account>(arguments, "client_id"), body.message);
    return nullptr;
  };
  return {action};
}

}  // namespace hostler
