#pragma once

#include "core/audit/audit_log.h"
#include "core/config/settings.h"
#include "core/http/page.h"
#include "core/http/router.h"
#include "modules/resellers/resellers.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace hostler {

/// One setting with where its value comes from.
struct SettingView {
  std::string name;
  Json value, byDefault;
  std::string source;
  std::string meaning;
  bool readOnly = false;
  std::optional<Instant> changedAt;

  static void describe(Shape<SettingView>& shape);
};

/// A tenant's own choices, each with where it comes from, beside what the engine itself is
/// configured with; and the brand that strangers see.
class SettingsConsole {
 public:
  using Configuration = std::function<std::vector<Settings::Explained>()>;
  /// Judges changes of a tenant's settings, which are given as they will be, by what other modules
  /// hold: throws ValidationError at a setting to have none of them kept.
  using Judge = std::function<void(db::Transaction&, Id<Tenant>, const TenantSettings&,
                                   const std::map<std::string, Json>&)>;
  SettingsConsole(db::Database& database, Tenants& tenants, AuditLog& audit,
                  Configuration configuration, Judge judge = {})
      : database_{database},
        tenants_{tenants},
        audit_{audit},
        configuration_{std::move(configuration)},
        judge_{std::move(judge)} {}
  void mount(http::Router& router);

 private:
  void mountExplained(http::Router& router);
  http::Page<SettingView> explained(const Actor& actor);
  SettingView one(Id<Tenant> tenant, const std::string& name);
  void change(const Actor& actor, const std::map<std::string, Json>& changes);
  Json all(Id<Tenant> tenant);
  http::Kept<Json> brand(Id<Tenant> id);

  struct KeptBrand {
    std::weak_ptr<const Tenant> of;
    std::shared_ptr<const http::KeptText> text;
  };

  db::Database& database_;
  Tenants& tenants_;
  AuditLog& audit_;
  Configuration configuration_;
  Judge judge_;
  std::mutex mutex_;
  std::map<Id<Tenant>, KeptBrand> brands_;
};

}  // namespace hostler
