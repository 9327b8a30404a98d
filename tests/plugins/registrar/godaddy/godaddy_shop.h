#pragma once

#include "core/time/clock.h"
#include "godaddy_registrar.h"
#include "plugins/sdk/conformance/sandbox_control.h"
#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/sandbox_server.h"
#include "tests/support/suite.h"

#include <memory>

namespace hostler::testing {

/// A sandbox that plays GoDaddy by a clock of the test's, and registrars that talk to it.
struct GodaddyShop {
  ManualClock clock{*Instant::parse("2026-01-05T10:20:30Z")};
  SandboxServer server{{.clock = &clock}};
  conformance::SandboxControl control{server.url()};

  /// `change`: other settings than those of the account without a limit.
  std::unique_ptr<godaddy::GodaddyRegistrar> registrar(
      const sdk::Json& change = sdk::Json::object(),
      godaddy::RequestLimiter::Now now = &std::chrono::steady_clock::now) const {
    sdk::Json settings{{"base_url", server.url() + "/godaddy"},
                       {"key", "sandbox_fast_key"},
                       {"secret", "sandbox_fast_secret_01"},
                       {"shopper_id", "100002"},
                       {"requests_per_minute", 100'000}};
    settings.update(change);
    const sdk::Context context{settings, sdk::Log{nullptr, std::make_shared<sdk::Redactor>()}};
    return std::make_unique<godaddy::GodaddyRegistrar>(context, std::move(now));
  }

  /// The same account in the sandbox, with more or other than it has from the start.
  void account(sdk::Json change) {
    change.update({{"provider", "godaddy"},
                   {"key", "sandbox_fast_key"},
                   {"secret", "sandbox_fast_secret_01"},
                   {"requests_per_minute", 100'000}});
    control.addAccount(change);
  }

  static sdk::Contacts contacts() {
    return {{"Asha", "Rao", "", "asha@example.net", "+91.9812345678", "1 Law College Road", "",
             "Pune", "MH", "411004", "IN"},
            {},
            {},
            {}};
  }
  sdk::Consent consent(std::vector<std::string> agreements = {"DNRA"}) const {
    return {std::move(agreements), "203.0.113.7", clock.now().unixSeconds()};
  }
  sdk::RegisterDomain order(const std::string& domain) const {
    sdk::RegisterDomain order;
    order.reference = "dom_1";
    order.domain = domain;
    order.contacts = contacts();
    order.consent = consent();
    return order;
  }
  sdk::TransferDomain move(const std::string& domain, const std::string& code) const {
    sdk::TransferDomain move;
    move.reference = "dom_1";
    move.domain = domain;
    move.authCode = sdk::Secret{code};
    move.contacts = contacts();
    move.consent = consent({"DNTA"});
    return move;
  }

  /// A registration that is set up.
  sdk::Registration registered(godaddy::GodaddyRegistrar& registrar, const std::string& domain) {
    const auto bought = registrar.registerDomain(callWith(), order(domain));
    CPPUNIT_ASSERT_MESSAGE(bought ? "" : bought.error().message, bool(bought));
    const auto located = registrar.locate(callWith(), {domain, std::nullopt});
    CPPUNIT_ASSERT(located && located->registration);
    CPPUNIT_ASSERT(located->registration->state == sdk::RegistrationState::Active);
    return *located->registration;
  }
};

}  // namespace hostler::testing
