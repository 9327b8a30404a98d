#include "crypto_gateway.h"

#include <hostler/names.hpp>

#include <algorithm>
#include <cctype>

namespace hostler::crypto {
namespace {

using sdk::Json;
using sdk::Reply;

std::string nameOf(std::string_view attempt) {
  std::string name;
  for (const char c : attempt) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) name.push_back(static_cast<char>(std::toupper(byte)));
  }
  return name;
}

// The clock of whoever made a block may be wrong by about an hour, either way.
constexpr std::int64_t kClocksDiffer = 2 * 3600;

std::string tenantOf(const sdk::StartCheckout& request) {
  const auto found = request.facts.find("tenant");
  return found == request.facts.end() ? std::string{} : found->second;
}

}  // namespace

CryptoGateway::CryptoGateway(const sdk::Context& context)
    : settings_{context.settings<Settings>()}, explorer_{settings_.explorerUrl} {}

Reply<sdk::GatewayReport> CryptoGateway::testConnection(const sdk::Call& call,
                                                        const sdk::GatewayTest&) {
  sdk::GatewayReport report;
  report.live = true;
  for (const auto& [name, isSet] : {std::pair{"currencies", settings_.currencies.size() == 1},
                                    std::pair{"coin", !settings_.coin.empty()},
                                    std::pair{"address", !settings_.address.empty()},
                                    std::pair{"rate", !settings_.rate.empty()}}) {
    if (!isSet) report.missing.push_back(name);
  }
  report.ready = settings_.isComplete() &&
                 unitsOf({1, settings_.currencies.front()}, settings_.rate, settings_.decimals);
  report.detail = report.ready ? "Coins can be sent to this address." : "Not every setting is set.";
  if (!explorer_.isSet()) {
    report.detail += " No explorer is set: people look by themselves.";
    return report;
  }
  const auto tip = explorer_.tip(call);
  if (!tip) return tip.error();
  report.detail += " The explorer knows " + std::to_string(*tip) + " blocks.";
  return report;
}

Json CryptoGateway::instructions(const Reference& reference) const {
  const bool byAmount = settings_.goesByAmount();
  const auto amount = coinText(reference.units, settings_.decimals);
  Json details = Json::array();
  std::string text = "Send exactly " + amount + " " + settings_.coin +
                     (settings_.network.empty() ? "" : " on " + settings_.network) + ".";
  text += byAmount ? " The amount tells your payment from others: not a digit more or less.\n"
                   : " Give the tag with it: it tells your payment from others.\n";
  const auto add = [&](const char* name, const char* label, const std::string& value) {
    details.push_back(Json{{"name", name}, {"label", label}, {"value", value}});
    text += "\n" + std::string{label} + ": " + value;
  };
  add("amount", "Amount", amount + " " + settings_.coin);
  add("address", "Address", settings_.address);
  if (!byAmount) add("tag", "Tag", reference.name);
  Json action{{"type", "instructions"},
              {"text", text},
              {"reference", byAmount ? amount : reference.name},
              {"amount", reference.amount.minor},
              {"currency", reference.amount.currency},
              {"details", details},
              {"note", ""},
              {"proof", true}};
  if (!settings_.uriScheme.empty())
    action["link"] = settings_.uriScheme + ":" + settings_.address + "?amount=" + amount;
  return action;
}

// Coins at one address are told apart by their amount alone, through whatever account of this
// plugin they were asked for.
std::string CryptoGateway::markAt(std::int64_t units) const {
  return settings_.coin + ":" + settings_.address + ":" + std::to_string(units);
}

Reply<std::int64_t> CryptoGateway::markedUnits(std::int64_t units,
                                               const sdk::StartCheckout& request) const {
  const auto most = mostMark(units);
  if (most < 1) {
    return sdk::permanent("amount_too_small",
                          "this amount is too small to be told from others by its last digits");
  }
  for (std::size_t turn = 0; turn < static_cast<std::size_t>(most); ++turn) {
    const auto marked = units + markOf(request.attempt, most, turn);
    if (std::ranges::find(request.taken, markAt(marked)) == request.taken.end()) return marked;
  }
  return sdk::permanent("marks_taken", "all amounts near this one are awaited already");
}

