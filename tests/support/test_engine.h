#pragma once

#include "core/audit/audit_log.h"
#include "core/db/database.h"
#include "core/db/migration.h"
#include "core/events/event_bus.h"
#include "core/http/api.h"
#include "core/jobs/queue.h"
#include "core/nodes/id_mint.h"
#include "core/operations/provider.h"
#include "core/secrets/vault.h"
#include "core/time/clock.h"
#include "modules/accounts/accounts_module.h"
#include "modules/accounts/policy_authority.h"
#include "tests/support/api_client.h"
#include "tests/support/kept_messages.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hostler::testing {

/// A folder that goes with the test.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// How a TestEngine differs from the usual one.
struct EngineOptions {
  bool production = false;
  http::LimitSettings limits = TestLimits();
  std::vector<db::Migration> migrations;    ///< of modules beside core, resellers and accounts
  std::optional<db::DatabaseUrl> database;  ///< an empty one; none: SQLite in the engine's folder
  ProviderPort* captchas = nullptr;  ///< asks strangers; outlives the engine; null: nobody is

  /// So many that only a test about limits meets them.
  static http::LimitSettings TestLimits();
};

/// The real parts of an engine in one process: a SQLite database in a folder of its own with the
/// whole schema, a clock that stands still until it is moved, every core part and the accounts
/// module behind an http::Api. Only what leaves the machine is kept in memory instead.
///
///   TestEngine engine;
///   auto client = engine.signedUpClient("asha@example.in");
///   BillingModule billing{…engine.parts()…};
///   billing.mount(engine.router());
class TestEngine {
 public:
  explicit TestEngine(EngineOptions options = {});
  ~TestEngine();

  db::Database& database() { return *database_; }
  ManualClock& clock() { return clock_; }
  http::Router& router() { return router_; }
  http::Api& api() { return *api_; }
  AccountsModule& accounts() { return *accounts_; }
  KeptMessages& messages() { return messages_; }
  Tenants& tenants() { return tenants_; }
  Vault& vault() { return vault_; }
  AuditLog& audit() { return audit_; }
  events::Bus& events() { return events_; }
  jobs::Queue& jobs() { return jobs_; }
  IdMint& ids() { return ids_; }
  Random& random() { return random_; }
  http::RateLimits& limits() { return limits_; }
  http::Signals& signals() { return signals_; }
  http::Idempotency& idempotency() { return idempotency_; }
  const std::filesystem::path& folder() const { return folder_.path(); }

  static constexpr const char* kPassword = "violet harbour 42 lantern";

  ApiClient stranger() { return ApiClient{*api_}; }
  /// Somebody who went through the whole sign-up and is signed in. `fields` go over what is entered
  /// on the second page.
  ApiClient signedUpClient(const std::string& email, const Json& fields = Json::object());
  /// The same for an address that has an account: signs in.
  ApiClient signedIn(const std::string& email, const std::string& password = kPassword);
  /// An owner of the platform, signed in. Made with the first call.
  ApiClient owner();
  /// What the second page of the sign-up is filled in with.
  static Json profile();

 private:
  TemporaryFolder folder_;
  ManualClock clock_;
  SystemRandom random_;
  std::unique_ptr<db::Database> database_;
  IdMint ids_;
  Vault vault_;
  AuditLog audit_;
  events::Bus events_;
  jobs::Queue jobs_;
  Tenants tenants_;
  http::RateLimits limits_;
  http::Idempotency idempotency_;
  http::Signals signals_;
  KeptMessages messages_;
  NoAccountMoney money_;
  std::unique_ptr<Captcha> captcha_;
  PolicyAuthorities authorities_{clock_};
  http::Router router_;
  std::unique_ptr<http::Sites> sites_;
  std::unique_ptr<AccountsModule> accounts_;
  std::unique_ptr<http::Api> api_;
};

}  // namespace hostler::testing
