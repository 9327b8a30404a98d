#pragma once

#include "core/jobs/handler.h"
#include "core/operations/operations.h"
#include "core/schedule/scheduler.h"
#include "modules/billing/gateway_desk.h"

namespace hostler {

/// Asks a gateway what moved there.
struct PollGateway {
  static constexpr std::string_view kKind = "billing.poll_gateway";
  std::string gateway;
  static void describe(Shape<PollGateway>& shape) { shape.field("gateway", &PollGateway::gateway); }
};

/// Finds what lost webhooks would have told: payments for no attempt of ours (they go to the inbox
/// of unmatched money), refunds made at the gateway's dashboard, disputes. What an attempt of ours
/// brought in is asked after besides, attempt by attempt (BillingJobs::reconcile).
class GatewayPoll {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    PaymentRepository& payments;
    GatewayDesk& desk;
    Operations& operations;
    ProviderPort& providers;
    bool production = true;
  };
  explicit GatewayPoll(Parts parts) : parts_{parts} {}

  jobs::Result run(jobs::Context& context, const PollGateway& task);
  /// One for each enabled gateway that can tell: every ten minutes while something was paid there
  /// within a day, else once a day.
  std::vector<ScheduleEntry> schedules();

 private:
  void take(const std::string& gateway, const Json& movements);
  void takePayments(const std::string& gateway, const Json& payments);
  void takeRest(const std::string& gateway, const Json& movements);
  void tell(const GatewayNotice& notice, const std::string& fault);
  bool isOfThisMode(const std::string& gateway);
  std::string placeOf(const std::string& gateway);

  Parts parts_;
  Log log_{"modules.billing"};
};

}  // namespace hostler
