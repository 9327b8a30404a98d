#pragma once

#include "core/audit/audit_log.h"
#include "core/jobs/handler.h"
#include "core/jobs/queue.h"
#include "core/operations/operations.h"
#include "modules/accounts/accounts.h"
#include "modules/billing/gateway_modes.h"
#include "modules/billing/payment_repository.h"
#include "modules/billing/saved_method.h"
#include "modules/resellers/resellers.h"

#include <vector>

namespace hostler {

/// Reads an account's saved methods anew from a gateway.
struct RefreshMethods {
  static constexpr std::string_view kKind = "billing.refresh_methods";
  Id<Account> account;
  std::string gateway;
  static void describe(Shape<RefreshMethods>& shape) {
    shape.field("account", &RefreshMethods::account);
    shape.field("gateway", &RefreshMethods::gateway);
  }
};

/// Has a gateway forget a method.
struct DetachMethod {
  static constexpr std::string_view kKind = "billing.detach_method";
  std::string gateway, customer, method;
  static void describe(Shape<DetachMethod>& shape) {
    shape.field("gateway", &DetachMethod::gateway);
    shape.field("customer", &DetachMethod::customer);
    shape.field("method", &DetachMethod::method);
  }
};

/// Ways to pay that clients save: set up in the browser, known by what the gateway lists.
class SavedMethods {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Accounts& accounts;
    PaymentRepository& payments;
    Operations& operations;
    ProviderPort& providers;
    AuditLog& audit;
    jobs::Queue& queue;
    GatewayModes* modes = nullptr;  ///< without it every account counts
  };
  explicit SavedMethods(Parts parts) : parts_{parts} {}

  /// Begins to save a way to pay: an attempt whose next_action the browser follows. `kind`: card,
  /// upi, emandate … Throws 422 for a gateway that saves none, 409 `too_many_setups` after ten in a
  /// day.
  Payment add(const Actor& actor, const std::string& gateway, const std::string& kind);
  std::vector<SavedMethod> list(db::Reader& reader, Id<Account> account);
  /// It is charged no more from now on; a job has the gateway forget it. Throws NotFound.
  void remove(const Actor& actor, Id<PaymentMethod> id);
  BillingPreferences preferences(db::Reader& reader, Id<Account> account);
  /// Throws 422 for a method that is not the account's or cannot be charged.
  void prefer(const Actor& actor, const BillingPreferences& wanted);
  /// After a refusal that would come again: it is charged no more until it is set up anew.
  void block(db::Transaction& tx, const SavedMethod& method, const std::string& code);

  /// The gateway's id of an account, made on first use: Succeeded with {"customer"}, or why not.
  /// NeedsAttention `customer_of_another` where the gateway answers with one that stands for
  /// another account: what that one saved is not this one's to charge.
  ProviderAnswer customerOf(const Scope& client, const std::string& gateway);
  /// Reads what the gateway lists, and makes the first method that has become one that can be
  /// charged the default one where there is none. Succeeded, or why it could not be read.
  ProviderAnswer refresh(const Scope& client, const std::string& gateway);

  jobs::Result refresh(jobs::Context& context, const RefreshMethods& task);
  jobs::Result detach(jobs::Context& context, const DetachMethod& task);

 private:
  void keep(const Scope& client, const std::string& gateway, const std::string& customer,
            const std::vector<SavedMethod>& listed);

  Parts parts_;
};

}  // namespace hostler
