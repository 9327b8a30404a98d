#pragma once

// What crosses for "gateway/1": the things that a gateway knows, and the requests about payments.
// README.md shows each as JSON. Times are whole seconds since 1970 (UTC) by the gateway's clock.

#include <hostler/fields.hpp>
#include <hostler/money.hpp>
#include <hostler/secret.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

enum class PaymentState { Created = 1, Authorized, Captured, Failed, Refunded };
template <>
struct Words<PaymentState> {
  static constexpr std::pair<PaymentState, std::string_view> kAll[] = {
      {PaymentState::Created, "created"},
      {PaymentState::Authorized, "authorized"},
      {PaymentState::Captured, "captured"},
      {PaymentState::Failed, "failed"},
      {PaymentState::Refunded, "refunded"}};
};

enum class RefundState { Pending = 1, Processed, Failed };
template <>
struct Words<RefundState> {
  static constexpr std::pair<RefundState, std::string_view> kAll[] = {
      {RefundState::Pending, "pending"},
      {RefundState::Processed, "processed"},
      {RefundState::Failed, "failed"}};
};

enum class DisputeState { Open = 1, UnderReview, Won, Lost, Closed };
template <>
struct Words<DisputeState> {
  static constexpr std::pair<DisputeState, std::string_view> kAll[] = {
      {DisputeState::Open, "open"},
      {DisputeState::UnderReview, "under_review"},
      {DisputeState::Won, "won"},
      {DisputeState::Lost, "lost"},
      {DisputeState::Closed, "closed"}};
};

enum class AttemptState { Open = 1, Processing, Paid };
template <>
struct Words<AttemptState> {
  static constexpr std::pair<AttemptState, std::string_view> kAll[] = {
      {AttemptState::Open, "open"},
      {AttemptState::Processing, "processing"},
      {AttemptState::Paid, "paid"}};
};

/// Who pays.
struct Payer {
  std::string id;  ///< our id of the account
  std::string name, email, phone;

  static constexpr auto members() {
    return std::tuple{optionalField("id", &Payer::id), optionalField("name", &Payer::name),
                      optionalField("email", &Payer::email), optionalField("phone", &Payer::phone)};
  }
};

/// One movement of money towards us, as the gateway tells it.
struct Payment {
  std::string id;  ///< the gateway's: unique with the gateway, whatever way it is learnt
  PaymentState state = PaymentState::Created;
  Money amount;
  Money refunded;
  std::string reference;  ///< the gateway's order or intent that it pays; empty when it pays none
  std::optional<Money> fee;  ///< what the gateway kept, its tax included
  std::string method;        ///< card, upi, netbanking …
  std::string methodDetail;  ///< fit for a receipt ("HDFC", "Visa 1111"); no number in full
  std::string customer, savedMethod;
  std::string errorCode, errorMessage;
  std::optional<std::int64_t> createdAt;

  static constexpr auto members() {
    return std::tuple{field("id", &Payment::id),
                      field("state", &Payment::state),
                      field("amount", &Payment::amount),
                      field("refunded", &Payment::refunded),
                      field("reference", &Payment::reference),
                      field("fee", &Payment::fee),
                      optionalField("method", &Payment::method),
                      optionalField("method_detail", &Payment::methodDetail),
                      optionalField("customer", &Payment::customer),
                      optionalField("saved_method", &Payment::savedMethod),
                      optionalField("error_code", &Payment::errorCode),
                      optionalField("error_message", &Payment::errorMessage),
                      field("created_at", &Payment::createdAt)};
  }
};

struct Refund {
  std::string id;  ///< the gateway's
  std::string paymentId;
  std::string refund;  ///< ours, as it was given; empty for one that was made by hand
  RefundState state = RefundState::Pending;
  Money amount;
  std::string bankReference;
  std::optional<std::int64_t> createdAt;

  static constexpr auto members() {
    return std::tuple{field("id", &Refund::id),
                      field("payment_id", &Refund::paymentId),
                      optionalField("refund", &Refund::refund),
                      field("state", &Refund::state),
                      field("amount", &Refund::amount),
                      optionalField("bank_reference", &Refund::bankReference),
                      field("created_at", &Refund::createdAt)};
  }
};

struct Dispute {
  std::string id, paymentId;
  DisputeState state = DisputeState::Open;
  Money amount;
  Money deducted;  ///< what was taken from us so far
  std::string reason, phase;
  std::optional<std::int64_t> respondBy, createdAt;
  /// What the gateway keeps for it besides, less what it gave back of that; absent where it has not
  /// told.
  std::optional<Money> fee = std::nullopt;

  static constexpr auto members() {
    return std::tuple{field("id", &Dispute::id),
                      field("payment_id", &Dispute::paymentId),
                      field("state", &Dispute::state),
                      field("amount", &Dispute::amount),
                      field("deducted", &Dispute::deducted),
                      optionalField("reason", &Dispute::reason),
                      optionalField("phase", &Dispute::phase),
                      field("respond_by", &Dispute::respondBy),
                      field("created_at", &Dispute::createdAt),
                      field("fee", &Dispute::fee)};
  }
};

/// A card, a UPI or bank mandate that may be charged again. Holds nothing that could be charged
/// elsewhere.
struct SavedMethod {
  std::string id, customer;
  std::string method;  ///< card, upi, emandate …
  std::string title;   ///< "Visa 1111", "asha@bank"
  std::string state;   ///< initiated, confirmed, rejected, cancelled, paused
  std::optional<Money> maxAmount;
  std::optional<std::int64_t> expiresAt;

  static constexpr auto members() {
    return std::tuple{field("id", &SavedMethod::id),
                      optionalField("customer", &SavedMethod::customer),
                      optionalField("method", &SavedMethod::method),
                      optionalField("title", &SavedMethod::title),
                      optionalField("state", &SavedMethod::state),
                      field("max_amount", &SavedMethod::maxAmount),
                      field("expires_at", &SavedMethod::expiresAt)};
  }
};

}  // namespace hostler::sdk
