#include "checks.h"
#include "faults.h"
#include "notifier_bench.h"
#include "report_checks.h"

#include <algorithm>

namespace hostler::conformance {
namespace {

using sdk::Json;
using sdk::Outcome;

// The provider shows us nothing of what it took, so a lie cannot be caught: only honest faults
// count, and what is asked is that the answer to a lost one is Unknown.
WriteCase sending(Bench& bench) {
  return {"send", messageRequest(bench, bench.freshName("msg_send")), nullptr, nullptr, nullptr,
          false};
}

void aMessageArrivesOnce(Bench& bench) {
  const auto sent = bench.succeed("send", messageRequest(bench, "msg_once"));
  const auto booked = bookedMessages(bench, "msg_once");
  require(booked.size() == 1, "it was taken " + std::to_string(booked.size()) + " times");
  require(booked.at(0).at("id") == sent.at("id"), "the reply names another message");
  require(booked.at(0).at("text").get<std::string>().find(kMarked) != std::string::npos,
          "the text is another: " + booked.dump());
}

// What plugin.json calls a channel is one that it serves, and no other is.
void channelsAreServed(Bench& bench) {
  for (const std::string channel : {"email", "sms", "pigeon"}) {
    const auto& served = bench.subject().at("channels");
    const bool isServed = std::find(served.begin(), served.end(), channel) != served.end();
    require(isServed == bench.offers(channel),
            "plugin.json and the subject disagree on " + channel);
    if (isServed) continue;
    const auto reference = bench.freshName("msg_channel");
    const auto result =
        bench.invoke("send", messageRequest(bench, reference, {{"channel", channel}}));
    require(result.outcome == Outcome::Permanent && result.body.at("code") == "wrong_channel",
            channel + " was answered " + nameOf(result.outcome) + " " + result.body.dump());
    require(bookedMessages(bench, reference).empty(), "it was sent all the same");
  }
}

void deliveriesCanBeAsked(Bench& bench) {
  bench.needs("delivery");
  const auto sent = bench.succeed("send", messageRequest(bench, "msg_asked"));
  const Json request{{"id", sent.at("id")}};
  require(bench.succeed("delivery", request).at("report").is_null(),
          "what is still under way is reported");
  deliveryOf(bench, "msg_asked", "delivered");
  require(bench.succeed("delivery", request).at("report").at("state") == "delivered",
          "a delivered message is told otherwise");
}

void theAccountAnswers(Bench& bench) {
  require(!bench.succeed("test_connection", Json::object()).at("detail").get<std::string>().empty(),
          "the connection test says nothing");
  if (!bench.offers("balance")) return;
  const auto balance = bench.succeed("balance", Json::object());
  require(!balance.at("amount").get<std::string>().empty() &&
              !balance.at("unit").get<std::string>().empty(),
          "the balance is no amount of something: " + balance.dump());
}

void nothingIsSmuggledIn(Bench& bench) {
  const auto before = bench.sandbox().calls(bench.provider()).size();
  const std::vector<Json> changes{{{"to", ""}},
                                  {{"to", "nobody"}},
                                  {{"to", "a@b.example\r\nBcc: c@d.example"}},
                                  {{"to", "a@b.example, c@d.example"}},
                                  {{"to", "+9198123 45678"}},
                                  {{"to", "0919812345678"}},
                                  {{"reference", ""}},
                                  {{"reference", "msg 1"}},
                                  {{"reference", "msg\r\n1"}},
                                  {{"text", ""}, {"html", ""}}};
  const std::vector<Json> mailChanges{
      {{"subject", "a\r\nBcc: c@d.example"}},
      {{"subject", ""}},
      {{"to_name", "a\nb"}},
      {{"from", "not an address"}},
      {{"reply_to", "a@b.example\n"}},
      {{"headers", {{"X-Good", "a\r\nX-Bad: b"}}}},
      {{"headers", {{"Bcc", "c@d.example"}}}},
      {{"headers", {{"Content-Type", "text/html"}}}},
      {{"headers", {{"X Bad", "a"}}}},
      {{"attachments",
        Json::array({{{"name", "a"}, {"media_type", "text"}, {"body_base64", "QQ=="}}})}},
      {{"attachments",
        Json::array({{{"name", "a"}, {"media_type", "text/plain"}, {"body_base64", "?"}}})}}};
  auto all = changes;
  if (bench.offers("email")) all.insert(all.end(), mailChanges.begin(), mailChanges.end());
  for (const auto& change : all) {
    const auto result = bench.invoke("send", messageRequest(bench, "msg_smuggled", change));
    require(result.outcome == Outcome::Permanent,
            change.dump() + " was answered " + nameOf(result.outcome));
  }
  require(bench.sandbox().calls(bench.provider()).size() == before,
          "a smuggled message reached the provider");
}

void foreignTextSurvives(Bench& bench) {
  if (bench.subject().at("message").contains("template_id"))
    throw CheckSkipped{"the message's text is registered"};
  const std::string text = "नमस्ते, \u20b9 1,180.00 \U0001F4E7 \"quoted\" <tag> & more\nsecond line";
  bench.succeed("send", messageRequest(bench, "msg_foreign", {{"text", text}}));
  require(bookedMessages(bench, "msg_foreign").at(0).at("text") == text,
          "the text arrived otherwise: " + bookedMessages(bench, "msg_foreign").dump());
}

void wrongKeysNeedAPerson(Bench& bench) {
  const auto expect = [&](const Json& change, const char* code) {
    auto settings = bench.subject().at("settings");
    settings.update(change);
    const auto instance = bench.plugin().create(settings);
    require(instance != nullptr, "the plugin is not created, so nobody is told");
    const std::vector<std::pair<std::string, Json>> calls{
        {"test_connection", Json::object()},
        {"send", messageRequest(bench, "msg_keys")},
        {"balance", Json::object()}};
    for (const auto& [verb, request] : calls) {
      if (!bench.offers(verb)) continue;
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
  require(bookedMessages(bench, "msg_keys").empty(), "it was sent all the same");
}

// There is no locate: the book, which the engine cannot see, shows that each answer was the right
// one.
void lostAnswersAreNeitherSuccessNorFailure(Bench& bench) {
  struct Case {
    const char* fault;
    Outcome outcome;
    std::size_t taken;
  };
  for (const auto& [fault, outcome, taken] :
       {Case{"drop_after_effect", Outcome::Unknown, 1}, Case{"garbage", Outcome::Unknown, 1},
        Case{"server_error", Outcome::Unknown, 0}, Case{"rate_limit", Outcome::Retryable, 0}}) {
    const auto reference = bench.freshName("msg_lost");
    bench.sandbox().fault(bench.provider(), bench.operation("send"), fault, {{"times", 1}});
    const auto result = bench.invoke("send", messageRequest(bench, reference));
    bench.sandbox().clearFaults();
    require(result.outcome == outcome,
            std::string{fault} + " was answered " + nameOf(result.outcome));
    require(bookedMessages(bench, reference).size() == taken,
            std::string{fault} + " left another book than it should");
  }
}

}  // namespace

std::vector<Check> notifierChecks() {
  std::vector<Check> checks{
      {"lifecycle.sent", "one call is one message", aMessageArrivesOnce},
      {"lifecycle.channels", "capabilities decide which plugin gets a message", channelsAreServed},
      {"lifecycle.delivery", "webhooks get lost", deliveriesCanBeAsked},
      {"lifecycle.account", "an empty account is learnt of before it is silent", theAccountAnswers},
      {"safety.smuggling", "a name must not become a recipient", nothingIsSmuggledIn},
      {"safety.foreign_text", "people write in all scripts", foreignTextSurvives},
      {"safety.wrong_keys", "retrying cannot mend a wrong key", wrongKeysNeedAPerson},
      {"send.lost_answers", "a lost answer is neither success nor failure",
       lostAnswersAreNeitherSuccessNorFailure},
  };
  const auto add = [&](std::vector<Check> more) {
    checks.insert(checks.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  };
  add(reportChecks());
  add(faultChecks("send", sending));
  add(readFaultChecks("test_connection", [](Bench&) { return Json::object(); }));
  auto balance = readFaultChecks("balance", [](Bench&) { return Json::object(); });
  auto delivery = readFaultChecks("delivery", [](Bench& bench) {
    return Json{
        {"id", bench.succeed("send", messageRequest(bench, bench.freshName("msg_read"))).at("id")}};
  });
  for (auto* some : {&balance, &delivery}) {
    const std::string verb = some == &balance ? "balance" : "delivery";
    for (auto& check : *some) {
      check.run = [verb, run = std::move(check.run)](Bench& bench) {
        bench.needs(verb);
        run(bench);
      };
    }
    add(std::move(*some));
  }
  return checks;
}

}  // namespace hostler::conformance
