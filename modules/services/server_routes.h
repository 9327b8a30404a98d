#pragma once

#include "core/http/page.h"
#include "core/http/router.h"
#include "modules/services/server_desk.h"

namespace hostler {

struct ServerView {
  Id<Server> id;
  std::string name, plugin;
  std::optional<std::string> group;
  Json settings = Json::object();
  int maxAccounts = 0, accounts = 0;
  ServerStatus status = ServerStatus::Active;
  Instant createdAt;
  static void describe(Shape<ServerView>& shape);
};

/// Servers, for the platform's staff.
class ServerRoutes {
 public:
  ServerRoutes(db::Database& database, ServerRepository& servers, ServerDesk& desk) : database_{database}, servers_{servers}, desk_{desk} {}
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
