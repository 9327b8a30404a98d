#pragma once

#include "instances.h"
#include "query_client.h"

#include <optional>
#include <string>

namespace hostler::aws {

/// What a root volume is written anew from: one of the two.
struct RootSource {
  std::string image, snapshot;
  std::string request;  ///< which wish this is: the same for every repetition of it
};

enum class ReplacementState { None = 1, Running, Done, Failed };

/// EC2's tasks that give a running instance another root volume. Each carries the wish that it came
/// from, so a wish is fulfilled once.
class RootReplacement {
 public:
  explicit RootReplacement(const QueryClient& client) : client_{client} {}

  /// How far the wish has come; Retryable "busy" while another one is at work on the machine.
  sdk::Reply<ReplacementState> stateOf(const sdk::Call& call, const Cloud& cloud,
                                       const Instance& instance, const RootSource& source) const;
  /// Begins it on a running instance.
  sdk::Reply<ReplacementState> begin(const sdk::Call& call, const Cloud& cloud,
                                     const Instance& instance, const RootSource& source) const;

 private:
  const QueryClient& client_;
};

/// The word for a wish: when it was asked for and on what, or the operation's key where nobody says
/// when.
std::string wishOf(const sdk::Call& call, const std::string& what, const std::string& instance,
                   const std::string& source, const std::optional<std::int64_t>& requestedAt);

}  // namespace hostler::aws
