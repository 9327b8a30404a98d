#include "tests/journeys/buyer.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <stdexcept>
#include <utility>

namespace hostler::testing {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 60s;
constexpr auto kPause = 20ms;
constexpr const char* kWebhookPath = "/api/payments/webhook/razorpay";

bool isWorthRepeating(const HttpAnswer& answer) {
  const bool isBusy = answer.status == 409 && answer.body.is_object() &&
                      answer.body.value("code", "") == "request_in_progress";
  return answer.status == 503 || isBusy;
}

// Null until the gateway has made its order.
Json nextAction(const HttpAnswer& answer) {
  const auto payment = answer.body.value("payment", Json::object());
  return payment.value("next_action", Json(nullptr));
}

}  // namespace

void Progress::step() {
  const std::lock_guard lock{mutex_};
  ++steps_;
  changed_.notify_all();
}

bool Progress::await(int steps) {
  std::unique_lock lock{mutex_};
  return changed_.wait_for(lock, kPatience, [&] { return steps_ >= steps; });
}

void Progress::end() {
  const std::lock_guard lock{mutex_};
  isOver_ = true;
}

bool Progress::isOver() const {
  const std::lock_guard lock{mutex_};
  return isOver_;
}

Buyer::Buyer(Installation& here, Progress& progress, std::string name)
    : here_{here},
      progress_{progress},
      name_{std::move(name)},
      domain_{name_ + "-shop.in"},
      journey_{here} {}

void Buyer::prepare() {
  journey_.signUp(name_ + "@example.in");
  journey_.fillCart("starter-hosting", domain_);
}

void Buyer::buy() {
  try {
    checkOut();
    openPayment();
    payAtGateway();
    tell();
    tell();
    lookOn();
  } catch (const std::exception& error) {
    fault_ = domain_ + ": " + error.what();
  }
}

HttpAnswer Buyer::insist(const std::string& step, const std::function<HttpAnswer()>& send,
                         const Holds& isDone) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  HttpAnswer last;
  while (std::chrono::steady_clock::now() < until) {
    last = send();
    const bool isTaken = last.status / 100 == 2;
    if (isTaken && isDone(last)) {
      progress_.step();
      return last;
    }
    if (!isTaken && !isWorthRepeating(last)) break;
    if (here_.engine().endsWithin(kPause)) break;
  }
  throw std::runtime_error{step + " was answered " + std::to_string(last.status) + ": " +
                           last.text + "\n" + here_.engine().log()};
}

void Buyer::checkOut() {
  const auto done = insist("the checkout", [&] {
    return journey_.customer()
        .withKey("checkout-" + domain_)
        .post("/api/checkout", {{"accept_terms", true}});
  });
  order_ = done.body["order"];
  invoice_ = done.body["invoice"];
}

void Buyer::openPayment() {
  const auto path = "/api/invoices/" + invoice_["id"].get<std::string>() + "/pay";
  const auto opened = insist(
      "paying",
      [&] {
        return journey_.customer().post(path, {{"method", "razorpay"}});
      },
      [](const HttpAnswer& answer) { return nextAction(answer).is_object(); });
  const auto next = nextAction(opened);
  gatewayOrder_ = next.contains("options") ? next["options"]["order_id"] : next["order_id"];
}

void Buyer::payAtGateway() {
  const auto paid = journey_.sandbox().post(
      "/_pay", {{"provider", "razorpay"}, {"order_id", gatewayOrder_}, {"outcome", "captured"}});
  if (paid.status != 200 || paid.body["webhooks"].empty())
    throw std::runtime_error{"the payer: " + paid.text};
  events_ = paid.body["webhooks"];
}

// As a gateway does: until each is taken.
void Buyer::tell() {
  for (const auto& event : events_) {
    std::map<std::string, std::string> headers;
    for (const auto& [name, value] : event["headers"].items()) headers[name] = value;
    const auto body = event["body"].get<std::string>();
    insist("an event of the gateway",
           [&] { return HttpClient{here_.engineUrl()}.deliver(kWebhookPath, body, headers); });
  }
}

void Buyer::lookOn() {
  const auto path = "/api/services/" + order_["items"][0]["service_id"].get<std::string>();
  while (!progress_.isOver() && !here_.engine().endsWithin(kPause)) {
    const auto answer = journey_.customer().get(path);
    if (answer.status != 200 && answer.status != 503)
      throw std::runtime_error{path + " was answered " + std::to_string(answer.status) + ": " +
                               answer.text};
  }
}

void Buyer::expectOne(const std::string& path, const std::string& status) {
  const auto answer = journey_.customer().get(path);
  const auto found = answer.status == 200 ? answer.body.at("data") : Json(nullptr);
  if (found.size() == 1 && found[0]["status"] == status) return;
  throw std::runtime_error{path + " of " + domain_ + " should be one that is " + status + ": " +
                           answer.text + "\n" + here_.engine().log()};
}

void Buyer::check() {
  journey_.signIn();
  expectOne("/api/orders", "active");
  expectOne("/api/invoices", "paid");
  expectOne("/api/payments", "succeeded");
  expectOne("/api/transactions", "succeeded");
  expectOne("/api/services", "active");
  const auto accounts = journey_.accountsAtWhm();
  const auto made = std::ranges::count_if(
      accounts, [&](const Json& account) { return account["domain"] == domain_; });
  if (made != 1)
    throw std::runtime_error{domain_ + " has " + std::to_string(made) + " accounts at WHM"};
}

}  // namespace hostler::testing
