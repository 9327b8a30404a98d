#pragma once

// Who sells here, as staff say it and documents repeat it.

#include "core/http/router.h"
#include "modules/company/brand_desk.h"
#include "modules/company/company_desk.h"
#include "modules/company/host_desk.h"

namespace hostler {

class CompanyModule {
 public:
  /// What the module stands on. All outlive it.
  using Parts = BrandDesk::Parts;
  explicit CompanyModule(Parts parts)
      : desk_{{parts.database, parts.tenants, parts.audit}},
        brand_{parts},
        hosts_{{parts.database, parts.tenants, parts.audit}} {}

  void mount(http::Router& router);

 private:
  CompanyDesk desk_;
  BrandDesk brand_;
  HostDesk hosts_;
};

}  // namespace hostler
