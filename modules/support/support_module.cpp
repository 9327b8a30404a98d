#include "modules/support/support_module.h"

#include "modules/support/admin_ticket_routes.h"
#include "modules/support/canned_reply_routes.h"
#include "modules/support/department_routes.h"
#include "modules/support/support_events.h"

namespace hostler {

struct SupportModule::Inside {
  explicit Inside(Parts its)
      : parts{std::move(its)},
        departments{parts.database, parts.clock, parts.ids, parts.audit},
        mails{{parts.tenants, parts.accounts, parts.messages, departments}},
        tickets{{parts.database, parts.clock, parts.ids, parts.audit, parts.bus, parts.limits,
                 parts.accounts, departments, parts.files, mails, parts.hasService}},
        departmentRoutes{parts.database, departments},
        cannedReplies{parts.database, parts.clock, parts.ids, parts.audit, departments},
        ticketRoutes{parts.database, tickets, departments, parts.files, parts.captcha},
        adminRoutes{parts.database, parts.clock, parts.accounts,
                    tickets,        departments, parts.files} {}

  Parts parts;
  DepartmentDesk departments;
  TicketMails mails;
  TicketDesk tickets;
  DepartmentRoutes departmentRoutes;
  CannedReplyRoutes cannedReplies;
  TicketRoutes ticketRoutes;
  AdminTicketRoutes adminRoutes;
};

SupportModule::SupportModule(Parts parts) : inside_{std::make_unique<Inside>(std::move(parts))} {
  auto& bus = inside_->parts.bus;
  bus.declare<TicketOpened>("A client, a stranger or staff opened a ticket.");
  bus.declare<TicketReplied>("Somebody wrote in a ticket what its client can see.");
  bus.declare<TicketClosed>("A ticket was closed.");
}

SupportModule::~SupportModule() = default;

DepartmentDesk& SupportModule::departments() {
  return inside_->departments;
}
TicketDesk& SupportModule::tickets() {
  return inside_->tickets;
}

void SupportModule::mount(http::Router& router) {
  inside_->ticketRoutes.mount(router);
  inside_->departmentRoutes.mount(router);
  inside_->adminRoutes.mount(router);
  inside_->cannedReplies.mount(router);
}

}  // namespace hostler
