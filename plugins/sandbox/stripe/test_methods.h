#pragma once

#include "plugins/sandbox/stripe/merchant.h"

#include <string_view>

namespace hostler::sandbox::stripe {

/// A method that a test may pay with, by a name of its own: cards as Stripe names them for tests,
/// and a bank debit.
struct TestMethod {
  enum class Ending {
    Succeeds = 1,
    Declines,
    NeedsPayer,  ///< the bank wants the payer: on the page a step more, without a payer a refusal
    Waits        ///< known days later
  };

  std::string_view name, type, brand, last4;
  Ending ending;
  std::string_view declineCode = {};
};

/// By its own name, or by its type ("card"); null for any other.
const TestMethod* testMethod(std::string_view name);
/// What the payment method with this id does.
const TestMethod& behaviourOf(const Merchant& merchant, const std::string& methodId);

/// The id of a payment method: a new one where `name` is a test method's, else the one that has
/// this id. Throws Refusal.
std::string takeMethod(ApiCall& call, const std::string& name);
void attach(ApiCall& call, const std::string& methodId, const Json& customer);

}  // namespace hostler::sandbox::stripe
