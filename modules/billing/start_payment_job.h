#pragma once

#include "core/jobs/handler.h"
#include "core/operations/operations.h"
#include "modules/billing/payment_service.h"
#include "modules/billing/saved_methods.h"

#include <optional>
#include <vector>

namespace hostler {

/// Brings an attempt to its gateway: the order is made once, whatever gets lost on the way.
class StartPaymentJob {
 public:
  /// After so many the attempt has failed, so that the client can pay again.
  static constexpr int kMostAttempts = 8;

  StartPaymentJob(db::Database& database, const Clock& clock, PaymentRepository& payments,
                  Accounts& accounts, Tenants& tenants, Operations& operations,
                  SavedMethods& methods, std::function<void(const std::string& topic)> signal,
                  GatewayModes* modes = nullptr)
      : database_{database},
        clock_{clock},
        payments_{payments},
        accounts_{accounts},
        tenants_{tenants},
        operations_{operations},
        methods_{methods},
        signal_{std::move(signal)},
        modes_{modes} {}

  jobs::Result run(jobs::Context& context, const StartPayment& task);
  /// A person has given the job up, or the queue has: who waits for the payment is told.
  void givenUp(db::Transaction& tx, const jobs::Job& job);

 private:
  /// Marks that the gateway answered and that are other attempts'.
  using Taken = std::vector<std::string>;
  OperationSpec specOf(const Payment& payment, const Taken& taken);
  OperationSpec setupSpecOf(const Payment& payment, const std::string& customer,
                            const Taken& taken);
  ProviderAnswer begin(jobs::Context& context, const Payment& payment, const Taken& taken);
  jobs::Result resultOf(jobs::Context& context, const Payment& payment,
                        const ProviderAnswer& answer);
  std::optional<jobs::Result> accept(jobs::Context& context, const Payment& payment,
                                     const Json& checkout, Taken& taken);
  void fail(db::Transaction& tx, Payment& payment, const std::string& code);
  void decline(jobs::Context& context, Id<Payment> payment, const std::string& code);

  db::Database& database_;
  const Clock& clock_;
  PaymentRepository& payments_;
  Accounts& accounts_;
  Tenants& tenants_;
  Operations& operations_;
  SavedMethods& methods_;
  std::function<void(const std::string&)> signal_;
  GatewayModes* modes_;  // without it every account counts
};

/// What waits for news of a payment listens to this topic.
std::string paymentTopic(Id<Payment> id);

}  // namespace hostler
