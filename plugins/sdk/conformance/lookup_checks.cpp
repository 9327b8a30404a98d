#include "checks.h"
#include "faults.h"

#include <utility>

namespace hostler::conformance {
namespace {

using sdk::Json;
using sdk::Outcome;

const std::string kVerb = "business_number";

// What the verb is asked for one of the subject's numbers; `name` is what is awaited, not asked.
Json numberOf(Bench& bench, const char* which) {
  auto request = bench.subject().at("numbers").at(which);
  request.erase("name");
  return request;
}

std::string stateOf(Bench& bench, const char* which) {
  return bench.succeed(kVerb, numberOf(bench, which)).at("state");
}

void aKnownNumberIsValid(Bench& bench) {
  const auto found = bench.succeed(kVerb, numberOf(bench, "valid"));
  require(found.at("state") == "valid", "a number that is known is told as " + found.dump());
  const auto& awaited = bench.subject().at("numbers").at("valid");
  if (awaited.contains("name"))
    require(found.at("name") == awaited.at("name"), "its name is told as " + found.dump());
  require(found.at("checked_at").is_null() || found.at("checked_at") > 1'000'000'000,
          "checked_at is no time in seconds: " + found.dump());
}

void anUnknownNumberIsInvalid(Bench& bench) {
  const auto found = bench.succeed(kVerb, numberOf(bench, "invalid"));
  require(found.at("state") == "invalid", "a number that nobody has is told as " + found.dump());
  require(found.at("name").is_null() && found.at("address").is_null(),
          "somebody is named who does not have the number: " + found.dump());
}

void aSilentRegisterIsNeither(Bench& bench) {
  const auto found = bench.succeed(kVerb, numberOf(bench, "unavailable"));
  require(found.at("state") == "unavailable",
          "what a register cannot tell is told as " + found.dump());
  require(!found.at("reason").get<std::string>().empty(), "why is not told");
}

void theSameQuestionHasTheSameAnswer(Bench& bench) {
  for (const char* which : {"valid", "invalid", "unavailable"})
    require(stateOf(bench, which) == stateOf(bench, which),
            std::string{"the second answer about the "} + which + " number is another");
}

void whoAsksGetsAReference(Bench& bench) {
  if (!bench.subject().contains("requester")) throw CheckSkipped{"the subject names no requester"};
  auto request = numberOf(bench, "valid");
  request["requester"] = bench.subject().at("requester");
  const auto found = bench.succeed(kVerb, request);
  const auto& reference = found.at("consultation_reference");
  require(reference.is_string() && !reference.get<std::string>().empty(),
          "no reference of the consultation is told: " + found.dump());
}

void theRegisterAnswers(Bench& bench) {
  require(!bench.succeed("test_connection", Json::object()).at("detail").get<std::string>().empty(),
          "the connection test says nothing");
}

void nothingIsSmuggledIn(Bench& bench) {
  const auto before = bench.sandbox().calls(bench.provider()).size();
  const auto refused = [&](const Json& change, const char* code) {
    auto request = numberOf(bench, "valid");
    request.update(change);
    const auto result = bench.invoke(kVerb, request);
    require(result.outcome == Outcome::Permanent && result.body.value("code", "") == code,
            change.dump() + " was answered " + nameOf(result.outcome) + " " + result.body.dump());
  };
  const std::vector<std::string> numbers{
      "",         "1",          "40 303265045", "40303265045\r\nX: y",  "../4030326504",
      "4030?x=1", "4030%32650", "fr403032650",  "403032650450303265045"};
  for (const auto& number : numbers) {
    refused({{"number", number}}, "bad_request");
    refused({{"requester", {{"country", "DE"}, {"number", number}}}}, "bad_request");
  }
  for (const std::string country : {"", "F", "FRA", "fr", "F/", "F\n"}) {
    refused({{"country", country}}, "bad_request");
    refused({{"requester", {{"country", country}, {"number", "136695976"}}}}, "bad_request");
  }
  for (const std::string scheme : {"", "eu_vat ", "tarot"})
    refused({{"scheme", scheme}}, "unsupported_scheme");
  require(bench.sandbox().calls(bench.provider()).size() == before,
          "what is no number reached the provider");
}

void wrongKeysNeedAPerson(Bench& bench) {
  if (!bench.subject().contains("wrong_credentials"))
    throw CheckSkipped{"the register wants no credentials"};
  const auto expect = [&](const Json& change, const char* code) {
    auto settings = bench.subject().at("settings");
    settings.update(change);
    const auto instance = bench.plugin().create(settings);
    require(instance != nullptr, "the plugin is not created, so nobody is told");
    const std::vector<std::pair<std::string, Json>> calls{{"test_connection", Json::object()},
                                                          {kVerb, numberOf(bench, "valid")}};
    for (const auto& [verb, request] : calls) {
      const auto result = instance->invoke(bench.kind() + "." + verb, request.dump(), "key",
                                           std::chrono::seconds{10});
      require(result.outcome == Outcome::NeedsAttention && result.body.at("code") == code,
              verb + " answered " + nameOf(result.outcome) + " " + result.body.dump());
      bench.searchForSecrets(verb + "'s error", result.body.dump());
    }
  };
  const auto& wrong = bench.subject().at("wrong_credentials");
  expect(wrong, "credentials_refused");
  Json none = Json::object();
  for (const auto& [name, value] : wrong.items()) none[name] = "";
  expect(none, "not_configured");
}

void namesStayOutOfTheLog(Bench& bench) {
  const auto& awaited = bench.subject().at("numbers").at("valid");
  if (!awaited.contains("name")) throw CheckSkipped{"the register tells no name"};
  bench.mustNotShow(awaited.at("name").get<std::string>());
  bench.succeed(kVerb, numberOf(bench, "valid"));
}

}  // namespace

std::vector<Check> lookupChecks() {
  std::vector<Check> checks{
      {"lifecycle.valid", "a valid number turns the tax around", aKnownNumberIsValid},
      {"lifecycle.invalid", "an invalid number is taxed", anUnknownNumberIsInvalid},
      {"lifecycle.unavailable", "silence must make nobody's number invalid, or valid",
       aSilentRegisterIsNeither},
      {"lifecycle.repeated", "the engine asks again until it knows",
       theSameQuestionHasTheSameAnswer},
      {"lifecycle.reference", "an examiner asks for the proof that it was checked",
       whoAsksGetsAReference},
      {"lifecycle.account", "who sets it up must see that it works", theRegisterAnswers},
      {"safety.smuggling", "a number must not become a path or a header", nothingIsSmuggledIn},
      {"safety.wrong_keys", "retrying cannot mend a wrong key", wrongKeysNeedAPerson},
      {"safety.logs", "a person's name is nobody's business but the engine's",
       namesStayOutOfTheLog},
  };
  const auto add = [&](std::vector<Check> more) {
    checks.insert(checks.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  };
  add(readFaultChecks("test_connection", [](Bench&) { return Json::object(); }));
  add(readFaultChecks(kVerb, [](Bench& bench) { return numberOf(bench, "valid"); }));
  return checks;
}

}  // namespace hostler::conformance
