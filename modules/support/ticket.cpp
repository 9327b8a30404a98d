#include "modules/support/ticket.h"

#include <algorithm>
#include <charconv>

namespace hostler {

constexpr std::string_view kPrefix = "TKT-";

bool Ticket::isFirstAnswerLate(Instant now) const {
  if (!firstDueAt) return false;
  const bool nobodyWaits = !firstAnsweredAt && isClosed();
  return firstAnsweredAt.value_or(nobodyWaits ? *firstDueAt : now) > *firstDueAt;
}

std::string Ticket::label() const {
  if (!number) return id.text();
  constexpr std::size_t kDigits = 6;
  const auto digits = std::to_string(*number);
  return std::string{kPrefix} + std::string(kDigits - std::min(kDigits, digits.size()), '0') +
         digits;
}

std::optional<std::int64_t> ticketNumberIn(std::string_view text) {
  constexpr std::string_view kSmall = "tkt-";
  const bool isPrefixed = text.starts_with(kPrefix) || text.starts_with(kSmall);
  if (isPrefixed) text.remove_prefix(kPrefix.size());
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end || number < 1) return std::nullopt;
  return number;
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
