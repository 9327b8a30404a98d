#pragma once

#include "tests/journeys/fuse.h"
#include "tests/journeys/journey.h"

#include <functional>
#include <string>
#include <vector>

namespace hostler::testing {

/// A new customer's purchase of hosting, from a full cart to the mail that says that the account is
/// ready. Where the fuse ends the engine, it is started again, and everybody does what they would
/// do then: the browser sends the same request once more, the gateway keeps to itself what it could
/// not deliver.
class Purchase {
 public:
  /// How the gateway tells of the payment.
  enum class Telling {
    InTurn,  ///< one event after the other; one that is lost is never sent again
    AtOnce   ///< every event twice and all in parallel; those that were lost are sent again
  };

  Purchase(Installation& here, Fuse& fuse, const std::string& name, Telling telling);

  /// The sign-up and the cart: nothing of this is at risk.
  void prepare();
  /// All of the rest, with the fuse as it was armed: returns once nothing is due any more.
  void carryOn();
  /// Throws what is not as it should be: one order, one invoice, one payment, one movement of
  /// money, one service, and each mail once.
  void check();

  bool hasDied() const { return deaths_ > 0; }
  /// Whether the payment came to be known only because the engine asked the gateway.
  bool wasAskedFor() const { return askedFor_; }
  const std::string& domain() const { return domain_; }
  static std::string domainOf(const std::string& name) { return name + "-shop.in"; }
  /// What the engine that died had logged.
  const std::string& deadLog() const { return deadLog_; }

 private:
  HttpAnswer insist(const std::string& step, const std::function<HttpAnswer()>& send);
  void revive(const std::string& step);
  void checkOut();
  void openPayment();
  void payAtGateway();
  void tellAtOnce(const Json& events);
  bool isKnownToBePaid();
  void settle();
  void expectOne(const std::string& path, const std::string& status);
  void checkMails();

  Installation& here_;
  Fuse& fuse_;
  std::string name_, domain_;
  Telling telling_;
  Journey journey_;
  Json invoice_, events_;
  std::string gatewayOrder_, deadLog_;
  int deaths_ = 0;
  bool askedFor_ = false;
};

}  // namespace hostler::testing
