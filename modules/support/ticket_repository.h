#pragma once

#include "core/db/database.h"
#include "core/http/page.h"
#include "modules/support/ticket.h"

#include <vector>

namespace hostler {

/// How a list of tickets is ordered: by when they were opened, or by when somebody last spoke.
struct TicketOrder {
  bool byTouch = false;
  bool descending = true;
  std::optional<http::Cursor> after;

  /// `sort`: created_at, updated_at, either with a dash before it. Throws ValidationError.
  static TicketOrder of(const http::ListQuery& query);
  http::Cursor cursorOf(const Ticket& ticket) const;
};

/// SQL of tickets: one function for each statement.
namespace ticket_repository {

struct Filter {
  std::optional<TicketStatus> status;
  std::optional<bool> closed;
  std::optional<Id<Department>> department;
  std::optional<TicketPriority> priority;
  std::optional<Id<User>> assignedTo;
  bool assignedToNobody = false;
  std::optional<Instant> lateAt;    ///< whose first answer is overdue then
  std::optional<std::string> text;  ///< in the subject or the requester's name or address;
                                    ///< or the number
};

/// Counts a tenant's tickets on: whoever asks next waits for this transaction.
std::int64_t nextNumber(db::Transaction& tx, Id<Tenant> tenant);
void insert(db::Transaction& tx, const Ticket& ticket);
void save(db::Transaction& tx, const Ticket& ticket);
/// A client's scope finds that client's tickets alone.
std::optional<Ticket> find(db::Reader& reader, const Scope& scope, Id<Ticket> id);
std::optional<Ticket> lock(db::Transaction& tx, const Scope& scope, Id<Ticket> id);
std::vector<Ticket> list(db::Reader& reader, const Scope& scope, const Filter& filter,
                         const TicketOrder& order, int limit);

void insertReply(db::Transaction& tx, Id<Tenant> tenant, const TicketReply& reply);
/// Oldest first; without what staff note for themselves, unless asked for.
std::vector<TicketReply> replies(db::Reader& reader, Id<Ticket> id, bool withNotes);
/// The newest that a client can see.
std::int64_t countReplies(db::Reader& reader, Id<Ticket> id, TicketAuthor author);
std::optional<TicketReply> lastReply(db::Reader& reader, Id<Ticket> id);
std::optional<TicketReply> findReply(db::Reader& reader, Id<Ticket> ticket, Id<TicketReply> id);
void moveReplies(db::Transaction& tx, Id<Ticket> from, Id<Ticket> to);

/// How many wait for staff, and of how many the first answer is overdue.
struct Counts {
  std::int64_t waiting = 0, late = 0;
};
Counts counts(db::Reader& reader, Id<Tenant> tenant, Instant now);

struct Viewer {
  Id<User> user;
  bool isWriting = false;
  Instant seenAt;
};
void saveViewer(db::Transaction& tx, Id<Ticket> id, const Viewer& viewer);
std::vector<Viewer> viewers(db::Reader& reader, Id<Ticket> id, Instant since);
std::int64_t pruneViewers(db::Transaction& tx, Instant before);

}  // namespace ticket_repository
}  // namespace hostler
