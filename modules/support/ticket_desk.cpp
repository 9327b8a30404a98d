#include "modules/support/ticket_desk.h"

#include "core/http/client_address.h"
#include "modules/accounts/people.h"
#include "modules/support/support_events.h"

namespace hostler {
namespace {

// What a person writes in earnest stays far below; what a program writes does not.
const http::Limit kTicketsOpened{20, std::chrono::hours{1}};
const http::Limit kReplies{60, std::chrono::hours{1}};
// What is read back is read whole.
constexpr std::int64_t kMostReplies = 300;
const http::Limit kContacts{5, std::chrono::hours{1}};
constexpr std::chrono::seconds kLooksFor{60};

DomainError merged(const Ticket& ticket) {
  return {"ticket_merged",
          409,
          "This ticket was merged into another one; write there.",
          {{"ticket", ticket.mergedInto->text()}}};
}

void requireWhole(const Ticket& ticket) {
  if (ticket.mergedInto) throw merged(ticket);
}

}  // namespace

template <class Fact>
void TicketDesk::announce(db::Transaction& tx, const Actor& actor, const Ticket& ticket,
                          Fact fact) {
  fact.ticket = ticket.id;
  fact.account = ticket.account;
  fact.subject = ticket.subject;
  parts_.bus.publish(tx, actor, ticket.scope(), fact);
}

void TicketDesk::admit(const std::string& bucket, const http::Limit& limit) {
  const auto verdict = parts_.limits.takeStrictly(bucket, limit);
  if (verdict.allowed) return;
  throw DomainError{"rate_limited",
                    429,
                    "That is more than we can read; try again later.",
                    {{"retry_after", verdict.reset.count()}}};
}

Ticket TicketDesk::locked(db::Transaction& tx, const Scope& scope, Id<Ticket> id) {
  auto ticket = ticket_repository::lock(tx, scope, id);
  if (!ticket) throw NotFound{};
  return std::move(*ticket);
}

std::string TicketDesk::nameOf(db::Reader& reader, const Actor& actor, const Ticket& ticket) {
  if (actor.user) {
    if (const auto person = personOf(reader, ticket.tenant, *actor.user)) return person->name;
  }
  // What acts for the shop without being a person speaks as the department that has the ticket.
  if (actor.kind == Actor::Kind::System) {
    const auto department =
        ticket.department ? parts_.departments.existing(reader, ticket.tenant, *ticket.department)
                          : std::nullopt;
    return department ? department->name : "Support";
  }
  return ticket.requesterName;
}

TicketReply TicketDesk::say(db::Transaction& tx, const Actor& actor, const Ticket& ticket,
                            TicketAuthor author, const std::string& message,
                            const std::vector<Id<File>>& attachments, bool isNote) {
  TicketReply reply;
  reply.id = parts_.ids.next<TicketReply>();
  reply.ticket = ticket.id;
  reply.author = author;
  reply.user = actor.user;
  reply.authorName = nameOf(tx, actor, ticket);
  reply.isNote = isNote;
  reply.body = message;
  reply.attachments = static_cast<int>(attachments.size());
  reply.createdAt = parts_.clock.now();
  if (!attachments.empty())
    parts_.files.attach(tx, actor, attachments, reply.id.text(), "attachments");
  ticket_repository::insertReply(tx, ticket.tenant, reply);
  return reply;
}

Ticket TicketDesk::start(db::Transaction& tx, const Actor& actor, Ticket ticket,
                         const NewTicket& wanted, TicketAuthor author) {
  const auto now = parts_.clock.now();
  ticket.id = parts_.ids.next<Ticket>();
  ticket.tenant = actor.scope.tenant;
  ticket.openedBy = actor.user;
  ticket.subject = wanted.subject;
  ticket.priority = wanted.priority;
  ticket.createdAt = ticket.touchedAt = now;
  std::optional<Department> department;
  if (!wanted.department) department = parts_.departments.first(tx, ticket.tenant);
  if (wanted.department) {
    department = parts_.departments.existing(tx, ticket.tenant, *wanted.department);
    if (!department || (author == TicketAuthor::Client && !department->isPublic))
      throw ValidationError{"department_id", "not_found",
                            "is no department that can be written to"};
  }
  if (wanted.service) {
    if (!parts_.hasService || !parts_.hasService(tx, ticket.scope(), *wanted.service))
      throw ValidationError{"service_id", "not_found", "is no service of this account"};
    ticket.service = wanted.service;
  }
  if (department) {
    ticket.department = department->id;
    if (department->firstResponseMinutes && author == TicketAuthor::Client)
      ticket.firstDueAt = now.plus(std::chrono::minutes{*department->firstResponseMinutes});
  }
  if (author == TicketAuthor::Staff) ticket.answered(now);
  // Taken last: who opens one at the same time waits for it.
  ticket.number = ticket_repository::nextNumber(tx, ticket.tenant);
  ticket_repository::insert(tx, ticket);
  const auto first = say(tx, actor, ticket, author, wanted.message, wanted.attachments);
  parts_.audit.record(tx, actor, "ticket.opened", ticket.id.text());
  announce(tx, actor, ticket, TicketOpened{});
  if (author == TicketAuthor::Staff) {
    parts_.mails.answered(tx, ticket, first);
  } else {
    parts_.mails.opened(tx, ticket, first);
  }
  return ticket;
}

Ticket TicketDesk::open(const Actor& actor, const NewTicket& wanted) {
  const auto account = actor.scope.account.value();
  admit("tickets:" + account.text(), kTicketsOpened);
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto contact = parts_.accounts.contactOf(tx, actor.scope.tenant, account);
    Ticket ticket;
    ticket.account = account;
    ticket.requesterName = contact.name;
    ticket.requesterEmail = contact.email;
    return start(tx, actor, std::move(ticket), wanted, TicketAuthor::Client);
  });
}

