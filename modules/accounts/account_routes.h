#pragma once

#include "core/http/router.h"
#include "modules/accounts/api_key_desk.h"
#include "modules/accounts/profile_desk.h"

namespace hostler {

/// A client's own account: profile, keys, activity.
class AccountRoutes {
 public:
  AccountRoutes(DeskParts& parts, ProfileDesk& profiles, ApiKeyDesk& keys)
      : parts_{parts}, profiles_{profiles}, keys_{keys} {}
  void mount(http::Router& router);

 private:
  void mountProfile(http::Router& router);
  void mountKeys(http::Router& router);
  void mountActivity(http::Router& router);

  DeskParts& parts_;
  ProfileDesk& profiles_;
  ApiKeyDesk& keys_;
};

}  // namespace hostler
