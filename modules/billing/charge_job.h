#pragma once

#include "core/jobs/handler.h"
#include "core/operations/operations.h"
#include "modules/billing/collections.h"
#include "modules/billing/gateway_desk.h"

#include <functional>

namespace hostler {

/// Charges a saved method for an attempt while its owner is away. The charge is recorded before it
/// is sent and repeated under its own key alone, which a gateway plugin answers with what became of
/// it; what came in is booked by GatewayDesk like everything else. Where the payer's bank wants the
/// payer, the same attempt is led back to them.
class ChargeJob {
 public:
  static constexpr int kMostAttempts = 12;
  struct Parts {
    db::Database& database;
    const Clock& clock;
    PaymentRepository& payments;
    SavedMethods& methods;
    Accounts& accounts;
    Tenants& tenants;
    Operations& operations;
    GatewayDesk& desk;
    events::Bus& bus;
    std::function<void(const std::string& topic)> signal;  ///< wakes who waits for the payment
    GatewayModes* modes = nullptr;                         ///< without it every account counts
    Collections* collections = nullptr;                    ///< that end with what is given up
  };
  explicit ChargeJob(Parts parts) : parts_{parts} {}

  jobs::Result run(jobs::Context& context, const ChargeSavedMethod& task);
  /// A person has given the job up: the attempt has failed, so that its invoices can be paid.
  void givenUp(db::Transaction& tx, const Actor& actor, const jobs::Job& job);

 private:
  OperationSpec specOf(const Payment& payment, const SavedMethod& method);
  bool isStillOwed(db::Transaction& tx, const Payment& payment, const OperationSpec& spec);
  jobs::Result accept(jobs::Context& context, const Payment& payment, const ProviderAnswer& answer);
  jobs::Result decline(jobs::Context& context, const Payment& payment, const SavedMethod& method,
                       const ProviderAnswer& answer);
  jobs::Result leadBack(jobs::Context& context, const Payment& payment, const SavedMethod& method);
  void save(db::Transaction& tx, Payment& payment);
  void end(jobs::Context& context, Id<Payment> payment, PaymentStatus status,
           const ProviderAnswer& why);

  Parts parts_;
};

}  // namespace hostler
