#include "modules/dns/pattern_routes.h"

#include "modules/dns/zone_routes.h"

#include <algorithm>

namespace hostler {

using http::Access;

namespace {

constexpr std::size_t kMostPatterns = 200;

// Letters, digits and dashes, as in a path.
void mustBeName(const std::string& name) {
  const bool good = !name.empty() && name.size() <= 60 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  if (!good)
    throw ValidationError{"name", "not_a_name", "must be of small letters, digits and dashes"};
}

// Tried on a zone of no one, with values that fit most places.
void mustBeRecords(const ZonePattern& pattern) {
  const std::string zone = "example.com";
  std::map<std::string, std::string> values;
  for (const auto& place : pattern.places())
    values[place] = place == "ipv6" ? "2001:db8::10" : place == "ip" ? "192.0.2.10" : "sample";
  FieldErrors errors;
  const auto bodies = zone_patterns::filled(pattern, zone, values, errors);
  const RecordRules rules{zone, {}, 250};
  const auto sets = readRecords(bodies, rules, errors);
  checkTogether(
      sets, rules, [](const RecordSet&) { return std::string{"records"}; }, errors);
  errors.throwIfAny();
}

}  // namespace

void PatternRoutes::mount(http::Router& router) {
  router
      .get<http::Nothing, PatternsView>(
          "/admin/dns/templates", Access::staff(kManageDns),
          [this](const auto& request) {
            PatternsView view;
            const auto tenant = request.scope().tenant;
            for (const auto& pattern : database_.read(
                     [&](db::Reader& reader) { return zone_patterns::all(reader, tenant); }))
              view.data.push_back(PatternView::of(pattern));
            return view;
          })
      .named("adminListDnsTemplates", "Records that zones begin with")
      .tagged("Admin: DNS");
  router
      .put<PatternBody, PatternView>("/admin/dns/templates/{name}", Access::staff(kManageDns),
                                     [this](const auto& request) {
                                       return save(request.actor(), request.pathText("name"),
                                                   request.body());
                                     })
      .named("adminPutDnsTemplate", "Keep a template, or replace a shipped one")
      .tagged("Admin: DNS");
  router
      .remove<http::Nothing, http::Nothing>(
          "/admin/dns/templates/{name}", Access::staff(kManageDns),
          [this](const auto& request) { remove(request.actor(), request.pathText("name")); })
      .named("adminRemoveDnsTemplate", "Forget a template; a shipped one comes back")
      .tagged("Admin: DNS");
}

PatternView PatternRoutes::save(const Actor& actor, const std::string& name,
                                const PatternBody& body) {
  mustBeName(name);
  const ZonePattern pattern{name, body.title, body.description, body.records, false};
  mustBeRecords(pattern);
  database_.transaction([&](db::Transaction& tx) {
    if (zone_patterns::all(tx, actor.scope.tenant).size() >= kMostPatterns)
      throw DomainError{"too_many_templates", 409, "There are too many templates."};
    zone_patterns::save(tx, actor.scope.tenant, pattern, clock_.now());
    audit_.record(tx, actor, "dns.template_saved", name);
  });
  return PatternView::of(pattern);
}

void PatternRoutes::remove(const Actor& actor, const std::string& name) {
  database_.transaction([&](db::Transaction& tx) {
    if (!zone_patterns::remove(tx, actor.scope.tenant, name)) throw NotFound{};
    audit_.record(tx, actor, "dns.template_removed", name);
  });
}

}  // namespace hostler
