#include "mapping.h"

namespace sample {

using namespace hostler::sdk;

Json toWire(const Message& message) {
  return {{"channel", message.channel},
          {"to", message.to},
          {"subject", message.subject},
          {"text", message.text.reveal()},
          {"reference", message.reference}};
}

Sent toSent(const Json& answer) {
  return fromJson<Sent>(answer);
}

}  // namespace sample
