#pragma once

#include "tests/journeys/engine_process.h"
#include "tests/journeys/http_client.h"

#include <functional>

namespace hostler::testing {

/// What a checkout answered.
struct Bought {
  Json order, invoice;
  std::string invoiceId() const { return invoice["id"]; }
  std::string serviceId() const { return order["items"][0]["service_id"]; }
};

/// A customer and the operator who looks after the shop, step by step through the API. A step that
/// is not answered as it should be throws with the answer.
class Journey {
 public:
  explicit Journey(Installation& here);

  /// The whole sign-up, with the code that the mail carried.
  void signUp(const std::string& email);
  void signIn();
  /// A month of it.
  void fillCart(const std::string& slug, const std::string& domain);
  Bought buyHosting(const std::string& slug, const std::string& domain);
  /// Opens a payment and plays the payer at the gateway; returns once the invoice is paid.
  void payWithRazorpay(const std::string& invoice);
  /// The payment's order at the gateway.
  std::string openRazorpayOrder(const std::string& invoice);

  Json service(const std::string& id);
  Json invoice(const std::string& id);
  /// The one open invoice of the customer.
  Json openInvoice();
  Json awaitService(const std::string& id, const std::string& status);
  Json awaitInvoice(const std::string& id, const std::string& status);
  Json awaitDomain(const std::string& id, const std::string& status);
  using Holds = std::function<bool(const HttpAnswer&)>;
  /// What the customer is answered once it is so; throws when it does not come to that.
  HttpAnswer awaitThat(const std::string& path, const Holds& holds, const std::string& what);
  /// Moves the clock of the whole engine on; everything that falls due on the way has happened
  /// then.
  void moveClock(const std::string& duration);

  /// Lets the demonstration's servers take as many accounts as a test may buy.
  void makeRoom();

  /// What truly exists at WHM.
  Json accountsAtWhm();
  /// The kinds of mails that went to the customer, newest first.
  std::string mailsSent();
  /// Whether a mail of a kind that has this word in its name went to the customer.
  bool wasMailed(const std::string& word);

  HttpClient& customer() { return customer_; }
  HttpClient& operatorOfTheShop();
  HttpClient& sandbox() { return sandbox_; }
  const std::string& email() const { return email_; }

 private:
  Json must(const HttpAnswer& answer, int status, const std::string& step);
  Json awaitStatus(const std::string& path, const std::string& status);
  std::string codeMailed();

  Installation& here_;
  HttpClient customer_, owner_, sandbox_;
  std::string email_;
};

}  // namespace hostler::testing
