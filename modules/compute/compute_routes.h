#pragma once

#include "core/http/router.h"
#include "modules/compute/auto_shutdown.h"
#include "modules/compute/compute_permissions.h"
#include "modules/compute/compute_views.h"
#include "modules/compute/orphans.h"
#include "modules/ordering/cart_service.h"
#include "modules/services/service_actions.h"

namespace hostler {

/// Machines: what they are, what is done to them, and what there is to choose from.
class ComputeRoutes {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    ServiceRepository& services;
    ServiceActions& actions;
    ComputeRepository& compute;
    ComputeDesk& desk;
    Machines& machines;
    CloudCatalogue& catalogue;
    Allowances& allowances;
    AutoShutdown& shutdown;
    Orphans& orphans;
    CartService* carts;  ///< null: there is no shop (tests)
  };
  explicit ComputeRoutes(Parts parts) : parts_{parts} {}
  void mount(http::Router& router);

 private:
  void mountInstances(http::Router& router);
  void mountLooking(http::Router& router);
  void mountActing(http::Router& router);
  void mountLists(http::Router& router);
  void mountAdmin(http::Router& router);
  Service machine(const Scope& scope, Id<Service> id);
  InstanceView viewOf(db::Reader& reader, const Service& machine, const Machines::Seen& seen,
                      bool staff);
  http::Page<InstanceView> list(const Actor& actor, const http::ListQuery& query);
  InstanceView one(const Actor& actor, Id<Service> id);
  Json metrics(const Scope& scope, Id<Service> id, const MetricsQuery& query);
  ItemsView choices(const Actor& actor, const std::string& word, const WhereQuery& query);
  http::Reply<CartView> intoCart(const http::Context& context, AddToCart item);

  Parts parts_;
};

}  // namespace hostler
