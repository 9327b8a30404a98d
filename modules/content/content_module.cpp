#include "modules/content/content_module.h"

namespace hostler {

ContentModule::ContentModule(Parts parts)
    : articles_{parts.database, parts.clock, parts.ids, parts.audit, parts.limits},
      legalTexts_{parts.database, parts.clock, parts.audit},
      articleRoutes_{parts.database, articles_},
      announcementRoutes_{parts.database, parts.clock, parts.ids, parts.audit},
      incidentRoutes_{parts.database, parts.clock, parts.ids, parts.audit},
      legalRoutes_{parts.database, legalTexts_} {}

void ContentModule::mount(http::Router& router) {
  articleRoutes_.mount(router);
  announcementRoutes_.mount(router);
  incidentRoutes_.mount(router);
  legalRoutes_.mount(router);
}

}  // namespace hostler
