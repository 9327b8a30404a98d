#pragma once

#include "core/http/router.h"
#include "modules/accounts/staff_desk.h"

namespace hostler {

/// Staff and their roles.
class StaffRoutes {
 public:
  StaffRoutes(DeskParts& parts, StaffDesk& staff) : parts_{parts}, staff_{staff} {}
  void mount(http::Router& router);

 private:
  void mountRoles(http::Router& router);

  DeskParts& parts_;
  StaffDesk& staff_;
};

}  // namespace hostler
