#pragma once

// What support announces. Notes of staff are announced to nobody.

#include "core/shape/shape.h"
#include "modules/support/ticket.h"

namespace hostler {

struct TicketFact {
  Id<Ticket> ticket;
  std::optional<Id<Account>> account;
  std::string subject;
  static void describe(Shape<TicketFact>& shape) {
    shape.field("ticket", &TicketFact::ticket);
    shape.field("account", &TicketFact::account);
    shape.field("subject", &TicketFact::subject);
  }
};
struct TicketOpened : TicketFact {
  static constexpr std::string_view kName = "ticket.opened";
  static void describe(Shape<TicketOpened>& shape) { shape.include<TicketFact>(); }
};
struct TicketReplied : TicketFact {
  static constexpr std::string_view kName = "ticket.replied";
  TicketAuthor by = TicketAuthor::Client;
  static void describe(Shape<TicketReplied>& shape) {
    shape.include<TicketFact>();
    shape.field("by", &TicketReplied::by);
  }
};
struct TicketClosed : TicketFact {
  static constexpr std::string_view kName = "ticket.closed";
  static void describe(Shape<TicketClosed>& shape) { shape.include<TicketFact>(); }
};

}  // namespace hostler
