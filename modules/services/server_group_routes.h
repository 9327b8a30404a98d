#pragma once

#include "core/audit/audit_log.h"
#include "core/http/page.h"
#include "core/http/router.h"
#include "modules/services/server_group.h"

namespace hostler {

struct ServerGroupView {
  Id<ServerGroup> id;
  std::string name, description;
  FillOrder fill = FillOrder::LeastFull;
  std::int64_t servers = 0, accounts = 0, places = 0;

  static ServerGroupView of(const server_groups::Counted& counted);
  static void describe(Shape<ServerGroupView>& shape);
};
struct ServerGroupBody {
  std::string name;
  std::optional<std::string> description;
  FillOrder fill = FillOrder::LeastFull;
  static void describe(Shape<ServerGroupBody>& shape);
};
struct ServerGroupPatch {
  std::optional<std::string> description;
  std::optional<FillOrder> fill;
  static void describe(Shape<ServerGroupPatch>& shape);
};

/// Groups of servers, for the platform's staff.
class ServerGroupRoutes {
 public:
  ServerGroupRoutes(db::Database& database, const Clock& clock, IdMint& ids, AuditLog& audit)
      : database_{database}, clock_{clock}, ids_{ids}, audit_{audit} {}
  void mount(http::Router& router);

 private:
  ServerGroupView one(Id<ServerGroup> id);
  ServerGroupView add(const Actor& actor, const ServerGroupBody& body);
  ServerGroupView change(const Actor& actor, Id<ServerGroup> id, const ServerGroupPatch& patch);
  void remove(const Actor& actor, Id<ServerGroup> id);

  db::Database& database_;
  const Clock& clock_;
  IdMint& ids_;
  AuditLog& audit_;
};

}  // namespace hostler
