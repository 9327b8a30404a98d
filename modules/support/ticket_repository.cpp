#include "modules/support/ticket_repository.h"

#include "core/problem/problem.h"

#include <algorithm>

namespace hostler {

TicketOrder TicketOrder::of(const http::ListQuery& query) {
  TicketOrder order;
  auto sort = query.sort.value_or("-created_at");
  order.descending = sort.starts_with('-');
  if (order.descending) sort.erase(0, 1);
  if (sort != "created_at" && sort != "updated_at")
    throw ValidationError{"sort", "not_sortable", "must be created_at or updated_at"};
  order.byTouch = sort == "updated_at";
  if (query.cursor) order.after = http::Cursor::parse(*query.cursor);
  return order;
}

http::Cursor TicketOrder::cursorOf(const Ticket& ticket) const {
  return {ticket.id.value(), (byTouch ? ticket.touchedAt : ticket.createdAt).unixMicros()};
}

namespace ticket_repository {
namespace {

constexpr std::string_view kSelect = "SELECT * FROM tickets WHERE tenant_id = ?";
constexpr auto kInsert = R"sql(
  INSERT INTO tickets (account_id, opened_by, requester_name, requester_email, subject, department_id, status,
                       priority, service_id, assigned_to, first_due_at, first_answered_at, touched_at,
                       closed_at, merged_into, rating, rating_comment, rated_at, created_at, number, tenant_id, id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kUpdate = R"sql(
  UPDATE tickets SET subject = ?, department_id = ?, status = ?, priority = ?, assigned_to = ?,
         first_due_at = ?, first_answered_at = ?, touched_at = ?, closed_at = ?, merged_into = ?, rating = ?,
         rating_comment = ?, rated_at = ?
   WHERE id = ?)sql";
constexpr auto kCountOn = R"sql(
  INSERT INTO ticket_numbers (tenant_id, last_number) VALUES (?, 1)
  {upsert(tenant_id)} last_number = ticket_numbers.last_number + 1)sql";
constexpr auto kSelectNumber = "SELECT last_number FROM ticket_numbers WHERE tenant_id = ?";
constexpr auto kInsertReply = R"sql(
  INSERT INTO ticket_replies (id, tenant_id, ticket_id, author, user_id, author_name, is_note, body, attachments,
                              created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kSelectReplies = "SELECT * FROM ticket_replies WHERE ticket_id = ?";
constexpr auto kSelectLastReply = R"sql(
  SELECT * FROM ticket_replies WHERE ticket_id = ? AND is_note = 0 ORDER BY created_at DESC, id DESC LIMIT 1)sql";
constexpr auto kCountReplies =
    "SELECT COUNT(*) AS number FROM ticket_replies WHERE ticket_id = ? AND author = ?";
constexpr auto kSelectReply = "SELECT * FROM ticket_replies WHERE ticket_id = ? AND id = ?";
constexpr auto kMoveReplies = "UPDATE ticket_replies SET ticket_id = ? WHERE ticket_id = ?";
constexpr auto kCountWaiting = R"sql(
  SELECT COUNT(*) AS number FROM tickets WHERE tenant_id = ? AND status IN ('open', 'customer_reply'))sql";
constexpr auto kCountLate = R"sql(
  SELECT COUNT(*) AS number FROM tickets
   WHERE tenant_id = ? AND status <> 'closed' AND first_answered_at IS NULL AND first_due_at < ?)sql";
constexpr auto kSaveViewer = R"sql(
  INSERT INTO ticket_viewers (ticket_id, user_id, is_writing, seen_at) VALUES (?, ?, ?, ?)
  {upsert(ticket_id, user_id)} is_writing = {new(is_writing)}, seen_at = {new(seen_at)})sql";
constexpr auto kSelectViewers =
    "SELECT user_id, is_writing, seen_at FROM ticket_viewers WHERE ticket_id = ? AND seen_at >= ?";
constexpr auto kPruneViewers = "DELETE FROM ticket_viewers WHERE seen_at < ?";

