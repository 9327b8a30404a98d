#pragma once

#include "core/lua/failure.h"
#include "core/lua/run.h"
#include "core/lua/script_library.h"
#include "core/lua/verdict.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler::lua {

/// What one hook said to an event.
struct HookVerdict {
  Hook hook;
  std::optional<ScriptFailure> failure;  ///< then there is no verdict
  Verdict verdict;
  WhenFailing whenFailing =
      WhenFailing::Closed;  ///< as the hook or its event declares; of before.* hooks
  Run run;
};

/// Why what was asked about must not happen.
struct Refusal {
  std::string code;
  std::string sentence;  ///< in the words of the script, or of the engine for a hook that failed
  HookKey hook;
};

/// What all hooks said to an event, in the order in which they ran.
struct HookRun {
  std::vector<HookVerdict> verdicts;

  /// The first that refused or that failed and is declared to refuse then (code `hook_failed`).
  /// Nothing: go on.
  std::optional<Refusal> refusal() const;
  /// The amendments, in order. They are input like a client's: validate them.
  std::vector<const HookVerdict*> amendments() const;
};

}  // namespace hostler::lua
