#include "modules/billing/gateway_reply.h"

#include "core/base/fitted.h"

namespace hostler {
namespace {

[[noreturn]] void wrong(const std::string& field) {
  throw ValidationError{field, "provider_answer", "is not what a gateway answers"};
}

std::string textAt(const Json& json, const char* name, std::size_t most, bool required = false) {
  const auto found = json.find(name);
  if (found == json.end() || found->is_null()) {
    if (required) wrong(name);
    return {};
  }
  if (!found->is_string() || found->get_ref<const std::string&>().size() > most) wrong(name);
  return found->get<std::string>();
}

Money moneyAt(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end()) wrong(name);
  return fromJson<Money>(*found);
}

const Json* entity(const Json& event, const char* name) {
  const auto found = event.find(name);
  return found == event.end() || found->is_null() ? nullptr : &*found;
}

std::vector<std::string> referencesOf(const Json& event) {
  std::vector<std::string> references;
  const auto found = event.find("references");
  if (found == event.end()) return references;
  if (!found->is_array() || found->size() > 20) wrong("references");
  for (const auto& reference : *found) {
    if (!reference.is_string() || reference.get_ref<const std::string&>().size() > 120)
      wrong("references");
    references.push_back(reference);
  }
  return references;
}

// The facts that are about an attempt itself, and come with its references alone.
std::optional<GatewayNotice::Kind> kindOfAttemptFact(const std::string& type) {
  if (type == "debit_notice.failed") return GatewayNotice::Kind::DebitNoticeFailed;
  if (type == "debit_notice.delivered") return GatewayNotice::Kind::DebitNoticeSent;
  if (type == "link.expired" || type == "link.cancelled") return GatewayNotice::Kind::LinkEnded;
  return std::nullopt;
}

}  // namespace

GatewayNotice GatewayPayment::noticeFrom(const std::string& gateway) const {
  GatewayNotice notice;
  notice.gateway = gateway;
  if (state == "captured" || state == "refunded") notice.kind = GatewayNotice::Kind::Captured;
  if (state == "failed") notice.kind = GatewayNotice::Kind::Failed;
  if (!reference.empty()) notice.references = {reference};
  notice.transactionId = id;
  notice.amount = amount;
  notice.fee = fee;
  notice.method = method;
  notice.errorCode = errorCode;
  notice.errorMessage = errorMessage;
  return notice;
}

GatewayPayment readGatewayPayment(const Json& json) {
  if (!json.is_object()) wrong("payment");
  GatewayPayment payment;
  payment.id = textAt(json, "id", 120, true);
  payment.state = textAt(json, "state", 40, true);
  payment.reference = textAt(json, "reference", 120);
  payment.method = textAt(json, "method", 40);
  payment.errorCode = textAt(json, "error_code", 200);
  payment.errorMessage = textAt(json, "error_message", 1'000);
  payment.amount = moneyAt(json, "amount");
  if (const auto* fee = entity(json, "fee")) payment.fee = fromJson<Money>(*fee);
  return payment;
}

GatewayNotice readGatewayRefund(const std::string& gateway, const Json& refund) {
  GatewayNotice notice;
  notice.gateway = gateway;
  notice.transactionId = textAt(refund, "id", 120, true);
  notice.paymentTransactionId = textAt(refund, "payment_id", 120, true);
  notice.refund = textAt(refund, "refund", 60);
  notice.amount = moneyAt(refund, "amount");
  const auto state = textAt(refund, "state", 40, true);
  if (state == "processed") notice.kind = GatewayNotice::Kind::RefundProcessed;
  if (state == "failed") notice.kind = GatewayNotice::Kind::RefundFailed;
  return notice;
}

GatewayNotice readGatewayDispute(const std::string& gateway, const Json& dispute) {
  if (!dispute.is_object()) wrong("dispute");
  GatewayNotice notice;
  notice.gateway = gateway;
  notice.transactionId = textAt(dispute, "id", 120, true);
  notice.paymentTransactionId = textAt(dispute, "payment_id", 120, true);
  notice.amount = moneyAt(dispute, "amount");
  notice.disputeState = textAt(dispute, "state", 40, true);
  notice.disputeReason = fitted(textAt(dispute, "reason", 1'000), 120);
  notice.disputePhase = fitted(textAt(dispute, "phase", 1'000), 40);
  if (const auto* until = entity(dispute, "respond_by")) {
    if (!until->is_number_integer() || *until < 0 || *until > 253'402'300'799) wrong("respond_by");
    notice.respondBy = Instant::ofUnixMicros(until->get<std::int64_t>() * 1'000'000);
  }
  if (const auto* fee = entity(dispute, "fee")) notice.fee = fromJson<Money>(*fee);
  const auto deducted = moneyAt(dispute, "deducted");
  // The money is gone once the bank has taken it, whether the case is decided or not.
  if (notice.disputeState == "won") {
    notice.kind = GatewayNotice::Kind::DisputeWon;
  } else if (notice.disputeState == "lost" || deducted.isPositive()) {
    notice.kind = GatewayNotice::Kind::DisputeLost;
    if (deducted.isPositive()) notice.amount = deducted;
  } else {
    notice.kind = GatewayNotice::Kind::DisputeOpen;
  }
  return notice;
}

GatewayDelivery readDelivery(const std::string& gateway, const Json& reply, std::string body,
                             bool production) {
  if (!reply.is_object()) wrong("events");
  GatewayDelivery delivery;
  delivery.gateway = gateway;
  delivery.eventId = textAt(reply, "event_id", 120, true);
  delivery.providerType = textAt(reply, "provider_type", 80);
  delivery.body = std::move(body);
  const auto live = reply.find("live");
  delivery.counts = live == reply.end() || !live->is_boolean() || live->get<bool>() == production;
  const auto events = reply.find("events");
  if (events == reply.end() || !events->is_array() || events->size() > 100) wrong("events");
  for (const auto& event : *events) {
    GatewayNotice notice;
    if (const auto* payment = entity(event, "payment")) {
      notice = readGatewayPayment(*payment).noticeFrom(gateway);
      for (auto& reference : referencesOf(event)) notice.references.push_back(std::move(reference));
    } else if (const auto* refund = entity(event, "refund")) {
      notice = readGatewayRefund(gateway, *refund);
    } else if (const auto* dispute = entity(event, "dispute")) {
      notice = readGatewayDispute(gateway, *dispute);
    } else if (const auto* method = entity(event, "method")) {
      notice.kind = GatewayNotice::Kind::MethodChanged;
      notice.gateway = gateway;
      notice.transactionId = textAt(*method, "customer", 120);
      if (notice.transactionId.empty()) continue;
    } else if (const auto kind = kindOfAttemptFact(textAt(event, "type", 80))) {
      notice.kind = *kind;
      notice.gateway = gateway;
      notice.references = referencesOf(event);
    } else {
      continue;
    }
    notice.eventId = delivery.eventId;
    notice.providerType = delivery.providerType;
    delivery.notices.push_back(std::move(notice));
  }
  return delivery;
}

}  // namespace hostler
