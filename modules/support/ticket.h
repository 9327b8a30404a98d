#pragma once

#include "core/shape/words.h"
#include "core/time/instant.h"
#include "modules/entities/entities.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hostler {

/// Open: nobody of staff has answered yet. Customer reply: the client spoke last.
enum class TicketStatus { Open = 1, Answered, CustomerReply, OnHold, Closed };
template <>
inline constexpr std::array kEnumNames<TicketStatus>{
    std::string_view{"open"}, std::string_view{"answered"}, std::string_view{"customer_reply"},
    std::string_view{"on_hold"}, std::string_view{"closed"}};

enum class TicketPriority { Low = 1, Normal, High, Urgent };
template <>
inline constexpr std::array kEnumNames<TicketPriority>{
    std::string_view{"low"}, std::string_view{"normal"}, std::string_view{"high"},
    std::string_view{"urgent"}};

enum class TicketAuthor { Client = 1, Staff, System };
template <>
inline constexpr std::array kEnumNames<TicketAuthor>{
    std::string_view{"client"}, std::string_view{"staff"}, std::string_view{"system"}};

/// One conversation between a client, or a stranger who wrote to us, and staff.
struct Ticket {
  Id<Ticket> id;
  /// Counted for each tenant, from one. None: opened before tickets had numbers.
  std::optional<std::int64_t> number;
  Id<Tenant> tenant;
  std::optional<Id<Account>> account;  ///< a stranger has none
  std::optional<Id<User>> openedBy;
  std::string requesterName, requesterEmail;
  std::string subject;
  std::optional<Id<Department>> department;
  TicketStatus status = TicketStatus::Open;
  TicketPriority priority = TicketPriority::Normal;
  std::optional<Id<Service>> service;
  std::optional<Id<User>> assignedTo;
  std::optional<Instant> firstDueAt, firstAnsweredAt;  ///< the promised first answer, and the first
  Instant createdAt, touchedAt;
  std::optional<Instant> closedAt;
  std::optional<Id<Ticket>> mergedInto;
  std::optional<int> rating;  ///< 1 to 5
  std::optional<std::string> ratingComment;
  std::optional<Instant> ratedAt;

  /// How people call it: "TKT-000123"; one without a number by its id.
  std::string label() const;
  bool isClosed() const { return status == TicketStatus::Closed; }
  bool canBeRated() const { return isClosed() && !mergedInto && firstAnsweredAt && !rating; }
  /// Whether the first answer came, or still has not come, after it was promised.
  bool isFirstAnswerLate(Instant now) const;
  Scope scope() const { return {tenant, account}; }

  /// The client, or whoever wrote in their place, said something: a closed ticket is open again.
  void heardFromClient(Instant now);
  /// Staff answered; the clock of the first answer stops.
  void answered(Instant now);
  void close(Instant now);
  /// By hand.
  void moveTo(TicketStatus wanted, Instant now);
};

/// What somebody said in a ticket, or noted there for staff alone.
struct TicketReply {
  Id<TicketReply> id;
  Id<Ticket> ticket;
  TicketAuthor author = TicketAuthor::Client;
  std::optional<Id<User>> user;
  std::string authorName;
  bool isNote = false;
  std::string body;  ///< Markdown, as typed
  int attachments = 0;
  Instant createdAt;
};

/// The number that somebody may mean by "TKT-000123", "tkt-123" or "123".
std::optional<std::int64_t> ticketNumberIn(std::string_view text);

}  // namespace hostler
