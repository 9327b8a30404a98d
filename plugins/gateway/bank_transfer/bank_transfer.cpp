#include "bank_transfer.h"

#include "instructions.h"

#include <hostler/names.hpp>

namespace hostler::bank_transfer {
namespace {

using sdk::Reply;

sdk::ProviderError knownByPeopleAlone() {
  return sdk::permanent("confirmed_by_staff", "whether a transfer came in is for people to say");
}

std::string tenantOf(const sdk::StartCheckout& request) {
  const auto found = request.facts.find("tenant");
  return found == request.facts.end() ? std::string{} : found->second;
}

}  // namespace

BankTransfer::BankTransfer(const sdk::Context& context)
    : account_{context.settings<BankAccount>()} {}

Reply<sdk::GatewayReport> BankTransfer::testConnection(const sdk::Call&, const sdk::GatewayTest&) {
  sdk::GatewayReport report;
  report.live = true;
  if (account_.currencies.empty()) report.missing.push_back("currencies");
  if (account_.holder.empty()) report.missing.push_back("holder");
  const auto fault = faultOf(account_);
  report.ready = fault.empty();
  report.detail =
      fault.empty() ? "Money can be sent to this account." : "Not ready: " + fault + ".";
  return report;
}

Reply<sdk::Checkout> BankTransfer::checkout(const sdk::Call&, const sdk::StartCheckout& request) {
  if (!sdk::isReference(request.attempt))
    return sdk::permanent("bad_request", "attempt is no id of ours");
  if (request.amount.minor < 1) return sdk::permanent("amount_too_small", "nothing is to be paid");
  if (const auto fault = faultOf(account_); !fault.empty())
    return sdk::needsAttention("not_configured", fault);
  if (!account_.takes(request.amount.currency))
    return sdk::permanent("currency_not_taken", "this account takes no " + request.amount.currency);
  if (tenantOf(request) != account_.tenant)
    return sdk::permanent("other_seller", "this account is another seller's");
  sdk::Checkout checkout;
  checkout.reference = referenceOf(request.attempt);
  checkout.amount = request.amount;
  checkout.nextAction = instructions(account_, request.amount, checkout.reference);
  return checkout;
}

// Writing instructions leaves no trace, and doing it again does no harm.
Reply<sdk::LocatedCheckout> BankTransfer::locate(const sdk::Call&, const sdk::LocateCheckout&) {
  return sdk::LocatedCheckout{};
}

Reply<sdk::Attempt> BankTransfer::fetch(const sdk::Call&, const sdk::FetchAttempt&) {
  return knownByPeopleAlone();
}

Reply<sdk::VerifiedReturn> BankTransfer::verifyReturn(const sdk::Call&, const sdk::VerifyReturn&) {
  return sdk::permanent("signature_invalid", "no bank sends the payer's browser back");
}

Reply<sdk::Events> BankTransfer::webhook(const sdk::Call&, const sdk::Delivery&) {
  return sdk::permanent("signature_invalid", "no bank sends webhooks here");
}

}  // namespace hostler::bank_transfer
