#include "modules/dns/zone_routes.h"

#include "core/http/body.h"

#include <charconv>

namespace hostler {

using http::Access;

namespace {

enum class ZoneFormat { Bind = 1, Json };

}  // namespace

template <>
inline constexpr std::array kEnumNames<ZoneFormat>{std::string_view{"bind"},
                                                   std::string_view{"json"}};

namespace {

struct ZoneExportQuery {
  ZoneFormat format = ZoneFormat::Bind;
  static void describe(Shape<ZoneExportQuery>& shape) {
    shape.field("format", &ZoneExportQuery::format).withDefault();
  }
};

// The query of a route that answers more than JSON, checked as a typed route's is.
ZoneExportQuery exportQueryOf(http::Context& context) {
  static const auto like = [] {
    http::Route route;
    SchemaBook book;
    route.queryTypes = http::queryTypesOf(Shape<ZoneExportQuery>::get().schema(book), book);
    return route;
  }();
  return fromJson<ZoneExportQuery>(http::readQuery(context.raw(), like));
}

std::string zoneIn(const http::Context& context) {
  return context.path("zone");
}

std::vector<std::string> namesOf(const DnsZone& zone) {
  return {zone.id.text(), zone.name};
}

int serialIn(const std::string& text) {
  int serial = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), serial);
  if (error != std::errc{} || end != text.data() + text.size() || serial < 1) throw NotFound{};
  return serial;
}

}  // namespace

void ZoneRoutes::mount(http::Router& router) {
  mountZones(router);
  mountRecords(router);
  mountVersions(router);
  mountSigning(router);
  mountAdmin(router);
}

void ZoneRoutes::mountZones(http::Router& router) {
  router
      .get<http::ListQuery, http::Page<ZoneSummaryView>>(
          "/dns/zones", Access::client(kReadZones),
          [this](const auto& request) { return list(request.actor(), request.query()); })
      .named("listDnsZones", "My zones")
      .tagged("DNS");
  router
      .post<NewZoneBody, ZoneView>(
          "/dns/zones", Access::client(kManageZones).notSuspended(),
          [this](const auto& request) {
            const auto& body = request.body();
            return ZoneView::of(
                desk_.add(request.actor(), {request.scope().account.value(), body.name,
                                            body.pattern.value_or(""), body.values}),
                false);
          })
      .named("addDnsZone", "Serve a name")
      .tagged("DNS")
      .creates();
  router
      .get<http::Nothing, ZoneView>(
          "/dns/zones/{zone}", Access::client(kReadZones),
          [this](const auto& request) { return one(request.scope(), zoneIn(request.context())); })
      .named("getDnsZone", "One zone with its records")
      .tagged("DNS")
      .about(thing());
  router
      .remove<http::Nothing, http::Accepted>(
          "/dns/zones/{zone}", Access::client(kManageZones).notSuspended(),
          [this](const auto& request) {
            const auto job = desk_.remove(request.actor(), zoneIn(request.context()));
            return http::Accepted{job ? job->text() : ""};
          })
      .named("removeDnsZone", "Serve a name no more")
      .tagged("DNS")
      .about(thing());
}

