#include "mapping.h"

#include <cstdlib>
#include <iostream>

int main() {
  using namespace hostler::sdk;
  const auto attempt = sample::toAttempt(parseJson(
      R"({"id": "ord_1", "url": "https://pay.sample.example/ord_1",
          "amount": {"amount": 118000, "currency": "INR"},
          "payments": [{"id": "p_1", "status": "captured", "order": "ord_1",
                        "amount": {"amount": 118000, "currency": "INR"}}]})"));
  const bool fits = attempt.state == AttemptState::Paid && attempt.paid == attempt.amount;
  if (!fits) std::cerr << "a paid order is not read as it stands there\n";
  return fits ? EXIT_SUCCESS : EXIT_FAILURE;
}
