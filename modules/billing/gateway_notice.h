#pragma once

#include "core/money/money.h"
#include "core/shape/shape.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// A fact from a gateway, already verified.
struct GatewayNotice {
  enum class Kind {
    Captured = 1,
    Failed,
    RefundProcessed,
    RefundFailed,
    DisputeLost,
    DisputeWon,
    Other,
    DisputeOpen,        ///< nothing is taken yet
    MethodChanged,      ///< a saved method of the customer `transactionId`
    DebitNoticeFailed,  ///< the gateway could not tell the payer of a debit on their mandate
    DebitNoticeSent,    ///< it has told them
    LinkEnded           ///< a payment link takes no more payments
  };

  std::string gateway;
  std::string eventId;  ///< empty when it was not told by an event (return, reconciliation)
  std::string providerType;
  Kind kind = Kind::Other;
  std::vector<std::string>
      references;  ///< the gateway's orders or intents; ours is among them, or it is not ours
  std::string transactionId;         ///< the gateway's payment, refund or dispute
  std::string paymentTransactionId;  ///< of a refund or dispute: the payment that it takes from
  Money amount = Money::zero(Currency::of("INR"));
  std::optional<Money> fee;
  std::string method, errorCode, errorMessage;
  std::string refund;  ///< our refund's id, where the gateway tells it
  std::string disputeState, disputeReason, disputePhase;  ///< of a dispute, in the gateway's words
  std::optional<Instant> respondBy;

  static void describe(Shape<GatewayNotice>& shape);
};
template <>
inline constexpr std::array kEnumNames<GatewayNotice::Kind>{std::string_view{"captured"},
                                                            std::string_view{"failed"},
                                                            std::string_view{"refund_processed"},
                                                            std::string_view{"refund_failed"},
                                                            std::string_view{"dispute_lost"},
                                                            std::string_view{"dispute_won"},
                                                            std::string_view{"other"},
                                                            std::string_view{"dispute_open"},
                                                            std::string_view{"method_changed"},
                                                            std::string_view{"debit_notice_failed"},
                                                            std::string_view{"debit_notice_sent"},
                                                            std::string_view{"link_ended"}};

/// The error code of an attempt whose payer could not be told of the debit beforehand. The Reserve
/// Bank of India wants them told a day before each; without it nothing may be debited.
inline constexpr const char* kDebitNoticeFailed = "debit_notice_failed";

}  // namespace hostler