Ticket TicketDesk::contact(const Actor& stranger, const std::string& name, const std::string& email,
                           const std::string& message) {
  admit("contact:" + http::limitKey(stranger.origin.address), kContacts);
  return parts_.database.transaction([&](db::Transaction& tx) {
    Ticket ticket;
    ticket.requesterName = name;
    ticket.requesterEmail = email;
    Actor writer = stranger;
    writer.user.reset();
    NewTicket wanted;
    wanted.subject = "Message from the contact page";
    wanted.message = message;
    return start(tx, writer, std::move(ticket), wanted, TicketAuthor::Client);
  });
}

Ticket TicketDesk::openFor(const Actor& actor, Id<Account> account, const NewTicket& wanted) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    Contact contact;
    try {
      contact = parts_.accounts.contactOf(tx, actor.scope.tenant, account);
    } catch (const NotFound&) {
      throw ValidationError{"client_id", "not_found", "is no client"};
    }
    Ticket ticket;
    ticket.account = account;
    ticket.requesterName = contact.name;
    ticket.requesterEmail = contact.email;
    return start(tx, actor, std::move(ticket), wanted, TicketAuthor::Staff);
  });
}

TicketReply TicketDesk::reply(const Actor& actor, Id<Ticket> id, const std::string& message,
                              const std::vector<Id<File>>& attachments) {
  admit("ticket_replies:" + actor.scope.account.value().text(), kReplies);
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto ticket = locked(tx, actor.scope, id);
    requireWhole(ticket);
    if (ticket_repository::countReplies(tx, id, TicketAuthor::Client) >= kMostReplies)
      throw DomainError{"ticket_full", 409,
                        "So much was said in this ticket that it takes no more; open another one."};
    const auto reply = say(tx, actor, ticket, TicketAuthor::Client, message, attachments);
    ticket.heardFromClient(reply.createdAt);
    ticket_repository::save(tx, ticket);
    parts_.audit.record(tx, actor, "ticket.replied", id.text());
    TicketReplied fact;
    fact.by = TicketAuthor::Client;
    announce(tx, actor, ticket, fact);
    parts_.mails.heardFromClient(tx, ticket, reply);
    return reply;
  });
}

