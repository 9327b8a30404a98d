#pragma once

#include "tests/modules/domains/domain_shop.h"

namespace hostler::testing {

/// What suites about domains derive from: each test has a shop of its own that sells them.
class InDomainShop : public InShop {
 protected:
  using InShop::InShop;
  std::vector<db::Migration> moreMigrations() override {
    const auto steps = domainsMigrations();
    return {steps.begin(), steps.end()};
  }
  void opened() override {
    sold_ = std::make_unique<DomainShop>(*shop_);
    client_ = shop_->client();
  }
  void closing() override {
    shop_->mustAddUp();
    sold_.reset();
  }
  /// The code of what `act` is refused with; empty when it is not.
  template <class F>
  static std::string refusal(F&& act) {
    try {
      act();
    } catch (const ValidationError& error) {
      return error.errors().front().field + ":" + error.errors().front().code;
    } catch (const DomainError& error) {
      return error.code();
    }
    return {};
  }
  static bool is(const Domain& domain, DomainStatus status, DomainWork work = DomainWork::Idle) {
    return domain.status == status && domain.work == work;
  }

  std::unique_ptr<DomainShop> sold_;
  Id<Account> client_;
};

}  // namespace hostler::testing
