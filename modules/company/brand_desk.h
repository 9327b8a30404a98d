#pragma once

#include "core/audit/audit_log.h"
#include "core/http/router.h"
#include "core/shape/shape.h"
#include "modules/files/files.h"
#include "modules/resellers/resellers.h"

#include <optional>
#include <string>

namespace hostler {

struct LogoBody {
  Id<File> file;
  static void describe(Shape<LogoBody>& shape) {
    shape.field("file", &LogoBody::file).describedAs("an upload of one's own: a PNG");
  }
};

struct LogoView {
  std::optional<std::string> logo;
  static void describe(Shape<LogoView>& shape) {
    shape.field("logo", &LogoView::logo).nullable().describedAs("where it is read from");
  }
};

/// A shop's logo: on its pages, and on the documents that are issued while it is there, which keep
/// it for good. Thread-safe.
class BrandDesk {
 public:
  struct Parts {
    db::Database& database;
    Tenants& tenants;
    AuditLog& audit;
    Files& files;
  };
  explicit BrandDesk(Parts parts) : parts_{parts} {}

  /// Of an upload: on each page and in each document, so it may have so many bytes.
  static constexpr std::int64_t kMostBytes = 256 << 10;

  void mount(http::Router& router);
  LogoView show(Id<Tenant> tenant);
  /// Throws ValidationError for what is not the actor's, no PNG or too large.
  void setLogo(const Actor& actor, Id<File> file);
  void removeLogo(const Actor& actor);

 private:
  http::Answer logo(Id<Tenant> tenant, const std::string& file);

  Parts parts_;
};

}  // namespace hostler
