#pragma once

#include "core/shape/shape.h"
#include "modules/billing/gateway_desk.h"

#include <string>
#include <vector>

namespace hostler {

// What gateway plugins answer, as the engine reads it: untrusted input, so everything is checked,
// and members that later versions add are left alone.

/// One payment at the gateway (plugins/sdk: Payment).
struct GatewayPayment {
  std::string id, state, reference, method, errorCode, errorMessage;
  Money amount = Money::zero(Currency::of("INR"));
  std::optional<Money> fee;

  bool isCaptured() const { return state == "captured"; }
  GatewayNotice noticeFrom(const std::string& gateway) const;
};
/// Throws ValidationError.
GatewayPayment readGatewayPayment(const Json& json);
/// One refund at the gateway (plugins/sdk: Refund); of kind Other while it has no end. Throws
/// ValidationError.
GatewayNotice readGatewayRefund(const std::string& gateway, const Json& refund);

/// One dispute at the gateway (plugins/sdk: Dispute). Throws ValidationError.
GatewayNotice readGatewayDispute(const std::string& gateway, const Json& dispute);

/// A verified webhook delivery (plugins/sdk: Events).
GatewayDelivery readDelivery(const std::string& gateway, const Json& reply, std::string body,
                             bool production);

}  // namespace hostler
