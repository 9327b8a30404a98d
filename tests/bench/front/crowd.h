#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace hostler::bench {

/// Who stands around while the users ask, and for how long.
struct CrowdPlan {
  std::uint16_t port = 0;
  std::string path;
  int idle = 0;   ///< connections that have asked once and then say nothing
  int half = 0;   ///< connections that send a head one byte every two seconds
  int users = 0;  ///< connections that each ask once a period, whether or not the server keeps up
  double period = 1;  ///< seconds
  int seconds = 10;
};

struct CrowdResult {
  long answers = 0;
  double p50Ms = 0, p99Ms = 0, maxMs = 0;  ///< from the moment a user meant to ask
  int neverAnswered = 0;                   ///< users
  int dropped = 0;                         ///< connections of any kind that the server ended
  int droppedUsers = 0;
  double openedInMs = 0;  ///< idle and half-sent connections
};

/// A crowd of connections in one thread: the idle and the half-sent come with the constructor and
/// stay.
class Crowd {
 public:
  explicit Crowd(CrowdPlan plan);
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  CrowdResult run();

 private:
  struct Standing;
  std::unique_ptr<Standing> standing_;
};

}  // namespace hostler::bench
