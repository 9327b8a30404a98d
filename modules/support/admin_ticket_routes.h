#pragma once

#include "core/http/router.h"
#include "modules/support/ticket_views.h"

namespace hostler {

/// The desk: tickets as staff see and answer them.
class AdminTicketRoutes {
 public:
  AdminTicketRoutes(db::Database& database, const Clock& clock, Accounts& accounts,
                    TicketDesk& desk, DepartmentDesk& departments, Files& files)
      : database_{database},
        clock_{clock},
        accounts_{accounts},
        desk_{desk},
        departments_{departments},
        files_{files} {}
  void mount(http::Router& router);

 private:
  http::Page<AdminTicketView> list(const http::Request<AdminTicketQuery>& request);
  AdminTicketView one(const Actor& actor, Id<Ticket> id);
  std::vector<AdminTicketView> viewsOf(db::Reader& reader, Id<Tenant> tenant,
                                       const std::vector<Ticket>& tickets);
  void mountAnswering(http::Router& router);
  void mountHandling(http::Router& router);

  db::Database& database_;
  const Clock& clock_;
  Accounts& accounts_;
  TicketDesk& desk_;
  DepartmentDesk& departments_;
  Files& files_;
};

}  // namespace hostler
