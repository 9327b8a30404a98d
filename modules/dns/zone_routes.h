#pragma once

#include "core/http/router.h"
#include "modules/dns/zone_views.h"

namespace hostler {

inline constexpr http::Permission kReadZones{"dns:ReadZones"};
inline constexpr http::Permission kManageZones{"dns:ManageZones"};
inline constexpr http::Permission kManageDns{"dns:ManageDns"};

class ZoneRoutes {
 public:
  /// The name of a domain that is the scope's; nothing: there is none.
  using DomainName =
      std::function<std::optional<std::string>(db::Reader&, const Scope&, const std::string& id)>;
  ZoneRoutes(db::Database& database, ZoneDesk& desk, DomainName domain)
      : database_{database}, desk_{desk}, domain_{std::move(domain)} {}
  void mount(http::Router& router);

 private:
  void mountZones(http::Router& router);
  void mountRecords(http::Router& router);
  void mountVersions(http::Router& router);
  void mountSigning(http::Router& router);
  void mountAdmin(http::Router& router);
  std::function<std::vector<std::string>(const http::Context&)> thing();
  http::Page<ZoneSummaryView> list(const Actor& actor, const http::ListQuery& query);
  ZoneView one(const Scope& scope, const std::string& reference, bool staff = false);
  ZonePlanView put(const Actor& actor, const std::string& zone, const PutRecordsBody& body);
  std::string zoneOfDomain(const http::Context& context);
  ZonePlanView patch(const Actor& actor, const std::string& zone, const DomainRecordsBody& body);
  ZonePlanView remove(const Actor& actor, const std::string& zone, const DeleteRecordsQuery& query);
  ZonePlanView import(const Actor& actor, const std::string& zone, const ImportZoneBody& body);
  ZonePlanView apply(const Actor& actor, const std::string& zone, const ApplyPatternBody& body);
  ZonePlanView restore(const Actor& actor, const std::string& zone, int serial,
                       const ZoneEditBody& body);
  http::Answer exported(http::Context& context);
  ZoneVersionsView versions(const Scope& scope, const std::string& zone,
                            const http::ListQuery& query);
  ZoneVersionView version(const Scope& scope, const std::string& zone, const std::string& serial);

  db::Database& database_;
  ZoneDesk& desk_;
  DomainName domain_;
};

}  // namespace hostler
