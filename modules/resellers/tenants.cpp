#include "core/problem/problem.h"
#include "modules/resellers/held_tenant.h"
#include "modules/resellers/resellers.h"

namespace hostler {
namespace {

// Another process's change is seen this late at most.
constexpr std::chrono::milliseconds kFresh{2'000};
// From then on the first who asks reads anew, and nobody else waits. A little before that who must
// not wait does not ask.
constexpr std::chrono::milliseconds kReadAnew{1'000}, kAtHand{950};

constexpr auto kSelectTenants = R"sql(
  SELECT id, name, status, legal_name, line1, line2, city, postal_code, state_name, state_code, country, gstin, email,
         phone, currency, time_zone, locale, public_url
    FROM tenants)sql";
constexpr auto kSelectHosts = "SELECT host, tenant_id FROM tenant_hosts";
constexpr auto kSelectSettings = "SELECT tenant_id, name, value FROM tenant_settings";
constexpr auto kUpdateTenant = R"sql(
  UPDATE tenants SET name = ?, status = ?, legal_name = ?, line1 = ?, line2 = ?, city = ?, postal_code = ?, state_name = ?,
         state_code = ?, country = ?, gstin = ?, email = ?, phone = ?, currency = ?, time_zone = ?, locale = ?, public_url = ?
   WHERE id = ?)sql";
constexpr auto kInsertTenant = R"sql(
  INSERT INTO tenants (name, status, legal_name, line1, line2, city, postal_code, state_name, state_code, country, gstin,
                       email, phone, currency, time_zone, locale, public_url, id, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kInsertHost = "INSERT INTO tenant_hosts (host, tenant_id) VALUES (?, ?)";
constexpr auto kDeleteSetting = "DELETE FROM tenant_settings WHERE tenant_id = ? AND name = ?";
constexpr auto kInsertSetting =
    "INSERT INTO tenant_settings (tenant_id, name, value, changed_at) VALUES (?, ?, ?, ?)";

Tenant tenantOf(const db::Row& row) {
  Tenant tenant;
  tenant.id = row.id<Tenant>("id");
  tenant.name = row.text("name");
  tenant.legalName = row.text("legal_name");
  tenant.address = {row.text("line1"),       row.text("line2"),      row.text("city"),
                    row.text("postal_code"), row.text("state_name"), row.text("state_code"),
                    row.text("country")};
  tenant.gstin = row.get<std::optional<std::string>>("gstin");
  tenant.email = row.text("email");
  tenant.phone = row.text("phone");
  tenant.currency = row.currency("currency");
  tenant.zone = TimeZone::named(row.text("time_zone"));
  tenant.locale = row.text("locale");
  tenant.publicUrl = row.text("public_url");
  tenant.active = row.text("status") == "active";
  return tenant;
}

}  // namespace

Tenant storedTenant(db::Reader& reader, Id<Tenant> id) {
  auto found = reader.query(std::string{kSelectTenants} + " WHERE id = ?", id).first(tenantOf);
  if (!found) throw NotFound{};
  return std::move(*found);
}

Tenant heldTenant(db::Transaction& tx, Id<Tenant> id) {
  auto found =
      tx.query(std::string{kSelectTenants} + " WHERE id = ? {for_update}", id).first(tenantOf);
  if (!found) throw NotFound{};
  return std::move(*found);
}

std::shared_ptr<const Tenants::Known> Tenants::known() {
  const auto now = clock_.monotonic();
  std::uint64_t changes = 0;
  {
    const std::lock_guard lock{mutex_};
    const auto age = known_ ? now - known_->readAt : kFresh;
    if (age < kReadAnew || (age < kFresh && reading_)) return known_;
    reading_ = true;
    changes = changes_;
  }
  try {
    return read(now, changes);
  } catch (...) {
    const std::lock_guard lock{mutex_};
    reading_ = false;
    throw;
  }
}

bool Tenants::isAtHand() {
  const auto now = clock_.monotonic();
  const std::lock_guard lock{mutex_};
  return known_ && now - known_->readAt < kAtHand;
}

std::shared_ptr<const Tenants::Known> Tenants::read(Monotonic now, std::uint64_t changes) {
  auto fresh = std::make_shared<Known>();
  fresh->readAt = now;
  database_.read([&](db::Reader& reader) {
    fresh->tenants.clear();
    for (const auto& row : reader.query(kSelectTenants)) {
      auto tenant = tenantOf(row);
      fresh->tenants.emplace(tenant.id, std::move(tenant));
    }
    for (const auto& row : reader.query(kSelectHosts))
      fresh->hosts[row.text("host")] = row.id<Tenant>("tenant_id");
    for (const auto& row : reader.query(kSelectSettings)) {
      fresh->settings[row.id<Tenant>("tenant_id")][row.text("name")] =
          Json::parse(row.text("value"));
    }
  });
  if (faces_) {
    std::vector<Id<Tenant>> ids;
    for (const auto& [id, tenant] : fresh->tenants) ids.push_back(id);
    for (auto& [id, face] : faces_(ids)) {
      const auto found = fresh->tenants.find(id);
      if (found != fresh->tenants.end()) found->second.face = std::move(face);
    }
  }
  const std::lock_guard lock{mutex_};
  reading_ = false;
  // What was changed meanwhile may not be in it.
  if (changes == changes_) known_ = fresh;
  return fresh;
}

Tenant Tenants::get(Id<Tenant> id) {
  return *shared(id);
}

std::shared_ptr<const Tenant> Tenants::shared(Id<Tenant> id) {
  const auto all = known();
  const auto found = all->tenants.find(id);
  if (found == all->tenants.end()) throw NotFound{};
  return {all, &found->second};
}

TenantSettings Tenants::settings(Id<Tenant> id) {
  const auto all = known();
  const auto found = all->settings.find(id);
  return TenantSettings{found == all->settings.end() ? std::map<std::string, Json>{}
                                                     : found->second};
}

std::vector<Tenant> Tenants::all() {
  std::vector<Tenant> tenants;
  for (const auto& [id, tenant] : known()->tenants) tenants.push_back(tenant);
  return tenants;
}

Id<Tenant> Tenants::ofHost(std::string_view host) {
  const auto all = known();
  if (const auto whole = all->hosts.find(host); whole != all->hosts.end()) return whole->second;
  const auto colon = host.rfind(':');
  if (colon == std::string_view::npos || host.ends_with(']')) return kPlatform;
  const auto bare = all->hosts.find(host.substr(0, colon));
  return bare == all->hosts.end() ? kPlatform : bare->second;
}

Date Tenants::today(Id<Tenant> id) {
  return get(id).zone.dateOf(clock_.now());
}

void Tenants::forget(db::Transaction& tx) {
  tx.afterCommit([this] {
    const std::lock_guard lock{mutex_};
    known_.reset();
    ++changes_;
  });
}

void Tenants::save(db::Transaction& tx, const Tenant& tenant) {
  const auto& at = tenant.address;
  const auto* status = tenant.active ? "active" : "suspended";
  const auto changed =
      tx.execute(kUpdateTenant, tenant.name, status, tenant.legalName, at.line1, at.line2, at.city,
                 at.postalCode, at.stateName, at.stateCode, at.country, tenant.gstin, tenant.email,
                 tenant.phone, tenant.currency, tenant.zone.name(), tenant.locale, tenant.publicUrl,
                 tenant.id);
  if (changed == 0) {
    tx.execute(kInsertTenant, tenant.name, status, tenant.legalName, at.line1, at.line2, at.city,
               at.postalCode, at.stateName, at.stateCode, at.country, tenant.gstin, tenant.email,
               tenant.phone, tenant.currency, tenant.zone.name(), tenant.locale, tenant.publicUrl,
               tenant.id, clock_.now());
  }
  forget(tx);
}

void Tenants::addHost(db::Transaction& tx, Id<Tenant> id, const std::string& host) {
  // Never taken from another brand.
  if (!tx.tryInsert(kInsertHost, host, id)) {
    throw DomainError{"host_taken", 409,
                      "This host name is a brand's already. Take it away there first."};
  }
  forget(tx);
}

void Tenants::change(db::Transaction& tx, Id<Tenant> id, const std::string& name,
                     const Json& value) {
  if (!TenantSettings::isKnown(name))
    throw ValidationError{name, "unknown_field", "is not a setting"};
  if (!value.is_null() && !TenantSettings::fits(name, value))
    throw ValidationError{name, "wrong_type", "is not what this setting may be"};
  tx.execute(kDeleteSetting, id, name);
  if (!value.is_null()) tx.execute(kInsertSetting, id, name, dump(value), clock_.now());
  forget(tx);
}

}  // namespace hostler
