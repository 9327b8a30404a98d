#include "modules/company/host_desk.h"

#include "core/hostname/hostname.h"
#include "modules/company/company_permissions.h"
#include "modules/resellers/held_tenant.h"
#include "modules/resellers/tenant_hosts.h"

namespace hostler {

using http::Access;

namespace {

// "https://panel.example.com:8443/" is at panel.example.com.
std::string_view hostOf(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos)
    url.remove_prefix(scheme + 3);
  return url.substr(0, url.find_first_of(":/"));
}

}  // namespace

http::Page<HostView> HostDesk::list(const Actor& actor) {
  const auto whose = actor.isPlatformStaff() ? std::nullopt : std::optional{actor.scope.tenant};
  http::Page<HostView> page;
  parts_.database.read([&](db::Reader& reader) {
    page.data.clear();
    for (auto& [host, tenant] : tenant_hosts::list(reader, whose))
      page.data.push_back({std::move(host), tenant});
  });
  return page;
}

// `brands`: all that there are.
void HostDesk::mustBeFree(db::Reader& reader, const std::string& host, Id<Tenant> tenant,
                          const std::vector<Tenant>& brands) {
  if (tenant_hosts::ownerOf(reader, host) == tenant) {
    throw ValidationError{"host", "taken", "is this brand's already"};
  }
  for (const auto& other : brands) {
    if (other.id == tenant || hostOf(other.publicUrl) != host) continue;
    throw DomainError{"host_taken", 409,
                      "This host name is that of another brand's public address."};
  }
}

HostView HostDesk::add(const Actor& actor, const HostBody& body) {
  const auto name = Hostname::parse(body.host);
  if (!name) {
    throw ValidationError{"host", "malformed",
                          "must be a host name alone, such as panel.example.com: no https://, no "
                          "port and no path"};
  }
  const auto tenant = body.tenant.value_or(actor.scope.tenant);
  const auto& host = name->ascii();
  const auto brands = parts_.tenants.all();
  parts_.database.transaction([&](db::Transaction& tx) {
    try {
      heldTenant(tx, tenant);
    } catch (const NotFound&) {
      throw ValidationError{"tenant_id", "not_found", "is no brand"};
    }
    mustBeFree(tx, host, tenant, brands);
    parts_.tenants.addHost(tx, tenant, host);
    parts_.audit.record(tx, actor, {"brand.host_added", tenant.text(), nullptr, host});
  });
  return {host, tenant};
}

void HostDesk::remove(const Actor& actor, const std::string& host) {
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto tenant = tenant_hosts::ownerOf(tx, host);
    if (!tenant) throw NotFound{};
    tenant_hosts::remove(tx, host);
    // As it was: with it what was known of its hosts is forgotten.
    parts_.tenants.save(tx, heldTenant(tx, *tenant));
    parts_.audit.record(tx, actor, {"brand.host_removed", tenant->text(), host, nullptr});
  });
}

void HostDesk::mount(http::Router& router) {
  const auto give = Access::platform(kManageSettings).withFreshFactor();
  router
      .get<http::Nothing, http::Page<HostView>>(
          "/admin/hosts", Access::staff(kManageSettings),
          [this](const auto& request) { return list(request.actor()); })
      .named("adminListHosts",
             "Which host names are whose brand; a name of nobody's is the "
             "platform's")
      .tagged("Admin: company");
  router
      .post<HostBody, HostView>(
          "/admin/hosts", give,
          [this](const auto& request) { return add(request.actor(), request.body()); })
      .named("adminAddHost", "Give a brand a host name")
      .tagged("Admin: company")
      .creates();
  router
      .remove<http::Nothing, http::Nothing>(
          "/admin/hosts/{host}", give,
          [this](const auto& request) { remove(request.actor(), request.pathText("host")); })
      .named("adminRemoveHost", "Take a host name away from its brand")
      .tagged("Admin: company");
}

}  // namespace hostler
