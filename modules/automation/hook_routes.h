#pragma once

#include "core/http/router.h"
#include "modules/automation/hook_desk.h"

namespace hostler {

inline constexpr http::Permission kReadHooks{"automation:ReadHooks"};
inline constexpr http::Permission kManageHooks{"automation:ManageHooks"};

class HookRoutes {
 public:
  explicit HookRoutes(HookDesk& hooks) : hooks_{hooks} {}
  void mount(http::Router& router);

 private:
  void mountVersions(http::Router& router);
  void mountEvents(http::Router& router);

  HookDesk& hooks_;
};

}  // namespace hostler
