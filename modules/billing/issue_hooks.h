#pragma once

#include "core/events/before_hooks.h"
#include "modules/billing/billing.h"

#include <functional>
#include <vector>

namespace hostler {

/// Asks `before.invoice_issue` of what staff are about to issue by hand.
class IssueHooks {
 public:
  IssueHooks(db::Database& database, Billing& billing, events::BeforeHooks* before)
      : database_{database}, billing_{billing}, before_{before} {}

  /// What would be issued as things stand; only asked for when a hook listens. What it throws is
  /// thrown.
  using Wanted = std::function<std::vector<InvoiceRequest>(db::Reader&)>;
  /// Before the transaction that issues: hooks take their time. Throws what a hook refuses with.
  void ask(Id<Tenant> tenant, const Wanted& wanted) const;

 private:
  db::Database& database_;
  Billing& billing_;
  events::BeforeHooks* before_;
};

}  // namespace hostler
