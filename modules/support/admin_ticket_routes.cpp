#include "modules/support/admin_ticket_routes.h"

#include "modules/support/support_permissions.h"

namespace hostler {

using http::Access;
using http::Nothing;

namespace {

ticket_repository::Filter filterOf(const Actor& actor, const AdminTicketQuery& query, Instant now) {
  ticket_repository::Filter filter;
  filter.status = query.status;
  filter.closed = query.closed;
  filter.department = query.department;
  filter.priority = query.priority;
  filter.text = query.q;
  if (query.late.value_or(false)) filter.lateAt = now;
  if (!query.assignedTo) return filter;
  filter.assignedToNobody = *query.assignedTo == "nobody";
  if (filter.assignedToNobody) return filter;
  filter.assignedTo = *query.assignedTo == "me" ? actor.user : Id<User>::parse(*query.assignedTo);
  if (!filter.assignedTo)
    throw ValidationError{"assigned_to", "malformed", "must be a user's id, me, or nobody"};
  return filter;
}

}  // namespace

std::vector<AdminTicketView> AdminTicketRoutes::viewsOf(db::Reader& reader, Id<Tenant> tenant,
                                                        const std::vector<Ticket>& tickets) {
  const auto departments = departments_.list(reader, tenant);
  std::vector<Id<User>> staff;
  std::set<Id<Account>> accounts;
  for (const auto& ticket : tickets) {
    if (ticket.assignedTo) staff.push_back(*ticket.assignedTo);
    if (ticket.account) accounts.insert(*ticket.account);
  }
  const auto people = peopleOf(reader, tenant, staff);
  std::map<Id<Account>, Account> clients;
  for (auto& client : accounts_.getAll(reader, tenant, {accounts.begin(), accounts.end()}))
    clients.emplace(client.id, std::move(client));
  std::vector<AdminTicketView> views;
  for (const auto& ticket : tickets) {
    AdminTicketView view;
    static_cast<TicketView&>(view) = TicketView::of(ticket, departments);
    view.requester = {ticket.account, ticket.requesterName, ticket.requesterEmail, std::nullopt};
    if (ticket.account) view.requester.company = clients.at(*ticket.account).company;
    if (ticket.assignedTo && people.contains(*ticket.assignedTo))
      view.assignedTo = TicketStaffView{*ticket.assignedTo, people.at(*ticket.assignedTo).name};
    view.firstResponse = {ticket.firstDueAt, ticket.firstAnsweredAt,
                          ticket.isFirstAnswerLate(clock_.now())};
    views.push_back(std::move(view));
  }
  return views;
}

http::Page<AdminTicketView> AdminTicketRoutes::list(
    const http::Request<AdminTicketQuery>& request) {
  const auto& query = request.query();
  const auto order = TicketOrder::of(query);
  const auto filter = filterOf(request.actor(), query, clock_.now());
  const Scope scope{request.scope().tenant, query.client};
  return database_.read([&](db::Reader& reader) {
    auto tickets = ticket_repository::list(reader, scope, filter, order, query.limit + 1);
    http::Page<AdminTicketView> page;
    if (tickets.size() > static_cast<std::size_t>(query.limit)) {
      tickets.resize(static_cast<std::size_t>(query.limit));
      page.nextCursor = order.cursorOf(tickets.back()).text();
    }
    page.data = viewsOf(reader, scope.tenant, tickets);
    return page;
  });
}

AdminTicketView AdminTicketRoutes::one(const Actor& actor, Id<Ticket> id) {
  const auto scope = Scope::ofTenant(actor.scope.tenant);
  return database_.read([&](db::Reader& reader) {
    const auto ticket = ticket_repository::find(reader, scope, id);
    if (!ticket) throw NotFound{};
    auto view = std::move(viewsOf(reader, scope.tenant, {*ticket}).front());
    view.replies.emplace();
    for (const auto& reply : ticket_repository::replies(reader, id, true))
      view.replies->push_back(
          TicketReplyView::forStaff(reply, desk_.attachmentsOf(reader, *ticket, reply)));
    view.others = TicketOnlookersView::of(desk_.others(reader, actor, id));
    return view;
  });
}

void AdminTicketRoutes::mount(http::Router& router) {
  const auto read = Access::staff(kReadTickets);
  router
      .get<AdminTicketQuery, http::Page<AdminTicketView>>(
          "/admin/tickets", read, [this](const auto& request) { return list(request); })
      .named("adminListTickets", "Tickets")
      .tagged("Admin: support");
  router
      .get<Nothing, AdminTicketView>("/admin/tickets/{id}", read,
                                     [this](const auto& request) {
                                       return one(request.actor(), request.template id<Ticket>());
                                     })
      .named("adminGetTicket", "A ticket with all that was said and noted in it")
      .tagged("Admin: support");
  router
      .raw(http::Method::Get, "/admin/tickets/{id}/attachments/{file}", read,
           [this](http::Context& context) {
             return database_.read([&](db::Reader& reader) {
               const auto file =
                   desk_.attachment(reader, Scope::ofTenant(context.tenant()),
                                    context.pathId<Ticket>(), context.pathId<File>("file"), true);
               return fileAnswer(file, files_.content(reader, file));
             });
           })
      .named("adminDownloadTicketAttachment", "What came with a reply, to be saved")
      .tagged("Admin: support")
      .produces("application/octet-stream")
      .slow();
  mountAnswering(router);
  mountHandling(router);
}

void AdminTicketRoutes::mountAnswering(http::Router& router) {
  const auto answer = Access::staff(kAnswerTickets);
  router
      .post<AdminNewTicketBody, AdminTicketView>("/admin/tickets", answer,
                                                 [this](const auto& request) {
                                                   const auto& body = request.body();
                                                   const auto ticket = desk_.openFor(
                                                       request.actor(), body.client, body.ticket());
                                                   return one(request.actor(), ticket.id);
                                                 })
      .named("adminOpenTicket", "Write to a client")
      .tagged("Admin: support")
      .creates();
  router
      .post<TicketAnswerBody, TicketReplyView>(
          "/admin/tickets/{id}/replies", answer,
          [this](const auto& request) {
            const auto& body = request.body();
            const auto reply =
                desk_.answer(request.actor(), request.template id<Ticket>(),
                             {body.message, body.attachments, body.status, body.lastSeen});
            return database_.read([&](db::Reader& reader) {
              return TicketReplyView::forStaff(
                  reply, files_.of(reader, request.scope().tenant, reply.id.text()));
            });
          })
      .named("adminAnswerTicket", "Answer a ticket")
      .tagged("Admin: support")
      .creates();
  router
      .post<TicketMessageBody, TicketReplyView>(
          "/admin/tickets/{id}/notes", answer,
          [this](const auto& request) {
            const auto note =
                desk_.note(request.actor(), request.template id<Ticket>(), request.body().message);
            return TicketReplyView::forStaff(note, {});
          })
      .named("adminNoteInTicket", "Note something that the client does not see")
      .tagged("Admin: support")
      .creates();
  router
      .post<TicketLookBody, TicketOnlookersView>(
          "/admin/tickets/{id}/viewing", answer,
          [this](const auto& request) {
            const auto id = request.template id<Ticket>();
            desk_.look(request.actor(), id, request.body().writing);
            return database_.read([&](db::Reader& reader) {
              return TicketOnlookersView{
                  TicketOnlookersView::of(desk_.others(reader, request.actor(), id))};
            });
          })
      .named("adminViewTicket", "Say that one has it open, for a minute; who else has")
      .tagged("Admin: support");
}

void AdminTicketRoutes::mountHandling(http::Router& router) {
  const auto answer = Access::staff(kAnswerTickets);
  router
      .patch<TicketChange, AdminTicketView>("/admin/tickets/{id}", answer,
                                            [this](const auto& request) {
                                              const auto id = request.template id<Ticket>();
                                              desk_.change(request.actor(), id, request.body());
                                              return one(request.actor(), id);
                                            })
      .named("adminChangeTicket", "Assign a ticket, move it, change its status or priority")
      .tagged("Admin: support")
      .guardedBy<AdminTicketView>([this](const http::Context& context) {
        return one(context.actor(), context.pathId<Ticket>());
      });
  router
      .post<Nothing, AdminTicketView>("/admin/tickets/{id}/close", answer,
                                      [this](const auto& request) {
                                        const auto id = request.template id<Ticket>();
                                        desk_.close(request.actor(), id);
                                        return one(request.actor(), id);
                                      })
      .named("adminCloseTicket", "Close a ticket")
      .tagged("Admin: support");
  router
      .post<TicketMergeBody, AdminTicketView>("/admin/tickets/{id}/merge", answer,
                                              [this](const auto& request) {
                                                const auto into = request.body().into;
                                                desk_.merge(request.actor(),
                                                            request.template id<Ticket>(), into);
                                                return one(request.actor(), into);
                                              })
      .named("adminMergeTicket", "Move all that was said into another ticket of the same client")
      .tagged("Admin: support");
}

}  // namespace hostler
