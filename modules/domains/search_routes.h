#pragma once

#include "core/http/router.h"
#include "modules/domains/domain_search.h"

namespace hostler {

/// What strangers may ask about domains.
class DomainSearchRoutes {
 public:
  explicit DomainSearchRoutes(DomainSearch& search) : search_{search} {}
  void mount(http::Router& router);

 private:
  DomainSearch& search_;
};

}  // namespace hostler