Ticket ticketOf(const db::Row& row) {
  Ticket ticket;
  ticket.id = row.id<Ticket>("id");
  ticket.number = row.get<std::optional<std::int64_t>>("number");
  ticket.tenant = row.id<Tenant>("tenant_id");
  ticket.account = row.get<std::optional<Id<Account>>>("account_id");
  ticket.openedBy = row.get<std::optional<Id<User>>>("opened_by");
  ticket.requesterName = row.text("requester_name");
  ticket.requesterEmail = row.text("requester_email");
  ticket.subject = row.text("subject");
  ticket.department = row.get<std::optional<Id<Department>>>("department_id");
  ticket.status = row.get<TicketStatus>("status");
  ticket.priority = row.get<TicketPriority>("priority");
  ticket.service = row.get<std::optional<Id<Service>>>("service_id");
  ticket.assignedTo = row.get<std::optional<Id<User>>>("assigned_to");
  ticket.firstDueAt = row.get<std::optional<Instant>>("first_due_at");
  ticket.firstAnsweredAt = row.get<std::optional<Instant>>("first_answered_at");
  ticket.createdAt = row.instant("created_at");
  ticket.touchedAt = row.instant("touched_at");
  ticket.closedAt = row.get<std::optional<Instant>>("closed_at");
  ticket.mergedInto = row.get<std::optional<Id<Ticket>>>("merged_into");
  ticket.rating = row.get<std::optional<int>>("rating");
  ticket.ratingComment = row.get<std::optional<std::string>>("rating_comment");
  ticket.ratedAt = row.get<std::optional<Instant>>("rated_at");
  return ticket;
}

TicketReply replyOf(const db::Row& row) {
  TicketReply reply;
  reply.id = row.id<TicketReply>("id");
  reply.ticket = row.id<Ticket>("ticket_id");
  reply.author = row.get<TicketAuthor>("author");
  reply.user = row.get<std::optional<Id<User>>>("user_id");
  reply.authorName = row.text("author_name");
  reply.isNote = row.flag("is_note");
  reply.body = row.text("body");
  reply.attachments = row.get<int>("attachments");
  reply.createdAt = row.instant("created_at");
  return reply;
}

// A text as what LIKE finds anywhere inside; its own signs stand for themselves.
std::string anywhere(std::string_view text) {
  std::string pattern{"%"};
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '!') pattern.push_back('!');
    pattern.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return pattern + "%";
}

// A statement that grows with what is asked for.
struct Question {
  std::string sql;
  std::vector<db::Param> params;

  void add(std::string_view text) { sql += text; }
  template <class T>
  void add(std::string_view text, const T& value) {
    sql += text;
    params.emplace_back(value);
  }
};

Question within(const Scope& scope) {
  Question question{std::string{kSelect}, {db::Param{scope.tenant}}};
  if (scope.account) question.add(" AND account_id = ?", *scope.account);
  return question;
}

void narrow(Question& question, const Filter& filter, const std::string& pattern) {
  if (filter.status) question.add(" AND status = ?", *filter.status);
  if (filter.closed)
    question.add(*filter.closed ? " AND status = 'closed'" : " AND status <> 'closed'");
  if (filter.department) question.add(" AND department_id = ?", *filter.department);
  if (filter.priority) question.add(" AND priority = ?", *filter.priority);
  if (filter.assignedTo) question.add(" AND assigned_to = ?", *filter.assignedTo);
  if (filter.assignedToNobody) question.add(" AND assigned_to IS NULL");
  if (filter.lateAt)
    question.add(" AND status <> 'closed' AND first_answered_at IS NULL AND first_due_at < ?",
                 *filter.lateAt);
  if (!filter.text) return;
  question.add(" AND (LOWER(subject) LIKE ? ESCAPE '!'", pattern);
  question.add(" OR LOWER(requester_name) LIKE ? ESCAPE '!'", pattern);
  question.add(" OR LOWER(requester_email) LIKE ? ESCAPE '!'", pattern);
  if (const auto number = ticketNumberIn(*filter.text)) question.add(" OR number = ?", *number);
  question.add(")");
}

void arrange(Question& question, const TicketOrder& order, int limit) {
  const std::string column = order.byTouch ? "touched_at" : "created_at";
  const std::string sign = order.descending ? " < ?" : " > ?";
  const std::string way = order.descending ? " DESC" : "";
  if (order.after) {
    question.add(" AND (" + column + sign, order.after->value);
    question.add(" OR (" + column + " = ?", order.after->value);
    question.add(" AND id" + sign + "))", order.after->id);
  }
  question.add(" ORDER BY " + column + way + ", id" + way + " LIMIT ?", limit);
}

std::optional<Ticket> findWith(db::Reader& reader, const Scope& scope, Id<Ticket> id,
                               std::string_view end) {
  auto question = within(scope);
  question.add(" AND id = ?", id);
  question.add(end);
  return reader.run(question.sql, question.params).first(ticketOf);
}

}  // namespace

