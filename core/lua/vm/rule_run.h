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
  Usage usage;
};

struct Batch {
  std::string_view rows;    ///< RowBatch::bytes()
  std::size_t skipped = 0;  ///< rows at the start that are decided already
  bool rowByRow = false;    ///< each decision goes out before the next row is begun
};

/// Has the rule of a script decide on the rows of a batch, in one state: a row costs little more
/// than its own table and call. A row that fails fails alone.
BatchOutcome decideBatch(const Script& script, const Batch& batch, const Limits& limits,
                         const RunFacts& facts, const Surroundings& surroundings,
                         const DecisionSink& sink);

}  // namespace hostler::lua
