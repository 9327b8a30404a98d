#pragma once

// Sellers, their brands and their choices, as other modules may ask for them.

#include "core/base/scope.h"
#include "core/db/database.h"
#include "core/json/json.h"
#include "core/money/currency.h"
#include "core/time/clock.h"
#include "core/time/time_zone.h"
#include "modules/resellers/shop_face.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler {

struct PostalAddress {
  std::string line1, line2, city, postalCode;
  std::string stateName;
  std::string stateCode;  ///< GST's two digits in India, ISO 3166-2's own part elsewhere
  std::string country;    ///< ISO 3166-1 alpha-2
};

/// A seller as invoices name it and as the clock of its business runs.
struct Tenant {
  Id<Tenant> id;
  std::string name;       ///< of the brand
  std::string legalName;  ///< on documents
  PostalAddress address;
  std::optional<std::string> gstin;
  std::string email, phone;
  Currency currency = Currency::of("INR");
  TimeZone zone = TimeZone::named("UTC");
  std::string locale = "en";
  std::string publicUrl;  ///< every link in a mail starts with it; never with what a request says
  bool active = true;
  ShopFace face;
};

/// A tenant's choices with their shipped defaults; see tenant_settings.cpp for all of them.
class TenantSettings {
 public:
  explicit TenantSettings(std::map<std::string, Json> own) : own_{std::move(own)} {}
  std::int64_t integer(std::string_view name) const;
  bool flag(std::string_view name) const;
  std::string text(std::string_view name) const;
  Json value(std::string_view name) const;

  /// Of every setting that there is.
  static std::vector<std::string> names();
  static bool isKnown(std::string_view name);
  /// Whether a value is of the type that the setting has.
  static bool fits(std::string_view name, const Json& value);

 private:
  std::map<std::string, Json> own_;
};

/// Reads tenants and their settings. Thread-safe; answers come from a short-lived cache that a
/// change empties.
class Tenants {
 public:
  Tenants(db::Database& database, const Clock& clock) : database_{database}, clock_{clock} {}
  /// From now on tenants have the faces that these are; before, they have none. Called once, before
  /// anything runs.
  void show(ShopFaces faces) { faces_ = std::move(faces); }

  /// Throws NotFound.
  Tenant get(Id<Tenant> id);
  /// The same one as long as nothing was read anew: for who keeps what follows from it.
  std::shared_ptr<const Tenant> shared(Id<Tenant> id);
  TenantSettings settings(Id<Tenant> id);
  std::vector<Tenant> all();
  /// The tenant whose brand claims this host (with or without a port); the platform when none does.
  Id<Tenant> ofHost(std::string_view host);
  /// Whether who asks in this moment is answered from what is known, without a look at the
  /// database.
  bool isAtHand();
  /// Today where the tenant does business.
  Date today(Id<Tenant> id);

  /// Makes or replaces a tenant. The platform's row is made when the schema is.
  void save(db::Transaction& tx, const Tenant& tenant);
  void addHost(db::Transaction& tx, Id<Tenant> id, const std::string& host);
  /// Throws ValidationError for an unknown name or a value of another type.
  void change(db::Transaction& tx, Id<Tenant> id, const std::string& name, const Json& value);

 private:
  struct Known {
    std::map<Id<Tenant>, Tenant> tenants;
    std::map<Id<Tenant>, std::map<std::string, Json>> settings;
    std::map<std::string, Id<Tenant>, std::less<>> hosts;
    Monotonic readAt;
  };
  std::shared_ptr<const Known> known();
  std::shared_ptr<const Known> read(Monotonic now, std::uint64_t changes);
  void forget(db::Transaction& tx);

  db::Database& database_;
  const Clock& clock_;
  ShopFaces faces_;
  std::mutex mutex_;
  std::shared_ptr<const Known> known_;
  std::uint64_t changes_ = 0;
  bool reading_ = false;  // somebody reads anew what is still good enough for the others
};

}  // namespace hostler
