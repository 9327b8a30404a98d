#include "tests/support/test_engine.h"

#include "modules/accounts/plugin_captcha.h"

#include <cstdlib>
#include <stdexcept>

namespace hostler {
std::span<const db::Migration> secretsMigrations();
std::span<const db::Migration> nodesMigrations();
std::span<const db::Migration> auditMigrations();
std::span<const db::Migration> eventsMigrations();
std::span<const db::Migration> jobsMigrations();
std::span<const db::Migration> httpMigrations();
std::span<const db::Migration> resellersMigrations();
}  // namespace hostler

namespace hostler::testing {
namespace {

constexpr const char* kOwner = "owner@platform.example";
// 10 January 2026, 06:00 UTC: a Saturday like any other.
const Instant kStart = Instant::ofUnixSeconds(1'768'024'800);

class TenantSites final : public http::Sites {
 public:
  explicit TenantSites(Tenants& tenants) : tenants_{tenants} {}
  Id<Tenant> tenantOf(std::string_view host) override { return tenants_.ofHost(host); }

 private:
  Tenants& tenants_;
};

std::unique_ptr<db::Database> openMigrated(const std::filesystem::path& folder,
                                           const EngineOptions& options) {
  auto database = db::Database::open(options.database.value_or(
      db::DatabaseUrl::parse("sqlite:" + (folder / "engine.db").string())));
  std::vector<db::Migration> all{options.migrations};
  for (const auto& migrations :
       {secretsMigrations(), nodesMigrations(), auditMigrations(), eventsMigrations(),
        jobsMigrations(), httpMigrations(), resellersMigrations(), accountsMigrations()}) {
    all.insert(all.end(), migrations.begin(), migrations.end());
  }
  db::Migrator{*database, all}.migrate();
  return database;
}

// A seller in Maharashtra, as the demo's is.
Tenant platform() {
  Tenant seller;
  seller.id = kPlatform;
  seller.name = "Hostler Test";
  seller.legalName = "Hostler Test Private Limited";
  seller.address = {"1 Marine Drive", "", "Mumbai", "400001", "Maharashtra", "27", "IN"};
  seller.gstin = "27AAPFU0939F1ZV";
  seller.email = "billing@platform.example";
  seller.phone = "+912240000000";
  seller.zone = TimeZone::named("Asia/Kolkata");
  seller.publicUrl = "https://shop.example";
  return seller;
}

void require(const ApiAnswer& answer, int status, const std::string& step) {
  if (answer.status != status)
    throw std::logic_error{step + " answered " + std::to_string(answer.status) + ": " +
                           answer.text};
}

std::string usernameOf(const std::string& email) {
  return email.substr(0, email.find('@'));
}

// As cheap as libsodium allows: what passwords cost is for a test of its own.
AccountsSettings cheapSettings(bool production) {
  AccountsSettings settings;
  settings.production = production;
  settings.passwordCost = {8, 1};
  settings.hashing = {4, 64};
  return settings;
}

std::unique_ptr<Captcha> captchaOf(const EngineOptions& options, Tenants& tenants,
                                   const Clock& clock) {
  if (options.captchas == nullptr) return std::make_unique<NoCaptcha>();
  return std::make_unique<PluginCaptcha>(*options.captchas, tenants, clock);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  auto name = (std::filesystem::temp_directory_path() / "hostler-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary folder can be made"};
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

http::LimitSettings EngineOptions::TestLimits() {
  const http::Limit many{1'000'000, std::chrono::minutes{15}};
  return {many, many, many, many};
}

TestEngine::TestEngine(EngineOptions options)
    : clock_{kStart},
      database_{openMigrated(folder_.path(), options)},
      ids_{clock_, 1},
      vault_{*database_, clock_, random_,
             MasterKey::create((folder_.path() / "master.key").string(), random_)},
      audit_{clock_, ids_, vault_.key("audit")},
      events_{clock_, ids_},
      jobs_{clock_, ids_},
      tenants_{*database_, clock_},
      limits_{*database_, clock_, options.limits},
      idempotency_{*database_, clock_, ids_, vault_},
      captcha_{captchaOf(options, tenants_, clock_)},
      sites_{std::make_unique<TenantSites>(tenants_)} {
  database_->transaction([&](db::Transaction& tx) { tenants_.save(tx, platform()); });
  const AccountsParts parts{*database_, clock_,  random_,   ids_,        vault_,
                            audit_,     events_, jobs_,     tenants_,    limits_,
                            messages_,  money_,  *captcha_, authorities_};
  accounts_ = std::make_unique<AccountsModule>(parts, cheapSettings(options.production));
  accounts_->addRoutes(router_);
  http::ApiSettings settings;
  settings.production = options.production;
  settings.trustedProxies = {"127.0.0.1", "::1"};
  api_ =
      std::make_unique<http::Api>(http::ApiParts{router_, *sites_, accounts_->doorkeeper(), limits_,
                                                 idempotency_, signals_, clock_, random_},
                                  settings);
}

TestEngine::~TestEngine() = default;

Json TestEngine::profile() {
  return {{"first_name", "Asha"},
          {"last_name", "Rao"},
          {"address",
           {{"line1", "12 MG Road"},
            {"city", "Pune"},
            {"state", "Maharashtra"},
            {"postal_code", "411001"},
            {"country", "IN"}}},
          {"pan", "ABCPE1234F"}};
}

ApiClient TestEngine::signedUpClient(const std::string& email, const Json& fields) {
  auto client = stranger();
  auto answer = client.post("/auth/register", {{"username", usernameOf(email)},
                                               {"email", email},
                                               {"phone", "+91 98765 43210"},
                                               {"password", kPassword}});
  require(answer, 201, "register");
  const auto path = "/auth/register/" + answer["registration"].get<std::string>();
  require(client.post(path + "/verify-otp",
                      {{"code", messages_.code("accounts.registration_code", email)}}),
          200, "verify-otp");
  auto entered = profile();
  entered.update(fields);
  require(client.put(path + "/profile", entered), 200, "profile");
  answer = client.post(path + "/complete");
  require(answer, 201, "complete");
  client.useBearer(answer["access_token"]);
  return client;
}

ApiClient TestEngine::signedIn(const std::string& email, const std::string& password) {
  auto client = stranger();
  const auto answer = client.post("/auth/login", {{"email", email}, {"password", password}});
  require(answer, 200, "login");
  client.useBearer(answer["access_token"].is_string() ? answer["access_token"].get<std::string>()
                                                      : "");
  return client;
}

ApiClient TestEngine::owner() {
  const bool there =
      !database_->query("SELECT 1 AS one FROM users WHERE login_email = ?", kOwner).empty();
  if (!there) accounts_->createOwner(kOwner, Secret{kPassword});
  return signedIn(kOwner);
}

}  // namespace hostler::testing
