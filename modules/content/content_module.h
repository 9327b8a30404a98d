#pragma once

// What the shop says of itself: knowledge base, announcements, status page, legal texts.

#include "core/db/migration.h"
#include "core/http/router.h"
#include "modules/content/announcement_routes.h"
#include "modules/content/article_routes.h"
#include "modules/content/incident_routes.h"
#include "modules/content/legal_routes.h"

#include <span>

namespace hostler {

std::span<const db::Migration> contentMigrations();

class ContentModule {
 public:
  /// What the module stands on. All outlive it.
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    AuditLog& audit;
    http::RateLimits& limits;
  };
  explicit ContentModule(Parts parts);

  ArticleDesk& articles() { return articles_; }
  AnnouncementRoutes& announcements() { return announcementRoutes_; }
  LegalTexts& legalTexts() { return legalTexts_; }
  void mount(http::Router& router);

 private:
  ArticleDesk articles_;
  LegalTexts legalTexts_;
  ArticleRoutes articleRoutes_;
  AnnouncementRoutes announcementRoutes_;
  IncidentRoutes incidentRoutes_;
  LegalRoutes legalRoutes_;
};

}  // namespace hostler
