#include "checks.h"
#include "faults.h"
#include "gateway_bench.h"
#include "gateway_writes.h"
#include "webhook_checks.h"

#include <algorithm>

namespace hostler::conformance {
namespace {

using sdk::Json;
using sdk::Outcome;

void aPaymentFromStartToEnd(Bench& bench) {
  const auto first = bench.succeed("checkout", checkoutRequest(bench, "pay_life"));
  require(first.at("next_action").is_object(), "the browser is told nothing");
  const auto open = bench.succeed("fetch", {{"reference", first.at("reference")}});
  require(open.at("state") == "open" && open.at("payments").empty(),
          "a fresh checkout is not open");
  bench.sandbox().pay({{"provider", bench.provider()},
                       {bench.subject().at("pay_by").get<std::string>(), first.at("reference")},
                       {"outcome", "failed"}});
  require(bench.succeed("fetch", {{"reference", first.at("reference")}}).at("state") == "open",
          "a failed try closed the checkout");

  const auto paid = paidCheckout(bench, "pay_life");  // the same attempt, tried again
  require(paid.at("checkout").at("reference") == first.at("reference"),
          "the attempt got a second order");
  const auto closed = bench.succeed("fetch", {{"reference", first.at("reference")}});
  require(closed.at("state") == "paid" && closed.at("payments").size() == 2,
          "the payment does not show");
  require(closed.at("paid") == closed.at("amount"), "what was paid is not the amount");
  const auto again = bench.succeed("checkout", checkoutRequest(bench, "pay_life"));
  require(again.at("state") == "paid" && again.at("next_action").is_null(),
          "a paid attempt may be paid again");
}

void anotherAmountIsAnotherAttempt(Bench& bench) {
  bench.succeed("checkout", checkoutRequest(bench, "pay_amount"));
  const auto result = bench.invoke("checkout", checkoutRequest(bench, "pay_amount", 99'900));
  require(result.outcome == Outcome::Permanent,
          "it answered " + nameOf(result.outcome) + " " + result.body.dump());
}

void amountsThatCannotBePaidAreRefused(Bench& bench) {
  const auto before = bench.sandbox().calls(bench.provider()).size();
  for (const auto& [amount, currency] : std::vector<std::pair<std::int64_t, std::string>>{
           {0, "INR"}, {-5, "INR"}, {99'991, "KWD"}, {100, "inr"}, {100, "RUPEES"}, {100, ""}}) {
    auto request = checkoutRequest(bench, "pay_bad");
    request["amount"] = {{"amount", amount}, {"currency", currency}};
    const auto result = bench.invoke("checkout", request);
    require(result.outcome == Outcome::Permanent,
            std::to_string(amount) + " " + currency + " was answered " + nameOf(result.outcome));
  }
  require(bench.sandbox().calls(bench.provider()).size() == before,
          "an impossible amount reached the gateway");
  for (const auto& [amount, currency] : std::vector<std::pair<std::int64_t, std::string>>{
           {500, "JPY"}, {99'990, "KWD"}, {1'180, "USD"}}) {
    auto request = checkoutRequest(bench, "pay_" + currency);
    request["amount"] = {{"amount", amount}, {"currency", currency}};
    const auto checkout = bench.succeed("checkout", request);
    require(checkout.at("amount") == request["amount"] &&
                checkout.at("next_action").at("amount") == amount,
            currency + " lost its digits");
  }
}

void forgedReturnsProveNothing(Bench& bench) {
  const auto paid = paidCheckout(bench, "pay_return");
  const auto other = paidCheckout(bench, "pay_other");
  const auto reference = paid.at("checkout").at("reference");
  const auto verified =
      bench.succeed("verify_return", {{"reference", reference}, {"data", paid.at("return")}});
  require(verified.at("payment").at("id") == paid.at("payment").at("id"), "the payment is another");
  require(verified.at("payment").at("state") == "captured",
          "the payment's state is not the gateway's");

  const auto refused = [&](const Json& data, const std::string& what) {
    const auto result = bench.invoke("verify_return", {{"reference", reference}, {"data", data}});
    require(result.outcome == Outcome::Permanent, what + " was answered " + nameOf(result.outcome));
  };
  refused(other.at("return"), "another checkout's return");
  refused(Json::object(), "an empty return");
  for (const auto& [name, value] : paid.at("return").items()) {
    auto changed = paid.at("return");
    changed[name] = value.get<std::string>() + "x";
    refused(changed, "a return with another " + name);
    changed.erase(name);
    if (name.find("order") == std::string::npos) refused(changed, "a return without " + name);
  }
}

void refundsInParts(Bench& bench) {
  const auto paid = paidCheckout(bench, "pay_parts");
  bench.succeed("refund", refundRequest(bench, paid, "ref_part", 50'000));
  const auto tooMuch = bench.invoke("refund", refundRequest(bench, paid, "ref_too_much", 70'000));
  require(tooMuch.outcome == Outcome::Permanent, "more than was paid was refunded");
  const auto rest = bench.succeed("refund", refundRequest(bench, paid, "ref_rest", 68'000));
  require(rest.at("amount") == money(bench, 68'000), "another amount was refunded");
  const auto none = bench.invoke("refund", refundRequest(bench, paid, "ref_none", 100));
  require(none.outcome == Outcome::Permanent, "a refunded payment was refunded again");
  const auto located = bench.succeed(
      "locate_refund", {{"payment_id", paid.at("payment").at("id")}, {"refund", "ref_part"}});
  require(located.at("refund").at("amount") == money(bench, 50'000),
          "locate_refund finds another refund");
  const auto absent = bench.succeed(
      "locate_refund", {{"payment_id", paid.at("payment").at("id")}, {"refund", "ref_none"}});
  require(absent.at("refund").is_null(), "locate_refund finds what is not there");
}

void slowDebitsArePending(Bench& bench) {
  bench.needs("charge");
  const auto saved = savedMethod(bench, "slow");
  const auto request = chargeRequest(bench, saved, "pay_upi");
  const auto first = bench.invoke("charge", request);
  require(first.outcome == Outcome::Pending,
          "a debit that takes a day was answered " + nameOf(first.outcome));
  const auto again = bench.invoke("charge", request);
  require(again.outcome == Outcome::Pending && again.body == first.body,
          "asking again made another payment");
  bench.sandbox().pay(
      {{"provider", bench.provider()},
       {bench.subject().at("pay_by").get<std::string>(), first.body.at("reference")},
       {"outcome", "captured"}});
  require(bench.invoke("charge", request).outcome == Outcome::Succeeded,
          "the settled debit does not show");
}

void declinedChargesAreFinal(Bench& bench) {
  bench.needs("charge");
  auto request = chargeRequest(bench, savedMethod(bench, "declining"), "pay_over");
  request["amount"] = money(bench, 2'000'000);
  const auto result = bench.invoke("charge", request);
  require(result.outcome == Outcome::Permanent,
          "a charge above the mandate was answered " + nameOf(result.outcome));
}

void savedMethodsCanBeForgotten(Bench& bench) {
  bench.needs("delete_method");
  const auto saved = savedMethod(bench, "quick");
  const auto request = Json{{"customer", saved.at("customer")}, {"method", saved.at("method")}};
  require(bench.succeed("delete_method", request).at("existed") == true, "it says there was none");
  require(bench.succeed("delete_method", request).at("existed") == false,
          "it says it is still there");
  require(bench.succeed("methods", {{"customer", saved.at("customer")}}).at("methods").empty(),
          "the method is still there");
}

void linksAreMadeOnceAndCancelled(Bench& bench) {
  bench.needs("payment_link");
  const auto request = linkRequest(bench, "pay_link");
  const auto link = bench.succeed("payment_link", request);
  require(link.at("next_action").at("type") == "redirect", "a link does not say where to go");
  require(bench.succeed("payment_link", request) == link, "one attempt got two links");
  require(bench.succeed("locate", {{"attempt", "pay_link"}}).at("checkout").at("reference") ==
              link.at("reference"),
          "locate does not find the link");
  require(bench.succeed("fetch", {{"reference", link.at("reference")}}).at("state") == "open",
          "a fresh link is not open");
  require(
      bench.succeed("cancel_payment_link", {{"reference", link.at("reference")}}).at("existed") ==
          true,
      "it was not cancelled");
  require(
      bench.succeed("cancel_payment_link", {{"reference", link.at("reference")}}).at("existed") ==
          false,
      "it was cancelled twice");
}

void lostWebhooksAreMadeGood(Bench& bench) {
  bench.needs("reconcile");
  const auto start = bench.succeed("reconcile", Json::object()).at("cursor");
  const auto paid = paidCheckout(bench, "pay_silent");
  bench.succeed("refund", refundRequest(bench, paid, "ref_silent", 10'000));
  paidCheckout(bench, "pay_quarrel", "disputed");
  const auto moved = bench.succeed("reconcile", {{"cursor", start}});
  require(countWhere(moved.at("payments"), "id", paid.at("payment").at("id")) == 1,
          "the payment is not found");
  require(moved.at("payments").size() == 2 && moved.at("refunds").size() == 1 &&
              moved.at("disputes").size() == 1,
          "not all that moved is told: " + moved.dump());
  const auto dispute = moved.at("disputes").at(0);
  require(bench.succeed("fetch_dispute", {{"dispute_id", dispute.at("id")}}) == dispute,
          "the dispute reads differently by itself");
}

void wrongKeysNeedAPerson(Bench& bench) {
  const auto paid = paidCheckout(bench, "pay_keys");
  const auto expect = [&](const Json& change, const char* code) {
    auto settings = bench.subject().at("settings");
    settings.update(change);
    const auto instance = bench.plugin().create(settings);
    require(instance != nullptr, "the plugin is not created, so nobody is told");
    const std::vector<std::pair<std::string, Json>> calls{
        {"checkout", checkoutRequest(bench, "pay_keys2")},
        {"locate", {{"attempt", "pay_keys"}}},
        {"fetch", {{"reference", paid.at("checkout").at("reference")}}},
        {"refund", refundRequest(bench, paid, "ref_keys", 100)}};
    for (const auto& [verb, request] : calls) {
      const auto result = instance->invoke(bench.kind() + "." + verb, request.dump(), "key",
                                           std::chrono::seconds{10});
      require(result.outcome == Outcome::NeedsAttention && result.body.at("code") == code,
              verb + " answered " + nameOf(result.outcome) + " " + result.body.dump());
      bench.searchForSecrets(verb + "'s error", result.body.dump());
    }
  };
  expect(bench.subject().at("wrong_credentials"), "credentials_refused");
  Json none = Json::object();
  for (const auto& [name, value] : bench.subject().at("wrong_credentials").items()) none[name] = "";
  expect(none, "not_configured");
}

}  // namespace

std::vector<Check> gatewayChecks() {
  std::vector<Check> checks{
      {"lifecycle.payment", "one attempt is one order, however often it is tried",
       aPaymentFromStartToEnd},
      {"lifecycle.other_amount", "an edited invoice is a new attempt",
       anotherAmountIsAnotherAttempt},
      {"lifecycle.amounts", "currencies have their own exponents",
       amountsThatCannotBePaidAreRefused},
      {"lifecycle.refunds", "never more goes back than came", refundsInParts},
      {"lifecycle.slow_debits", "a bank debit is known a day later", slowDebitsArePending},
      {"lifecycle.declined", "a decline is final for its attempt", declinedChargesAreFinal},
      {"lifecycle.forget_method", "a client may withdraw a saved method",
       savedMethodsCanBeForgotten},
      {"lifecycle.links", "a link is an attempt too", linksAreMadeOnceAndCancelled},
      {"lifecycle.reconcile", "webhooks get lost", lostWebhooksAreMadeGood},
      {"safety.forged_return", "a browser proves nothing", forgedReturnsProveNothing},
      {"safety.wrong_keys", "retrying cannot mend a wrong key", wrongKeysNeedAPerson},
  };
  const auto add = [&](std::vector<Check> more) {
    checks.insert(checks.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  };
  add(webhookChecks());
  add(gatewayWriteChecks());
  add(readFaultChecks("test_connection", [](Bench&) { return Json::object(); }));
  add(readFaultChecks("locate", [](Bench&) { return Json{{"attempt", "pay_none"}}; }));
  add(readFaultChecks("fetch", [](Bench& bench) {
    return Json{{"reference",
                 paidCheckout(bench, bench.freshName("pay_read")).at("checkout").at("reference")}};
  }));
  add(readFaultChecks("verify_return", [](Bench& bench) {
    const auto paid = paidCheckout(bench, bench.freshName("pay_back"));
    return Json{{"reference", paid.at("checkout").at("reference")}, {"data", paid.at("return")}};
  }));
  add(readFaultChecks("methods", [](Bench& bench) {
    return Json{{"customer", savedMethod(bench, "quick").at("customer")}};
  }));
  add(readFaultChecks("locate_refund", [](Bench& bench) {
    const auto paid = paidCheckout(bench, bench.freshName("pay_back"));
    const auto refund = bench.freshName("ref_back");
    bench.succeed("refund", refundRequest(bench, paid, refund, 10'000));
    return Json{{"payment_id", paid.at("payment").at("id")}, {"refund", refund}};
  }));
  add(readFaultChecks("fetch_dispute", [](Bench& bench) {
    bench.needs("reconcile");
    const auto start = bench.succeed("reconcile", Json::object()).at("cursor");
    paidCheckout(bench, bench.freshName("pay_quarrel"), "disputed");
    const auto disputes = bench.succeed("reconcile", {{"cursor", start}}).at("disputes");
    require(disputes.size() == 1, "the dispute is not told");
    return Json{{"dispute_id", disputes.at(0).at("id")}};
  }));
  add(readFaultChecks("reconcile", [](Bench& bench) {
    paidCheckout(bench, bench.freshName("pay_moved"));
    return Json::object();
  }));
  return checks;
}

}  // namespace hostler::conformance
