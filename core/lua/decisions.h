#pragma once

#include "core/lua/failure.h"
#include "core/lua/run.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::lua {

class WireReader;

/// What a rule decided, row by row in the order of the batch. A row has an action or a failure;
/// rows behind the point where a batch was given up all have the failure that ended it, and may be
/// tried again.
class Decisions {
 public:
  explicit Decisions(std::size_t rows) : rows_{rows} { actions_.reserve(rows); }
  /// The same action for every row: of a rule without `decide`.
  static Decisions all(std::size_t rows, const std::string& action);

  std::size_t size() const { return rows_; }
  /// Empty when the row failed.
  std::string_view action(std::size_t row) const;
  /// What the action wants to know: the members beside `action`. Empty where decide returned a
  /// text.
  const Json& detail(std::size_t row) const;
  /// Null when the row has an action.
  const ScriptFailure* failure(std::size_t row) const;
  /// The rows that failed by themselves.
  const std::map<std::size_t, ScriptFailure>& failures() const { return failures_; }
  /// Why the batch did not reach its end; the rows from decidedRows() on are as they were.
  const std::optional<ScriptFailure>& ending() const { return ending_; }
  std::size_t decidedRows() const { return actions_.size(); }

  Run run;

  /// Another host goes on with the batch, and names its actions anew.
  void changeHost() { known_.clear(); }
  /// Adds the next rows as a script host tells of them. Throws WireError, and has then added the
  /// rows before the wrong bytes.
  void read(std::string_view bytes);
  void fail(ScriptFailure failure);
  void end(ScriptFailure failure) { ending_ = std::move(failure); }

 private:
  static constexpr std::uint8_t kFailed = 0xFF;

  void readRow(WireReader& reader);
  void learn(std::string_view name);

  std::size_t rows_;
  std::vector<std::uint8_t> actions_;  // an index into names_, for each row so far
  std::vector<std::string> names_;
  std::vector<std::uint8_t> known_;  // the present host's actions, as indices into names_
  std::map<std::size_t, Json> details_;
  std::map<std::size_t, ScriptFailure> failures_;
  std::optional<ScriptFailure> ending_;
};

}  // namespace hostler::lua
