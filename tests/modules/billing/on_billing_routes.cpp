#include "tests/modules/billing/on_billing_routes.h"

#include "core/http/rate_limits.h"

namespace hostler {

std::span<const db::Migration> operationsMigrations();

namespace testing {
namespace {

EngineOptions withBillingAndFiles(std::optional<db::DatabaseUrl> database) {
  EngineOptions options;
  options.database = std::move(database);
  for (const auto steps : {operationsMigrations(), billingMigrations(), filesMigrations()})
    options.migrations.insert(options.migrations.end(), steps.begin(), steps.end());
  return options;
}

}  // namespace

void OnBillingRoutes::start(ProviderPort& providers, Given given) {
  engine_ = std::make_unique<TestEngine>(withBillingAndFiles(std::move(given.database)));
  accounts_ = std::make_unique<Accounts>(engine_->database());
  operations_ = std::make_unique<Operations>(engine_->database(), engine_->clock(), engine_->ids(),
                                             engine_->vault(), providers);
  limits_ = std::make_unique<http::RateLimits>(engine_->database(), engine_->clock(),
                                               EngineOptions::TestLimits());
  files_ = std::make_unique<FilesModule>(
      Files::Parts{engine_->database(), engine_->clock(), engine_->ids(), engine_->audit()});
  billing_ = std::make_unique<BillingModule>(BillingModule::Parts{
      engine_->database(), engine_->clock(), engine_->ids(), engine_->vault(), engine_->tenants(),
      *accounts_, engine_->audit(), engine_->events(), engine_->jobs(), *operations_, providers,
      *limits_, files_->files(), std::move(given.documents), std::move(given.pdf),
      [](const std::string&) {}, false, given.before});
  files_->mount(engine_->router());
  billing_->mount(engine_->router());
  owner_ = std::make_unique<ApiClient>(engine_->owner());
  client_ = std::make_unique<ApiClient>(engine_->signedUpClient("asha@example.in"));
  account_ = client_->get("/account")["id"].get<std::string>();
}

void OnBillingRoutes::end() {
  client_.reset();
  owner_.reset();
  billing_.reset();
  files_.reset();
  limits_.reset();
  operations_.reset();
  accounts_.reset();
  engine_.reset();
}

}  // namespace testing
}  // namespace hostler
