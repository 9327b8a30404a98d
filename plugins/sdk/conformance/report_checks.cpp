#include "report_checks.h"

#include "notifier_bench.h"

#include <hostler/signature.hpp>

namespace hostler::conformance {
namespace {

using sdk::Json;
using sdk::Outcome;

const Json& webhookOf(Bench& bench) {
  return bench.subject().at("webhook");
}

// The subject's settings with other values for what verifies a webhook.
Json withSecrets(Bench& bench, const Json& value) {
  auto settings = bench.subject().at("settings");
  for (const auto& name : webhookOf(bench).at("secrets")) settings[name.get<std::string>()] = value;
  return settings;
}

Invocation invokeWith(Bench& bench, const Json& settings, const Json& delivery) {
  const auto instance = bench.plugin().create(settings);
  require(instance != nullptr, "the plugin is not created, so nobody is told");
  return instance->invoke(bench.kind() + ".webhook", delivery.dump(), "key",
                          std::chrono::seconds{5});
}

void refused(const Invocation& result, Outcome outcome, const std::string& code,
             const std::string& what) {
  require(result.outcome == outcome && result.body.at("code") == code,
          what + " was answered " + nameOf(result.outcome) + " " + result.body.dump());
}

Json withHeader(const Json& delivery, const std::string& name, const Json& value) {
  auto changed = delivery;
  changed["headers"] = Json::array();
  for (const auto& header : delivery.at("headers")) {
    if (header.at(0) != name) {
      changed["headers"].push_back(header);
    } else if (!value.is_null()) {
      changed["headers"].push_back(Json::array({name, value}));
    }
  }
  return changed;
}

Json withBody(const Json& delivery, const std::string& body) {
  auto changed = delivery;
  changed["body_base64"] = sdk::base64Of(body);
  return changed;
}

void genuineReportsAreTold(Bench& bench) {
  for (const auto& [outcome, state] : webhookOf(bench).at("outcomes").items()) {
    const auto reference = bench.freshName("msg_told");
    const auto delivery = deliveryOf(bench, reference, outcome);
    const auto reports = bench.succeed("webhook", delivery).at("reports");
    require(reports.size() == 1 && reports.at(0).at("state") == state,
            outcome + " was told as " + reports.dump());
    require(reports.at(0).at("reference") == reference, "the report names another message");
    require(reports.at(0).at("id") == bookedMessages(bench, reference).at(0).at("id"),
            "the report names another id");
    require(bench.succeed("webhook", delivery).at("reports") == reports,
            "one delivery was told in two ways");
  }
}

void whatIsNoReportMeansNothing(Bench& bench) {
  const auto delivery = deliveryOf(bench, "msg_ignored", webhookOf(bench).at("ignored"));
  require(bench.succeed("webhook", delivery).at("reports").empty(),
          "what says nothing of delivery became a report");
}

void othersReportsAreRefused(Bench& bench) {
  const auto delivery = deliveryOf(bench, "msg_forged", "delivered");
  const auto header = webhookOf(bench).at("signature_header").get<std::string>();
  refused(bench.invoke("webhook", withHeader(delivery, header, nullptr)), Outcome::Permanent,
          "signature_missing", "no signature");
  refused(bench.invoke("webhook", withHeader(delivery, header, "")), Outcome::Permanent,
          "signature_missing", "an empty signature");
  for (const char* forged : {"bm90IGEgc2lnbmF0dXJl", "x", "AAAA"}) {
    refused(bench.invoke("webhook", withHeader(delivery, header, forged)), Outcome::Permanent,
            "signature_invalid", "a forged signature");
  }
  refused(invokeWith(bench, withSecrets(bench, "another-secret-0001"), delivery),
          Outcome::Permanent, "signature_invalid", "another account's delivery");
}

void onlyTheRawBytesAreSigned(Bench& bench) {
  if (!webhookOf(bench).at("is_signed").get<bool>())
    throw CheckSkipped{"the provider does not sign the body"};
  const auto delivery = deliveryOf(bench, "msg_bytes", "delivered");
  bool ok = false;
  const auto body = sdk::base64Decode(delivery.at("body_base64").get<std::string>(), ok);
  for (const auto& changed : {body + "x=1", body.substr(0, body.size() - 1), std::string{}}) {
    refused(bench.invoke("webhook", withBody(delivery, changed)), Outcome::Permanent,
            "signature_invalid", "a changed body");
  }
}

void withoutASecretNothingIsTaken(Bench& bench) {
  const auto delivery = deliveryOf(bench, "msg_nosecret", "delivered");
  auto settings = withSecrets(bench, "");
  refused(invokeWith(bench, settings, delivery), Outcome::NeedsAttention, "secret_not_set",
          "a delivery without a secret");
  // A previous secret alone is none.
  settings[webhookOf(bench).at("previous").get<std::string>()] = "something";
  refused(invokeWith(bench, settings, delivery), Outcome::NeedsAttention, "secret_not_set",
          "a delivery without a secret");
}

void theOldSecretStillCounts(Bench& bench) {
  const auto delivery = deliveryOf(bench, "msg_rotated", "delivered");
  auto settings = withSecrets(bench, "a-fresh-secret-0002");
  settings[webhookOf(bench).at("previous").get<std::string>()] =
      bench.subject().at("settings").at(webhookOf(bench).at("secrets").at(0).get<std::string>());
  const auto result = invokeWith(bench, settings, delivery);
  require(result.outcome == Outcome::Succeeded,
          "it answered " + nameOf(result.outcome) + " " + result.body.dump());
}

}  // namespace

std::vector<Check> reportChecks() {
  std::vector<Check> checks{
      {"webhook.genuine", "a report is booked from its own body", genuineReportsAreTold},
      {"webhook.not_a_report", "providers tell more than is asked", whatIsNoReportMeansNothing},
      {"webhook.forged", "anyone can post to a webhook's address", othersReportsAreRefused},
      {"webhook.raw_bytes", "only the raw body is signed", onlyTheRawBytesAreSigned},
      {"webhook.no_secret", "an unset secret must close the door, not open it",
       withoutASecretNothingIsTaken},
      {"webhook.rotation", "retries of old reports use the old secret", theOldSecretStillCounts}};
  for (auto& check : checks) {
    check.run = [run = std::move(check.run)](Bench& bench) {
      bench.needs("webhook");
      run(bench);
    };
  }
  return checks;
}

}  // namespace hostler::conformance
