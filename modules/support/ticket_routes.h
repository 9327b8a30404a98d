#pragma once

#include "core/http/router.h"
#include "modules/support/ticket_views.h"

namespace hostler {

/// Asks a stranger for a captcha where one is due. Throws ValidationError for `captcha`.
using CaptchaCheck = std::function<void(Id<Tenant> tenant, const Origin& origin,
                                        const std::optional<std::string>& token)>;

/// Tickets as clients see and write them, and the contact page.
class TicketRoutes {
 public:
  TicketRoutes(db::Database& database, TicketDesk& desk, DepartmentDesk& departments, Files& files,
               CaptchaCheck captcha)
      : database_{database},
        desk_{desk},
        departments_{departments},
        files_{files},
        captcha_{std::move(captcha)} {}
  void mount(http::Router& router);

 private:
  http::Page<TicketView> list(const http::Request<TicketQuery>& request);
  TicketView one(const Scope& scope, Id<Ticket> id);
  TicketReplyView shown(const Scope& scope, const TicketReply& reply);
  void mountWriting(http::Router& router);
  void mountContact(http::Router& router);

  db::Database& database_;
  TicketDesk& desk_;
  DepartmentDesk& departments_;
  Files& files_;
  CaptchaCheck captcha_;
};

}  // namespace hostler
