#pragma once

#include "core/operations/operations.h"
#include "modules/billing/billing_module.h"
#include "modules/files/files_module.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace hostler::testing {

/// An amount in rupees as the API writes it.
inline Json paise(std::int64_t amount) {
  return {{"amount", amount}, {"currency", "INR"}};
}

/// Billing and files behind their routes on a whole engine, with its owner and one client, who has
/// just signed up: what the suites of billing's routes stand on. Money comes and goes by the
/// provider port that start() is given. Documents are drawn as nothing unless a suite says how.
class OnBillingRoutes : public CppUnit::TestFixture {
 public:
  void tearDown() override { end(); }

 protected:
  struct Given {
    DocumentTemplate documents = [](Id<Tenant>, const std::string&, const std::string&,
                                    const Json&) { return std::string{}; };
    PdfMaker pdf = [](const std::string&) { return std::string{}; };
    events::BeforeHooks* before = nullptr;
    std::optional<db::DatabaseUrl> database = std::nullopt;  ///< an empty one; none: SQLite
  };

  /// `providers`, and what `given` points to, outlive end().
  void start(ProviderPort& providers, Given given);
  void start(ProviderPort& providers) { start(providers, Given{}); }
  void end();

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<Operations> operations_;
  std::unique_ptr<http::RateLimits> limits_;
  std::unique_ptr<FilesModule> files_;
  std::unique_ptr<BillingModule> billing_;
  std::unique_ptr<ApiClient> owner_, client_;
  std::string account_;
};

}  // namespace hostler::testing
