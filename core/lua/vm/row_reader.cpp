#include "core/lua/vm/row_reader.h"

#include <lauxlib.h>
#include <lua.h>

namespace hostler::lua {

RowReader::RowReader(std::string_view batch) : reader_{batch} {
  const auto columns = reader_.number();
  if (columns == 0 || columns > RowBatch::kMostColumns)
    throw WireError{"a batch with a wrong number of columns"};
  for (std::uint64_t i = 0; i < columns; ++i) {
    const auto type = reader_.byte();
    if (type < 1 || type > static_cast<std::uint8_t>(ColumnType::Date))
      throw WireError{"an unknown type of column"};
    parts_.push_back({std::string{reader_.text()}, static_cast<ColumnType>(type), {}, false});
  }
}

void RowReader::enter(lua_State* state) {
  luaL_checkstack(state, static_cast<int>(2 * parts_.size()) + 8, nullptr);
  base_ = lua_gettop(state) + 1;
  for (const auto& part : parts_) lua_pushlstring(state, part.name.data(), part.name.size());
  for (auto& part : parts_) {
    lua_pushnil(state);
    part.isSlotRight = false;
  }
}

void RowReader::push(lua_State* state) {
  rowStart_ = reader_;
  readAbsences();
  lua_createtable(state, 0, static_cast<int>(parts_.size()));
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (isAbsent(i)) continue;
    lua_pushvalue(state, nameSlot(i));
    pushValue(state, i);
    lua_rawset(state, -3);
  }
  rowStart_.reset();
}

void RowReader::leaveRow() {
  if (!rowStart_) return;
  reader_ = *rowStart_;
  rowStart_.reset();
  skip();
}

void RowReader::skip() {
  readAbsences();
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (isAbsent(i)) continue;
    auto& part = parts_[i];
    switch (part.type) {
      case ColumnType::Integer:
        reader_.integer();
        break;
      case ColumnType::Boolean:
        reader_.byte();
        break;
      case ColumnType::Date:
        part.last.day = reader_.integer();
        break;
      case ColumnType::Text:
      case ColumnType::Decimal:
        if (const auto head = reader_.number(); head != 1)
          part.last.text = reader_.bytes(head >> 1);
        break;
    }
    part.isSlotRight = false;
  }
}

void RowReader::readAbsences() {
  absences_ = reader_.bytes((parts_.size() + 7) / 8);
}

bool RowReader::isAbsent(std::size_t column) const {
  return (static_cast<unsigned char>(absences_[column / 8]) >> (column % 8) & 1u) != 0;
}

void RowReader::pushValue(lua_State* state, std::size_t column) {
  switch (parts_[column].type) {
    case ColumnType::Integer:
      lua_pushinteger(state, reader_.integer());
      break;
    case ColumnType::Boolean:
      lua_pushboolean(state, reader_.byte());
      break;
    case ColumnType::Date:
      pushDate(state, column);
      break;
    case ColumnType::Text:
    case ColumnType::Decimal:
      pushText(state, column);
      break;
  }
}

void RowReader::pushText(lua_State* state, std::size_t column) {
  auto& part = parts_[column];
  if (const auto head = reader_.number(); head != 1) {
    part.last.text = reader_.bytes(head >> 1);
  } else if (part.isSlotRight) {
    lua_pushvalue(state, valueSlot(column));
    return;
  }
  lua_pushlstring(state, part.last.text.data(), part.last.text.size());
  lua_copy(state, -1, valueSlot(column));
  part.isSlotRight = true;
}

void RowReader::pushDate(lua_State* state, std::size_t column) {
  auto& part = parts_[column];
  const auto day = reader_.integer();
  if (part.isSlotRight && day == part.last.day) {
    lua_pushvalue(state, valueSlot(column));
    return;
  }
  part.last.day = day;
  const auto text = Date::ofDaysSinceEpoch(day).text();
  lua_pushlstring(state, text.data(), text.size());
  lua_copy(state, -1, valueSlot(column));
  part.isSlotRight = true;
}

}  // namespace hostler::lua
