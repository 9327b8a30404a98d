#pragma once

#include "bench.h"
#include "checks.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hostler::conformance {

/// One writing verb, prepared so that a fault can be put before it. What the book says is the
/// truth; what the plugin says is held against it.
struct WriteCase {
  std::string verb;
  sdk::Json request;
  std::function<bool()> isDone;   ///< by the sandbox's book
  std::function<bool()> located;  ///< by the plugin's own locate
  std::function<int()> effects;   ///< how often it was done, for "exactly once"
  bool isVisible = true;   ///< false: the provider shows no trace by which a lie could be caught
  bool takesTime = false;  ///< what was accepted is done only later; a repetition tells when
  std::vector<std::string> operations = {};  ///< empty: as the subject's `operations` say
  /// The second time it changes nothing, so what may have been done may be asked for again: a lost
  /// answer may be Retryable too, or be asked for anew by the plugin, and so have Succeeded.
  bool isRepeatable = false;
};

/// Prepares a fresh case on a reset sandbox.
using Prepare = std::function<WriteCase(Bench&)>;

/// For each fault one check, named "<verb>.<fault>": the plugin never claims what is not so, says
/// Unknown when the answer is lost, keeps its deadline, and a repetition with the same key ends
/// with exactly one effect.
std::vector<Check> faultChecks(const std::string& verb, const Prepare& prepare);

/// The same for a verb that only reads: it never succeeds on a bad answer, and is never Unknown.
std::vector<Check> readFaultChecks(const std::string& verb,
                                   const std::function<sdk::Json(Bench&)>& request);

}  // namespace hostler::conformance
