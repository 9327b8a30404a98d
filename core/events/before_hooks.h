#pragma once

#include "core/base/scope.h"
#include "core/json/json.h"

#include <atomic>
#include <string>

namespace hostler::events {

/// What a tenant's own code may refuse before it happens: `before.checkout`, `before.suspend`,
/// `before.invoice_issue`. Thread-safe.
class BeforeHooks {
 public:
  virtual ~BeforeHooks() = default;

  /// Whether anybody would be asked; cheap, so that callers need not gather facts for nobody.
  virtual bool listens(const std::string& event, Id<Tenant> tenant) = 0;
  /// Asks, with the facts of what is about to happen. Throws DomainError 409 with the hook's code and
  /// sentence when it must not, `hook_failed` when a hook that may not fail did. Takes as long as
  /// scripts take: never call it inside a transaction (std::logic_error).
  virtual void ask(const std::string& event, Id<Tenant> tenant, const Json& facts) = 0;
};

/// Stands for the hooks until they are there: modules that ask are put together before the one that
/// answers, which needs them. Asks nobody until it is connected.
class BeforeHooksRelay final : public BeforeHooks {
 public:
  /// `hooks` must outlive every call.
  void connect(BeforeHooks& hooks) { hooks_ = &hooks; }

  bool listens(const std::string& event, Id<Tenant> tenant) override {
    auto* hooks = hooks_.load();
    return hooks != nullptr && hooks->listens(event, tenant);
  }
  void ask(const std::string& event, Id<Tenant> tenant, const Json& facts) override {
    if (auto* hooks = hooks_.load()) hooks->ask(event, tenant, facts);
  }

 private:
  std::atomic<BeforeHooks*> hooks_{nullptr};
};

}  // namespace hostler::events