std::int64_t nextNumber(db::Transaction& tx, Id<Tenant> tenant) {
  tx.execute(kCountOn, tenant);
  return tx.query(kSelectNumber, tenant).only().integer("last_number");
}

void insert(db::Transaction& tx, const Ticket& ticket) {
  tx.execute(kInsert, ticket.account, ticket.openedBy, ticket.requesterName, ticket.requesterEmail,
             ticket.subject, ticket.department, ticket.status, ticket.priority, ticket.service,
             ticket.assignedTo, ticket.firstDueAt, ticket.firstAnsweredAt, ticket.touchedAt,
             ticket.closedAt, ticket.mergedInto, ticket.rating, ticket.ratingComment,
             ticket.ratedAt, ticket.createdAt, ticket.number, ticket.tenant, ticket.id);
}

void save(db::Transaction& tx, const Ticket& ticket) {
  tx.execute(kUpdate, ticket.subject, ticket.department, ticket.status, ticket.priority,
             ticket.assignedTo, ticket.firstDueAt, ticket.firstAnsweredAt, ticket.touchedAt,
             ticket.closedAt, ticket.mergedInto, ticket.rating, ticket.ratingComment,
             ticket.ratedAt, ticket.id);
}

std::optional<Ticket> find(db::Reader& reader, const Scope& scope, Id<Ticket> id) {
  return findWith(reader, scope, id, "");
}

std::optional<Ticket> lock(db::Transaction& tx, const Scope& scope, Id<Ticket> id) {
  return findWith(tx, scope, id, " {for_update}");
}

std::vector<Ticket> list(db::Reader& reader, const Scope& scope, const Filter& filter,
                         const TicketOrder& order, int limit) {
  const auto pattern = anywhere(filter.text.value_or(""));
  auto question = within(scope);
  narrow(question, filter, pattern);
  arrange(question, order, limit);
  return reader.run(question.sql, question.params).map(ticketOf);
}

void insertReply(db::Transaction& tx, Id<Tenant> tenant, const TicketReply& reply) {
  tx.execute(kInsertReply, reply.id, tenant, reply.ticket, reply.author, reply.user,
             reply.authorName, reply.isNote, reply.body, reply.attachments, reply.createdAt);
}

std::vector<TicketReply> replies(db::Reader& reader, Id<Ticket> id, bool withNotes) {
  auto all = reader.query(kSelectReplies, id).map(replyOf);
  if (!withNotes) std::erase_if(all, [](const TicketReply& reply) { return reply.isNote; });
  std::ranges::sort(all, {}, [](const TicketReply& reply) {
    return std::pair{reply.createdAt, reply.id};
  });
  return all;
}

std::int64_t countReplies(db::Reader& reader, Id<Ticket> id, TicketAuthor author) {
  return reader.query(kCountReplies, id, author).only().integer("number");
}

std::optional<TicketReply> lastReply(db::Reader& reader, Id<Ticket> id) {
  return reader.query(kSelectLastReply, id).first(replyOf);
}

std::optional<TicketReply> findReply(db::Reader& reader, Id<Ticket> ticket, Id<TicketReply> id) {
  return reader.query(kSelectReply, ticket, id).first(replyOf);
}

void moveReplies(db::Transaction& tx, Id<Ticket> from, Id<Ticket> to) {
  tx.execute(kMoveReplies, to, from);
}

Counts counts(db::Reader& reader, Id<Tenant> tenant, Instant now) {
  return {reader.query(kCountWaiting, tenant).only().integer("number"),
          reader.query(kCountLate, tenant, now).only().integer("number")};
}

void saveViewer(db::Transaction& tx, Id<Ticket> id, const Viewer& viewer) {
  tx.execute(kSaveViewer, id, viewer.user, viewer.isWriting, viewer.seenAt);
}

std::vector<Viewer> viewers(db::Reader& reader, Id<Ticket> id, Instant since) {
  return reader.query(kSelectViewers, id, since).map([](const db::Row& row) {
    return Viewer{row.id<User>("user_id"), row.flag("is_writing"), row.instant("seen_at")};
  });
}

std::int64_t pruneViewers(db::Transaction& tx, Instant before) {
  return tx.execute(kPruneViewers, before);
}

}  // namespace ticket_repository
}  // namespace hostler
