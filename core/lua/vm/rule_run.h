#pragma once

#include "core/lua/vm/hook_run.h"
#include "core/lua/vm/row_reader.h"

#include <functional>
#include <string>

namespace hostler::lua {

/// Where the decisions of a batch go, in the form that Decisions reads, piece by piece as they are
/// made.
using DecisionSink = std::function<void(std::string_view decisions)>;

struct BatchOutcome {
  /// Why the batch was not decided to its end; rows that failed alone are among the decisions.
  std::optional<ScriptFailure> failure;
  std::size_t rows = 0;  ///< decided or failed
  Usage usage;
};

/// Has the rule of a script decide on the rows of a batch behind the first `skipped`, in one state:
/// a row costs little more than its own table and call. A row that fails fails alone.
BatchOutcome decideBatch(const Script& script, std::string_view batch, std::size_t skipped,
                         const Limits& limits, const RunFacts& facts,
                         const Surroundings& surroundings, const DecisionSink& sink);

}  // namespace hostler::lua
