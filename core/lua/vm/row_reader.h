#pragma once

#include "core/lua/row_batch.h"
#include "core/lua/wire.h"

#include <optional>
#include <vector>

struct lua_State;

namespace hostler::lua {

/// Makes a Lua table of each row of a RowBatch, straight from its bytes. What repeats from row to
/// row is taken from the stack, not made again. Throws WireError.
class RowReader {
 public:
  explicit RowReader(std::string_view batch);

  bool isAtEnd() const { return reader_.isAtEnd(); }
  /// Prepares `state` for push(): leaves its slots on the stack, which must stay where they are.
  /// After an error has emptied the stack it is called again, and the rows go on behind the one at
  /// fault.
  void enter(lua_State* state);
  /// Pushes the next row.
  void push(lua_State* state);
  /// Goes past the next row.
  void skip();
  /// After an error in the middle of push(): goes past that row. Else does nothing.
  void leaveRow();

 private:
  struct Source {
    std::string_view text;
    std::int64_t day = 0;
  };
  struct Part {
    std::string name;
    ColumnType type;
    Source last;  // what the slot holds, or should hold
    bool isSlotRight = false;
  };

  bool isAbsent(std::size_t column) const;
  void readAbsences();
  void pushValue(lua_State* state, std::size_t column);
  void pushText(lua_State* state, std::size_t column);
  void pushDate(lua_State* state, std::size_t column);
  int nameSlot(std::size_t column) const { return base_ + static_cast<int>(column); }
  int valueSlot(std::size_t column) const {
    return base_ + static_cast<int>(parts_.size() + column);
  }

  WireReader reader_;
  std::optional<WireReader> rowStart_;  // while a row is being pushed
  std::vector<Part> parts_;
  std::string_view absences_;
  int base_ = 0;
};

}  // namespace hostler::lua