std::vector<File> TicketDesk::attachmentsOf(db::Reader& reader, const Ticket& ticket,
                                            const TicketReply& reply) {
  if (reply.attachments == 0) return {};
  return parts_.files.of(reader, ticket.tenant, reply.id.text());
}

File TicketDesk::attachment(db::Reader& reader, const Scope& scope, Id<Ticket> id, Id<File> file,
                            bool notes) {
  const auto ticket = ticket_repository::find(reader, scope, id);
  auto found = ticket ? parts_.files.find(reader, scope.tenant, file) : std::nullopt;
  const auto owner = found ? Id<TicketReply>::parse(found->subject) : std::nullopt;
  const auto reply =
      owner ? ticket_repository::findReply(reader, ticket->id, *owner) : std::nullopt;
  if (!reply || (reply->isNote && !notes)) throw NotFound{};
  return std::move(*found);
}

void TicketDesk::end(db::Transaction& tx, const Actor& actor, Ticket& ticket) {
  ticket.close(parts_.clock.now());
  ticket_repository::save(tx, ticket);
  parts_.audit.record(tx, actor, "ticket.closed", ticket.id.text());
  announce(tx, actor, ticket, TicketClosed{});
}

void TicketDesk::close(const Actor& actor, Id<Ticket> id) {
  parts_.database.transaction([&](db::Transaction& tx) {
    auto ticket = locked(tx, actor.scope, id);
    if (ticket.isClosed()) return;
    end(tx, actor, ticket);
    if (actor.isStaff()) parts_.mails.closed(tx, ticket);
  });
}

void TicketDesk::rate(const Actor& actor, Id<Ticket> id, int rating,
                      const std::optional<std::string>& why) {
  parts_.database.transaction([&](db::Transaction& tx) {
    auto ticket = locked(tx, actor.scope, id);
    if (!ticket.canBeRated()) {
      throw DomainError{"not_ratable", 409,
                        "A ticket can be rated once, after it was answered and closed."};
    }
    ticket.rating = rating;
    ticket.ratingComment = why;
    ticket.ratedAt = parts_.clock.now();
    ticket_repository::save(tx, ticket);
    parts_.audit.record(tx, actor, "ticket.rated", id.text());
  });
}

void TicketDesk::requireNothingNewer(db::Reader& reader, const Ticket& ticket,
                                     Id<TicketReply> seen) {
  const auto newest = ticket_repository::lastReply(reader, ticket.id);
  if (!newest || newest->id == seen) return;
  throw DomainError{"ticket_moved_on",
                    409,
                    newest->authorName + " wrote here since you last looked; read it first.",
                    {{"reply", newest->id.text()}}};
}

TicketReply TicketDesk::answer(const Actor& actor, Id<Ticket> id, const TicketAnswer& answer) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto ticket = locked(tx, Scope::ofTenant(actor.scope.tenant), id);
    requireWhole(ticket);
    if (answer.lastSeen) requireNothingNewer(tx, ticket, *answer.lastSeen);
    const auto reply =
        say(tx, actor, ticket, TicketAuthor::Staff, answer.message, answer.attachments);
    ticket.answered(reply.createdAt);
    if (answer.status) ticket.moveTo(*answer.status, reply.createdAt);
    ticket_repository::save(tx, ticket);
    parts_.audit.record(tx, actor, "ticket.answered", id.text());
    TicketReplied fact;
    fact.by = TicketAuthor::Staff;
    announce(tx, actor, ticket, fact);
    if (ticket.isClosed()) announce(tx, actor, ticket, TicketClosed{});
    parts_.mails.answered(tx, ticket, reply);
    return reply;
  });
}

TicketReply TicketDesk::note(const Actor& actor, Id<Ticket> id, const std::string& message) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto ticket = locked(tx, Scope::ofTenant(actor.scope.tenant), id);
    requireWhole(ticket);
    const auto reply = say(tx, actor, ticket, TicketAuthor::Staff, message, {}, true);
    parts_.audit.record(tx, actor, "ticket.noted", id.text());
    return reply;
  });
}

