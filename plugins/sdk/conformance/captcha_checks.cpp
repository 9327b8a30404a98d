#include "checks.h"
#include "faults.h"

#include <cctype>
#include <utility>

namespace hostler::conformance {
namespace {

using sdk::Json;
using sdk::Outcome;

const std::string kVerb = "verify";

// A person solves it at the provider, which is what its own page does.
std::string solved(Bench& bench, const std::string& action = "login") {
  auto request = bench.subject().at("solve");
  request["provider"] = bench.provider();
  request["action"] = action;
  return bench.sandbox().pay(request).at("token");
}

Json answered(const std::string& token) {
  return {{"token", token}, {"remote_ip", "203.0.113.7"}, {"action", "login"}};
}

void aSolvedOneIsOk(Bench& bench) {
  const auto verdict = bench.succeed(kVerb, answered(solved(bench)));
  require(verdict.at("ok") == true, "a token that was solved is told as " + verdict.dump());
  require(verdict.at("reasons").empty(), "it is ok, and there are reasons: " + verdict.dump());
  const auto awaited = bench.subject().at("solve").value("hostname", "");
  require(awaited.empty() || verdict.at("hostname") == awaited,
          "where the widget stood is told as " + verdict.dump());
}

void aTokenCountsOnce(Bench& bench) {
  const auto request = answered(solved(bench));
  require(bench.succeed(kVerb, request).at("ok") == true, "the first time it is not ok");
  const auto again = bench.succeed(kVerb, request, "another-key");
  require(again.at("ok") == false, "the second time it is ok again");
  require(!again.at("reasons").empty(), "why it is not ok is not told");
}

void whatNobodySolvedIsNotOk(Bench& bench) {
  const auto verdict = bench.succeed(kVerb, answered("made-up-by-a-program"));
  require(verdict.at("ok") == false, "a token that nobody got is ok");
  require(!verdict.at("reasons").empty(), "why it is not ok is not told");
}

void aPageCanShowIt(Bench& bench) {
  const auto before = bench.sandbox().calls(bench.provider()).size();
  const auto widget = bench.succeed("widget", Json::object());
  require(!widget.at("site_key").get<std::string>().empty(), "there is no site key");
  const auto script = widget.at("script").get<std::string>();
  require(sdk::isAllowedUrl(script), "no page may load the script " + script);
  const auto object = widget.at("object").get<std::string>();
  bool isName = !object.empty();
  for (const char c : object)
    isName = isName && (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_');
  require(isName, "no JavaScript calls anything " + object);
  const auto origins = bench.plugin().manifest().value("widget", Json::object());
  require(origins.contains("script") && !origins.at("script").empty(),
          "plugin.json's widget names no origin of a script, so no page would load it");
  require(bench.sandbox().calls(bench.provider()).size() == before,
          "the provider is asked what only the settings say");
}

void theProviderAnswers(Bench& bench) {
  require(!bench.succeed("test_connection", Json::object()).at("detail").get<std::string>().empty(),
          "the connection test says nothing");
}

void nothingIsSmuggledIn(Bench& bench) {
  const auto before = bench.sandbox().calls(bench.provider()).size();
  const std::vector<std::string> tokens{"",      "two words",         "line\r\nX: y",
                                        "tab\t", "\xC3\xA9t\xC3\xA9", std::string(4'097, 'a')};
  for (const auto& token : tokens) {
    const auto result = bench.invoke(kVerb, answered(token));
    require(result.outcome == Outcome::Permanent && result.body.value("code", "") == "bad_request",
            "what is no token was answered " + nameOf(result.outcome) + " " + result.body.dump());
  }
  require(bench.sandbox().calls(bench.provider()).size() == before,
          "what is no token reached the provider");
  // A form's own signs are part of the token, and not a second member.
  const auto verdict = bench.succeed(kVerb, answered("a&response=" + solved(bench)));
  require(verdict.at("ok") == false, "a token can bring a member of the form along");
}

void wrongKeysNeedAPerson(Bench& bench) {
  const auto expect = [&](const Json& change, const char* code) {
    auto settings = bench.subject().at("settings");
    settings.update(change);
    const auto instance = bench.plugin().create(settings);
    require(instance != nullptr, "the plugin is not created, so nobody is told");
    const std::vector<std::pair<std::string, Json>> calls{{"test_connection", Json::object()},
                                                          {kVerb, answered(solved(bench))}};
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

void tokensStayOutOfTheLog(Bench& bench) {
  const auto token = solved(bench);
  bench.mustNotShow(token);
  bench.succeed(kVerb, answered(token));
}

}  // namespace

std::vector<Check> captchaChecks() {
  std::vector<Check> checks{
      {"lifecycle.solved", "who solved it gets in", aSolvedOneIsOk},
      {"lifecycle.once", "a token proves one thing once", aTokenCountsOnce},
      {"lifecycle.made_up", "a program has no token", whatNobodySolvedIsNotOk},
      {"lifecycle.widget", "a page must know what to show", aPageCanShowIt},
      {"lifecycle.account", "who sets it up must see that it works", theProviderAnswers},
      {"safety.smuggling", "a token must not become a member of a form", nothingIsSmuggledIn},
      {"safety.wrong_keys", "retrying cannot mend a wrong key", wrongKeysNeedAPerson},
      {"safety.logs", "who reads a token in a log could use it", tokensStayOutOfTheLog},
  };
  const auto add = [&](std::vector<Check> more) {
    checks.insert(checks.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  };
  add(readFaultChecks("test_connection", [](Bench&) { return Json::object(); }));
  add(readFaultChecks(kVerb, [](Bench& bench) { return answered(solved(bench)); }));
  return checks;
}

}  // namespace hostler::conformance
