#include "tests/journeys/purchase.h"

#include <chrono>
#include <thread>

namespace hostler::testing {
namespace {

using namespace std::chrono_literals;

constexpr const char* kWebhookPath = "/api/payments/webhook/razorpay";
// Nobody listens there: the events come back with the sandbox's answer, and the test delivers them.
constexpr const char* kNobody = "http://127.0.0.1:1/";

}  // namespace

Purchase::Purchase(Installation& here, Fuse& fuse, const std::string& name, Telling telling)
    : here_{here},
      fuse_{fuse},
      name_{name},
      domain_{domainOf(name)},
      telling_{telling},
      journey_{here} {}

void Purchase::prepare() {
  journey_.signUp(name_ + "@example.in");
  journey_.fillCart("starter-hosting", domain_);
  here_.sendGatewayEventsTo(telling_ == Telling::AtOnce ? kNobody
                                                        : here_.engineUrl() + kWebhookPath);
}

void Purchase::carryOn() {
  checkOut();
  openPayment();
  payAtGateway();
  settle();
  fuse_.disarm();
  if (fuse_.isBlown() && deaths_ == 0) {
    revive("the last look");
    settle();
  }
  if (isKnownToBePaid()) return;
  // The engine died before it had taken the event. The gateway sends it again, or the engine asks
  // after a while.
  if (telling_ == Telling::AtOnce) {
    tellAtOnce(events_);
    settle();
  } else {
    askedFor_ = true;
    journey_.moveClock("PT15M");
  }
}

// Sends until it is answered; an answer that never comes must be the fuse's doing.
HttpAnswer Purchase::insist(const std::string& step, const std::function<HttpAnswer()>& send) {
  for (int i = 0; i < 5; ++i) {
    auto answer = send();
    if (answer.status == 401) {
      journey_.signIn();
    } else if (answer.status == 0) {
      revive(step);
    } else {
      return answer;
    }
  }
  throw std::runtime_error{step + " is never answered\n" + here_.engine().log()};
}

void Purchase::revive(const std::string& step) {
  if (!here_.engine().endsWithin(30s) || here_.engine().isRunning())
    throw std::runtime_error{step + " had no answer, and the engine runs\n" + here_.engine().log()};
  deadLog_ = here_.engine().log();
  if (!fuse_.isBlown() || deaths_ > 0)
    throw std::runtime_error{"the engine died by itself during " + step + "\n" + deadLog_};
  ++deaths_;
  fuse_.disarm();
  here_.startEngine();
  journey_.customer().callAt(here_.engineUrl());
}

void Purchase::checkOut() {
  const auto answer = insist("the checkout", [&] {
    return journey_.customer()
        .withKey("checkout-" + domain_)
        .post("/api/checkout", {{"accept_terms", true}});
  });
  if (answer.status != 201) throw std::runtime_error{"the checkout: " + answer.text};
  invoice_ = answer.body["invoice"];
}

void Purchase::openPayment() {
  const auto path = "/api/invoices/" + invoice_["id"].get<std::string>() + "/pay";
  const auto until = std::chrono::steady_clock::now() + 60s;
  while (std::chrono::steady_clock::now() < until) {
    const auto answer = insist("paying", [&] {
      return journey_.customer().post(path, {{"method", "razorpay"}});
    });
    if (answer.status != 200 && answer.status != 202)
      throw std::runtime_error{"paying: " + answer.text};
    const auto next = answer.body.value("payment", Json::object()).value("next_action", Json{});
    if (!next.is_object()) continue;
    gatewayOrder_ = next.contains("options") ? next["options"]["order_id"] : next["order_id"];
    return;
  }
  throw std::runtime_error{"the gateway made no order\n" + here_.engine().log()};
}

void Purchase::payAtGateway() {
  const auto paid = journey_.sandbox().post(
      "/_pay", {{"provider", "razorpay"}, {"order_id", gatewayOrder_}, {"outcome", "captured"}});
  if (paid.status != 200) throw std::runtime_error{"the payer: " + paid.text};
  events_ = paid.body["webhooks"];
  if (telling_ == Telling::AtOnce) tellAtOnce(events_);
}

void Purchase::tellAtOnce(const Json& events) {
  std::vector<std::thread> senders;
  for (const auto& event : events) {
    std::map<std::string, std::string> headers;
    for (const auto& [name, value] : event["headers"].items()) headers[name] = value;
    const auto send = [url = here_.engineUrl(), headers, body = event["body"].get<std::string>()] {
      HttpClient{url}.deliver(kWebhookPath, body, headers);
    };
    senders.emplace_back(send);
    senders.emplace_back(send);
  }
  for (auto& sender : senders) sender.join();
}

bool Purchase::isKnownToBePaid() {
  return journey_.invoice(invoice_["id"])["status"] == "paid";
}

// Moved on by so little that it only waits until nothing is due.
void Purchase::settle() {
  HttpClient staff{here_.engineUrl()};
  const auto post = [&](const std::string& path, const Json& body) {
    return insist("settling", [&] {
      staff.callAt(here_.engineUrl());
      return staff.post(path, body);
    });
  };
  const auto signedIn = post("/api/auth/login", {{"email", Installation::kOwner},
                                                 {"password", Installation::kOwnerPassword}});
  staff.useBearer(signedIn.body["access_token"]);
  const auto answer = post("/api/admin/test-clock", {{"advance", "PT1S"}});
  if (answer.status != 200 || answer.body["settled"] != true)
    throw std::runtime_error{"the engine does not settle: " + answer.text + "\n" +
                             here_.engine().log()};
}

void Purchase::expectOne(const std::string& path, const std::string& status) {
  const auto found = insist(path, [&] { return journey_.customer().get(path); }).body["data"];
  if (found.size() == 1 && found[0]["status"] == status) return;
  throw std::runtime_error{path + " should be one that is " + status + ": " + found.dump()};
}

void Purchase::check() {
  expectOne("/api/orders", "active");
  expectOne("/api/invoices", "paid");
  expectOne("/api/payments", "succeeded");
  expectOne("/api/transactions", "succeeded");
  expectOne("/api/services", "active");
  checkMails();
}

void Purchase::checkMails() {
  const auto mails =
      journey_.operatorOfTheShop().get("/api/admin/messages?to=" + journey_.email()).body["data"];
  std::map<std::string, int> sent;
  for (const auto& mail : mails) {
    if (mail["state"] == "sent") ++sent[mail["kind"]];
  }
  for (const auto* kind : {"welcome", "invoice", "payment_received", "account_ready"}) {
    if (sent[kind] != 1)
      throw std::runtime_error{std::string{kind} + " was mailed " + std::to_string(sent[kind]) +
                               " times"};
  }
}

}  // namespace hostler::testing