Reply<sdk::Checkout> CryptoGateway::checkout(const sdk::Call&, const sdk::StartCheckout& request) {
  if (!sdk::isReference(request.attempt))
    return sdk::permanent("bad_request", "attempt is no id of ours");
  if (!settings_.isComplete()) return sdk::needsAttention("not_configured", "a setting is missing");
  if (request.amount.currency != settings_.currencies.front())
    return sdk::permanent("currency_not_taken", "the rate is in " + settings_.currencies.front());
  if (tenantOf(request) != settings_.tenant)
    return sdk::permanent("other_seller", "this address is another seller's");
  const auto units = unitsOf(request.amount, settings_.rate, settings_.decimals);
  if (!units) return sdk::permanent("amount_not_payable", "this amount cannot be paid in coins");
  Reference reference{*units, request.amount, nameOf(request.attempt)};
  sdk::Checkout checkout;
  if (settings_.goesByAmount()) {
    const auto marked = markedUnits(*units, request);
    if (!marked) return marked.error();
    reference.units = *marked;
    checkout.mark = markAt(reference.units);
  }
  checkout.reference = reference.text();
  checkout.amount = request.amount;
  checkout.nextAction = instructions(reference);
  return checkout;
}

// What to send is told again whenever somebody asks, and leaves no trace.
Reply<sdk::LocatedCheckout> CryptoGateway::locate(const sdk::Call&, const sdk::LocateCheckout&) {
  return sdk::LocatedCheckout{};
}

sdk::Payment CryptoGateway::paymentOf(const Transfer& transfer, const Reference& reference,
                                      std::int64_t tip) const {
  sdk::Payment payment;
  payment.id = transfer.id;
  payment.amount = reference.amount;
  payment.refunded = {0, reference.amount.currency};
  payment.reference = reference.text();
  payment.method = "crypto";
  payment.methodDetail = settings_.coin;
  payment.createdAt = transfer.time;
  const bool isSafe = transfer.confirmations(tip) >= settings_.confirmations;
  payment.state = !isSafe                          ? sdk::PaymentState::Created
                  : settings_.confirmAutomatically ? sdk::PaymentState::Captured
                                                   : sdk::PaymentState::Authorized;
  return payment;
}

Reply<sdk::Attempt> CryptoGateway::fetch(const sdk::Call& call, const sdk::FetchAttempt& request) {
  const auto reference = Reference::parse(request.reference);
  if (!reference) return sdk::permanent("bad_request", "reference is not one of this plugin's");
  if (!explorer_.isSet() || !settings_.goesByAmount())
    return sdk::permanent("confirmed_by_staff", "whether coins came in is for people to say");
  const auto tip = explorer_.tip(call);
  if (!tip) return tip.error();
  const auto since =
      request.startedAt ? std::optional{*request.startedAt - kClocksDiffer} : std::nullopt;
  const auto transfers = explorer_.transfers(call, settings_.address, since);
  if (!transfers) return transfers.error();
  sdk::Attempt attempt;
  attempt.reference = request.reference;
  attempt.amount = reference->amount;
  attempt.paid = {0, reference->amount.currency};
  for (const auto& transfer : *transfers) {
    if (transfer.units != reference->units) continue;
    if (since && transfer.time && *transfer.time < *since) continue;
    attempt.payments.push_back(paymentOf(transfer, *reference, *tip));
    const auto& payment = attempt.payments.back();
    if (payment.state == sdk::PaymentState::Captured) {
      attempt.state = sdk::AttemptState::Paid;
      attempt.paid = reference->amount;
    } else if (attempt.state == sdk::AttemptState::Open) {
      attempt.state = sdk::AttemptState::Processing;
    }
  }
  std::ranges::reverse(attempt.payments);
  return attempt;
}

Reply<sdk::VerifiedReturn> CryptoGateway::verifyReturn(const sdk::Call&, const sdk::VerifyReturn&) {
  return sdk::permanent("signature_invalid", "no chain sends the payer's browser back");
}

Reply<sdk::Events> CryptoGateway::webhook(const sdk::Call&, const sdk::Delivery&) {
  return sdk::permanent("signature_invalid", "no chain sends webhooks here");
}

}  // namespace hostler::crypto
