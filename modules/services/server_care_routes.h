#pragma once

#include "core/http/router.h"
#include "modules/services/account_import.h"
#include "modules/services/server_desk.h"
#include "modules/services/server_watch.h"
#include "modules/services/service_repair.h"

namespace hostler {

/// How servers are and what lives on them, for the platform's staff.
class ServerCareRoutes {
 public:
  ServerCareRoutes(ServerDesk& desk, ServerWatch& watch, AccountImport& accounts,
                   ServiceRepair& repair)
      : desk_{desk}, watch_{watch}, import_{accounts}, repair_{repair} {}
  void mount(http::Router& router);

 private:
  void mountAccounts(http::Router& router);

  ServerDesk& desk_;
  ServerWatch& watch_;
  AccountImport& import_;
  ServiceRepair& repair_;
};

}  // namespace hostler