void ZoneRoutes::mountRecords(http::Router& router) {
  const auto write = Access::client(kManageZones).notSuspended();
  const auto guard = [this](const http::Context& context) {
    return one(context.scope(), zoneIn(context));
  };
  router
      .put<PutRecordsBody, ZonePlanView>("/dns/zones/{zone}/records", write,
                                         [this](const auto& request) {
                                           return put(request.actor(), zoneIn(request.context()),
                                                      request.body());
                                         })
      .named("putDnsRecords", "Publish records, or preview what that would change")
      .tagged("DNS")
      .about(thing())
      .guardedBy<ZoneView>(guard);
  router
      .patch<DomainRecordsBody, ZonePlanView>(
          "/domains/{id}/dns", write,
          [this](const auto& request) {
            return patch(request.actor(), zoneOfDomain(request.context()), request.body());
          })
      .named("changeDomainDns", "Change some of its records, wherever its zone is served")
      .tagged("Domains")
      .about([this](const http::Context& context) {
        return database_.read([&](db::Reader& reader) {
          const auto name =
              domain_ ? domain_(reader, context.scope(), context.path("id")) : std::nullopt;
          const auto zone = name ? desk_.named(reader, context.scope(), *name) : std::nullopt;
          return zone ? namesOf(*zone) : std::vector<std::string>{context.path("id")};
        });
      });
  router
      .remove<DeleteRecordsQuery, ZonePlanView>(
          "/dns/zones/{zone}/records", write,
          [this](const auto& request) {
            return remove(request.actor(), zoneIn(request.context()), request.query());
          })
      .named("removeDnsRecords", "Remove the records of a name")
      .tagged("DNS")
      .about(thing())
      .guardedBy<ZoneView>(guard);
  router
      .post<ImportZoneBody, ZonePlanView>(
          "/dns/zones/{zone}/import", write,
          [this](const auto& request) {
            return import(request.actor(), zoneIn(request.context()), request.body());
          })
      .named("importDnsZone", "Take records from a zone file")
      .tagged("DNS")
      .about(thing());
  router
      .raw(http::Method::Get, "/dns/zones/{zone}/export", Access::client(kReadZones),
           [this](http::Context& context) { return exported(context); })
      .named("exportDnsZone",
             "The zone as a zone file; with ?format=json as the records that PUT takes")
      .tagged("DNS")
      .about(thing())
      .rawBody()  // reads its query itself
      .produces("text/dns");
  router
      .get<http::Nothing, PatternsView>(
          "/dns/templates", Access::client(kReadZones),
          [this](const auto& request) {
            PatternsView view;
            const auto tenant = request.scope().tenant;
            for (const auto& pattern : database_.read(
                     [&](db::Reader& reader) { return zone_patterns::all(reader, tenant); }))
              view.data.push_back(PatternView::of(pattern));
            return view;
          })
      .named("listDnsTemplates", "Records to begin with")
      .tagged("DNS");
  router
      .post<ApplyPatternBody, ZonePlanView>(
          "/dns/zones/{zone}/template", write,
          [this](const auto& request) {
            return apply(request.actor(), zoneIn(request.context()), request.body());
          })
      .named("applyDnsTemplate", "Add the records of a template")
      .tagged("DNS")
      .about(thing());
}

// Throws NotFound, and 409 `no_zone` where its records are kept elsewhere.
std::string ZoneRoutes::zoneOfDomain(const http::Context& context) {
  return database_.read([&](db::Reader& reader) {
    const auto name = domain_ ? domain_(reader, context.scope(), context.path("id")) : std::nullopt;
    if (!name) throw NotFound{};
    const auto zone = desk_.named(reader, context.scope(), *name);
    if (!zone) {
      throw DomainError{"no_zone", 409,
                        "Its records are not kept here. Have its zone served first: POST "
                        "/api/dns/zones {\"name\": \"" +
                            *name + "\"}."};
    }
    return zone->id.text();
  });
}

void ZoneRoutes::mountVersions(http::Router& router) {
  router
      .get<http::ListQuery, ZoneVersionsView>(
          "/dns/zones/{zone}/versions", Access::client(kReadZones),
          [this](const auto& request) {
            return versions(request.scope(), zoneIn(request.context()), request.query());
          })
      .named("listDnsZoneVersions", "What was published, newest first")
      .tagged("DNS")
      .about(thing());
  router
      .get<http::Nothing, ZoneVersionView>(
          "/dns/zones/{zone}/versions/{serial}", Access::client(kReadZones),
          [this](const auto& request) {
            return version(request.scope(), zoneIn(request.context()), request.pathText("serial"));
          })
      .named("getDnsZoneVersion", "One version with its records")
      .tagged("DNS")
      .about(thing());
  router
      .post<ZoneEditBody, ZonePlanView>("/dns/zones/{zone}/versions/{serial}/restore",
                                        Access::client(kManageZones).notSuspended(),
                                        [this](const auto& request) {
                                          return restore(request.actor(), zoneIn(request.context()),
                                                         serialIn(request.pathText("serial")),
                                                         request.body());
                                        })
      .named("restoreDnsZoneVersion", "Publish an earlier version again")
      .tagged("DNS")
      .about(thing());
}

void ZoneRoutes::mountSigning(http::Router& router) {
  const auto write = Access::client(kManageZones).notSuspended();
  router
      .post<http::Nothing, ZoneView>(
          "/dns/zones/{zone}/dnssec", write,
          [this](const auto& request) {
            return ZoneView::of(desk_.sign(request.actor(), zoneIn(request.context())), false);
          })
      .named("signDnsZone", "Sign the zone")
      .tagged("DNS")
      .about(thing());
  router
      .remove<UnsignQuery, ZoneView>(
          "/dns/zones/{zone}/dnssec", write,
          [this](const auto& request) {
            if (!request.query().dsRemoved)
              throw ValidationError{
                  "ds_removed", "required",
                  "remove the DS records at the registrar first, then say so with ds_removed=true"};
            return ZoneView::of(desk_.unsign(request.actor(), zoneIn(request.context())), false);
          })
      .named("unsignDnsZone", "Stop signing, once the parent has forgotten the keys")
      .tagged("DNS")
      .about(thing());
}

