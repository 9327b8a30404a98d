#pragma once

#include "core/http/page.h"
#include "core/http/router.h"
#include "modules/accounts/desk_parts.h"

namespace hostler {

struct ClientNoteView {
  Id<ClientNote> id;
  std::string message, authorName;
  bool pinned = false;
  Instant createdAt;
  static void describe(Shape<ClientNoteView>& shape);
};

/// What staff write down about a client, for themselves.
class ClientNoteRoutes {
 public:
  explicit ClientNoteRoutes(DeskParts& parts) : parts_{parts} {}
  void mount(http::Router& router);

 private:
  std::vector<ClientNoteView> list(Id<Tenant> tenant, Id<Account> account);
  ClientNoteView add(const Actor& actor, Id<Account> account, const std::string& message,
                     bool pinned);
  void remove(const Actor& actor, Id<Account> account, Id<ClientNote> id);

  DeskParts& parts_;
};

}  // namespace hostler
