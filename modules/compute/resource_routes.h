#pragma once

#include "core/http/router.h"
#include "modules/compute/compute_desk.h"
#include "modules/compute/compute_views.h"

namespace hostler {

/// Belongings: the same routes for every kind of the table.
class ResourceRoutes {
 public:
  ResourceRoutes(db::Database& database, ServiceRepository& services, ComputeRepository& compute,
                 ComputeDesk& desk, Machines& machines, CloudCatalogue& catalogue)
      : database_{database},
        services_{services},
        compute_{compute},
        desk_{desk},
        machines_{machines},
        catalogue_{catalogue} {}
  void mount(http::Router& router);

 private:
  void mountReading(http::Router& router, const ResourceKind& kind);
  void mountWriting(http::Router& router, const ResourceKind& kind);
  void mountAccess(http::Router& router);
  ItemsView list(const Actor& actor, const ResourceKind& kind, const WhereQuery& query);
  CloudResource find(db::Reader& reader, const Scope& scope, const ResourceKind& kind,
                     Id<CloudResource> id);
  ResourceView one(const Actor& actor, const ResourceKind& kind, Id<CloudResource> id);
  Json reveal(const Actor& actor, const ResourceKind& kind, Id<CloudResource> id,
              const std::string& verb);

  db::Database& database_;
  ServiceRepository& services_;
  ComputeRepository& compute_;
  ComputeDesk& desk_;
  Machines& machines_;
  CloudCatalogue& catalogue_;
};

}  // namespace hostler
