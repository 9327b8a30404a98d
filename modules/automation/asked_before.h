#pragma once

#include "modules/automation/hook_desk.h"
#include "modules/billing/billing.h"
#include "modules/services/service_repository.h"

#include <optional>
#include <string>

namespace hostler {

/// What hooks on a `before.*` event would have been asked about what happened last. Nobody keeps
/// what they were asked, so it is made of the order, invoice or service that it led to.
/// Thread-safe.
class AskedBefore {
 public:
  struct Parts {
    db::Database& database;
    Tenants& tenants;
    Billing& billing;
    ServiceRepository& services;
    HookDesk& hooks;
  };
  explicit AskedBefore(Parts parts) : parts_{parts} {}

  /// With the name of the event in `event`. Nothing where the event is not one that is asked
  /// before, where nothing of the kind has happened yet, or where that is kept no more.
  std::optional<Json> latest(Id<Tenant> tenant, const std::string& event);

 private:
  std::optional<Json> order(Id<Tenant> tenant, const Json& placed);
  std::optional<Json> invoice(Id<Tenant> tenant, const Json& issued);
  std::optional<Json> service(Id<Tenant> tenant, const Json& ended);

  Parts parts_;
};

}  // namespace hostler
