#pragma once

#include <cstddef>
#include <sys/types.h>

namespace hostler::plugin::bench {

/// The floor: a forked process behind a SEQPACKET pair that answers each packet with another, and
/// nothing else.
class BarePair {
 public:
  explicit BarePair(std::size_t answer);
  ~BarePair();
  BarePair(const BarePair&) = delete;

  void roundTrip(std::size_t request);

 private:
  int socket_ = -1;
  pid_t child_ = -1;
};

}  // namespace hostler::plugin::bench
