#pragma once

#include "core/mail/message.h"

#include <string>
#include <string_view>

namespace hostler::mail {

/// How far a message got.
enum class Stage { Message = 1, Connect, Secure, SignIn, Sender, Recipient, Content };
std::string_view nameOf(Stage stage);

/// What became of one attempt to hand a message over. Whether and when there is another is the
/// caller's to say.
struct Delivery {
  enum class Outcome {
    Delivered = 1,  ///< the server has it and answers for it
    Retry,          ///< not now: network, time-out, 4xx, or a server that does not let us in
    Refused         ///< never: the server will not take this message, or the message is malformed
  };

  Outcome outcome = Outcome::Retry;
  Stage stage = Stage::Connect;  ///< the last one tried
  int code = 0;                  ///< the server's, 0 when it gave none
  std::string
      reply;  ///< what it or the network said, in one line; may hold the recipient's address
  /// The connection broke between the end of the content and the answer. Sent again it may arrive
  /// twice, both times under the same Message-ID.
  bool mayHaveArrived = false;
};

/// A way out for mails.
class Transport {
 public:
  virtual ~Transport() = default;
  /// Never throws for what the world does. Thread-safe.
  virtual Delivery deliver(const Message& message) = 0;
};

}  // namespace hostler::mail
