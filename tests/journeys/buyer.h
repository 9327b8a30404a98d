#pragma once

#include "tests/journeys/journey.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>

namespace hostler::testing {

/// How far several buyers have come together. Thread-safe.
class Progress {
 public:
  void step();
  /// Waits until so many steps were made; false when they are not within a minute.
  bool await(int steps);
  /// Tells the buyers that they may go home.
  void end();
  bool isOver() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  int steps_ = 0;
  bool isOver_ = false;
};

/// A customer who buys hosting while the database may go away: sends each request, with the same
/// Idempotency-Key, until it is answered for good, as a browser and a gateway do. Only 503 and a
/// 409 that says that the same request is being worked on are worth a repeat.
class Buyer {
 public:
  Buyer(Installation& here, Progress& progress, std::string name);

  /// The sign-up and the cart, with nothing at risk.
  void prepare();
  /// The checkout, the payment, the gateway's events, each of them twice; then looks at the service
  /// until the progress is over. For a thread of its own; what goes wrong is a fault().
  void buy();
  const std::string& fault() const { return fault_; }
  /// Throws what is not as it should be: one order, one invoice, one payment, one movement of money
  /// and one service, with one account at the provider.
  void check();

  Journey& journey() { return journey_; }

 private:
  using Holds = std::function<bool(const HttpAnswer&)>;
  HttpAnswer insist(
      const std::string& step, const std::function<HttpAnswer()>& send,
      const Holds& isDone = [](const HttpAnswer&) { return true; });
  void checkOut();
  void openPayment();
  void payAtGateway();
  void tell();
  void lookOn();
  void expectOne(const std::string& path, const std::string& status);

  Installation& here_;
  Progress& progress_;
  std::string name_, domain_, fault_, gatewayOrder_;
  Journey journey_;
  Json order_, invoice_, events_;
};

}  // namespace hostler::testing
