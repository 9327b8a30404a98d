#pragma once

#include "core/audit/audit_log.h"
#include "core/events/event_bus.h"
#include "core/http/rate_limits.h"
#include "modules/files/files.h"
#include "modules/support/ticket_mails.h"
#include "modules/support/ticket_repository.h"

#include <functional>

namespace hostler {

/// A new conversation, as it is asked for.
struct NewTicket {
  std::string subject, message;
  std::vector<Id<File>> attachments;  ///< uploads of whoever asks
  std::optional<Id<Department>> department;
  TicketPriority priority = TicketPriority::Normal;
  std::optional<Id<Service>> service;
};

/// What staff may change by hand.
struct TicketChange {
  std::optional<std::string> subject;
  std::optional<TicketStatus> status;
  std::optional<TicketPriority> priority;
  std::optional<Id<Department>> department;
  std::optional<std::optional<Id<User>>> assignedTo;
  static void describe(Shape<TicketChange>& shape);
};

/// An answer of staff.
struct TicketAnswer {
  std::string message;
  std::vector<Id<File>> attachments;
  std::optional<TicketStatus> status;  ///< afterwards; answered unless said
  /// The newest reply that its author had seen: if there is a newer one, nothing is written.
  std::optional<Id<TicketReply>> lastSeen;
};

/// What happens to tickets. Each is found only in its caller's scope: another's is NotFound.
/// Thread-safe.
class TicketDesk {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    AuditLog& audit;
    events::Bus& bus;
    http::RateLimits& limits;
    Accounts& accounts;
    DepartmentDesk& departments;
    Files& files;
    TicketMails& mails;
    /// Whether a scope has a service: what a ticket is about must be its client's own.
    std::function<bool(db::Reader&, const Scope&, Id<Service>)> hasService;
  };
  explicit TicketDesk(Parts parts) : parts_{std::move(parts)} {}

  // As a client. Throws 429 `rate_limited` for who writes without end, ValidationError for a
  // department or service that is not theirs to name.

  Ticket open(const Actor& actor, const NewTicket& wanted);
  /// Opens a closed ticket again. Throws DomainError 409 `ticket_merged`.
  TicketReply reply(const Actor& actor, Id<Ticket> id, const std::string& message,
                    const std::vector<Id<File>>& attachments = {});
  /// Closing a closed one changes nothing.
  void close(const Actor& actor, Id<Ticket> id);
  /// Once, after it was closed and answered: 409 `not_ratable` otherwise.
  void rate(const Actor& actor, Id<Ticket> id, int rating, const std::optional<std::string>& why);

  /// A stranger's words from the contact page.
  Ticket contact(const Actor& stranger, const std::string& name, const std::string& email,
                 const std::string& message);

  /// What belongs to a reply.
  std::vector<File> attachmentsOf(db::Reader& reader, const Ticket& ticket,
                                  const TicketReply& reply);
  /// One of a ticket's attachments, for who may see the ticket; with `notes` those of notes too.
  /// Throws NotFound.
  File attachment(db::Reader& reader, const Scope& scope, Id<Ticket> id, Id<File> file, bool notes);

  // As staff.

  Ticket openFor(const Actor& actor, Id<Account> account, const NewTicket& wanted);
  /// Throws DomainError 409 `ticket_moved_on` when somebody spoke since `lastSeen`.
  TicketReply answer(const Actor& actor, Id<Ticket> id, const TicketAnswer& answer);
  TicketReply note(const Actor& actor, Id<Ticket> id, const std::string& message);
  /// Throws ValidationError for an unknown department or somebody who is no active staff.
  void change(const Actor& actor, Id<Ticket> id, const TicketChange& change);
  /// Moves all that was said into another ticket of the same client, and closes this one. Throws
  /// DomainError 409 `ticket_of_another_client`, `ticket_merged`.
  void merge(const Actor& actor, Id<Ticket> id, Id<Ticket> into);

  struct Onlooker {
    Id<User> user;
    std::string name;
    bool isWriting = false;
    Instant seenAt;
  };
  /// Notes that the caller has the ticket open, for a minute.
  void look(const Actor& actor, Id<Ticket> id, bool isWriting);
  /// Who else of staff has it open.
  std::vector<Onlooker> others(db::Reader& reader, const Actor& actor, Id<Ticket> id);

 private:
  Ticket locked(db::Transaction& tx, const Scope& scope, Id<Ticket> id);
  void admit(const std::string& bucket, const http::Limit& limit);
  Ticket start(db::Transaction& tx, const Actor& actor, Ticket ticket, const NewTicket& wanted,
               TicketAuthor author);
  TicketReply say(db::Transaction& tx, const Actor& actor, const Ticket& ticket,
                  TicketAuthor author, const std::string& message,
                  const std::vector<Id<File>>& attachments, bool isNote = false);
  std::string nameOf(db::Reader& reader, const Actor& actor, const Ticket& ticket);
  void end(db::Transaction& tx, const Actor& actor, Ticket& ticket);
  void requireNothingNewer(db::Reader& reader, const Ticket& ticket, Id<TicketReply> seen);
  void requireStaff(db::Reader& reader, Id<Tenant> tenant, Id<User> user);
  template <class Fact>
  void announce(db::Transaction& tx, const Actor& actor, const Ticket& ticket, Fact fact);

  Parts parts_;
};

}  // namespace hostler
