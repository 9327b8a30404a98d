#include "modules/support/ticket.h"

namespace hostler {

bool Ticket::isFirstAnswerLate(Instant now) const {
  if (!firstDueAt) return false;
  const bool nobodyWaits = !firstAnsweredAt && isClosed();
  return firstAnsweredAt.value_or(nobodyWaits ? *firstDueAt : now) > *firstDueAt;
}

void Ticket::heardFromClient(Instant now) {
  status = firstAnsweredAt ? TicketStatus::CustomerReply : TicketStatus::Open;
  closedAt.reset();
  touchedAt = now;
}

void Ticket::answered(Instant now) {
  status = TicketStatus::Answered;
  closedAt.reset();
  if (!firstAnsweredAt) firstAnsweredAt = now;
  touchedAt = now;
}

void Ticket::close(Instant now) {
  status = TicketStatus::Closed;
  closedAt = now;
  touchedAt = now;
}

void Ticket::moveTo(TicketStatus wanted, Instant now) {
  if (wanted == status) return;
  if (wanted == TicketStatus::Closed) return close(now);
  status = wanted;
  closedAt.reset();
  touchedAt = now;
}

}  // namespace hostler
