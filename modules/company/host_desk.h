#pragma once

#include "core/audit/audit_log.h"
#include "core/http/page.h"
#include "core/http/router.h"
#include "core/shape/shape.h"
#include "modules/resellers/resellers.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// A name under which a brand's shop is called.
struct HostView {
  std::string host;
  Id<Tenant> tenant;
  static void describe(Shape<HostView>& shape) {
    shape.field("host", &HostView::host).describedAs("in A-labels: xn--…");
    shape.field("tenant_id", &HostView::tenant).describedAs("whose brand it is");
  }
};

struct HostBody {
  std::string host;
  std::optional<Id<Tenant>> tenant;
  static void describe(Shape<HostBody>& shape) {
    shape.field("host", &HostBody::host).length(1, 253).describedAs("such as panel.example.com");
    shape.field("tenant_id", &HostBody::tenant).describedAs("absent: one's own brand");
  }
};

/// Which host names are whose brand. The platform's staff alone give and take them, for nothing but
/// their word says that a name is the brand's: whoever claimed another's would be sent its clients'
/// passwords. Thread-safe.
class HostDesk {
 public:
  struct Parts {
    db::Database& database;
    Tenants& tenants;
    AuditLog& audit;
  };
  explicit HostDesk(Parts parts) : parts_{parts} {}

  void mount(http::Router& router);
  /// The platform's staff see all brands', others their own.
  http::Page<HostView> list(const Actor& actor);
  /// Throws ValidationError for what is no host name or no brand, DomainError 409 `host_taken` for
  /// another's and for the name that another's public address has.
  HostView add(const Actor& actor, const HostBody& body);
  /// Throws NotFound.
  void remove(const Actor& actor, const std::string& host);

 private:
  void mustBeFree(db::Reader& reader, const std::string& host, Id<Tenant> tenant,
                  const std::vector<Tenant>& brands);

  Parts parts_;
};

}  // namespace hostler
