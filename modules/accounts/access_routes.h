#pragma once

#include "core/http/page.h"
#include "core/http/router.h"
#include "modules/accounts/access_desk.h"

namespace hostler {

/// Policies, groups and roles of an account.
class AccessRoutes {
 public:
  AccessRoutes(DeskParts& parts, AccessDesk& desk) : parts_{parts}, desk_{desk} {}
  /// The router must outlive it: what policies can be about is read from its routes.
  void mount(http::Router& router);

 private:
  void mountPolicies(http::Router& router);
  void mountSimulation(http::Router& router);
  template <class View, class Body, class Entity>
  void mountSets(http::Router& router, AccessKind kind, const std::string& path,
                 const std::string& word);

  DeskParts& parts_;
  AccessDesk& desk_;
};

}  // namespace hostler
