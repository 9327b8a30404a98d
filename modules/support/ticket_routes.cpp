#include "modules/support/ticket_routes.h"

#include "core/http/rights.h"
#include "modules/services/service_routes.h"
#include "modules/support/support_permissions.h"

namespace hostler {

using http::Access;
using http::Nothing;

namespace {

struct ContactView {
  bool received = true;
  static void describe(Shape<ContactView>& shape) {
    shape.field("received", &ContactView::received);
  }
};

}  // namespace

http::Page<TicketView> TicketRoutes::list(const http::Request<TicketQuery>& request) {
  const auto& query = request.query();
  const auto order = TicketOrder::of(query);
  ticket_repository::Filter filter;
  filter.status = query.status;
  filter.closed = query.closed;
  return database_.read([&](db::Reader& reader) {
    auto tickets = ticket_repository::list(reader, request.scope(), filter, order, query.limit + 1);
    const auto departments = departments_.list(reader, request.scope().tenant);
    http::Page<TicketView> page;
    if (tickets.size() > static_cast<std::size_t>(query.limit)) {
      tickets.resize(static_cast<std::size_t>(query.limit));
      page.nextCursor = order.cursorOf(tickets.back()).text();
    }
    // A page may be short: what a policy denies is left out.
    for (const auto& ticket : tickets) {
      if (request.actor().may(kReadTickets.action, ticket.id.text()))
        page.data.push_back(TicketView::of(ticket, departments));
    }
    return page;
  });
}

TicketView TicketRoutes::one(const Scope& scope, Id<Ticket> id) {
  return database_.read([&](db::Reader& reader) {
    const auto ticket = ticket_repository::find(reader, scope, id);
    if (!ticket) throw NotFound{};
    auto view = TicketView::of(*ticket, departments_.list(reader, scope.tenant));
    view.replies.emplace();
    for (const auto& reply : ticket_repository::replies(reader, id, false))
      view.replies->push_back(
          TicketReplyView::of(reply, desk_.attachmentsOf(reader, *ticket, reply)));
    return view;
  });
}

TicketReplyView TicketRoutes::shown(const Scope& scope, const TicketReply& reply) {
  return database_.read([&](db::Reader& reader) {
    return TicketReplyView::of(reply, files_.of(reader, scope.tenant, reply.id.text()));
  });
}

void TicketRoutes::mount(http::Router& router) {
  const auto read = Access::client(kReadTickets);
  router
      .get<TicketQuery, http::Page<TicketView>>(
          "/tickets", read, [this](const auto& request) { return list(request); })
      .named("listTickets", "One's tickets")
      .tagged("Support");
  router
      .get<Nothing, TicketView>("/tickets/{id}", read,
                                [this](const auto& request) {
                                  return one(request.scope(), request.template id<Ticket>());
                                })
      .named("getTicket", "A ticket with all that was said in it")
      .tagged("Support");
  router
      .raw(http::Method::Get, "/tickets/{id}/attachments/{file}", read,
           [this](http::Context& context) {
             requireNotDenied(context.actor(), {context.pathId<File>("file")});
             return database_.read([&](db::Reader& reader) {
               const auto file = desk_.attachment(reader, context.scope(), context.pathId<Ticket>(),
                                                  context.pathId<File>("file"), false);
               return fileAnswer(file, files_.content(reader, file));
             });
           })
      .named("downloadTicketAttachment", "What came with a reply, to be saved")
      .tagged("Support")
      .produces("application/octet-stream")
      .slow()
      .about([](const http::Context& context) {
        return std::vector<std::string>{context.path("id"), context.path("file")};
      });
  mountWriting(router);
  mountContact(router);
}

void TicketRoutes::mountWriting(http::Router& router) {
  const auto write = Access::client(kWriteTickets).notImpersonated();
  router
      .post<NewTicketBody, TicketView>(
          "/tickets", write,
          [this](const auto& request) {
            const auto& body = request.body();
            // Who may not see a service does not name it either.
            if (body.service)
              http::requireMay(request.actor(), kReadServices, {body.service->text()});
            requireNotDenied(request.actor(), body.attachments);
            const auto ticket = desk_.open(request.actor(), body.ticket());
            return one(request.scope(), ticket.id);
          })
      .named("openTicket", "Open a ticket")
      .tagged("Support")
      .creates();
  router
      .post<TicketReplyBody, TicketReplyView>(
          "/tickets/{id}/replies", write,
          [this](const auto& request) {
            const auto& body = request.body();
            requireNotDenied(request.actor(), body.attachments);
            return shown(request.scope(),
                         desk_.reply(request.actor(), request.template id<Ticket>(), body.message,
                                     body.attachments));
          })
      .named("replyToTicket", "Write in a ticket; a closed one is open again")
      .tagged("Support")
      .creates();
  router
      .post<Nothing, TicketView>("/tickets/{id}/close", write,
                                 [this](const auto& request) {
                                   const auto id = request.template id<Ticket>();
                                   desk_.close(request.actor(), id);
                                   return one(request.scope(), id);
                                 })
      .named("closeTicket", "Close a ticket")
      .tagged("Support");
  router
      .post<TicketRatingBody, TicketView>("/tickets/{id}/rate", write,
                                          [this](const auto& request) {
                                            const auto id = request.template id<Ticket>();
                                            desk_.rate(request.actor(), id, request.body().rating,
                                                       request.body().comment);
                                            return one(request.scope(), id);
                                          })
      .named("rateTicket", "Say how it was, once it is closed")
      .tagged("Support");
}

void TicketRoutes::mountContact(http::Router& router) {
  router
      .post<ContactBody, ContactView>("/contact", Access::everyone(),
                                      [this](const auto& request) {
                                        const auto& body = request.body();
                                        const auto& actor = request.actor();
                                        if (captcha_)
                                          captcha_(actor.scope.tenant, actor.origin, body.captcha);
                                        desk_.contact(actor, body.name, body.email, body.message);
                                        return ContactView{};
                                      })
      .named("contact", "Write to the shop without an account")
      .tagged("Support")
      .creates();
}

}  // namespace hostler
