#pragma once

#include "modules/accounts/accounts.h"
#include "modules/accounts/message_sender.h"
#include "modules/resellers/resellers.h"
#include "modules/support/department_desk.h"
#include "modules/support/ticket.h"

namespace hostler {

/// Who is told by mail of what happened in a ticket.
class TicketMails {
 public:
  struct Parts {
    Tenants& tenants;
    Accounts& accounts;
    MessageSender& messages;
    DepartmentDesk& departments;
  };
  explicit TicketMails(Parts parts) : parts_{parts} {}

  /// To the client, and to whoever answers it. A stranger gets no mail before staff have answered:
  /// anybody can type anybody's address.
  void opened(db::Transaction& tx, const Ticket& ticket, const TicketReply& first);
  /// To the staff member who has it, or else to its department.
  void heardFromClient(db::Transaction& tx, const Ticket& ticket, const TicketReply& reply);
  void answered(db::Transaction& tx, const Ticket& ticket, const TicketReply& reply);
  /// By staff; asks how it was.
  void closed(db::Transaction& tx, const Ticket& ticket);

 private:
  void toClient(db::Transaction& tx, const Ticket& ticket, std::string templateName,
                const TicketReply* reply, std::string key);
  void toStaff(db::Transaction& tx, const Ticket& ticket, const TicketReply& reply);
  std::string addressOfStaff(db::Reader& reader, const Ticket& ticket);
  std::string link(const Ticket& ticket, const std::string& page);

  Parts parts_;
};

}  // namespace hostler
