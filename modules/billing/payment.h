#pragma once

#include "core/json/json.h"
#include "core/money/money.h"
#include "core/shape/words.h"
#include "core/time/date.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

enum class PaymentStatus { Pending = 1, RequiresAction, Processing, Succeeded, Failed, Cancelled };
template <>
inline constexpr std::array kEnumNames<PaymentStatus>{
    std::string_view{"pending"},    std::string_view{"requires_action"},
    std::string_view{"processing"}, std::string_view{"succeeded"},
    std::string_view{"failed"},     std::string_view{"cancelled"}};

/// Setup: saves a way to pay; what it moves, if anything, becomes credit.
enum class PaymentPurpose { Invoices = 1, TopUp, Setup };
template <>
inline constexpr std::array kEnumNames<PaymentPurpose>{
    std::string_view{"invoices"}, std::string_view{"top_up"}, std::string_view{"setup"}};

/// One attempt to pay, through one account at one gateway.
struct Payment {
  Id<Payment> id;
  Id<Tenant> tenant;
  Id<Account> account;
  std::string gateway;  ///< the configured instance: "razorpay", "razorpay_2"
  PaymentPurpose purpose = PaymentPurpose::Invoices;
  Money amount = Money::zero(Currency::of("INR"));
  Money paid = Money::zero(Currency::of("INR"));         ///< what really came in
  Money refunded = Money::zero(Currency::of("INR"));     ///< given back, or promised to be
  Money chargedBack = Money::zero(Currency::of("INR"));  ///< taken back by the payer's bank
  PaymentStatus status = PaymentStatus::Pending;
  std::optional<std::string> reference;  ///< what the gateway knows it by
  std::optional<Json> nextAction;        ///< for the browser
  std::string method;                    ///< card, upi …, once known
  std::string errorCode, errorMessage;
  std::vector<Id<Invoice>> invoices;
  std::optional<Date> receivedOn;  ///< of what staff booked by hand
  bool byHand = false;             ///< people say what came in, and no gateway does
  /// Charged while its owner is away.
  std::optional<Id<PaymentMethod>> savedMethod;
  Instant createdAt, updatedAt;

  /// What can still be given back.
  Money refundable() const {
    return Money::max(paid.minus(refunded).minus(chargedBack), Money::zero(paid.currency()));
  }
  bool isOpen() const { return status <= PaymentStatus::Processing; }
};

enum class TransactionType { Payment = 1, Refund, Chargeback };
template <>
inline constexpr std::array kEnumNames<TransactionType>{
    std::string_view{"payment"}, std::string_view{"refund"}, std::string_view{"chargeback"}};

/// What of a movement went to which invoice.
struct Allocation {
  Id<Invoice> invoice;
  Money amount = Money::zero(Currency::of("INR"));
};

/// One movement of money.
struct Transaction {
  Id<Transaction> id;
  Id<Tenant> tenant;
  Id<Account> account;
  std::optional<Id<Payment>> payment;
  TransactionType type = TransactionType::Payment;
  std::string gateway;
  std::string gatewayTransactionId;
  Money amount = Money::zero(Currency::of("INR"));
  Money fee = Money::zero(Currency::of("INR"));
  std::string status = "succeeded";
  std::vector<Allocation> allocations;
  Instant createdAt;
  std::optional<std::string> handReference;  ///< of what people looked for (hand_reference.h)
};

}  // namespace hostler