void ZoneRoutes::mountAdmin(http::Router& router) {
  router
      .get<http::ListQuery, http::Page<ZoneSummaryView>>(
          "/admin/dns/zones", Access::staff(kManageDns),
          [this](const auto& request) { return list(request.actor(), request.query()); })
      .named("adminListDnsZones", "All zones")
      .tagged("Admin: DNS");
  router
      .get<http::Nothing, ZoneView>("/admin/dns/zones/{zone}", Access::staff(kManageDns),
                                    [this](const auto& request) {
                                      return one(request.scope(), zoneIn(request.context()), true);
                                    })
      .named("adminGetDnsZone", "One zone")
      .tagged("Admin: DNS");
  router
      .remove<http::Nothing, http::Accepted>(
          "/admin/dns/zones/{zone}", Access::staff(kManageDns).withFreshFactor(),
          [this](const auto& request) {
            const auto job = desk_.remove(request.actor(), zoneIn(request.context()));
            return http::Accepted{job ? job->text() : ""};
          })
      .named("adminRemoveDnsZone", "Serve a name no more")
      .tagged("Admin: DNS");
}

// A zone goes by its name too, however a path writes it.
std::function<std::vector<std::string>(const http::Context&)> ZoneRoutes::thing() {
  return [this](const http::Context& context) {
    const auto zone = database_.read(
        [&](db::Reader& reader) { return desk_.named(reader, context.scope(), zoneIn(context)); });
    return zone ? namesOf(*zone) : std::vector<std::string>{};
  };
}

http::Page<ZoneSummaryView> ZoneRoutes::list(const Actor& actor, const http::ListQuery& query) {
  const auto order = http::ListOrder::of(query);
  auto zones = database_.readOne([&](db::Reader& reader) {
    return zone_repository::list(reader, actor.scope, order, query.limit + 1);
  });
  return http::Page<ZoneSummaryView>::of(
      std::move(zones), query.limit,
      [&](const DnsZone& zone) { return ZoneSummaryView::of(zone, actor.isStaff()); },
      [](const DnsZone& zone) {
        return http::Cursor{zone.id.value(), 0};
      },
      [&](const DnsZone& zone) {
        return actor.isStaff() || actor.mayOn(kReadZones.action, namesOf(zone));
      });
}

ZoneView ZoneRoutes::one(const Scope& scope, const std::string& reference, bool staff) {
  return database_.read(
      [&](db::Reader& reader) { return ZoneView::of(desk_.get(reader, scope, reference), staff); });
}

http::Answer ZoneRoutes::exported(http::Context& context) {
  const auto format = exportQueryOf(context).format;
  const auto zone = database_.read(
      [&](db::Reader& reader) { return desk_.get(reader, context.scope(), zoneIn(context)); });
  http::Answer answer;
  if (format == ZoneFormat::Json) {
    answer.body = Json{{"zone", zone.name},
                       {"serial", zone.serial},
                       {"name_servers", zone.nameservers},
                       {"records", toJson(ZoneView::of(zone, false).records)}};
    return answer;
  }
  answer.raw.emplace();
  answer.raw->headers = {
      {"Content-Type", "text/dns; charset=utf-8"},
      {"Content-Disposition", "attachment; filename=\"" + zone.name + ".zone\""}};
  answer.raw->body = std::make_shared<const std::string>(
      writeZoneFile(zone.records, zone.name, zone.nameservers, zone.serial));
  return answer;
}

ZoneVersionsView ZoneRoutes::versions(const Scope& scope, const std::string& reference,
                                      const http::ListQuery& query) {
  if (query.sort && *query.sort != "-created_at")
    throw ValidationError{"sort", "not_an_option", "must be -created_at"};
  const auto before = query.cursor ? http::Cursor::parse(*query.cursor).id : INT32_MAX;
  return database_.read([&](db::Reader& reader) {
    const auto zone = desk_.get(reader, scope, reference);
    auto found = zone_repository::versions(
        reader, zone.id, static_cast<int>(std::clamp<std::int64_t>(before, 0, INT32_MAX)),
        query.limit + 1);
    ZoneVersionsView view;
    if (found.size() > static_cast<std::size_t>(query.limit)) {
      found.pop_back();
      view.nextCursor = http::Cursor{found.back().serial, 0}.text();
    }
    for (const auto& one : found) view.data.push_back(ZoneVersionView::of(one, zone.name, false));
    return view;
  });
}

ZoneVersionView ZoneRoutes::version(const Scope& scope, const std::string& reference,
                                    const std::string& serial) {
  return database_.read([&](db::Reader& reader) {
    const auto zone = desk_.get(reader, scope, reference);
    const auto found = zone_repository::version(reader, zone.id, serialIn(serial));
    if (!found) throw NotFound{};
    return ZoneVersionView::of(*found, zone.name, true);
  });
}

}  // namespace hostler
