#pragma once

#include "core/http/router.h"
#include "modules/accounts/client_desk.h"
#include "modules/accounts/client_views.h"
#include "modules/accounts/sign_in_views.h"

namespace hostler {

/// Clients, as staff see and handle them.
class ClientRoutes {
 public:
  ClientRoutes(DeskParts& parts, ClientDesk& clients, ProfileDesk& profiles)
      : parts_{parts}, clients_{clients}, profiles_{profiles} {}
  void mount(http::Router& router);

 private:
  void mountActions(http::Router& router);
  ClientView one(Id<Tenant> tenant, Id<Account> id);
  SignInView impersonate(const http::Request<ReasonBody>& request);

  DeskParts& parts_;
  ClientDesk& clients_;
  ProfileDesk& profiles_;
};

}  // namespace hostler
