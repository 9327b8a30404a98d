#pragma once

#include "core/http/page.h"
#include "core/http/router.h"
#include "modules/services/server_desk.h"
#include "modules/services/service_views.h"

namespace hostler {

/// Servers, for the platform's staff.
class ServerRoutes {
 public:
  ServerRoutes(db::Database& database, ServerRepository& servers, ServerDesk& desk)
      : database_{database}, servers_{servers}, desk_{desk} {}
  void mount(http::Router& router);

 private:
  ServerView viewOf(db::Reader& reader, const Server& server);
  ServerView one(Id<Server> id);
  http::Page<ServerView> list(const http::ListQuery& query);

  db::Database& database_;
  ServerRepository& servers_;
  ServerDesk& desk_;
};

}  // namespace hostler
