#pragma once

#include "core/audit/audit_log.h"
#include "core/http/page.h"
#include "core/http/router.h"
#include "core/nodes/id_mint.h"
#include "core/time/clock.h"
#include "modules/entities/entities.h"

namespace hostler {

/// News of the shop.
struct Announcement {
  Id<Announcement> id;
  std::string title, body;             ///< Markdown
  std::optional<Instant> publishedAt;  ///< none: a draft; to come: it waits
  Instant createdAt, updatedAt;
};

struct AnnouncementView {
  Id<Announcement> id;
  std::string title, html;
  std::optional<std::string> body;  ///< for staff
  std::optional<Instant> publishedAt;
  Instant updatedAt;

  static AnnouncementView forReaders(const Announcement& announcement);
  static AnnouncementView forStaff(const Announcement& announcement);
  static void describe(Shape<AnnouncementView>& shape);
};

struct AnnouncementEdit {
  std::optional<std::string> title, body;
  std::optional<std::optional<Instant>> publishedAt;
  static void describe(Shape<AnnouncementEdit>& shape);
};

/// Announcements: open to everyone once they are published, and as staff write them.
class AnnouncementRoutes {
 public:
  AnnouncementRoutes(db::Database& database, const Clock& clock, IdMint& ids, AuditLog& audit)
      : database_{database}, clock_{clock}, ids_{ids}, audit_{audit} {}
  void mount(http::Router& router);

  /// As the route does it; the demo's seed too.
  Announcement add(const Actor& actor, const AnnouncementEdit& edit);

 private:
  http::Page<AnnouncementView> list(const http::Request<http::ListQuery>& request,
                                    bool publishedOnly);
  Announcement get(db::Reader& reader, Id<Tenant> tenant, Id<Announcement> id);
  Announcement change(const Actor& actor, Id<Announcement> id, const AnnouncementEdit& edit);
  void remove(const Actor& actor, Id<Announcement> id);
  void mountAdmin(http::Router& router);

  db::Database& database_;
  const Clock& clock_;
  IdMint& ids_;
  AuditLog& audit_;
};

}  // namespace hostler
