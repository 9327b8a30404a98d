#include "tests/journeys/journey.h"

#include <chrono>
#include <thread>

namespace hostler::testing {
namespace {

constexpr const char* kPassword = "violet harbour 42 lantern";
constexpr std::chrono::seconds kPatience{60};

}  // namespace

Journey::Journey(Installation& here)
    : here_{here},
      customer_{here.engineUrl()},
      owner_{here.engineUrl()},
      sandbox_{here.sandboxUrl()} {}

Json Journey::must(const HttpAnswer& answer, int status, const std::string& step) {
  if (answer.status != status) {
    throw std::runtime_error{step + " was answered " + std::to_string(answer.status) + ": " +
                             answer.text + "\n" + here_.engine().log()};
  }
  return answer.body;
}

HttpClient& Journey::operatorOfTheShop() {
  owner_.callAt(here_.engineUrl());
  owner_.useBearer({});
  const auto answer = must(
      owner_.post("/api/auth/login",
                  {{"email", Installation::kOwner}, {"password", Installation::kOwnerPassword}}),
      200, "the owner's sign-in");
  owner_.useBearer(answer["access_token"]);
  return owner_;
}

std::string Journey::codeMailed() {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < until) {
    const auto mails =
        must(operatorOfTheShop().get("/api/admin/messages?to=" + email_), 200, "the list of mails");
    for (const auto& mail : mails["data"]) {
      if (mail.contains("code") && mail["code"].is_string()) return mail["code"];
    }
    if (here_.engine().endsWithin(std::chrono::milliseconds{20})) break;
  }
  throw std::runtime_error{"no code was mailed to " + email_};
}

void Journey::signUp(const std::string& email) {
  email_ = email;
  const auto begun =
      must(customer_.post("/api/auth/register", {{"username", email.substr(0, email.find('@'))},
                                                 {"email", email},
                                                 {"phone", "+91 98765 43210"},
                                                 {"password", kPassword},
                                                 {"otp_channel", "email"}}),
           201, "the first page of the sign-up");
  const auto path = "/api/auth/register/" + begun["registration"].get<std::string>();
  must(customer_.post(path + "/verify-otp", {{"code", codeMailed()}}), 200, "the code");
  const Json address{{"line1", "12 MG Road"},
                     {"city", "Pune"},
                     {"state", "Maharashtra"},
                     {"postal_code", "411001"},
                     {"country", "IN"}};
  must(customer_.put(path + "/profile", {{"first_name", "Meera"},
                                         {"last_name", "Joshi"},
                                         {"address", address},
                                         {"pan", "ABCPE1234F"}}),
       200, "the address");
  must(customer_.get(path), 200, "the review page");
  const auto account = must(customer_.post(path + "/complete"), 201, "the end of the sign-up");
  customer_.useBearer(account["access_token"]);
}

void Journey::signIn() {
  customer_.callAt(here_.engineUrl());
  customer_.useBearer({});
  const auto answer =
      must(customer_.post("/api/auth/login", {{"email", email_}, {"password", kPassword}}), 200,
           "the sign-in");
  customer_.useBearer(answer["access_token"]);
}

void Journey::fillCart(const std::string& slug, const std::string& domain) {
  Json chosen;
  const auto products = must(customer_.get("/api/products"), 200, "the catalogue");
  for (const auto& product : products["data"]) {
    if (product["slug"] == slug) chosen = product;
  }
  if (chosen.is_null()) throw std::runtime_error{"the catalogue has no " + slug};
  must(customer_.post("/api/cart/add", {{"type", "product"},
                                        {"product_id", chosen["id"]},
                                        {"cycle", "monthly"},
                                        {"domain", domain}}),
       201, "the cart");
}

Bought Journey::buyHosting(const std::string& slug, const std::string& domain) {
  fillCart(slug, domain);
  const auto done =
      must(customer_.withKey("checkout-" + domain).post("/api/checkout", {{"accept_terms", true}}),
           201, "the checkout");
  return {done["order"], done["invoice"]};
}