void TicketDesk::requireStaff(db::Reader& reader, Id<Tenant> tenant, Id<User> user) {
  const auto person = personOf(reader, tenant, user);
  if (!person || !person->isStaff || !person->isActive)
    throw ValidationError{"assigned_to", "not_found", "is nobody of your staff"};
}

void TicketDesk::change(const Actor& actor, Id<Ticket> id, const TicketChange& change) {
  const auto tenant = actor.scope.tenant;
  parts_.database.transaction([&](db::Transaction& tx) {
    auto ticket = locked(tx, Scope::ofTenant(tenant), id);
    if (change.status && ticket.mergedInto) throw merged(ticket);
    if (change.subject) ticket.subject = *change.subject;
    if (change.priority) ticket.priority = *change.priority;
    if (change.department) {
      if (!parts_.departments.existing(tx, tenant, *change.department))
        throw ValidationError{"department_id", "not_found", "is no department"};
      ticket.department = change.department;
    }
    if (change.assignedTo) {
      if (*change.assignedTo) requireStaff(tx, tenant, **change.assignedTo);
      ticket.assignedTo = *change.assignedTo;
    }
    const bool closes = change.status == TicketStatus::Closed && !ticket.isClosed();
    if (change.status && !closes) ticket.moveTo(*change.status, parts_.clock.now());
    ticket_repository::save(tx, ticket);
    parts_.audit.record(tx, actor, "ticket.changed", id.text());
    if (!closes) return;
    end(tx, actor, ticket);
    parts_.mails.closed(tx, ticket);
  });
}

void TicketDesk::merge(const Actor& actor, Id<Ticket> id, Id<Ticket> into) {
  const auto scope = Scope::ofTenant(actor.scope.tenant);
  if (id == into) throw ValidationError{"into", "same_ticket", "is this ticket itself"};
  parts_.database.transaction([&](db::Transaction& tx) {
    // Two who merge crosswise take the locks in one order.
    auto first = locked(tx, scope, std::min(id, into)),
         second = locked(tx, scope, std::max(id, into));
    auto& from = first.id == id ? first : second;
    auto& to = first.id == id ? second : first;
    requireWhole(from);
    requireWhole(to);
    const bool sameClient =
        from.account == to.account && (from.account || from.requesterEmail == to.requesterEmail);
    if (!sameClient) {
      throw DomainError{"ticket_of_another_client", 409,
                        "Only tickets of one client can be merged."};
    }
    ticket_repository::moveReplies(tx, from.id, to.id);
    from.close(parts_.clock.now());
    from.mergedInto = to.id;
    ticket_repository::save(tx, from);
    to.touchedAt = std::max(to.touchedAt, parts_.clock.now());
    ticket_repository::save(tx, to);
    parts_.audit.record(tx, actor,
                        {"ticket.merged", from.id.text(), nullptr, {{"into", to.id.text()}}});
  });
}

void TicketDesk::look(const Actor& actor, Id<Ticket> id, bool isWriting) {
  parts_.database.transaction([&](db::Transaction& tx) {
    if (!ticket_repository::find(tx, Scope::ofTenant(actor.scope.tenant), id)) throw NotFound{};
    const auto now = parts_.clock.now();
    ticket_repository::pruneViewers(tx, now.minus(std::chrono::hours{1}));
    if (actor.user) ticket_repository::saveViewer(tx, id, {*actor.user, isWriting, now});
  });
}

std::vector<TicketDesk::Onlooker> TicketDesk::others(db::Reader& reader, const Actor& actor,
                                                     Id<Ticket> id) {
  std::vector<Onlooker> others;
  const auto viewers = ticket_repository::viewers(reader, id, parts_.clock.now().minus(kLooksFor));
  std::vector<Id<User>> ids;
  for (const auto& viewer : viewers) {
    if (viewer.user != actor.user) ids.push_back(viewer.user);
  }
  const auto people = peopleOf(reader, actor.scope.tenant, ids);
  for (const auto& viewer : viewers) {
    const auto person = people.find(viewer.user);
    if (person != people.end())
      others.push_back({viewer.user, person->second.name, viewer.isWriting, viewer.seenAt});
  }
  return others;
}

}  // namespace hostler
