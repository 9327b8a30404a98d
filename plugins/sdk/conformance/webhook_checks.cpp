#include "webhook_checks.h"

#include "checks.h"
#include "gateway_bench.h"

#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::conformance {
namespace {

using sdk::Json;
using sdk::Outcome;

std::string secretOf(Bench& bench) {
  return bench.subject().at("settings").at("webhook_secret");
}

void refused(Bench& bench, const Json& delivery, const std::string& code, const std::string& what) {
  const auto result = bench.invoke("webhook", delivery);
  require(result.outcome == Outcome::Permanent && result.body.at("code") == code,
          what + " was answered " + nameOf(result.outcome) + " " + result.body.dump());
}

void genuineDeliveriesBecomeFacts(Bench& bench) {
  const auto paid = paidCheckout(bench, "pay_genuine");
  const auto reference = paid.at("checkout").at("reference");
  std::size_t captures = 0;
  for (const auto& sent : paid.at("webhooks")) {
    const auto events = bench.succeed("webhook", deliveryOf(sent));
    require(!events.at("event_id").get<std::string>().empty(), "an event has no id");
    require(events == bench.succeed("webhook", deliveryOf(sent)),
            "one delivery was told in two ways");
    for (const auto& event : events.at("events")) {
      if (event.at("type") != "payment.captured") continue;
      ++captures;
      const auto& references = event.at("references");
      require(std::find(references.begin(), references.end(), reference) != references.end(),
              "the capture does not name the checkout's reference");
      require(event.at("payment").at("amount") == paid.at("checkout").at("amount"),
              "the amount is another");
      require(event.at("payment").at("id") == paid.at("payment").at("id"),
              "the payment is another");
      if (bench.subject().at("webhook").value("tells_fee", true))
        require(event.at("payment").at("fee").is_object(), "the fee is missing");
    }
  }
  require(captures >= 1, "no delivery told of the capture");
}

void failuresAndDisputesAreTold(Bench& bench) {
  const auto typesOf = [&](const Json& paid) {
    std::vector<std::string> types;
    for (const auto& sent : paid.at("webhooks")) {
      const auto told = bench.succeed("webhook", deliveryOf(sent));
      for (const auto& event : told.at("events")) types.push_back(event.at("type"));
    }
    return types;
  };
  const auto has = [](const std::vector<std::string>& types, const char* type) {
    return std::ranges::find(types, type) != types.end();
  };
  require(has(typesOf(paidCheckout(bench, "pay_fails", "failed")), "payment.failed"),
          "a failed payment is not told");
  require(has(typesOf(paidCheckout(bench, "pay_disputed", "disputed")), "dispute.opened"),
          "a dispute is not told");
  require(has(typesOf(paidCheckout(bench, "pay_lost", "dispute_lost")), "dispute.lost"),
          "a lost dispute is not told");
}

void onlyTheRawBytesAreSigned(Bench& bench) {
  const auto sent = paidCheckout(bench, "pay_bytes").at("webhooks").at(0);
  const auto change = [&](const std::string& body) {
    auto changed = sent;
    changed["body"] = body;
    return deliveryOf(changed);
  };
  const auto body = sent.at("body").get<std::string>();
  refused(bench, change(Json::parse(body).dump(2)), "signature_invalid",
          "the same JSON with other spacing");
  refused(bench, change(body + "\n"), "signature_invalid", "a final newline");
  refused(bench, change(body.substr(0, body.size() - 1)), "signature_invalid", "a cut body");
  refused(bench, change(""), "signature_invalid", "an empty body");
}

// Whoever has one signed body could otherwise deliver it under ever new ids.
void unsignedHeadersMakeNoOtherEvent(Bench& bench) {
  const auto sent = paidCheckout(bench, "pay_replayed").at("webhooks").at(0);
  const auto first = deliveryOf(sent);
  auto replayed = first;
  for (auto& header : replayed.at("headers")) {
    if (header.at(0).get<std::string>().find("ignature") == std::string::npos)
      header.at(1) = "replayed1";
  }
  require(bench.succeed("webhook", first).at("event_id") ==
              bench.succeed("webhook", replayed).at("event_id"),
          "a header that is not signed made another event of it");
}

void wrongSignaturesAreRefused(Bench& bench) {
  const auto sent = paidCheckout(bench, "pay_forged").at("webhooks").at(0);
  const auto body = sent.at("body").get<std::string>();
  refused(bench, {{"headers", Json::array()}, {"body_base64", sdk::base64Of(body)}},
          "signature_missing", "no signature");
  refused(bench, signedDelivery(bench, body, "another secret"), "signature_invalid",
          "a foreign secret");
  auto empty = signedDelivery(bench, body, secretOf(bench));
  empty["headers"][0][1] = "";
  refused(bench, empty, "signature_missing", "an empty signature");
  auto upper = signedDelivery(bench, body, secretOf(bench));
  upper["headers"][0][1] = "sha256=" + upper["headers"][0][1].get<std::string>();
  refused(bench, upper, "signature_invalid", "another scheme");
}

void unknownEventsMeanNothing(Bench& bench) {
  const auto events = bench.succeed(
      "webhook", signedDelivery(bench, bench.subject().at("webhook").at("unknown_event").dump(),
                                secretOf(bench)));
  require(events.at("events").empty(), "an unknown event became a fact");
  require(!events.at("provider_type").get<std::string>().empty(),
          "the provider's own word is lost");
}

void signedNonsenseIsMalformed(Bench& bench) {
  for (const std::string body : {"not json", "[]", "{}", "{\"a\":1,\"a\":2}", "\xff\xfe", "null"}) {
    refused(bench, signedDelivery(bench, body, secretOf(bench)), "malformed",
            "the signed body '" + body + "'");
  }
  auto known = bench.subject().at("webhook").at("hollow_event");
  refused(bench, signedDelivery(bench, known.dump(), secretOf(bench)), "malformed",
          "a known event without its payment");
}

void withoutASecretNothingIsTaken(Bench& bench) {
  auto settings = bench.subject().at("settings");
  settings.erase("webhook_secret");
  const auto bare = bench.plugin().create(settings);
  require(bare != nullptr, "without the secret the plugin is not even created, so nobody is told");
  const auto sent = paidCheckout(bench, "pay_nosecret").at("webhooks").at(0);
  // A signature made with an empty secret must not pass either.
  const auto empty = signedDelivery(bench, sent.at("body").get<std::string>(), "");
  for (const auto& delivery : {deliveryOf(sent), empty}) {
    const auto result =
        bare->invoke(bench.kind() + ".webhook", delivery.dump(), "key", std::chrono::seconds{5});
    require(result.outcome == Outcome::NeedsAttention && result.body.at("code") == "secret_not_set",
            "it answered " + nameOf(result.outcome) + " " + result.body.dump());
  }
}

void theOldSecretStillCounts(Bench& bench) {
  const auto sent = paidCheckout(bench, "pay_rotated").at("webhooks").at(0);
  auto settings = bench.subject().at("settings");
  settings["previous_webhook_secret"] = settings.at("webhook_secret");
  settings["webhook_secret"] = "a fresh webhook secret";
  const auto rotated = bench.plugin().create(settings);
  const auto result = rotated->invoke(bench.kind() + ".webhook", deliveryOf(sent).dump(), "key",
                                      std::chrono::seconds{5});
  require(result.outcome == Outcome::Succeeded,
          "it answered " + nameOf(result.outcome) + " " + result.body.dump());
}

}  // namespace

std::vector<Check> webhookChecks() {
  return {
      {"webhook.genuine", "a capture is booked from its own body", genuineDeliveriesBecomeFacts},
      {"webhook.failures_and_disputes", "money that goes back must be seen",
       failuresAndDisputesAreTold},
      {"webhook.raw_bytes", "only the raw body is signed", onlyTheRawBytesAreSigned},
      {"webhook.unsigned_headers", "a delivery that was seen once can be sent by anyone",
       unsignedHeadersMakeNoOtherEvent},
      {"webhook.wrong_signatures", "anyone can post to a webhook's address",
       wrongSignaturesAreRefused},
      {"webhook.unknown_event", "providers add events", unknownEventsMeanNothing},
      {"webhook.malformed", "signed nonsense is an alarm, not a payment",
       signedNonsenseIsMalformed},
      {"webhook.no_secret", "an unset secret must close the door, not open it",
       withoutASecretNothingIsTaken},
      {"webhook.rotation", "retries of old events use the old secret", theOldSecretStillCounts},
  };
}

}  // namespace hostler::conformance
