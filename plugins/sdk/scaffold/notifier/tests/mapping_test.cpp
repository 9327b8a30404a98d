#include "mapping.h"

#include <cstdlib>
#include <iostream>

int main() {
  hostler::sdk::Message message;
  message.to = "+919812345678";
  message.text = hostler::sdk::Secret{"Your code is 123456"};
  const auto wire = sample::toWire(message);
  const bool fits = wire.at("to") == message.to && wire.at("text") == "Your code is 123456";
  if (!fits) std::cerr << "a message is not written as it should be\n";
  return fits ? EXIT_SUCCESS : EXIT_FAILURE;
}
