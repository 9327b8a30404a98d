#pragma once

#include "core/json/json.h"
#include "core/shape/shape.h"

#include <string>
#include <vector>

namespace hostler {

enum class ColumnType { Text = 1, Money, Integer, Date };
template <>
inline constexpr std::array kEnumNames<ColumnType>{
    std::string_view{"text"}, std::string_view{"money"}, std::string_view{"integer"},
    std::string_view{"date"}};

struct ReportColumn {
  std::string name, title;
  ColumnType type = ColumnType::Text;
  static void describe(Shape<ReportColumn>& shape);
};

/// A report as a table. Each row is an object with a member for every column; ids that a row opens
/// stand beside them.
struct ReportTable {
  std::string name;
  Date from = Date::ofDaysSinceEpoch(0), to = Date::ofDaysSinceEpoch(0);
  std::vector<ReportColumn> columns;
  std::vector<Json> rows;
  std::vector<Json> totals;  ///< one for each currency
  static void describe(Shape<ReportTable>& shape);
};

/// RFC 4180, in UTF-8, money as decimal numbers with its currency in a column of its own. A text
/// that a spreadsheet would take for a formula is marked as text.
std::string csvOf(const ReportTable& table);

}  // namespace hostler