std::string Journey::openRazorpayOrder(const std::string& invoice) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < until) {
    const auto answer =
        customer_.post("/api/invoices/" + invoice + "/pay", {{"method", "razorpay"}});
    if (answer.status != 200 && answer.status != 202) must(answer, 200, "paying");
    // A slow machine is told that it is being done, and nothing of what comes next.
    const auto next = answer.body.value("payment", Json::object()).value("next_action", Json{});
    if (next.is_object() && next.contains("order_id")) return next["order_id"];
    if (next.is_object() && next.contains("options")) return next["options"]["order_id"];
  }
  throw std::runtime_error{"the gateway made no order\n" + here_.engine().log()};
}

void Journey::payWithRazorpay(const std::string& invoice) {
  const auto order = openRazorpayOrder(invoice);
  must(sandbox_.post("/_pay",
                     {{"provider", "razorpay"}, {"order_id", order}, {"outcome", "captured"}}),
       200, "the payer at the gateway");
  awaitInvoice(invoice, "paid");
}

Json Journey::service(const std::string& id) {
  return must(customer_.get("/api/services/" + id), 200, "a service");
}
Json Journey::invoice(const std::string& id) {
  return must(customer_.get("/api/invoices/" + id), 200, "an invoice");
}

Json Journey::openInvoice() {
  const auto ones = must(customer_.get("/api/invoices"), 200, "the invoices");
  for (const auto& one : ones["data"]) {
    if (one["status"] == "unpaid" || one["status"] == "overdue") return one;
  }
  throw std::runtime_error{"there is no open invoice\n" + here_.engine().log()};
}

HttpAnswer Journey::awaitThat(const std::string& path, const Holds& holds,
                              const std::string& what) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  HttpAnswer last;
  while (std::chrono::steady_clock::now() < until) {
    last = customer_.get(path);
    if (holds(last)) return last;
    if (here_.engine().endsWithin(std::chrono::milliseconds{20})) break;
  }
  throw std::runtime_error{path + " did not become " + what + ": " + last.text + "\n" +
                           here_.engine().log()};
}

Json Journey::awaitStatus(const std::string& path, const std::string& status) {
  const auto has = [&](const HttpAnswer& answer) {
    return must(answer, 200, path)["status"] == status;
  };
  return awaitThat(path, has, status).body;
}

Json Journey::awaitService(const std::string& id, const std::string& status) {
  return awaitStatus("/api/services/" + id, status);
}
Json Journey::awaitInvoice(const std::string& id, const std::string& status) {
  return awaitStatus("/api/invoices/" + id, status);
}

Json Journey::awaitDomain(const std::string& id, const std::string& status) {
  return awaitStatus("/api/domains/" + id, status);
}

void Journey::moveClock(const std::string& duration) {
  const auto answer =
      must(operatorOfTheShop().post("/api/admin/test-clock", {{"advance", duration}}), 200,
           "moving the clock");
  if (!answer["settled"].get<bool>())
    throw std::runtime_error{"the engine did not settle\n" + here_.engine().log()};
  signIn();  // the session has aged with everything else
}

void Journey::makeRoom() {
  auto& staff = operatorOfTheShop();
  const auto servers = must(staff.get("/api/admin/servers"), 200, "the servers");
  for (const auto& server : servers["data"]) {
    const auto path = "/api/admin/servers/" + server["id"].get<std::string>();
    must(staff.patch(path, {{"max_accounts", 100'000}}), 200, "room at a server");
  }
}

Json Journey::accountsAtWhm() {
  return must(sandbox_.get("/_book"), 200, "the sandbox's book")["whm"]["accounts"];
}

std::string Journey::mailsSent() {
  const auto mails =
      must(operatorOfTheShop().get("/api/admin/messages?to=" + email_), 200, "the list of mails");
  std::string kinds;
  for (const auto& mail : mails["data"]) kinds += mail["kind"].get<std::string>() + ' ';
  return kinds;
}

bool Journey::wasMailed(const std::string& word) {
  return mailsSent().find(word) != std::string::npos;
}

}  // namespace hostler::testing
