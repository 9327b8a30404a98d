#pragma once

#include "core/http/page.h"
#include "core/http/router.h"
#include "modules/accounts/desk_parts.h"

namespace hostler {

struct ClientGroupView {
  Id<ClientGroup> id;
  std::string name, description, colour;
  std::int64_t clients = 0;
  static void describe(Shape<ClientGroupView>& shape);
};

struct ClientGroupEdit {
  std::optional<std::string> name, description, colour;
  static void describe(Shape<ClientGroupEdit>& shape);
};

/// Kinds of clients. A client's group is its name, so a new name goes to every client of the old.
class ClientGroupRoutes {
 public:
  explicit ClientGroupRoutes(DeskParts& parts) : parts_{parts} {}
  void mount(http::Router& router);

 private:
  ClientGroupView get(db::Reader& reader, Id<Tenant> tenant, Id<ClientGroup> id);
  ClientGroupView add(const Actor& actor, const ClientGroupEdit& edit);
  ClientGroupView change(const Actor& actor, Id<ClientGroup> id, const ClientGroupEdit& edit);
  void remove(const Actor& actor, Id<ClientGroup> id);

  DeskParts& parts_;
};

}  // namespace hostler
