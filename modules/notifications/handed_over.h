#pragma once

#include <string>

namespace hostler {

/// What became of one attempt to hand a message to whoever carries it.
struct HandedOver {
  enum class Outcome {
    Done = 1,  ///< the carrier has it and answers for it
    Later,     ///< not this message now; its attempts count
    Blocked,   ///< nothing goes out that way now, whatever the message: waiting spends no attempt
    Refused    ///< never
  };
  Outcome outcome = Outcome::Later;
  std::string answer;  ///< what was said, in one line; holds no code and no link
};

}  // namespace hostler
